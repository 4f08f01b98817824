// The rate limits: each kind for itself, what is refused and how, and that nothing is carried out beyond them.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeCounter, readLimits } from '../../../src/sandbox/http/limits.ts';
import { authors, openStack } from '../small-stack.ts';

const fresh = (title: string) => ({ entry: { title } });

// The second does not go on by itself; nothing else about time is changed.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-02-01T10:00:00.000Z') }));
afterEach(() => void vi.useRealTimers());

const nextSecond = (): void => void vi.setSystemTime(Date.now() + 1000);

it('are off unless asked for', async () => {
  const { get, post } = await openStack();
  for (let each = 0; each < 25; each++) expect((await get('/locales')).status).toBe(200);
  for (let each = 0; each < 25; each++) expect((await post(authors, fresh(`A${each}`))).status).toBe(201);
});

it('are ten reads and ten writes in a second, apart, and one bulk operation', async () => {
  const { get, post } = await openStack({ limits: {} });
  for (let each = 0; each < 10; each++) expect((await get('/locales')).status).toBe(200);
  for (let each = 0; each < 10; each++) expect((await post(authors, fresh(`A${each}`))).status).toBe(201);
  const refused = await get('/locales');
  expect(refused).toMatchObject({ status: 429, body: { error_code: 429, error_message: expect.any(String) } });
  expect(refused.headers.get('x-ratelimit-limit')).toBe('10');
  expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
  expect((await post(authors, fresh('Too much'))).status).toBe(429);
  expect((await post('/bulk/publish', {})).status).not.toBe(429);
  const bulk = await post('/bulk/publish', {});
  expect(bulk.status).toBe(429);
  expect(bulk.headers.get('x-ratelimit-limit')).toBe('1');
  nextSecond();
  const { body, headers } = await get(`${authors}?include_count=true`);
  expect(body.count).toBe(12);
  expect(headers.get('x-ratelimit-remaining')).toBe('9');
});

it('can be set for each kind, or taken off', async () => {
  const { get, post } = await openStack({ limits: { reads: 2, writes: false } });
  const statuses = [await get('/locales'), await get('/locales'), await get('/locales')].map(reply => reply.status);
  expect(statuses).toEqual([200, 200, 429]);
  for (let each = 0; each < 15; each++) expect((await post(authors, fresh(`A${each}`))).status).toBe(201);
});

it('are shared by all tokens, as they are the organization’s', async () => {
  const { get, sandbox } = await openStack({ limits: { reads: 1 } });
  expect((await get('/locales')).status).toBe(200);
  expect((await get('/locales', { token: sandbox.tokens.reader ?? '' })).status).toBe(429);
});

it('are told with Retry-After and another code where that is chosen', async () => {
  const plain = await openStack({ limits: { reads: 1 } });
  await plain.get('/locales');
  expect((await plain.get('/locales')).headers.get('retry-after')).toBeNull();
  const other = await openStack({
    limits: { reads: 1 },
    choices: { rateRefusal: { code: null, retryAfter: true } },
  });
  await other.get('/locales');
  const refused = await other.get('/locales');
  const text = await openStack({
    limits: { reads: 1 },
    choices: { rateRefusal: { code: 429, retryAfter: false, body: 'text' } },
  });
  const { api_key, origin, tokens } = text.sandbox;
  const ask = () => fetch(`${origin}/v3/locales`, { headers: { api_key, authorization: tokens.reader ?? '' } });
  await ask();
  const plainText = await ask();
  expect({ status: plainText.status, body: await plainText.text() }).toEqual({
    status: 429,
    body: 'Rate limit exceeded',
  });
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(refused.body).not.toHaveProperty('error_code');
});

it('are read from a flag', () => {
  expect(readLimits('off')).toBe(false);
  expect(readLimits('20,5,2')).toEqual({ reads: 20, writes: 5, bulk: 2 });
  expect(readLimits('20,off,2')).toEqual({ reads: 20, writes: false, bulk: 2 });
  for (const wrong of ['', '1', '1,2', '0,1,1', 'a,b,c', '1,2,3,4']) expect(readLimits(wrong)).toBeUndefined();
});

it('count what is left even where they are off', () => {
  const count = makeCounter(false);
  for (let each = 0; each < 12; each++) count('GET', '/v3/locales');
  expect(count('GET', '/v3/locales')).toEqual({ limit: 10, remaining: 0, exceeded: false });
});
