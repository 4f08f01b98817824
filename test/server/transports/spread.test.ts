// Two processes behind a proxy that sends each request to the other one in turn: no client belongs to either.

import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { toEnv } from '../../command.ts';
import { standard, toListed } from '../../operations.ts';
import { connect, generations, serve, textOf } from './serving.ts';

async function startProxy(origins: string[]) {
  const served = origins.map(() => 0);
  let turn = 0;
  const proxy = createServer((from, to) => {
    const index = turn % origins.length;
    turn += 1;
    served[index] = (served[index] ?? 0) + 1;
    const { method, headers, url } = from;
    // A connection for each: nothing of one request is left for the next.
    const onward = forward(`${origins[index]}${url}`, { method, headers, agent: false }, answer => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    onward.on('error', () => to.destroy());
    from.pipe(onward);
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/mcp`, served };
}

async function startBoth() {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const env = {
    ...toEnv(sandbox),
    CONTENTSTACK_HTTP_TOKEN: 'ours',
  };
  const both = await Promise.all([serve(['--http', '0'], env), serve(['--http', '0'], env)]);
  // A balancer sends nobody to one that does not know yet what there is.
  for (const { origin } of both) {
    await expect.poll(() => fetch(`${origin}/readyz`).then(({ status }) => status)).toBe(200);
  }
  return { sandbox, both, proxy: await startProxy(both.map(({ origin }) => origin)) };
}

it.each(generations)('serves a client of generation %s from two processes in turn', async generation => {
  const { sandbox, both, proxy } = await startBoth();
  const client = await connect(generation, proxy.url, 'ours');

  const lists = [await client.listTools(), await client.listTools()].map(({ tools }) => tools);
  expect(lists[0]?.map(({ name }) => name)).toEqual(toListed(standard));
  expect(lists[1]).toEqual(lists[0]);

  const names = Array.from({ length: 20 }, (_, index) => `Label ${index}`);
  const made = await Promise.all(
    names.map(name => client.callTool({ name: 'create_label', arguments: { label: { name } } })),
  );
  expect(made.filter(({ isError }) => isError)).toEqual([]);
  const uids: string[] = [];
  for (const [index, result] of made.entries()) {
    expect(textOf(result)).toContain(names[index]);
    uids.push(/\b(?:blt|cs)[0-9a-f]{16,}\b/.exec(textOf(result))?.[0] ?? '');
  }
  expect(new Set(uids).size).toBe(names.length);
  // What one process wrote the other reads: each is asked in its turn.
  for (const uid of uids.slice(0, 4)) {
    const read = await client.callTool({ name: 'get_label', arguments: { label_uid: uid } });
    expect(textOf(read)).toContain(uid);
  }
  expect(sandbox.requests.filter(({ method }) => method === 'POST').map(({ status }) => status)).toEqual(
    names.map(() => 201),
  );
  await client.close();
  const [one = 0, two = 0] = proxy.served;
  expect(Math.abs(one - two)).toBeLessThanOrEqual(1);
  expect(await Promise.all(both.map(each => each.end()))).toEqual([0, 0]);
});

it('takes in one process the yes to what the other has asked', async () => {
  const { sandbox, proxy } = await startBoth();
  const client = new Client(
    { name: 'test', version: '1' },
    { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: 'auto' } },
  );
  const asked: string[] = [];
  client.setRequestHandler('elicitation/create', async ({ params }) => {
    asked.push(params.message);
    return { action: 'accept', content: { confirm: true } };
  });
  const requestInit = { headers: { authorization: 'Bearer ours' } };
  await client.connect(new StreamableHTTPClientTransport(new URL(proxy.url), { requestInit }));
  const made = await client.callTool({ name: 'create_label', arguments: { label: { name: 'To be deleted' } } });
  const label_uid = /\bblt[0-9a-f]{16}\b/.exec(textOf(made))?.[0] ?? '';
  const [one = 0, two = 0] = proxy.served;
  const deleted = await client.callTool({ name: 'delete_label', arguments: { label_uid } });
  expect(deleted.isError, textOf(deleted)).toBeFalsy();
  expect(asked.length).toBe(1);
  // The question came from one, and the answer to it went to the other.
  expect(proxy.served).toEqual([one + 1, two + 1]);
  expect(sandbox.requests.filter(({ method }) => method === 'DELETE').at(-1)).toMatchObject({ status: 200 });
  await client.close();
});
