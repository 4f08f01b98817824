// The smaller surface: the tasks, what is done every day, and three tools by which all else is found and called as by its own name.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writes } from '../../src/stack/access.ts';
import { tasks } from '../../tools/index.ts';
import { seed, toArguments } from '../chaos/arguments.ts';
import { type Json, type Opened, open } from '../harness.ts';
import { operations, standard } from '../operations.ts';

const everyday = standard.filter(each => each.everyday).map(({ name }) => name);
const taskNames = tasks.map(({ name }) => name);
const unlisted = operations.filter(each => !each.everyday);

const SURFACE = 'tasks';

/** Nothing goes on in it by itself, so that two calls of a read are answered alike. */
const still: typeof seed = {
  ...seed,
  requests: (seed.requests ?? []).filter(({ request }) => !request.includes('branches_merge')),
};

let opened: Opened;
beforeAll(async () => {
  opened = await open({ seed: still, settings: { SURFACE, MODULES: 'all', CONFIRM: 'never' } });
});
afterAll(() => opened.close());

const ask = async (name: string, args: Json, by = opened): Promise<{ text: string; isError: boolean }> => {
  const { content, isError } = await by.client.callTool({ name, arguments: args });
  const [first] = content;
  return { text: first?.type === 'text' ? first.text : '', isError: isError === true };
};
const find = async (words: string, by = opened): Promise<{ operation: string; arguments?: Json }[]> =>
  (await by.call('find_operation', { words })).operations as { operation: string; arguments?: Json }[];
const toRun = (operation: (typeof operations)[number]): string => (writes(operation) ? 'run_write' : 'run_read');

it('lists the tasks first, what is done every day, the three that reach the rest, and the status', async () => {
  expect(await opened.list()).toEqual([
    ...taskNames,
    ...everyday,
    'find_operation',
    'run_read',
    'run_write',
    'server_status',
  ]);
  expect(opened.client.getInstructions()).toContain('What is not listed is found with find_operation.');
});

it('has nothing that writes where nothing may be written, not even by the door to the rest', async () => {
  for (const given of [{ token: 'read_only' }, { settings: { READ_ONLY: 'true' } }]) {
    await using reading = await open({ ...given, settings: { SURFACE, ...given.settings } });
    const { tools } = await reading.client.listTools();
    expect(tools.map(({ name }) => name)).not.toContain('run_write');
    expect(tools.filter(({ annotations }) => !annotations?.readOnlyHint)).toEqual([]);
    for (const name of ['run_write', 'run_read']) {
      const said = await reading.fail(name, { operation: 'delete_term', arguments: {} });
      expect(said).toMatch(/delete_term not found; it is off here/);
    }
    expect(reading.sandbox.requests).toEqual([]);
  }
});

it('says of the three what they do to the world', async () => {
  const { tools } = await opened.client.listTools();
  const hints = (name: string) => tools.find(each => each.name === name)?.annotations;
  for (const name of ['find_operation', 'run_read']) expect(hints(name)).toMatchObject({ readOnlyHint: true });
  expect(hints('run_write')).toMatchObject({ readOnlyHint: false, destructiveHint: true, openWorldHint: true });
});

describe('finding', () => {
  it.each(unlisted.map(({ name, title }) => [name, title]))(
    '%s is found by its name and by its title',
    async (name, title) => {
      expect((await find(name))[0]?.operation).toBe(name);
      expect((await find(name.replaceAll('_', ' '))).map(each => each.operation)).toContain(name);
      expect((await find(title)).map(each => each.operation)).toContain(name);
    },
  );

  it('shows the schema that a list of all has, with the names of the stack', async () => {
    await using full = await open({ seed: still, settings: { MODULES: 'all' } });
    const { tools } = await full.client.listTools();
    for (const { name } of unlisted) {
      const [found] = await find(name);
      expect(found?.arguments, name).toEqual(tools.find(each => each.name === name)?.inputSchema);
    }
  });

  it('keeps within the budget of an answer, and says how to see more', async () => {
    await using small = await open({ settings: { SURFACE, MODULES: 'all', MAX_RESULT_TOKENS: '700' } });
    const answer = await small.call('find_operation', { words: 'webhook', limit: 20 });
    expect(JSON.stringify(answer).length).toBeLessThan(4_000);
    const found = answer.operations as Json[];
    expect(found.filter(each => each.arguments).length).toBeGreaterThan(0);
    expect(found.filter(each => !each.arguments).length).toBeGreaterThan(0);
    expect(answer.note).toContain('by its name');
  });

  it('takes pictures for assets and topics for terms, and idle words for nothing', async () => {
    const first = async (words: string) => (await find(words)).slice(0, 3).map(each => each.operation);
    expect(await first('trash a picture')).toContain('delete_asset');
    expect(await first('rename a topic')).toContain('update_term');
    expect(await first('colleagues')).toContain('list_users');
    // Each of its words is in many descriptions.
    expect((await ask('find_operation', { words: 'what is it that they do with these' })).text).toMatch(
      /^Nothing here/,
    );
  });

  it('says what there is where nothing fits, and finds nothing that access has taken', async () => {
    expect((await ask('find_operation', { words: 'xylophone qqq' })).text).toMatch(/operations for: entries, assets/);
    await using less = await open({ settings: { SURFACE, TOOLS_DENY: 'delete_webhook' } });
    expect((await find('delete a webhook', less)).map(each => each.operation)).not.toContain('delete_webhook');
  });
});

describe('calling', () => {
  /** What differs from call to call: moments, and uids that are made. */
  const toLasting = (text: string) =>
    text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>').replace(/\b(blt|cs)?[0-9a-f]{8}[0-9a-f-]{8,}/g, '<uid>');

  it('does the same as by its own name: the same requests, the same answer', async () => {
    const { sandbox } = opened;
    const record = async (name: string, given: (own: Json) => Json, operation: (typeof operations)[number]) => {
      if (writes(operation)) await sandbox.reset();
      const own = toArguments(operation.name, sandbox);
      sandbox.requests.splice(0);
      const { text, isError } = await ask(name, given(own));
      const isForm = Object.keys(operation.form).length > 0;
      const sent = sandbox.requests
        .splice(0)
        .map(({ method, path, query, body }) => ({ method, path: toLasting(path), query, body: isForm ? '' : body }));
      return { sent, text: toLasting(text), isError };
    };
    let good = 0;
    for (const operation of unlisted) {
      const { name } = operation;
      // What is known of types and versions by the first of two calls is not read for the second.
      await record(name, own => own, operation);
      const compare = async () => [
        await record(name, own => own, operation),
        await record(toRun(operation), own => ({ operation: name, arguments: own }), operation),
      ];
      let [wanted, got] = await compare();
      // What the stack does in the background may be done in between.
      for (let more = 4; more > 0 && JSON.stringify(got) !== JSON.stringify(wanted); more -= 1)
        [wanted, got] = await compare();
      expect(got, name).toEqual(wanted);
      if (!got?.isError) good += 1;
    }
    expect(good).toBeGreaterThan(unlisted.length * 0.9);
    await sandbox.reset();
  });

  it('takes arguments as a text of JSON, a name with the prefix of a client, and where it goes beside them', async () => {
    const given = { taxonomy_uid: 'activity' };
    const wanted = await opened.call('list_terms', given);
    for (const args of [
      { operation: 'list_terms', arguments: given },
      { operation: 'list_terms', arguments: JSON.stringify(given) },
      { operation: ' mcp__contentstack__list_terms ', arguments: given },
      { operation: 'contentstack.list_terms', arguments: given },
      { operation: 'list_terms', arguments: given, branch: '' },
    ])
      expect(await opened.call('run_read', args)).toEqual(wanted);
    const other = await opened.call('run_read', {
      operation: 'list_global_fields',
      arguments: { limit: 1 },
      branch: 'development',
    });
    expect(other.branch).toBe('development');
    const both = { operation: 'list_global_fields', arguments: { branch: 'main' }, branch: 'development' };
    expect(await opened.fail('run_read', both)).toContain('branch: it stands beside `arguments` and in them');
  });

  it('takes no other operation for the one that was named', async () => {
    // It ends like one that there is, and is none.
    expect(await opened.fail('run_write', { operation: 'bulk_delete_term', arguments: {} })).toMatch(
      /^Nothing was sent: .*not found; did you mean/,
    );
    expect(await opened.fail('run_read', { operation: 'list_term' })).toContain('did you mean list_terms?');
    expect(await opened.fail('run_read', { operation: 'list_term' })).toContain('find_operation tells what there is');
    for (const operation of ['run_read', 'run_write', 'find_operation', 'server_status'])
      expect(await opened.fail('run_read', { operation, arguments: {} })).toContain('is called by its own name');
    expect(await opened.fail('run_read', { arguments: {} })).toMatch(/operation: required/);
    expect(await opened.fail('run_read', { operation: 'list_terms', arguments: [1] })).toContain('arguments:');
    expect(await opened.fail('run_read', { operation: 'list_terms', arguments: { taxonomy: 'x' } })).toMatch(
      /Nothing was sent.*\n.*taxonomy_uid/,
    );
  });

  it('keeps each to its own kind, and names the other', async () => {
    opened.sandbox.requests.splice(0);
    expect(await opened.fail('run_read', { operation: 'delete_term', arguments: {} })).toBe(
      'Nothing was sent: delete_term writes. Call it with run_write.',
    );
    expect(await opened.fail('run_write', { operation: 'list_terms', arguments: {} })).toBe(
      'Nothing was sent: list_terms only reads. Call it with run_read.',
    );
    // A GET that writes is a write.
    expect(await opened.fail('run_read', { operation: 'disable_workflow', arguments: {} })).toContain('run_write');
    expect(opened.sandbox.requests).toEqual([]);
  });

  it('loses no empty text and no empty list on the way', async () => {
    const { sandbox } = opened;
    sandbox.requests.splice(0);
    const label = { name: 'Emptied', content_types: [] as string[] };
    await opened.call('run_write', {
      operation: 'update_label',
      arguments: { label_uid: 'blt28f7faac0fc95b66', label },
    });
    expect(sandbox.requests.find(({ method }) => method === 'PUT')?.body).toEqual({ label });
    await sandbox.reset();
  });

  it('calls tasks too, and what is listed', async () => {
    const given = { from: 'staging', to: 'production' };
    expect(await opened.call('run_read', { operation: 'compare_environments', arguments: given })).toEqual(
      await opened.call('compare_environments', given),
    );
    const entries = { content_type_uid: 'author', limit: 1 };
    expect(await opened.call('run_read', { operation: 'list_entries', arguments: entries })).toEqual(
      await opened.call('list_entries', entries),
    );
  });

  it('refuses what is withheld with its reason, by whichever way', async () => {
    await using less = await open({ settings: { SURFACE, TOOLS_DENY: 'delete_webhook,list_webhooks' } });
    for (const operation of ['delete_webhook', 'mcp__contentstack__delete_webhook'])
      expect(await less.fail('run_write', { operation, arguments: { webhook_uid: 'x' } })).toContain(
        'it is off here: CONTENTSTACK_TOOLS_DENY names it',
      );
    expect(await less.fail('run_read', { operation: 'list_webhooks' })).toContain('CONTENTSTACK_TOOLS_DENY names it');
    expect(await less.fail('run_read', { operation: 'list_terms', arguments: {} })).toContain(
      'taxonomies is off unless CONTENTSTACK_MODULES names it',
    );
    expect(less.sandbox.requests).toEqual([]);
  });

  it('is not there on the full surface', async () => {
    await using full = await open();
    for (const name of ['find_operation', 'run_read', 'run_write']) {
      expect(await full.list()).not.toContain(name);
      await expect(full.client.callTool({ name, arguments: { words: 'x' } })).rejects.toThrow('not found');
    }
  });
});
