// Wrong bearers: told, slowed down each by itself, within bounds; a right one is never held up by them.
import { setMaxListeners } from 'node:events';
import { request } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { makeSlowing, type Wrong } from '../../src/server/transports/slowing.ts';
import { type Served, serve } from '../server/transports/serving.ts';

const toNever = () => new AbortController().signal;

it('tells a token at once, and then sums up; nothing of it stands there', async () => {
  const told: Wrong[] = [];
  const slowing = makeSlowing(wrong => told.push(wrong));
  const waits = Array.from({ length: 5 }, () => slowing.show('wrong-token', '10.0.0.1', toNever()));
  waits.push(slowing.show('another-token', '10.0.0.2', toNever()));
  expect(told).toEqual([
    { digest: expect.stringMatching(/^[0-9a-f]{8}$/), address: '10.0.0.1', count: 1 },
    { digest: expect.stringMatching(/^[0-9a-f]{8}$/), address: '10.0.0.2', count: 1 },
  ]);
  slowing.end();
  expect(await Promise.all(waits)).toEqual(waits.map(() => true));
  expect(told.slice(2)).toEqual([{ digest: told[0]?.digest, address: '10.0.0.1', count: 4 }]);
  const other = makeSlowing(wrong => told.push(wrong));
  void other.show('wrong-token', undefined, toNever());
  other.end();
  // By another key each time: nobody can look a token up by it.
  expect(told.at(-1)?.digest).not.toBe(told[0]?.digest);
});

it('lets them wait in the order in which they were shown, later each time', async () => {
  const slowing = makeSlowing(() => {});
  const order: string[] = [];
  const show = (name: string) => slowing.show(name, undefined, toNever()).then(() => order.push(name));
  // The second of one waits twice as long as the first of another that came after it.
  await Promise.all([show('often'), show('often').then(() => order.push('again')), show('once')]);
  expect(order).toEqual(['often', 'once', 'often', 'again']);
  expect(slowing.now()).toEqual({ waiting: 0, known: 2 });
  slowing.end();
});

it('remembers so many at most, lets so many wait, and tells of some', async () => {
  const told: Wrong[] = [];
  const slowing = makeSlowing(wrong => told.push(wrong));
  const shown = Array.from({ length: 10_000 }, (_, index) => slowing.show(`wrong-${index}`, undefined, toNever()));
  expect(slowing.now()).toEqual({ waiting: 256, known: 4_096 });
  expect(told).toHaveLength(20);
  slowing.end();
  const waited = await Promise.all(shown);
  expect(waited.filter(Boolean)).toHaveLength(256);
  expect(told.length).toBeLessThan(50);
  expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
});

it('does not go on waiting for who is gone', async () => {
  const slowing = makeSlowing(() => {});
  const gone = new AbortController();
  setMaxListeners(0, gone.signal);
  const waits = Array.from({ length: 30 }, () => slowing.show('wrong', undefined, gone.signal));
  expect(slowing.now().waiting).toBe(30);
  gone.abort();
  await Promise.all(waits);
  expect(slowing.now().waiting).toBe(0);
  slowing.end();
});

const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} });

interface Reply {
  status: number | undefined;
  retryAfter?: string;
}

function ask({ url }: Served, token: string | undefined): Promise<Reply> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const asking = request(url, { method: 'POST', headers, agent: false }, response => {
      response.resume().on('end', () => {
        const retryAfter = response.headers['retry-after'];
        resolve({ status: response.statusCode, ...(retryAfter === undefined ? {} : { retryAfter }) });
      });
    });
    asking.on('error', reject).end(body);
  });
}

const token = 'a-right-token-of-the-test';

/** So many show a wrong one again and again until it is enough. @returns what each was answered. */
async function press(served: Served, isEnough: () => boolean, many: number): Promise<Reply[]> {
  const replies: Reply[] = [];
  const show = async () => {
    do replies.push(await ask(served, 'wrong-token-of-the-test'));
    while (!isEnough());
  };
  await Promise.all(Array.from({ length: many }, show));
  return replies;
}

it('answers a right one while wrong ones wait, and those that show none', async () => {
  const served = await serve(['--sandbox', '--http', '0'], {
    CONTENTSTACK_HTTP_TOKEN: token,
    CONTENTSTACK_LOG: 'json',
  });
  let isAnswered = false;
  // None of them ends before the right one is answered, whatever time that takes.
  const wrong = press(served, () => isAnswered, 100);
  while (!served.said().includes('wrong_bearer')) await new Promise(resolve => setTimeout(resolve, 10));
  expect(await Promise.all([ask(served, token), ask(served, undefined)])).toEqual([{ status: 200 }, { status: 401 }]);
  isAnswered = true;
  const replies = await wrong;
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([401]));
  expect(await served.end()).toBe(0);
  const lines = served
    .said()
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line));
  const told = lines.filter(({ event }) => event === 'wrong_bearer');
  expect(told[0]).toMatchObject({ count: 1, transport: 'http', address: '127.0.0.1' });
  expect(new Set(told.map(each => each.token_digest)).size).toBe(1);
  expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(replies.length);
  expect(told.length).toBeLessThan(replies.length / 10);
  expect(served.said()).not.toContain('-token-of-the-test');
});

it('refuses at once where too many wait, and says when to come back', async () => {
  const served = await serve(['--sandbox', '--http', '0'], { CONTENTSTACK_HTTP_TOKEN: token });
  const seen: Reply[] = [];
  const isMet = () => seen.some(({ status }) => status === 429);
  const meet = async () => {
    for (let tries = 0; tries < 20 && !isMet(); tries += 1) seen.push(await ask(served, 'wrong-token-of-the-test'));
  };
  await Promise.all(Array.from({ length: 400 }, meet));
  expect(seen.find(({ status }) => status === 429)).toEqual({ status: 429, retryAfter: '5' });
  expect(await ask(served, token)).toEqual({ status: 200 });
});

it('is named by the bearer in the record', async () => {
  const served = await serve(['--sandbox', '--http', '0'], {
    CONTENTSTACK_HTTP_TOKEN: token,
    CONTENTSTACK_LOG: 'text',
  });
  await ask(served, 'wrong-token');
  expect(served.said()).toMatch(/Z an unknown token was sent once \(digest [0-9a-f]{8}, from 127\.0\.0\.1\)\n/);
  onTestFinished(() => void served.end());
});
