// What is too much: a long or deep answer neither fails in this server nor hides what was done.
import { expect, it } from 'vitest';
import { toArguments } from '../chaos/arguments.ts';
import { open } from '../harness.ts';

const nest = (levels: number): unknown => JSON.parse(`${'[{"a":'.repeat(levels)}1${'}]'.repeat(levels)}`);

it('says that a write was carried out whose answer cannot be shown', async () => {
  await using opened = await open();
  const body = `{"entry":{"uid":"blt1","title":"T","body":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`;
  opened.sandbox.fault({
    method: 'POST',
    apply: true,
    answer: { body, headers: { 'content-type': 'application/json' } },
  });
  const args = { content_type_uid: 'author', entry: { title: 'Deep', bio: 'Very.' } };
  const { content } = await opened.client.callTool({ name: 'create_entry', arguments: args });
  const text = content.map(part => (part.type === 'text' ? part.text : '')).join('');
  expect(text).not.toContain('failed inside this server');
  expect(text).toMatch(/create_entry was carried out: the API answered with status 200|"did":"Create an entry"/);
});

it('does not fail inside on a deep or a long read', async () => {
  await using opened = await open();
  const deep = `{"entry":{"uid":"blt1","title":"T","body":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`;
  const long = `{"entries":[{"uid":"blt1","title":"${'x'.repeat(10_000_000)}"}],"count":1}`;
  for (const [name, body, args] of [
    ['get_entry', deep, { entry_uid: 'blt1' }],
    ['list_entries', long, {}],
  ] as const) {
    opened.sandbox.fault({ method: 'GET', answer: { body, headers: { 'content-type': 'application/json' } } });
    const { content } = await opened.client.callTool({ name, arguments: { content_type_uid: 'author', ...args } });
    const text = content.map(part => (part.type === 'text' ? part.text : '')).join('');
    expect(text, name).not.toContain('failed inside this server');
    expect(text.length, name).toBeLessThan(100_000);
  }
});

it('shows of a million rows as many as fit', async () => {
  await using opened = await open();
  const row = (index: number) => `{"uid":"blt${index}","title":"T"}`;
  const body = `{"labels":[${Array.from({ length: 1_000_000 }, (_, index) => row(index)).join(',')}]}`;
  opened.sandbox.fault({ method: 'GET', answer: { body, headers: { 'content-type': 'application/json' } } });
  const told = await opened.call('list_labels');
  expect((told.rows as unknown[]).length).toBeGreaterThan(50);
  expect(told.next).toBeDefined();
});

it('sends nothing that is nested too deeply to be shown', async () => {
  await using opened = await open();
  const args = { content_type_uid: 'author', entry: { title: 'T', body: nest(2_000) } };
  expect(await opened.fail('create_entry', args)).toContain('nested more than 500 levels deep');
  const fits = { content_type_uid: 'author', entry: { title: 'T', body: nest(245) } };
  const { content } = await opened.client.callTool({ name: 'create_entry', arguments: fits });
  expect(JSON.stringify(content)).not.toContain('failed inside');
});

it('tells which nulls were left out of what is saved, and how to clear', async () => {
  await using opened = await open();
  const asset_uid = Object.keys(opened.sandbox.state.branches.main?.assets ?? {})[0];
  const told = await opened.call('update_asset', { asset_uid, asset: { title: 'T', description: null, tags: null } });
  expect(told.left_out).toBe('asset.description; send "" to clear; asset.tags; send [] to clear');
});

it.each([
  ['update_entry', 'entry', '{"__proto__":{"role":"X"},"role":"R"}', 'entry.__proto__: is a key that is lost'],
  ['create_entry', 'entry', '{"title":"T","seo":{"__proto__":{}}}', 'entry.seo.__proto__: is a key that is lost'],
  ['create_entry', 'entry', '{"title":"T","order":1e999}', 'entry.order: is a number too large for JSON'],
  ['update_webhook', 'webhook', '{"__proto__":{},"name":"W"}', 'webhook.__proto__: is a key that is lost'],
  ['create_metadata', 'metadata', '{"note":-1e999}', 'metadata.note: is a number too large for JSON'],
  ['create_content_type', 'content_type', '{"schema":[{"max":1e400}]}', 'content_type.schema.0.max: is a number too'],
  ['update_extension', 'extension', '{"config":{"id":9007199254740993}}', 'extension.config.id: is an integer beyond'],
])('sends nothing of %s where its %s is %s', async (name, argument, body, words) => {
  for (const CHECK of ['on', 'off']) {
    await using opened = await open({ settings: { MODULES: 'all', CHECK } });
    const sent = [...opened.sandbox.requests];
    const args = { ...toArguments(name, opened.sandbox), [argument]: JSON.parse(body) };
    const text = await opened.fail(name, args);
    expect(text).toContain(words);
    expect(opened.sandbox.requests).toEqual(sent);
  }
});

it('takes a body of 300,000 keys', async () => {
  await using opened = await open({ settings: { MODULES: 'all', CONFIRM: 'never' } });
  const config = Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`key_${index}`, index]));
  const args = toArguments('update_extension', opened.sandbox);
  const bad = { ...config, last: Number.POSITIVE_INFINITY };
  expect(await opened.fail('update_extension', { ...args, extension: { config: bad } })).toContain(
    'extension.config.last: is a number too large for JSON',
  );
});

it('saves no start of what is stored that was cut when it was read', async () => {
  await using opened = await open({ settings: { MODULES: 'all', MAX_RESULT_TOKENS: '1000' } });
  const text = { data_type: 'text', mandatory: false };
  const content_type = {
    title: 'Long',
    uid: 'long',
    schema: [
      {
        ...text,
        uid: 'title',
        display_name: 'Title',
        mandatory: true,
        unique: true,
        field_metadata: { _default: true },
      },
      { ...text, uid: 'bio', display_name: 'Bio', field_metadata: { multiline: true } },
      { ...text, uid: 'names', display_name: 'Names', multiple: true },
    ],
  };
  await opened.call('create_content_type', { content_type });
  const type = { content_type_uid: 'long' };
  const names = Array.from({ length: 2_000 }, (_, index) => `name-${index}`);
  const bio = 'and so it went '.repeat(1_000);
  const made = await opened.call('create_entry', { ...type, entry: { title: 'Long', bio, names } });
  const { uid } = made.entry as { uid: string };
  const target = { ...type, entry_uid: uid };
  for (const [name, whole] of Object.entries({ names, bio })) {
    const { entry } = await opened.call('get_entry', { ...target, fields: [name] });
    const shown = (entry as Record<string, string | string[]>)[name] ?? '';
    expect(shown.length).toBeLessThan(whole.length);
    opened.sandbox.requests.splice(0);
    const told = await opened.fail('update_entry', { ...target, entry: { [name]: shown } });
    expect(told).toContain(`${name}: is the first ${shown.length} of ${whole.length} `);
    expect(opened.sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  }
});
