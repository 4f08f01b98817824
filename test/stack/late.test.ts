// Facts that come late: the client is greeted at once, the list starts with what is sure, and word follows when there is more.
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Client } from '@modelcontextprotocol/client';
import { expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { toServerFactory } from '../../src/server/server.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { writes } from '../../src/stack/access.ts';
import { connectStack } from '../../src/stack/connect.ts';
import { operations, standard, tasks, toListed } from '../operations.ts';
import { createElsewhere } from './elsewhere.ts';
import { listen } from './listening.ts';

/** A sandbox whose answers are held back until `release` is called. */
async function openHeld(deadline: number) {
  const sandbox = await startSandbox();
  let release = () => {};
  const gate = new Promise<void>(resolve => {
    release = resolve;
  });
  const proxy = createServer(async (from, to) => {
    await gate;
    const { method, headers, url } = from;
    const onward = forward(`${sandbox.origin}${url}`, { method, headers }, answer => {
      to.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(to);
    });
    from.pipe(onward);
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  const settings = toSettings({
    HOST: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    API_KEY: sandbox.api_key,
    MANAGEMENT_TOKEN: sandbox.tokens.read_write ?? '',
  });
  const { stack, close } = connectStack(operations, settings, { tasks, deadline });
  onTestFinished(async () => {
    release();
    await close();
    proxy.closeAllConnections();
    proxy.close();
    await sandbox.close();
  });
  return { stack, release: () => release() };
}

const connect = (stack: Parameters<typeof toServerFactory>[0]['stack'], mode: 'legacy' | 'auto') =>
  listen(toServerFactory({ version: '0', stack, where: 'a test', settings: toSettings({}) }), mode);

const reads = toListed(standard.filter(each => !writes(each)));
const names = async (client: Client) => (await client.listTools()).tools.map(tool => tool.name);

it.each(['legacy', 'auto'] as const)('lists reads first and tells of the rest, %s', async mode => {
  const { stack, release } = await openHeld(100);
  const { client, word } = await connect(stack, mode);
  expect(client.getInstructions()).toContain('server_status tells');
  expect(await names(client)).toEqual(reads);
  await expect(client.callTool({ name: 'delete_entry', arguments: {} })).rejects.toMatchObject({ code: -32602 });
  release();
  await word;
  expect(await names(client)).toEqual(toListed(standard));
});

it('greets at once, and a list waits for the facts', async () => {
  const { stack, release } = await openHeld(60_000);
  const { client, changes } = await connect(stack, 'legacy');
  expect(client.getInstructions()).toContain('still being found out');
  let isListed = false;
  const listing = names(client).then(found => {
    isListed = true;
    return found;
  });
  await client.ping();
  expect(isListed).toBe(false);
  release();
  expect(await listing).toEqual(toListed(standard));
  expect(changes()).toBe(0);
});

it('keeps the facts when the words were asked for again while they were still being learnt', async () => {
  const sandbox = await startSandbox();
  const read = () => sandbox.requests.filter(({ path }) => path === '/v3/environments').length;
  // The words come late, and those that are asked for because of a change come later.
  for (const delay of [3_000, 4_800]) sandbox.fault({ method: 'GET', path: '/environments', delay });
  const settings = toSettings({
    HOST: sandbox.origin,
    API_KEY: sandbox.api_key,
    MANAGEMENT_TOKEN: sandbox.tokens.read_write ?? '',
    TOKEN_SCOPE: 'read-write',
  });
  const { stack, close } = connectStack(operations, settings, { tasks, deadline: 1 });
  onTestFinished(async () => {
    await close();
    await sandbox.close();
  });
  await stack.ready();
  const environmentsNow = () => stack.now().vocabulary.environments?.map(({ value }) => value);
  await expect.poll(read, { interval: 5 }).toBe(1);
  expect(stack.now().access.facts.open).toBeDefined();
  expect(stack.now().access.kept.some(writes)).toBe(false);
  await createElsewhere(sandbox, 'elsewhere');
  stack.now().freshen('change');
  await expect.poll(environmentsNow).toContain('elsewhere');
  await expect.poll(read).toBe(3);
  expect(stack.now().access.facts.token.scope).toBe('read-write');
  expect(stack.now().access.kept.some(writes)).toBe(true);
});
