// Several stacks in one server: those of one organisation go at one pace, as the API counts them together; others do not wait for them.
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { expect, it, onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { toServerFactory } from '../../src/server/server.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { connectAll } from '../../src/stack/members.ts';
import { operations } from '../operations.ts';

/** A client of one server for both stacks; what they sent to find out what they may do counts no more. */
async function join(stacks: Record<string, Sandbox>) {
  const places = Object.entries(stacks).map(([name, { origin, api_key, tokens }]) => ({
    name,
    isDefault: false,
    where: name,
    settings: toSettings({
      HOST: origin,
      API_KEY: api_key,
      MANAGEMENT_TOKEN: tokens.read_write ?? '',
      TOKEN_SCOPE: 'read-write',
      BRANCHES: 'main',
      LIVE_SCHEMA: 'false',
      TIMEOUT_MS: '90000',
    }),
  }));
  const { members, close } = await connectAll(operations, places);
  await Promise.all(members.map(({ stack }) => stack.ready()));
  await sleep(1_100);
  for (const { requests } of Object.values(stacks)) requests.length = 0;
  const [first, ...besides] = members;
  if (!first) throw new Error('there is no stack');
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const server = serveStdio(toServerFactory({ version: '0', ...first, besides }), { transport: serverSide });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(clientSide);
  onTestFinished(async () => {
    await client.close();
    await server.close();
    await close();
  });
  return (stack: string) => client.callTool({ name: 'list_languages', arguments: { stack } });
}

async function startLimited(): Promise<Sandbox> {
  const sandbox = await startSandbox({ limits: {} });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

it('is kept by stacks of one organisation together', async () => {
  const sandbox = await startLimited();
  const call = await join({ shop: sandbox, blog: sandbox });
  const answers = await Promise.all(Array.from({ length: 24 }, (_, index) => call(index % 2 ? 'shop' : 'blog')));
  expect(answers.filter(({ isError }) => isError)).toEqual([]);
  const statuses = sandbox.requests.map(({ status }) => status);
  expect(statuses.filter(status => status === 200)).toHaveLength(24);
  // Each by itself they would send sixteen in the first second, of which ten are taken. A busy machine may let requests of two seconds arrive in one.
  expect(statuses.length - 24).toBeLessThanOrEqual(2);
});

it('of one organisation holds nobody else back', async () => {
  const [shop, blog] = [await startLimited(), await startLimited()];
  const call = await join({ shop, blog });
  shop.fault({ method: 'GET', path: '/locales', answer: { status: 429, headers: { 'retry-after': '60' } } });
  // It goes again in a minute: before that the end of the test ends it.
  void call('shop').catch(() => {});
  await expect.poll(() => shop.requests.length).toBe(1);
  expect((await call('blog')).isError).not.toBe(true);
  expect(shop.requests.length).toBe(1);
});
