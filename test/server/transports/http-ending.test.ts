// How serving over HTTP ends: what was begun is answered, nothing new is taken, nobody who only listens holds it up.

import { once } from 'node:events';
import { connect as connectTo, type Socket } from 'node:net';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, it, onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { toEnv } from '../../command.ts';
import { arrived } from './child.ts';
import { buildGivenGrace, endless, never } from './grace.ts';
import { connect, generations, type Served, serve, textOf } from './serving.ts';

const path = '/v3/environments';
const create = { name: 'create_environment', arguments: { environment: { name: 'qa', urls: [] } } };

const script = buildGivenGrace();

async function start(grace?: { GRACE: string }) {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  // What it says besides is what is looked at here.
  const quiet = { CONTENTSTACK_LIVE_SCHEMA: 'false', CONTENTSTACK_LOG: 'off' };
  const served = await serve(['--http', '0'], { ...toEnv(sandbox), ...quiet, ...grace }, grace ? script : undefined);
  return { sandbox, served };
}

const hold = (sandbox: Sandbox, delay: number) => sandbox.fault({ method: 'POST', path: '/environments', delay });
const posted = (sandbox: Sandbox) => sandbox.requests.filter(({ method }) => method === 'POST');

it.each(generations)('answers a write that was begun, and takes no new one: generation %s', async generation => {
  const { sandbox, served } = await start();
  const client = await connect(generation, served.url);
  hold(sandbox, 400);
  const writing = client.callTool(create);
  await arrived(sandbox, 'POST', path);
  const ended = served.end();
  expect(textOf(await writing)).toContain('qa');
  await expect(client.callTool({ ...create, name: 'list_labels', arguments: {} })).rejects.toThrow();
  expect(await ended).toBe(0);
  expect(posted(sandbox)).toMatchObject([{ status: 201, applied: true }]);
  expect(served.said()).toBe(`contentstack-cma-mcp: serving ${served.url}\n`);
});

it('does not wait for who only listens', async () => {
  const { served } = await start(endless);
  const client = new Client(
    { name: 'test', version: '1' },
    { versionNegotiation: { mode: 'auto' }, listChanged: { tools: { autoRefresh: false, onChanged: () => {} } } },
  );
  await client.connect(new StreamableHTTPClientTransport(new URL(served.url)));
  await client.listTools();
  expect(await served.end('SIGINT')).toBe(0);
  await client.close();
});

/** The head of a call that says how long it is, and the beginning of it. */
async function begin({ url }: Served): Promise<Socket> {
  const { hostname, port, host } = new URL(url);
  const socket = connectTo({ host: hostname, port: Number(port) }).on('error', () => {});
  onTestFinished(() => void socket.destroy());
  const head = ['POST /mcp HTTP/1.1', `host: ${host}`, 'content-type: application/json', 'content-length: 1000'];
  socket.write(`${head.join('\r\n')}\r\naccept: application/json, text/event-stream\r\nexpect: 100-continue\r\n\r\n{`);
  // The server has taken it up.
  await once(socket, 'data');
  return socket;
}

it('does not wait for a call that never comes as a whole', async () => {
  const { served } = await start(endless);
  await begin(served);
  expect(await served.end()).toBe(0);
  expect(served.said()).toBe(`contentstack-cma-mcp: serving ${served.url}\n`);
});

it('says nothing of clients that break off, before their call has come or before it is answered', async () => {
  const { sandbox, served } = await start();
  (await begin(served)).destroy();
  hold(sandbox, 1000);
  const client = await connect('2, modern', served.url);
  const writing = client.callTool(create).catch((error: Error) => error);
  await arrived(sandbox, 'POST', path);
  await client.close();
  expect(await writing).toBeInstanceOf(Error);
  expect(await served.end()).toBe(0);
  expect(served.said()).toBe(`contentstack-cma-mcp: serving ${served.url}\n`);
});

it('ends at once at a second signal', async () => {
  const { sandbox, served } = await start(endless);
  const client = await connect('2, modern', served.url);
  hold(sandbox, never);
  const writing = client.callTool(create).catch((error: Error) => error);
  await arrived(sandbox, 'POST', path);
  const ended = served.end();
  // Refused by now: the first signal has come, so the next is the second.
  await expect
    .poll(() =>
      fetch(`${served.origin}/readyz`).then(
        ({ status }) => status,
        () => 'refused',
      ),
    )
    .not.toBe(200);
  void served.end();
  expect(await ended).toBe(0);
  expect(await writing).toBeInstanceOf(Error);
});

it('tells who listens when the tools change', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const served = await serve(['--http', '0'], {
    ...toEnv(sandbox),
  });
  let heard = () => {};
  const word = new Promise<void>(resolve => {
    heard = resolve;
  });
  const client = new Client(
    { name: 'test', version: '1' },
    { versionNegotiation: { mode: 'auto' }, listChanged: { tools: { autoRefresh: false, onChanged: () => heard() } } },
  );
  await client.connect(new StreamableHTTPClientTransport(new URL(served.url)));
  await client.listTools();
  const made = await client.callTool({
    name: 'create_environment',
    arguments: { environment: { name: 'brand-new', urls: [] } },
  });
  expect(textOf(made)).toContain('brand-new');
  await word;
  expect(JSON.stringify((await client.listTools()).tools)).toContain('brand-new');
  await client.close();
});
