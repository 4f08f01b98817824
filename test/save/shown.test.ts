// What get_entry shows of an entry can be written back as it stands: nothing changes, and nothing is lost.
import { expect, it } from 'vitest';
import { type Json, open } from '../harness.ts';
import { toItems } from '../results/tour.ts';

const languages = ['en-us', 'fr-fr', 'de-de'];

it(
  'takes each entry of the demo stack back as it was shown, in each of its languages',
  { timeout: 120_000 },
  async () => {
    await using opened = await open({ settings: { CONFIRM: 'never' } });
    const { call, sandbox } = opened;
    const before = JSON.stringify(sandbox.state.branches.main?.entries);
    const seen = { entries: 0, files: 0, empty: 0 };
    for (const { uid: content_type_uid } of toItems(await call('list_content_types'))) {
      for (const { uid: entry_uid } of toItems(await call('list_entries', { content_type_uid }))) {
        for (const locale of languages) {
          const shown = await call('get_entry', { content_type_uid, entry_uid, locale });
          const entry = shown.entry as Json;
          expect(shown).not.toHaveProperty('cut');
          if (entry.locale !== locale) {
            expect(shown.notes).toEqual([`no ${locale}: this is ${entry.locale}`]);
            continue;
          }
          seen.entries += 1;
          seen.files += JSON.stringify(entry).match(/"filename"/g)?.length ?? 0;
          seen.empty += ((shown.empty as string[] | undefined) ?? []).length;
          const receipt = await call('update_entry', { content_type_uid, entry_uid, locale, entry });
          expect(receipt, `${content_type_uid} ${entry_uid} ${locale}`).toMatchObject({
            nothing: 'what was sent is what is stored, so nothing was saved',
          });
        }
      }
    }
    expect(JSON.stringify(sandbox.state.branches.main?.entries)).toBe(before);
    expect(seen.entries).toBeGreaterThan(70);
    expect(seen.files).toBeGreaterThan(30);
    expect(seen.empty).toBeGreaterThan(0);
  },
);

it.each(['150', '250', '350'])('takes nothing back that was cut when it was shown in %s tokens', async budget => {
  await using opened = await open({ settings: { CONFIRM: 'never', MAX_RESULT_TOKENS: budget } });
  const { call, client, sandbox } = opened;
  const hold = () => JSON.stringify(sandbox.state.branches.main?.entries);
  const before = hold();
  let cut = 0;
  for (const [content_type_uid, entries] of Object.entries(sandbox.state.branches.main?.entries ?? {})) {
    for (const { uid: entry_uid } of Object.values(entries).filter(({ deleted_at }) => deleted_at === undefined)) {
      const at = { content_type_uid, entry_uid };
      const shown = await call('get_entry', at);
      if (!('cut' in shown)) continue;
      cut += 1;
      const { content } = await client.callTool({ name: 'update_entry', arguments: { ...at, entry: shown.entry } });
      expect(hold() === before, JSON.stringify([shown.cut, content])).toBe(true);
    }
  }
  expect(cut).toBeGreaterThan(15);
});

it('changes what was changed in what was shown, and nothing beside it', async () => {
  await using opened = await open({ settings: { CONFIRM: 'never' } });
  const { call } = opened;
  const [{ uid: entry_uid } = {} as Json] = toItems(await call('list_entries', { content_type_uid: 'page' }));
  const at = { content_type_uid: 'page', entry_uid };
  const { entry } = (await call('get_entry', at)) as { entry: Json };
  const receipt = await call('update_entry', { ...at, entry: { ...entry, title: 'Another' } });
  expect(receipt.changed).toEqual([expect.stringMatching(/^title: /)]);
  expect(receipt).not.toHaveProperty('removed');
  expect(receipt).not.toHaveProperty('lost');
});

it('takes references back that were shown with their titles', async () => {
  await using opened = await open({ settings: { CONFIRM: 'never' } });
  const { call } = opened;
  const type = { content_type_uid: 'blog_post' };
  const query = { title: 'Winter layering, explained' };
  const [{ uid: entry_uid } = {} as Json] = toItems(await call('list_entries', { ...type, query }));
  const at = { ...type, entry_uid };
  const include = ['author', 'related_posts'];
  const shown = await call('get_entry', { ...at, include });
  const { author, related_posts: related } = shown.entry as { author: Json[]; related_posts: Json[] };
  expect(author).toEqual([{ uid: expect.any(String), _content_type_uid: 'author', title: 'Ines Aguilar' }]);
  expect(related.map(({ title }) => title)).toEqual(['Hard shell or soft shell?', 'How to wash a rain jacket']);
  expect(shown.notes).toEqual([
    'references are shown by uid and title; fields: ["author","related_posts"] shows them whole',
  ]);
  const whole = await call('get_entry', { ...at, include, fields: ['author', 'hero_image'] });
  expect(whole.entry).toMatchObject({
    author: [{ bio: expect.any(String) }],
    hero_image: { content_type: 'image/jpeg', description: expect.any(String) },
  });
  expect(await call('update_entry', { ...at, entry: shown.entry })).toHaveProperty('nothing');
});

const custom = {
  data_type: 'json',
  display_name: 'Picture of an app',
  uid: 'picture',
  extension_uid: 'bltapp',
  mandatory: false,
  multiple: false,
};

/** As an app may keep it: what looks like a file is all there is of it. */
const kept = {
  uid: 'dam-1',
  title: 'Ridge',
  filename: 'ridge.jpg',
  content_type: 'image/jpeg',
  file_size: '12',
  url: 'https://dam.example.com/ridge.jpg',
  is_dir: false,
  rights: { until: '2030-01-01' },
};

it('loses nothing of an app’s own value that looks like a file', async () => {
  await using opened = await open({ settings: { CONFIRM: 'never' } });
  const { call, sandbox } = opened;
  const uid = 'app_page';
  const title = { uid: 'title', display_name: 'Title', data_type: 'text', mandatory: true, unique: true };
  const { extension } = (await call('upload_extension', {
    upload: 'data:text/html;name=picture.html;base64,PGI+PC9iPg==',
    title: 'Picture',
    type: 'field',
    data_type: 'json',
  }).catch(() => ({}))) as { extension?: Json };
  const field = {
    ...custom,
    extension_uid: extension?.uid ?? Object.keys(sandbox.state.branches.main?.extensions ?? {})[0],
  };
  await call('create_content_type', { content_type: { uid, title: 'App page', schema: [title, field] } });
  const value = { picture: kept, note: 'kept' };
  const made = await call('create_entry', { content_type_uid: uid, entry: { title: 'One', picture: value } });
  const at = { content_type_uid: uid, entry_uid: (made.entry as Json).uid };
  const shown = await call('get_entry', at);
  expect((shown.entry as Json).picture).toEqual({
    picture: { uid: 'dam-1', title: 'Ridge', filename: 'ridge.jpg' },
    note: 'kept',
  });
  expect(await call('update_entry', { ...at, entry: shown.entry })).toHaveProperty('nothing');
  const changed = { ...(shown.entry as Json), picture: { ...((shown.entry as Json).picture as Json), note: 'new' } };
  const receipt = await call('update_entry', { ...at, entry: changed, if_version: 1 });
  expect(receipt.changed).toEqual([expect.stringMatching(/^picture.*note/)]);
  const after = await call('get_entry', { ...at, fields: ['picture'] });
  expect((after.entry as Json).picture).toEqual({ picture: kept, note: 'new' });
});
