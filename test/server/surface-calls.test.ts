// The smaller surface under way: questions, codes, progress, cancelling, several stacks and late rights, as by an operation's own name.
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { toServerFactory } from '../../src/server/server.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { connectStack } from '../../src/stack/connect.ts';
import { connectAll } from '../../src/stack/members.ts';
import { tasks } from '../../tools/index.ts';
import { seed, toArguments } from '../chaos/arguments.ts';
import { type Json, type Opened, open, toCode } from '../harness.ts';
import { operations } from '../operations.ts';

const settings = { SURFACE: 'tasks', MODULES: 'all' };
const writes = ({ sandbox }: Pick<Opened, 'sandbox'>): string[] =>
  sandbox.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

const ask = async (client: Client, name: string, args: Json): Promise<{ text: string; isError: boolean }> => {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const [first] = content;
  return { text: first?.type === 'text' ? first.text : '', isError: isError === true };
};

const environment = { environment_name: 'production' };
const run = { operation: 'delete_environment', arguments: environment };

describe.each(['legacy', 'auto'] as const)('to a client that can ask (%s)', era => {
  it('puts the question that the operation has, and does nothing without a yes', async () => {
    const asked: string[] = [];
    let action: 'accept' | 'decline' = 'decline';
    await using opened = await open({
      seed,
      settings,
      era,
      reply: question => {
        asked.push(question);
        return action === 'accept' ? { action, content: { confirm: true } } : { action };
      },
    });
    expect(await opened.fail('delete_environment', environment)).toContain('Nothing was done');
    expect(await opened.fail('run_write', run)).toContain('Nothing was done: ');
    expect(writes(opened)).toEqual([]);
    expect(asked[1]).toBe(asked[0]);
    expect(asked[0]).toContain('production');
    action = 'accept';
    expect(await opened.call('run_write', run)).toEqual(expect.anything());
    expect(writes(opened)).toEqual(['DELETE /v3/environments/production']);
  });
});

describe('where nobody can be asked', () => {
  it.each([
    ['beside its arguments', (confirm: string) => ({ ...run, confirm })],
    ['in its arguments', (confirm: string) => ({ ...run, arguments: { ...environment, confirm } })],
  ])('takes two calls, with the code %s', async (_, withCode) => {
    await using opened = await open({ seed, settings });
    const first = await ask(opened.client, 'run_write', run);
    const code = toCode(first.text) ?? '';
    expect(first.text).toMatch(/^Nothing was done yet/);
    expect(writes(opened)).toEqual([]);
    // Of another call it is worth nothing.
    const other = { operation: 'delete_environment', arguments: { environment_name: 'staging' }, confirm: code };
    expect((await ask(opened.client, 'run_write', other)).text).toContain('That code does not hold');
    expect(writes(opened)).toEqual([]);
    expect((await ask(opened.client, 'run_write', withCode(code))).isError).toBe(false);
    expect(writes(opened)).toEqual(['DELETE /v3/environments/production']);
    const again = await ask(opened.client, 'run_write', withCode(code));
    expect(again).toMatchObject({ isError: true });
    expect(writes(opened).length).toBe(1);
  });

  it('takes the code of the first step by whichever name it came', async () => {
    await using opened = await open({ seed, settings });
    const code = toCode((await ask(opened.client, 'run_write', run)).text);
    expect((await ask(opened.client, 'delete_environment', { ...environment, confirm: code })).isError).toBe(false);
  });

  it('refuses what must be asked, where it must', async () => {
    await using opened = await open({ seed, settings: { ...settings, CONFIRM: 'always' } });
    expect(await opened.fail('run_write', run)).toContain('CONTENTSTACK_CONFIRM is always');
    expect(writes(opened)).toEqual([]);
  });
});

it('tells how far it is to who asked for it, and ends with the call', async () => {
  await using opened = await open({ seed, settings: { ...settings, MODULES: 'all' } });
  const told: number[] = [];
  const all = { operation: 'list_entries', arguments: { content_type_uid: 'blog_post', limit: 500 } };
  await opened.client.callTool(
    { name: 'run_read', arguments: all },
    { onprogress: ({ progress }) => void told.push(progress) },
  );
  const direct: number[] = [];
  await opened.client.callTool(
    { name: 'list_entries', arguments: all.arguments },
    { onprogress: ({ progress }) => void direct.push(progress) },
  );
  expect(told).toEqual(direct);
  expect(told.length).toBeGreaterThan(0);

  opened.sandbox.requests.splice(0);
  opened.sandbox.fault({ path: '/taxonomies/activity/terms', delay: 20_000 });
  const cancelling = new AbortController();
  const call = opened.client.callTool(
    { name: 'run_read', arguments: { operation: 'list_terms', arguments: { taxonomy_uid: 'activity' } } },
    { signal: cancelling.signal },
  );
  setTimeout(() => cancelling.abort(), 100);
  await expect(call).rejects.toThrow();
  // The place is free: the next is answered while the one given up would still be waiting.
  expect(
    await opened.call('run_read', { operation: 'list_terms', arguments: { taxonomy_uid: 'season' } }),
  ).toBeTruthy();
});

it('reaches each of several stacks, and no other than the one that is named', async () => {
  const sandboxes = [await startSandbox({ seed }), await startSandbox({ seed })] as const;
  const places = sandboxes.map((sandbox, index) => ({
    name: ['ours', 'theirs'][index] as string,
    isDefault: index === 0,
    where: `stack ${index}`,
    settings: toSettings({
      ...settings,
      HOST: sandbox.origin,
      API_KEY: sandbox.api_key,
      MANAGEMENT_TOKEN: sandbox.tokens[index === 0 ? 'read_write' : 'read_only'] ?? '',
    }),
  }));
  const joined = await connectAll(operations, places, { tasks });
  await Promise.all(joined.members.map(({ stack }) => stack.ready()));
  for (const { requests } of sandboxes) requests.splice(0);
  const [first, ...besides] = joined.members;
  if (!first) throw new Error('there is no stack');
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const server = serveStdio(toServerFactory({ version: '0', ...first, besides }), { transport: serverSide });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(clientSide);
  onTestFinished(async () => {
    await client.close();
    await server.close();
    await joined.close();
    for (const sandbox of sandboxes) await sandbox.close();
  });
  const sent = () => sandboxes.map(({ requests }) => requests.splice(0).length);

  const [found] = JSON.parse((await ask(client, 'find_operation', { words: 'list_terms' })).text).operations;
  expect(found.arguments.properties.stack.enum).toEqual(['ours', 'theirs']);
  const terms = { taxonomy_uid: 'activity' };
  const read = (args: Json) => ask(client, 'run_read', { operation: 'list_terms', ...args });
  expect((await read({ arguments: terms })).text).toContain('{"stack":"ours"');
  expect(sent()).toEqual([1, 0]);
  for (const args of [{ arguments: { ...terms, stack: 'theirs' } }, { arguments: terms, stack: 'theirs' }]) {
    expect((await read(args)).text).toContain('{"stack":"theirs"');
    expect(sent()).toEqual([0, 1]);
  }
  const label = { label_uid: 'blt28f7faac0fc95b66', label: { name: 'Other' } };
  const write = (args: Json) => ask(client, 'run_write', { operation: 'update_label', ...args });
  expect((await write({ arguments: label })).text).toContain('stack: required');
  expect((await write({ arguments: label, stack: 'theirs' })).text).toContain('theirs does not offer update_label');
  expect((await write({ arguments: label, stack: 'none' })).text).toContain('no such stack');
  expect(sent()).toEqual([0, 0]);
  expect((await write({ arguments: label, stack: 'ours' })).isError).toBe(false);
  expect(sent()[1]).toBe(0);
});

it('runs no write as a read, though its rights came only while it waited', async () => {
  const sandbox = await startSandbox({ seed });
  // It takes its time to say whether the token may write.
  sandbox.fault({ method: 'DELETE', path: '/labels/*', delay: 2_000 });
  const given = { ...settings, HOST: sandbox.origin, API_KEY: sandbox.api_key };
  const place = toSettings({ ...given, MANAGEMENT_TOKEN: sandbox.tokens.read_write ?? '', CONFIRM: 'never' });
  const { stack, close } = connectStack(operations, place, { tasks, deadline: 200 });
  await stack.ready();
  const factory = toServerFactory({ version: '0', stack, where: 'a test', settings: place });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const server = serveStdio(factory, { transport: serverSide });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(clientSide);
  onTestFinished(async () => {
    await client.close();
    await server.close();
    await close();
    await sandbox.close();
  });
  expect((await client.listTools()).tools.map(({ name }) => name)).not.toContain('run_write');
  const args = { operation: 'delete_term', arguments: toArguments('delete_term', sandbox) };
  expect((await ask(client, 'run_read', args)).text).toBe(
    'Nothing was sent: delete_term writes. Call it with run_write.',
  );
  expect(sandbox.requests.filter(({ path }) => path.includes('/terms/'))).toEqual([]);
  expect((await client.listTools()).tools.map(({ name }) => name)).toContain('run_write');
});
