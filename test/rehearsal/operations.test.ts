// Every operation that writes, rehearsed: nothing leaves, and what it says would leave is what the same call really sends.
import { expect, it } from 'vitest';
import type { RecordedRequest } from '../../src/sandbox/http/request-log.ts';
import { toArguments } from '../chaos/arguments.ts';
import { type Json, toCode } from '../harness.ts';
import { operations } from '../operations.ts';
import { type Both, mark, openBoth, type Told, toLasting, toText } from './both.ts';

const writing = operations.filter(({ effect }) => effect !== 'read');

interface Unsent {
  method: string;
  path: string;
  query?: Json;
  headers: Json;
  body?: unknown;
  form?: Json;
}

/** As an assistant does whose user wants it: what takes two calls is called again. */
async function callForReal({ real }: Both, name: string, args: Json): Promise<Told> {
  const first = await real.call(name, args);
  const code = toCode(first.text);
  return code === undefined ? first : real.call(name, { ...args, confirm: code });
}

const toQuery = (query: Json = {}): string[] =>
  Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map(each => `${name}=${each}`))
    .sort();

function expectSame(unsent: Unsent, sent: RecordedRequest | undefined, name: string): void {
  expect(sent, name).toBeDefined();
  const { method, path, query, branch, api_version, release_version, body } = sent as RecordedRequest;
  expect(`${unsent.method} ${decodeURIComponent(unsent.path)}`, name).toBe(`${method} ${decodeURIComponent(path)}`);
  expect(toQuery(unsent.query), name).toEqual([...new URLSearchParams(query)].map(pair => pair.join('=')).sort());
  expect(unsent.headers, name).toMatchObject({ branch, ...(api_version ? { api_version } : {}) });
  if (release_version) expect(unsent.headers, name).toMatchObject({ release_version });
  if (unsent.body !== undefined) expect(unsent.body, name).toEqual(body);
  if (unsent.form) expect(Object.keys(unsent.form), name).not.toEqual([]);
  if (unsent.body === undefined && !unsent.form) expect(body ?? '', name).toBe('');
}

it('says of each what would be sent, and sends none of it', async () => {
  await using both = await openBoth();
  const { sandbox, rehearsing, writes } = both;
  const asked: string[] = [];
  for (const { name, title, effect } of writing) {
    const args = toArguments(name, sandbox);
    const untouched = toText(sandbox.state);
    const told = await rehearsing.call(name, args);
    expect(writes(), name).toEqual([]);
    expect(toText(sandbox.state) === untouched, `${name}: the stack is as it was`).toBe(true);
    const done = await callForReal(both, name, args);
    const [sent, another] = writes();
    expect(another, name).toBeUndefined();
    // What only the API refuses is no error before it is asked.
    expect(told.isError, `${name}: ${told.text}`).toBe(false);
    if (name !== 'update_user_roles') expect(done.isError, `${name}: ${done.text}`).toBe(false);
    expect(told.answer.rehearsal, name).toBe(mark);
    const would = told.answer.would as { do: string; ask?: string[]; send: Unsent[] };
    expect(would.do, name).toBe(title);
    expect(would.send.length, name).toBe(1);
    expectSame(would.send[0] as Unsent, sent, name);
    if (would.ask) asked.push(name);
    // What deletes or publishes is told with what it hits.
    if (effect === 'delete' || effect === 'publish') expect(would.ask?.[0], name).toContain(`${title}?\n`);
    await sandbox.reset();
  }
  expect(asked.length).toBeGreaterThan(40);
});

it('refuses what is refused before it is sent, in the same words', async () => {
  await using both = await openBoth();
  const { sandbox, rehearsing, real } = both;
  const path = { content_type_uid: 'announcement', entry_uid: 'bltcb8f9f8fc4526d43' };
  const refused: [string, Json][] = [
    // Whatever takes an argument it cannot do without.
    ...writing.map(({ name }): [string, Json] => [name, { nonsense: 1 }]),
    ['update_entry', { ...path, entry: { message: 'Another.' }, if_version: 7 }],
    ['update_entry', { ...path, entry: { massage: 'Another.' } }],
    ['update_entry', { ...path, entry: { message: '[secret]' } }],
    ['update_entry', { ...path, entry_uid: 'blt0000000000000000', entry: { message: 'Another.' } }],
    ['update_entry', { ...path, entry_uid: '..', entry: { message: 'Another.' } }],
    ['update_content_type', { content_type_uid: 'author', content_type: { title: 'A', uid: 'author', schema: [] } }],
    ['create_entry', { content_type_uid: 'announcement', entry: { title: 'No more than this' } }],
    ['upload_asset', { upload: '/etc/hostname' }],
    ['upload_asset', { upload: 'data:image/png;base64,' }],
    [
      'publish_entry',
      { ...path, entry_uid: 'blt0000000000000000', entry: { environments: ['staging'], locales: ['en-us'] } },
    ],
    ['create_label', { label: { name: 'On no branch' }, branch: 'nowhere' }],
  ];
  for (const [name, args] of refused) {
    const [told, done] = [await rehearsing.call(name, args), await real.call(name, args)];
    expect(done.isError, `${name} ${JSON.stringify(args)}: ${done.text}`).toBe(true);
    expect(told.isError, name).toBe(true);
    expect(toLasting(told.text), name).toBe(`${toLasting(done.text)}\nThis is a rehearsal: ${mark}.`);
  }
  expect(both.writes()).toEqual([]);
  expect(sandbox.requests.length).toBeGreaterThan(0);
});

it('says of what would change nothing that nothing would be sent', async () => {
  await using both = await openBoth();
  const args = toArguments('update_entry', both.sandbox);
  const { answer } = await both.rehearsing.call('update_entry', {
    ...args,
    entry: { message: 'No repairs from 3 to 17 August. Parcels wait in the dry.' },
  });
  expect(answer).toMatchObject({ rehearsal: mark, nothing: expect.stringContaining('nothing was saved') });
  expect(answer).not.toHaveProperty('would');
});

it('tells what would be stored otherwise, and what goes live', async () => {
  await using both = await openBoth();
  const { rehearsing, sandbox } = both;
  const saved = await rehearsing.call('update_entry', toArguments('update_entry', sandbox));
  expect(saved.answer.changed).toEqual([expect.stringMatching(/^message: "No repairs.+" → "Another\."$/)]);
  const published = await rehearsing.call('publish_entry', toArguments('publish_entry', sandbox));
  expect(published.answer.places).toEqual(['staging en-us: version 1 → version 1']);
  const translated = await rehearsing.call('update_entry', {
    ...toArguments('update_entry', sandbox),
    locale: 'de-de',
  });
  expect(translated.answer.first).toMatch(/^the first version in de-de/);
  const pushed = await rehearsing.call('update_entry', {
    ...toArguments('update_entry', sandbox),
    entry: { tags: { PUSH: { data: ['winter'] } } },
  });
  expect(pushed.isError, pushed.text).toBe(false);
  expect(JSON.stringify(pushed.answer)).not.toContain('not_saved');
});

it('tells a file by name, size and kind, and strikes what is secret', async () => {
  await using both = await openBoth();
  const { rehearsing } = both;
  const upload = 'data:;name=kit;base64,PHA+UHJlc3Mga2l0PC9wPg==';
  const { answer } = await rehearsing.call('upload_asset', { upload, title: 'Kit' });
  const [{ form }] = (answer.would as { send: [Unsent] }).send;
  expect(form).toMatchObject({ 'asset[title]': 'Kit', 'asset[upload]': { size: 16, name: expect.any(String) } });
  expect(JSON.stringify(answer)).not.toContain('PHA+');
  const { text } = await rehearsing.call('create_webhook', {
    webhook: {
      name: 'Secretive',
      destinations: [
        {
          target_url: 'https://hook.example.com',
          http_basic_auth: 'somebody',
          http_basic_password: 'not to be told',
          custom_header: [{ header_name: 'X-Key', value: 'nor this' }],
        },
      ],
      channels: ['content_types.entries.create'],
      branches: ['main'],
      retry_policy: 'manual',
      disabled: true,
    },
  });
  expect(text).toContain('"path":"/v3/webhooks"');
  expect(text).not.toMatch(/not to be told|nor this/);
});

it('asks for no code and uses none up', async () => {
  await using both = await openBoth();
  const { rehearsing, real, sandbox } = both;
  const args = toArguments('delete_asset', sandbox);
  const code = toCode((await real.call('delete_asset', args)).text);
  expect(code).toBeDefined();
  for (const given of [args, { ...args, confirm: code }, { ...args, confirm: 'made up' }]) {
    const told = await rehearsing.call('delete_asset', given);
    expect(told.text).not.toMatch(/Nothing was done yet|"confirm"/);
    expect(told.answer).toMatchObject({ would: { ask: [expect.stringContaining('Entries that refer to it: 11')] } });
  }
  expect(both.writes()).toEqual([]);
  expect((await real.call('delete_asset', { ...args, confirm: code })).isError).toBe(false);
});

it('says where the call itself would be refused, as nobody can be asked', async () => {
  await using both = await openBoth({ CONFIRM: 'always' });
  const { rehearsing, real, sandbox } = both;
  const args = toArguments('delete_asset', sandbox);
  const [told, done] = [await rehearsing.call('delete_asset', args), await real.call('delete_asset', args)];
  expect(done.isError).toBe(true);
  expect((told.answer.would as { ask: string[] }).ask).toEqual([
    expect.stringContaining('Delete an asset?'),
    done.text,
  ]);
});
