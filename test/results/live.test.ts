// A list of what is live somewhere shows the latest text; which version is live there stands beside it.
import { expect, it } from 'vitest';
import { type Json, open } from '../harness.ts';
import { toItems } from './tour.ts';

const post = { content_type_uid: 'blog_post' };
const draft = 'text of the draft, not of what is live on production';

it('says per row which version is live there, and where that is not the one shown', async () => {
  await using opened = await open({ settings: { MAX_RESULT_TOKENS: '20000' } });
  const listed = await opened.call('list_entries', { ...post, environment: 'production' });
  const { entries } = (await opened.call('list_entries', { ...post, environment: 'production', fields: ['all'] })) as {
    entries: Json[];
  };
  const names = toItems(await opened.call('list_environments'));
  const production = names.find(({ name }) => name === 'production')?.uid;
  const rows = toItems(listed);
  expect(rows.length).toBe(entries.length);
  let drafts = 0;
  for (const [index, { uid, live_there }] of rows.entries()) {
    const { publish_details, _version, locale } = entries[index] as Json;
    const live = (publish_details as Json[]).find(
      each => each.environment === production && each.locale === locale,
    )?.version;
    if (live !== _version) drafts += 1;
    expect(live_there, String(uid)).toBe(live === _version ? `v${live}` : `v${live}; this row is v${_version}`);
  }
  expect(drafts).toBeGreaterThan(1);
  expect(drafts).toBeLessThan(rows.length);
  expect(listed.notes).toEqual([`${drafts} of these rows: ${draft}`]);
});

it('names the uids where whole entries are asked for, by the uid of the environment too', async () => {
  await using opened = await open();
  const [{ uid: environment } = {} as Json] = toItems(await opened.call('list_environments')).filter(
    ({ name }) => name === 'production',
  );
  const asked = { ...post, environment, limit: 2, fields: ['all'] };
  const { entries, notes } = await opened.call('list_entries', asked);
  const [first] = entries as Json[];
  expect(first).not.toHaveProperty('live_there');
  expect(notes).toEqual([expect.stringMatching(/^text of the draft, not of what is live on .*: .+ \(v2 is live\)$/)]);
  expect(String(notes)).toContain(String(first?.uid));
  const only = await opened.call('list_entries', { ...post, environment: 'production', limit: 2, only: ['headline'] });
  expect(only.notes).toEqual(['each is the latest version: what is live on production may be an older one']);
});

it('says nothing where no environment is named, and of files too what is live', async () => {
  await using opened = await open();
  const plain = await opened.call('list_entries', { ...post, query: { category: 'care' } });
  expect(JSON.stringify(plain)).not.toContain('live_there');
  const files = toItems(await opened.call('list_assets', { environment: 'production', limit: 2 }));
  expect(files.map(({ live_there }) => live_there)).toEqual(['v1', 'v1']);
});
