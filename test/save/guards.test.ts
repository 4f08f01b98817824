// What guards a save holds wherever its reads fail, are off, or come too late, and whatever form the loss has.
import { describe, expect, it } from 'vitest';
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import { type Json, type Opened, open } from '../harness.ts';

const home = { content_type_uid: 'page', entry_uid: uidOf('page', 'home') };
const maya = { content_type_uid: 'author', entry_uid: 'blt490255eb57b29cf7' };

const writes = ({ sandbox }: Opened): string[] =>
  sandbox.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
const read = async ({ call }: Opened, at: Json): Promise<Json> =>
  (await call('get_entry', { ...at, fields: ['all'] })).entry as Json;

describe('where the content type', () => {
  it.each([500, 503, 403, 404, 422])('is answered with %i, nothing is sent', async status => {
    await using opened = await open();
    opened.sandbox.fault({ method: 'GET', path: '/content_types/page', answer: { status, body: {} }, times: 20 });
    expect(await opened.fail('update_entry', { ...home, entry: { sections: [] } })).toContain('Nothing was written');
    expect(writes(opened)).toEqual([]);
  });

  it('is off, lists and objects are replaced only when that is named', async () => {
    await using opened = await open({ settings: { TOOLS_DENY: 'get_content_type' } });
    const { _version: if_version } = await read(opened, home);
    for (const entry of [{ sections: [] }, { seo: { title: 'x' } }, { intro: null }]) {
      const [field = ''] = Object.keys(entry);
      const text = await opened.fail('update_entry', { ...home, entry });
      expect(text).toContain(`"replace":["${field}"]`);
      expect(text).toContain('"if_version"');
    }
    for (const entry of [{ n: Number.POSITIVE_INFINITY }, { title: 'T', locale: 'fr-fr' }]) {
      expect(await opened.fail('update_entry', { ...home, entry })).toContain('Nothing was sent');
    }
    expect(writes(opened)).toEqual([]);
    const args = { ...home, entry: { sections: [] }, replace: ['sections'], if_version };
    expect((await opened.call('update_entry', args)).removed).toBeDefined();
    await opened.call('update_entry', { ...home, entry: { title: 'Home again' } });
  });
});

it('counts what an operator takes away', async () => {
  await using opened = await open();
  const { _version: if_version, sections } = await read(opened, home);
  for (const change of [
    { UPDATE: { data: [] } },
    { UPDATE: { data: (sections as Json[]).slice(0, 1) } },
    { PULL: { query: {} } },
  ]) {
    const text = await opened.fail('update_entry', { ...home, if_version, entry: { sections: change } });
    expect(text, JSON.stringify(change)).toContain('"replace":["sections"]');
  }
  expect(writes(opened)).toEqual([]);
});

describe('reads a content type anew where what is stored has more fields than it', () => {
  const added = { uid: 'badge', display_name: 'Badge', data_type: 'file' };
  const fieldsIn = (value: unknown): Json[] => value as Json[];

  it.each<[where: string, at: Json, grow: (schema: Json[]) => void, fill: (entry: Json) => Json]>([
    ['at the top', maya, schema => void schema.push(added), entry => entry],
    [
      'in a group',
      maya,
      schema => void fieldsIn(schema.find(({ uid }) => uid === 'social_links')?.schema).push(added),
      ({ social_links: links }) => fieldsIn(links)[0] as Json,
    ],
    [
      'in a block',
      home,
      schema => {
        for (const { schema: inner } of fieldsIn(schema.find(({ uid }) => uid === 'sections')?.blocks)) {
          if (inner) fieldsIn(inner).push(added);
        }
      },
      ({ sections }) => Object.values(fieldsIn(sections)[0] ?? {})[0] as Json,
    ],
  ])('%s', async (_, at, grow, fill) => {
    await using opened = await open({ choices: { missingFields: 'clear' } });
    const { title } = await read(opened, at);
    await opened.call('update_entry', { ...at, entry: { title: `${title} again` } });
    const headers = {
      api_key: opened.sandbox.api_key,
      authorization: opened.sandbox.tokens.read_write ?? '',
      'content-type': 'application/json',
    };
    const other = async (method: string, path: string, body?: Json): Promise<Json> => {
      const sent = body ? { body: JSON.stringify(body) } : {};
      const answer = await fetch(`${opened.sandbox.origin}/v3${path}`, { method, headers, ...sent });
      expect(answer.status, `${method} ${path}`).toBeLessThan(300);
      return (await answer.json()) as Json;
    };
    const type = `/content_types/${at.content_type_uid}`;
    const { content_type } = (await other('GET', type)) as { content_type: Json };
    const { title: name, uid, schema } = content_type;
    grow(schema as Json[]);
    await other('PUT', type, { content_type: { title: name, uid, schema } });
    const path = `${type}/entries/${at.entry_uid}`;
    const { entry } = (await other('GET', path)) as { entry: Json };
    fill(entry).badge = uidOf('asset', 'larkfell-logo');
    // Files go back as their uids.
    const body = JSON.stringify({ entry }, (_, value) => (value?.filename ? value.uid : value));
    await other('PUT', path, JSON.parse(body));
    const receipt = await opened.call('update_entry', { ...at, entry: { title: `${title} once more` } });
    expect(receipt).not.toHaveProperty('lost');
    expect(fill(await read(opened, at)).badge).toMatchObject({ uid: uidOf('asset', 'larkfell-logo') });
  });
});

it('saves one thing at a time', async () => {
  await using opened = await open();
  await Promise.all([
    opened.call('update_entry', { ...maya, entry: { role: 'One' } }),
    opened.call('update_entry', { ...maya, entry: { bio: 'Two' } }),
  ]);
  expect(await read(opened, maya)).toMatchObject({ role: 'One', bio: 'Two' });
  const { _version: if_version } = await read(opened, maya);
  const both = await Promise.all(
    ['A', 'B'].map(role =>
      opened.client.callTool({ name: 'update_entry', arguments: { ...maya, if_version, entry: { role } } }),
    ),
  );
  expect(both.filter(({ isError }) => isError).length).toBe(1);
});

describe('an import', () => {
  it('overwrites the entry that it names, and tells of no other', async () => {
    await using opened = await open({ settings: { CONFIRM: 'never' } });
    const { content_type_uid } = maya;
    const entry = { uid: maya.entry_uid, title: 'Maya again', role: 'Guide', bio: 'Short.' };
    const receipt = await opened.call('import_entry', { content_type_uid, overwrite: true, entry });
    expect(receipt.entry).toMatchObject({ uid: maya.entry_uid });
    expect((await read(opened, maya)).title).toBe('Maya again');
    const made = await opened.call('import_entry', {
      content_type_uid,
      overwrite: true,
      entry: { title: 'Somebody new', role: 'Guide', bio: 'Short.' },
    });
    expect(made).not.toHaveProperty('changed');
  });

  it('overwrites nothing that cannot be seen', async () => {
    const { content_type_uid } = maya;
    const entry = { uid: maya.entry_uid, title: 'Maya', role: 'x' };
    await using opened = await open({ settings: { CONFIRM: 'never', TOOLS_DENY: 'get_entry' } });
    expect(await opened.fail('import_entry', { content_type_uid, overwrite: true, entry })).toContain(
      'get_entry is off',
    );
    expect(writes(opened)).toEqual([]);
  });

  const wrong = { error_message: 'The locale is not valid.', error_code: 141, errors: { locale: ['is not valid.'] } };
  it.each([
    [422, wrong],
    [500, wrong],
    // Of a proxy, which knows nothing of entries.
    [404, '<html><h1>Not Found</h1></html>'],
  ])('overwrites nothing of which a read says with %i that something else is wrong', async (status, body) => {
    const { content_type_uid } = maya;
    await using opened = await open({ settings: { CONFIRM: 'never' } });
    const path = `/content_types/author/entries/${maya.entry_uid}`;
    opened.sandbox.fault({ method: 'GET', path, answer: { status, body }, times: 20 });
    const entry = { uid: maya.entry_uid, title: 'Maya', role: 'x', bio: 'y' };
    const text = await opened.fail('import_entry', { content_type_uid, overwrite: true, entry });
    expect(text).toContain('Nothing was written');
    expect(writes(opened)).toEqual([]);
  });

  it('names what a file lacks that is all there is from then on', async () => {
    await using opened = await open({ settings: { CONFIRM: 'never' } });
    const { _version: if_version } = await read(opened, home);
    const args = { ...home, entry: { title: 'Home' }, overwrite: true, if_version };
    expect(await opened.fail('import_entry_version', args)).toMatch(/sections: this would remove[\s\S]*"replace":\[/);
    expect(writes(opened)).toEqual([]);
  });
});

it('takes the version of a variant that its refusal asks for', async () => {
  await using opened = await open({ settings: { MODULES: 'all' } });
  const entry_uid = uidOf('announcement', 'winter-sale');
  const variant = { content_type_uid: 'announcement', entry_uid, variant_uid: 'cs_first_visit' };
  const action = (heading: string): Json => ({
    message: 'New here?',
    call_to_action: { heading, button: { title: heading, href: '/' }, tone: 'strong' },
  });
  await opened.call('upsert_entry_variant', { ...variant, entry: action('Welcome') });
  const changed = { ...variant, entry: action('Welcome back') };
  const text = await opened.fail('upsert_entry_variant', changed);
  expect(text).toContain('call_to_action: a group is replaced as a whole');
  const [, if_version] = /"if_version":(\d+)/.exec(text) ?? [];
  expect(await opened.fail('upsert_entry_variant', { ...changed, if_version: 9 })).toContain('if_version is 9');
  const again = await opened.call('upsert_entry_variant', { ...changed, if_version: Number(if_version) });
  expect(JSON.stringify(again.changed)).toContain('Welcome back');
});

it('tells of a deploy what its own action and languages do', async () => {
  const release = { release_uid: 'bltbdcf5efa416104c6' };
  await using opened = await open({ settings: { CONFIRM: 'never' } });
  const deploy = async (more: Json): Promise<string[]> => {
    const { places = [] } = await opened.call('deploy_release', {
      ...release,
      release: { environments: ['staging'], ...more },
    });
    await opened.sandbox.reset();
    return places as string[];
  };
  for (const place of await deploy({ action: 'unpublish' }))
    expect(place).toMatch(/→ not live(; the item itself says publish)?$/);
  for (const place of await deploy({ action: 'publish' }))
    expect(place).toMatch(/→ version \d+(; the item itself says unpublish)?$/);
  expect(await deploy({ locales: ['fr-fr'] })).toEqual([]);
});

it('tells of a bulk call every language that it names', async () => {
  await using opened = await open({ settings: { MODULES: 'all', CONFIRM: 'never' } });
  const entries = [{ uid: home.entry_uid, content_type: 'page', locale: 'en-us' }];
  const args = { entries, environments: ['staging'], locales: ['en-us', 'fr-fr'] };
  const { places } = await opened.call('bulk_unpublish', args);
  expect(places).toEqual([expect.stringContaining('en-us'), expect.stringContaining('fr-fr')]);
});
