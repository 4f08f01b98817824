// A start is short: what does not depend on another is sent together, nothing is asked twice, and the pace leaves others room.
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { standard, toListed } from '../operations.ts';
import { expectTools, join, startOne } from './starting.ts';

/** A way to the sandbox on which answers wait until they are let through. */
async function openGate(sandbox: Sandbox, isHeld: (asked: string) => boolean) {
  const arrived: string[] = [];
  let open = () => {};
  const gate = new Promise<void>(resolve => {
    open = resolve;
  });
  const way = createServer(async (from, to) => {
    const { method = '', headers, url = '' } = from;
    const asked = `${method} ${url.split('?')[0]?.replace(/[0-9a-f]{16}/, '*')} @${headers.branch}`;
    arrived.push(asked);
    if (isHeld(asked)) await gate;
    const onward = forward(`${sandbox.origin}${url}`, { method, headers }, answer => {
      to.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(to);
    });
    from.pipe(onward);
  });
  await new Promise<void>(resolve => way.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    open();
    way.closeAllConnections();
    way.close();
  });
  return { origin: `http://127.0.0.1:${(way.address() as AddressInfo).port}`, arrived, open: () => open() };
}

const first = [
  'DELETE /v3/labels/blt* @main',
  'GET /v3/content_types @main',
  'GET /v3/environments @main',
  'GET /v3/locales @main',
  'GET /v3/stacks/branch_aliases @main',
  'GET /v3/stacks/branches @main',
];
const others = ['development', 'live', 'next'].map(name => `GET /v3/locales @${name}`);

it('sends six requests before any is answered, three more after, and a client is greeted meanwhile', async () => {
  const sandbox = await startOne();
  const gate = await openGate(sandbox, () => true);
  const server = await join(sandbox, { given: { HOST: gate.origin } });
  expect(server.client.getInstructions()).toContain('server_status tells how far it is');
  await expect.poll(() => gate.arrived.length).toBe(6);
  await new Promise(resolve => setTimeout(resolve, 200));
  expect([...gate.arrived].sort()).toEqual(first);
  gate.open();
  expect(await server.tools()).toEqual(toListed(standard));
  // The names of the languages came with the answer that tells that the branch is reached.
  expect(server.stack.now().vocabulary.locales?.map(({ value }) => value)).toContain('fr-fr');
  expect([...gate.arrived].sort()).toEqual([...first, ...others].sort());
});

it('shows the list without the further branches when they take long, and tells of them later', async () => {
  const sandbox = await startOne();
  const gate = await openGate(sandbox, asked => others.includes(asked));
  const server = await join(sandbox, { given: { HOST: gate.origin } });
  const { tools, ttlMs } = await server.client.listTools();
  const find = (name: string, list: typeof tools) => list.find(tool => tool.name === name);
  expect(find('update_entry', tools)?.inputSchema.properties).not.toHaveProperty('branch');
  expect(find('create_webhook', tools)).toBeUndefined();
  expect(ttlMs).toBeLessThanOrEqual(5000);
  gate.open();
  await server.word;
  await expectTools(server, toListed(standard));
  const whole = (await server.client.listTools()).tools;
  expect(find('update_entry', whole)?.inputSchema.properties?.branch).toMatchObject({ type: 'string' });
});

it('asks what it asked of a wrong guess again, on the branch that is reached', async () => {
  const sandbox = await startOne();
  const { tools, stack } = await join(sandbox, { token: 'branch_limited' });
  expect(await tools()).toContain('update_entry');
  const on = (method: string, path: string) =>
    sandbox.requests.filter(each => each.method === method && each.path.startsWith(path)).map(({ branch }) => branch);
  expect(on('DELETE', '/v3/labels/')).toEqual(['main', 'development']);
  await expect.poll(() => stack.now().vocabulary.locales?.length).toBeGreaterThan(1);
  expect(on('GET', '/v3/content_types')).toEqual(['main', 'development']);
});

it('leaves two places of each second free, however many branches there are', async () => {
  const sandbox = await startOne({ limits: {} });
  for (let number = 0; number < 12; number += 1) {
    const uid = `branch_${number}`;
    sandbox.state.branches[uid] = {
      ...structuredClone(sandbox.state.branches.main),
      uid,
    } as (typeof sandbox.state.branches)[string];
  }
  const { tools, stack } = await join(sandbox);
  await expect.poll(() => stack.now().access.facts.open).toBeUndefined();
  expect(await tools()).toEqual(toListed(standard));
  expect(sandbox.requests.filter(({ status }) => status === 429)).toEqual([]);
  const reads = sandbox.requests.filter(({ method }) => method === 'GET').length;
  // Two lists, two for words, and one for each name, two of which are aliases.
  expect(reads).toBe(2 + 2 + 14 + 2);
});
