// What a weak assistant tries: nothing is told as done that was not, and nothing is destroyed unasked.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import { type Json, type Opened, open } from '../harness.ts';

let opened: Opened;
beforeAll(async () => {
  opened = await open({ settings: { MODULES: 'all' } });
});
beforeEach(() => opened.sandbox.reset());
afterAll(() => opened.close());

const post = { content_type_uid: 'blog_post', entry_uid: uidOf('blog_post', 'winter-layers') };
const page = { content_type_uid: 'page', entry_uid: uidOf('page', 'home') };
const author = { content_type_uid: 'author', entry_uid: uidOf('author', 'maya') };

/** All that the stack holds, but for what any request leaves. */
const state = (): string => {
  const { branches, ...rest } = structuredClone(opened.sandbox.state);
  for (const branch of Object.values(branches)) branch.audit_log = [];
  return JSON.stringify({ ...rest, branches });
};

const first = (type: string): string => Object.keys(opened.sandbox.state.branches.main?.entries[type] ?? {})[0] ?? '';
const readEntry = async (at: Json): Promise<Json> => (await opened.call('get_entry', at)).entry as Json;

describe('is refused before it is sent, and changes nothing', () => {
  it.each<[what: string, tool: string, args: () => Promise<Json> | Json, says: RegExp]>([
    [
      'a misspelt field',
      'update_entry',
      () => ({ ...post, entry: { headlin: 'x' } }),
      /headlin: .*did you mean headline/,
    ],
    [
      'two unknown fields',
      'update_entry',
      () => ({ ...post, entry: { a_b: 1, headline_: 'x' } }),
      /a_b[\s\S]*headline_/,
    ],
    ['the wrapper twice', 'update_entry', () => ({ ...post, entry: { entry: { headline: 'x' } } }), /wraps the fields/],
    ['a dotted field', 'update_entry', () => ({ ...page, entry: { 'seo.description': 'x' } }), /seo\.description/],
    [
      'what all languages share, in another one',
      'update_entry',
      () => ({ content_type_uid: 'product', entry_uid: first('product'), locale: 'fr-fr', entry: { price: 1 } }),
      /price: is the same in every language/,
    ],
    [
      'an old version by its number',
      'update_entry',
      () => ({ ...post, entry: { _version: 2 } }),
      /brings no version back/,
    ],
    [
      'a language in the entry alone',
      'update_entry',
      () => ({ ...post, entry: { title: 'T', locale: 'fr-fr' } }),
      /entry\.locale: /,
    ],
    [
      'part of a group',
      'update_entry',
      () => ({ ...page, entry: { seo: { description: 'x' } } }),
      /seo\.title: .*remove/,
    ],
    [
      'one block of several',
      'update_entry',
      async () => ({ ...page, entry: { sections: ((await readEntry(page)).sections as Json[]).slice(0, 1) } }),
      /remove the block[\s\S]*"replace":\["sections"\]/,
    ],
    [
      'a choice by another name',
      'update_entry',
      () => ({ ...post, entry: { category: 'no such thing' } }),
      /category: /,
    ],
    [
      'a schema with one field of many',
      'update_content_type',
      () => ({
        content_type_uid: 'author',
        content_type: {
          uid: 'author',
          title: 'Author',
          schema: [{ uid: 'title', display_name: 'T', data_type: 'text' }],
        },
      }),
      /bio: this drops the field[\s\S]*"drop":\[/,
    ],
    [
      'a global field without its fields',
      'update_global_field',
      () => ({
        global_field_uid: 'call_to_action',
        global_field: {
          uid: 'call_to_action',
          title: 'C',
          schema: [{ uid: 'x', display_name: 'X', data_type: 'text' }],
        },
      }),
      /button: this drops the field/,
    ],
    [
      'an entry that is read at another version',
      'update_entry',
      () => ({ ...post, entry: { headline: 'x' }, if_version: 1 }),
      /if_version is 1/,
    ],
    [
      'a publish of another version',
      'publish_entry',
      () => ({ ...post, entry: { environments: ['staging'], locales: ['en-us'] }, if_version: 1 }),
      /if_version is 1/,
    ],
    [
      'a delete of another version',
      'delete_entry',
      () => ({ ...author, if_version: 99 }),
      /if_version is 99|There is no entry/,
    ],
    [
      'a new entry with a field there is not',
      'create_entry',
      () => ({ content_type_uid: 'author', entry: { title: 'A', bio: 'B', nam: 'x' } }),
      /nam: /,
    ],
  ])('%s', async (_, tool, toArgs, says) => {
    const args = await toArgs();
    const before = state();
    expect(await opened.fail(tool, args)).toMatch(says);
    expect(state()).toBe(before);
  });
});

it('does what a refusal says to send, and tells what is gone', async () => {
  const { sections, _version: version } = await readEntry(page);
  const [kept, ...gone] = sections as Json[];
  const told = await opened.call('update_entry', {
    ...page,
    entry: { sections: [kept] },
    if_version: version,
    replace: ['sections'],
  });
  expect(told.removed).toHaveLength(gone.length);
  expect(told.version).toBe(`${version} → ${Number(version) + 1}`);
});

it('says of operators what they do beside what was meant', async () => {
  const pushed = await opened.call('update_entry', { ...post, entry: { tags: { PUSH: { data: ['new'], index: 0 } } } });
  expect(pushed.notes).toEqual(['tags.index: is ignored: PUSH adds at the end']);
  const { sections, _version: version } = await readEntry(page);
  const [block] = Object.keys((sections as Json[])[0] ?? {});
  const data = { [block ?? '']: { headline: 'By its place' } };
  const updated = await opened.call('update_entry', {
    ...page,
    entry: { sections: { UPDATE: { index: 0, data } } },
    if_version: version,
  });
  expect(updated.notes).toEqual([
    expect.stringMatching(/^sections\.UPDATE: index 0 counts from 0; .* stays as it is$/),
  ]);
  expect(updated).not.toHaveProperty('removed');
  for (const wrong of ['MOVE', 'INSERT', 'REORDER', 'PUT', '$push', 'push']) {
    const text = await opened.fail('update_entry', { ...page, entry: { sections: { [wrong]: { index: 0, data } } } });
    expect(text).toContain(`sections.${wrong}: is no operator: there are PUSH, PULL, UPDATE, ADD, SUB`);
  }
});

it.each(['page', 'blog_post', 'author'])(
  'sends nothing for an entry of %s that is sent back as it was read',
  async type => {
    for (const uid of Object.keys(opened.sandbox.state.branches.main?.entries[type] ?? {}).slice(0, 3)) {
      const at = { content_type_uid: type, entry_uid: uid, fields: ['all'] };
      const { entry } = (await opened.call('get_entry', at)) as { entry: Json };
      const before = state();
      const told = await opened.call('update_entry', { content_type_uid: type, entry_uid: uid, entry });
      expect(told.nothing).toContain('nothing was saved');
      expect(state()).toBe(before);
    }
  },
);

it('says that a language has its first version, and which version goes where', async () => {
  const at = { content_type_uid: 'product', entry_uid: first('product') };
  const told = await opened.call('update_entry', { ...at, locale: 'de-de', entry: { title: 'Neu' } });
  expect(told.first ?? told.changed).toBeDefined();
  const { places, scheduled } = await opened.call('publish_entry', {
    ...post,
    entry: { environments: ['staging'], locales: ['en-us'] },
    scheduled_at: new Date(Date.now() + 3 * 86_400_000).toISOString(),
  });
  expect(places).toEqual([expect.stringMatching(/^staging en-us: .+ → version \d+$/)]);
  expect(scheduled).toMatch(/in [23] days$/);
});

it('tells of other modules what is stored, and not what was sent', async () => {
  const [label] = Object.values(opened.sandbox.state.branches.main?.labels ?? {});
  expect(
    await opened.call('update_label', {
      label_uid: label?.uid,
      label: { name: 'Renamed', parent: [], content_types: label?.content_types },
    }),
  ).toMatchObject({
    changed: [`name: "${label?.name}" → "Renamed"`],
  });
  const again = { label_uid: label?.uid, label: { name: 'Renamed' } };
  expect(await opened.call('update_label', again)).toMatchObject({ nothing: expect.any(String) });
  const environment = {
    environment_name: 'staging',
    environment: { name: 'staging', urls: [{ locale: 'en-us', url: 'https://s.example' }] },
  };
  const told = await opened.call('update_environment', environment);
  expect(JSON.stringify(told.changed ?? told.removed)).toContain('urls');
});

describe('where a read is off', () => {
  it('writes nothing over what cannot be seen', async () => {
    await using alone = await open({ settings: { TOOLS: 'update_entry' } });
    const text = await alone.fail('update_entry', { ...post, entry: { headline: 'x' } });
    expect(text).toContain('update_entry first reads what it would change, and get_entry is off here');
    expect(alone.sandbox.requests.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  const places = { environments: ['staging'], locales: ['en-us'] };
  const asset = { asset_uid: 'bltnosuchasset' };
  it.each<[tool: string, args: Json, read: string]>([
    ['delete_entry', post, 'get_entry'],
    ['publish_entry', { ...post, entry: places }, 'get_entry'],
    ['unpublish_entry', { ...post, entry: places }, 'get_entry'],
    ['update_asset', { ...asset, asset: { title: 'x' } }, 'get_asset'],
    ['delete_asset', asset, 'get_asset'],
    ['publish_asset', { ...asset, asset: places }, 'get_asset'],
    ['delete_content_type', { content_type_uid: 'page' }, 'get_content_type'],
  ])('holds %s to no version it cannot see', async (tool, args, read) => {
    await using alone = await open({ settings: { TOOLS: tool } });
    alone.sandbox.requests.length = 0;
    expect(await alone.fail(tool, { ...args, if_version: 1 })).toContain(`${read} is off here`);
    expect(alone.sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('says that an entry was not checked', async () => {
    await using alone = await open({ settings: { MODULES: 'entries' } });
    const told = await alone.call('update_entry', { ...post, entry: { headline: 'Unchecked' } });
    expect(told).toMatchObject({
      changed: [expect.stringMatching(/^headline: /)],
      notes: [expect.stringContaining('get_content_type is off')],
    });
  });
});
