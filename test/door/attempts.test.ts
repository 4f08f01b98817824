// Attempts: what is sent again follows from its effect and from what is known of its fate. Against a plain HTTP server.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { toPause, toRetryAfter } from '../../src/door/attempts.ts';
import { connectCma } from '../../src/door/cma.ts';
import { toReadUpload } from '../../src/door/upload.ts';
import { NoAnswer } from '../../src/operations/answer.ts';
import { type Effect, toMethod } from '../../src/operations/operation.ts';
import { find, operations } from '../operations.ts';

const rates = { reads: undefined, writes: undefined, bulk: undefined };

/** A server that gives each request the next of the replies, the last one again and again, and a door to it. */
async function serve(replies: ((response: ServerResponse) => void)[], { timeoutMs = 30_000, isOnce = false } = {}) {
  let seen = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      replies[Math.min(seen, replies.length - 1)]?.(response);
      seen += 1;
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connection = connectCma({ origin, apiKey: 'k', token: 't' }, { timeoutMs, rates, readUpload: toReadUpload() });
  onTestFinished(async () => {
    await connection.close();
    server.closeAllConnections();
    server.close();
  });
  const cma = connection.open({ kept: operations, isOnce });
  const call = (name: string, signal = new AbortController().signal) => {
    const { line, effect } = find(name);
    const path = line.slice(line.indexOf(' ') + 1).replace(/\{\w+\}/g, 'blt1');
    const request = { line, effect, method: toMethod(line), path, query: new URLSearchParams(), headers: {} };
    return cma.send(request, signal).catch((error: unknown) => error as NoAnswer);
  };
  return { call, seen: () => seen };
}

const good = (response: ServerResponse) => response.end('{}');
const status =
  (code: number, headers = {}) =>
  (response: ServerResponse) =>
    response.writeHead(code, headers).end('{}');
const reset = (response: ServerResponse) => response.socket?.destroy();

/** One of each effect; three of them are GETs that write. */
const writes = [
  'create_entry',
  'update_entry',
  'delete_entry',
  'publish_entry',
  'enable_workflow',
  'disable_workflow',
  'cancel_scheduled_publish',
];

it.each([502, 503, 504])('sends a read again after %i, and no write', async code => {
  const { call, seen } = await serve([status(code), good]);
  expect(await call('get_entry')).toMatchObject({ status: 200 });
  expect(seen()).toBe(2);
  for (const write of writes) {
    const { call, seen } = await serve([status(code), good]);
    expect(await call(write), write).toMatchObject({ status: code });
    expect(seen(), write).toBe(1);
  }
});

it('sends a read again after a reset, and no write', async () => {
  const { call, seen } = await serve([reset, good]);
  expect(await call('get_entry')).toMatchObject({ status: 200 });
  expect(seen()).toBe(2);
  for (const write of writes) {
    const { call, seen } = await serve([reset, good]);
    expect(await call(write), write).toMatchObject({ kind: 'broken', isSent: true });
    expect(seen(), write).toBe(1);
  }
});

it('sends a read again that hangs, within the time of the call, and no write', async () => {
  const { call, seen } = await serve([() => {}, good], { timeoutMs: 8_000 });
  expect(await call('get_entry')).toMatchObject({ status: 200 });
  expect(seen()).toBe(2);
  const hanging = await serve([() => {}, good], { timeoutMs: 2_000 });
  expect(await hanging.call('enable_workflow')).toMatchObject({ kind: 'timeout', isSent: true });
  expect(hanging.seen()).toBe(1);
});

it('sends all again that was refused for its number, after as long as it is told', async () => {
  for (const name of ['get_entry', ...writes]) {
    const { call, seen } = await serve([status(429, { 'retry-after': '0' }), status(429), good]);
    expect(await call(name), name).toMatchObject({ status: 200 });
    expect(seen(), name).toBe(3);
  }
});

it('gives the refusal back at once when it would have to wait longer than the call may take', async () => {
  const { call, seen } = await serve([status(429, { 'retry-after': '60' }), good]);
  expect(await call('create_entry')).toMatchObject({ status: 429, retryAfter: 60_000 });
  expect(seen()).toBe(1);
});

const page = (code: number) => (response: ServerResponse) =>
  response.writeHead(code, { 'content-type': 'text/html' }).end('<html><h1>Error</h1></html>');
const own = (code: number) => (response: ServerResponse) =>
  response.writeHead(code).end(JSON.stringify({ error_message: 'No', error_code: 500 }));

it.each([408, 425, 500, 520, 522, 524, 530])(
  'sends a read again after the page of a gateway with %i, and no write',
  async code => {
    const { call, seen } = await serve([page(code), good]);
    expect(await call('get_entry')).toMatchObject({ status: 200 });
    expect(seen()).toBe(2);
    for (const name of writes) {
      const once = await serve([page(code), good]);
      expect(await once.call(name), name).toMatchObject({ status: code });
      expect(once.seen(), name).toBe(1);
    }
  },
);

it('says by whom it is asked', async () => {
  let agent: string | undefined;
  const { call } = await serve([
    response => {
      agent = response.req.headers['user-agent'];
      response.end('{}');
    },
  ]);
  await call('get_entry');
  expect(agent).toBe(`contentstack-cma-mcp/${about.version}`);
});

it.each([400, 401, 404, 412, 422, 500, 501])('takes %i of the API as it is', async code => {
  const { call, seen } = await serve([own(code), good]);
  expect(await call('get_entry')).toMatchObject({ status: code });
  expect(seen()).toBe(1);
});

it('stops waiting when the caller cancels, and knows that nothing is under way', async () => {
  const { call, seen } = await serve([status(429, { 'retry-after': '4' }), good]);
  const cancelling = new AbortController();
  const called = call('create_entry', cancelling.signal);
  while (seen() === 0) await new Promise(resolve => setImmediate(resolve));
  setTimeout(() => cancelling.abort(), 50);
  expect(await called).toMatchObject({ kind: 'cancelled', isSent: false });
  expect(seen()).toBe(1);
});

it('sends once what is to be sent once', async () => {
  for (const reply of [status(429, { 'retry-after': '0' }), status(503), reset]) {
    const { call, seen } = await serve([reply, good], { isOnce: true });
    await call('get_entry');
    expect(seen()).toBe(1);
  }
});

it('tries again whatever cannot have left', () => {
  const refused = { error: Object.assign(new Error(), { code: 'ECONNREFUSED' }) };
  const lost = { error: Object.assign(new Error(), { code: 'ENOTFOUND' }) };
  const broken = { error: Object.assign(new Error(), { code: 'ECONNRESET' }) };
  for (const effect of ['read', 'create', 'update', 'delete', 'publish'] satisfies Effect[]) {
    expect(toPause(refused, effect, 1), effect).toBeDefined();
    expect(toPause(lost, effect, 1), effect).toBeDefined();
    expect(toPause(broken, effect, 1) !== undefined, effect).toBe(effect === 'read');
    expect(toPause(refused, effect, 3), effect).toBeUndefined();
  }
  expect(toPause({ error: new NoAnswer('busy', '') }, 'read', 1)).toBeUndefined();
});

it('waits longer each time, by chance and within bounds', () => {
  const refusal = { answer: { status: 429, body: {}, json: true, requestId: undefined } };
  const longest = [1, 2, 3, 4, 5].map(tries => toPause(refusal, 'read', tries, () => 1));
  expect(longest).toEqual([500, 1000, 2000, 4000, 8000]);
  expect(toPause(refusal, 'read', 4, () => 0)).toBe(0);
  expect(toPause(refusal, 'read', 6)).toBeUndefined();
});

it('reads how long it is to wait', () => {
  expect(toRetryAfter('2')).toBe(2000);
  expect(toRetryAfter('Sun, 01 Nov 2026 10:00:03 GMT', Date.parse('2026-11-01T10:00:00Z'))).toBe(3000);
  expect(toRetryAfter('Sun, 01 Nov 2026 10:00:03 GMT', Date.parse('2026-11-01T10:00:09Z'))).toBe(0);
  for (const unreadable of [undefined, '', 'soon']) expect(toRetryAfter(unreadable)).toBeUndefined();
});
