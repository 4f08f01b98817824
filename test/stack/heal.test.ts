// A start heals: what a passing trouble keeps from being learnt is asked again until it is known, and never is more allowed than that.

import type { AddressInfo } from 'node:net';
import { createServer, connect as dial, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { writes } from '../../src/stack/access.ts';
import { operations, standard, toListed } from '../operations.ts';
import { type AtEnd, deletesOf, expectTools, join, startOne } from './starting.ts';

const all = toListed(standard);
const reads = toListed(standard.filter(each => !writes(each)));

describe.concurrent('started together', () => {
  it('eight servers end at all tools within a minute, at the limits of the API', async ({
    expect,
    onTestFinished: atEnd,
  }) => {
    const sandbox = await startOne({ limits: {} }, atEnd);
    const started = Date.now();
    const servers = await Promise.all(Array.from({ length: 8 }, () => join(sandbox, { atEnd })));
    await Promise.all(servers.map(server => expectTools(server, all)));
    const refused = sandbox.requests.filter(({ status }) => status === 429).length;
    process.stdout.write(
      `start: 8 servers together, all tools after ${((Date.now() - started) / 1000).toFixed(1)} s, ${refused} of ${sandbox.requests.length} requests refused\n`,
    );
    for (const path of deletesOf(sandbox)) expect(path).toMatch(/^\/v3\/labels\/blt[0-9a-f]{16}$/);
  });

  it('one ends there beside a neighbour that reads eight times a second', async ({ onTestFinished: atEnd }) => {
    const sandbox = await startOne({ limits: {} }, atEnd);
    const { api_key, tokens, origin } = sandbox;
    const headers = { api_key, authorization: tokens.read_write ?? '', branch: 'main' };
    const neighbour = setInterval(() => void fetch(`${origin}/v3/environments`, { headers }).catch(() => {}), 125);
    atEnd(async () => clearInterval(neighbour));
    await new Promise(resolve => setTimeout(resolve, 1000));
    await expectTools(await join(sandbox, { atEnd }), all);
  });
});

it.concurrent.for([429, 503])(
  'after a start that was answered with %i throughout, all is learnt, told and allowed',
  async (status, { expect, onTestFinished: atEnd }) => {
    const sandbox = await startOne({}, atEnd);
    const trouble = { answer: { status, body: {} }, times: 1000 };
    sandbox.fault(trouble);
    const server = await join(sandbox, { deadline: 100, atEnd });
    const listed = await server.client.listTools();
    expect(listed.tools.map(({ name }) => name)).toEqual(reads);
    expect(listed.ttlMs).toBeLessThanOrEqual(5000);
    expect(server.client.getInstructions()).toContain('server_status');
    const cause = status === 429 ? 'the rate limit was used up at the start' : `${sandbox.origin} answered 503`;
    const read = async () => JSON.parse(await server.text('server_status'));
    // Until the first round has ended, it is still being found out.
    await expect
      .poll(async () => (await read()).not_known_yet)
      .toMatch(new RegExp(`^${cause}; (asked again in \\d+ s|being asked again now)$`));
    const status_ = await read();
    expect(status_).toMatchObject({ scope: 'read-only', tools: reads.length - 1, withheld: expect.any(Array) });
    expect(status_.last_failure).toContain(String(status));
    await expect.poll(() => server.said).toHaveLength(1);
    expect(server.said[0]).toMatch(new RegExp(`${cause}; asked again in \\d s$`));
    const refused = await server.text('update_entry').catch((error: Error) => error.message);
    expect(refused).toMatch(
      new RegExp(`update_entry not found; it is off here: .*${cause}; (asked again|being asked)`),
    );
    await fetch(`${sandbox.origin}/faults`, { method: 'DELETE' });
    await expectTools(server, all);
    await server.word;
    expect((await server.client.listTools()).ttlMs).toBe(300_000);
    expect(JSON.parse(await server.text('server_status'))).not.toHaveProperty('not_known_yet');
    expect(server.said).toHaveLength(1);
  },
);

/** A way to the sandbox that can be closed, so that nobody listens, and opened again. */
async function openWay(sandbox: Sandbox, atEnd: AtEnd) {
  const to = Number(new URL(sandbox.origin).port);
  const sockets = new Set<Socket>();
  const way = createServer(from => {
    const on = dial(to, '127.0.0.1');
    for (const [one, other] of [
      [from, on],
      [on, from],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  const open = (port: number) => new Promise<void>(resolve => way.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>(resolve => {
      way.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await open(0);
  const { port } = way.address() as AddressInfo;
  atEnd(close);
  return { origin: `http://127.0.0.1:${port}`, open: () => open(port), close };
}

it.concurrent(
  'is whole within a minute where the network comes after 30 seconds',
  async ({ expect, onTestFinished: atEnd }) => {
    const sandbox = await startOne({}, atEnd);
    const way = await openWay(sandbox, atEnd);
    await way.close();
    const started = Date.now();
    const server = await join(sandbox, { given: { HOST: way.origin }, atEnd });
    expect(await server.tools()).toEqual(reads);
    expect(JSON.parse(await server.text('server_status')).not_known_yet).toContain('cannot be reached (ECONNREFUSED)');
    await new Promise(resolve => setTimeout(resolve, 30_000));
    expect(await server.tools()).toEqual(reads);
    await way.open();
    await expectTools(server, all);
    expect(Date.now() - started).toBeLessThan(60_000);
    // A later outage takes nothing away.
    await way.close();
    expect(await server.tools()).toEqual(all);
  },
);

describe('a call of what is not known yet to be allowed', () => {
  const label = { label: { name: 'New' } };

  it('waits until it is known, and is carried out then', async ({ expect, onTestFinished: atEnd }) => {
    const sandbox = await startOne({}, atEnd);
    sandbox.fault({ method: 'DELETE', path: '/labels/*', answer: { status: 429, body: {} }, times: 2 });
    const server = await join(sandbox, { deadline: 50, atEnd });
    expect(await server.tools()).not.toContain('create_label');
    expect(await server.text('create_label', label)).toContain('"did"');
    expect(await server.tools()).toEqual(all);
  });

  it('asks for nothing itself, and is told the cause when it has waited', async ({ expect, onTestFinished: atEnd }) => {
    const sandbox = await startOne({}, atEnd);
    sandbox.fault({
      method: 'DELETE',
      path: '/labels/*',
      answer: { status: 429, headers: { 'retry-after': '30' }, body: {} },
      times: 9,
    });
    const server = await join(sandbox, { deadline: 50, atEnd });
    await expect.poll(() => server.stack.now().access.facts.open?.againAt).toBeDefined();
    sandbox.requests.splice(0);
    const calls = Array.from({ length: 5 }, () =>
      server.text('create_label', label).catch((error: Error) => error.message),
    );
    for (const refused of await Promise.all(calls)) {
      expect(refused).toMatch(/the rate limit was used up at the start; asked again in (29|30) s/);
    }
    expect(sandbox.requests).toEqual([]);
  });

  it('that does not exist is not waited for', async ({ expect, onTestFinished: atEnd }) => {
    const sandbox = await startOne({}, atEnd);
    sandbox.fault({ method: 'DELETE', path: '/labels/*', delay: 20_000 });
    const server = await join(sandbox, { deadline: 50, atEnd });
    await expect(server.client.callTool({ name: 'get_entri', arguments: {} })).rejects.toThrow(
      'did you mean get_entry?',
    );
  });
});

it.concurrent(
  'never allows more than is proven, while anything is unknown',
  async ({ expect, onTestFinished: atEnd }) => {
    const sandbox = await startOne({}, atEnd);
    sandbox.fault({ method: 'GET', path: '/locales', answer: { status: 503, body: {} }, times: 1000 });
    const server = await join(sandbox, { deadline: 50, atEnd });
    await expect.poll(() => server.stack.now().access.facts.token.scope).toBe('read-write');
    // The token may write, but whether the branch is reached, and all branches are, nobody has said.
    expect(await server.tools()).toEqual(reads);
    const { withheld } = server.stack.now().access;
    expect(withheld.filter(({ isOpen }) => isOpen).length).toBe(
      operations.filter(each => !each.companion && writes(each)).length,
    );
  },
);

it('takes a page that is not the API’s for no proof of anything', async () => {
  const sandbox = await startOne();
  sandbox.fault({
    answer: { status: 404, headers: { 'content-type': 'text/html' }, body: '<title>Not here</title>' },
    times: 1000,
  });
  const server = await join(sandbox, { deadline: 300 });
  expect(await server.tools()).toEqual(reads);
  // The list did not wait for the answers, which a busy machine takes its time for.
  const toStatus = async () => JSON.parse(await server.text('server_status'));
  await expect
    .poll(async () => (await toStatus()).problem, { timeout: 20_000 })
    .toContain(`${sandbox.origin} answered 404, text/html, "Not here": not Contentstack's API; a proxy?`);
  expect((await toStatus()).not_known_yet).toContain('404, text/html');
});
