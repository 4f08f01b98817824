// Very many entries: pages of them are right, counts are right, unique values stay unique. Times are not asserted.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { selectFirst } from '../../../src/sandbox/query/select.ts';
import { articleUid, generateSeed } from '../../../src/sandbox/seed/demo/generate.ts';
import type { SeedEntry } from '../../../src/sandbox/seed/form/format.ts';
import { toSize } from '../../long.ts';
import { ask } from '../small-stack.ts';

// biome-ignore lint/suspicious/noExplicitAny: replies are looked into at any depth
type Body = any;

/** In the end as many as a large stack has. */
const count = toSize(20_000, 50_000, 100_000);
const path = '/content_types/article/entries';
let sandbox: Sandbox;
let articles: SeedEntry[];

beforeAll(async () => {
  const seed = generateSeed(count);
  articles = seed.changes?.find(({ branch }) => branch === 'main')?.entries ?? [];
  sandbox = await startSandbox({ seed });
});

afterAll(() => sandbox.close());

async function send(method: string, address: string, body?: unknown): Promise<{ status: number; body: Body }> {
  const headers: Record<string, string> = {
    api_key: sandbox.api_key,
    authorization: sandbox.tokens.read_write ?? '',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const answer = await fetch(`${sandbox.origin}/v3${address}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

async function get(address: string): Promise<Body> {
  const { status, body } = await send('GET', address);
  if (status !== 200) throw new Error(`GET ${address}: ${status} ${JSON.stringify(body)}`);
  return body;
}
const fieldsOf = (entry: SeedEntry): Body => entry.saves[0]?.fields;
const fresh = (title: string) => ({ entry: { title, summary: 'New.', topic: 'food' } });

describe('reading', () => {
  it('counts all, and shows the newest first', async () => {
    const { entries, count: counted } = await get(`${path}?include_count=true`);
    expect(counted).toBe(count);
    expect(entries).toHaveLength(100);
    const uids = entries.map((entry: Body) => entry.uid);
    expect(uids).toEqual(Array.from({ length: 100 }, (_, place) => articleUid(count - 1 - place)));
  });

  it('filters, sorts and pages as a plain list would be', async () => {
    const query = { topic: 'mending', rank: { $gt: 5000 } };
    const expected = articles
      .filter(entry => fieldsOf(entry).topic === 'mending' && fieldsOf(entry).rank > 5000)
      .sort((a, b) => fieldsOf(b).rank - fieldsOf(a).rank);
    expect(expected.length).toBeGreaterThan(count / 20);
    for (const skip of [0, 40, count / 20 - 20]) {
      const page = await get(`${path}?${ask(query)}&desc=rank&skip=${skip}&limit=20&include_count=true`);
      expect(page.count).toBe(expected.length);
      expect(page.entries.map((entry: Body) => entry.uid)).toEqual(
        expected.slice(skip, skip + 20).map(entry => entry.uid),
      );
    }
  });

  it('looks into blocks, groups and patterns of all of them', async () => {
    const deep = await get(`${path}?${ask({ 'sections.fact.value': 42, 'source.page': 60 })}&include_count=true`);
    const inside = articles.filter(
      entry => fieldsOf(entry).sections[1].fact.value === 42 && fieldsOf(entry).source.page === 60,
    );
    expect(deep.count).toBe(inside.length);
    expect(inside.length).toBeGreaterThan(0);
    const pattern = await get(`${path}?${ask({ title: { $regex: 'stove.*99$' } })}&include_count=true`);
    expect(pattern.count).toBe(articles.filter(entry => /stove.*99$/.test(fieldsOf(entry).title)).length);
  });

  it('finds by what is referred to, however many that are', async () => {
    const topics = new Map(articles.map(entry => [entry.uid, fieldsOf(entry).topic]));
    const wanted = articles.filter(entry =>
      fieldsOf(entry).related.some(({ uid }: { uid: string }) => topics.get(uid) === 'food'),
    );
    const query = { related: { $in_query: { topic: 'food' } } };
    const found = await get(`${path}?${ask(query)}&include_count=true&limit=1`);
    expect(found.count).toBe(wanted.length);
    const others = await get(`${path}?${ask({ related: { $nin_query: { topic: 'food' } } })}&count=true`);
    expect(others.entries).toBe(count - wanted.length);
  });

  it('reads other languages by fallback', async () => {
    const french = await get(`${path}?locale=fr-fr&${ask({ title: { $regex: '^Carnet' } })}&include_count=true`);
    expect(french.count).toBe(articles.filter(entry => entry.saves[1]?.locale === 'fr-fr').length);
    expect(french.entries[0]).toMatchObject({ locale: 'fr-fr', topic: expect.any(String) });
    expect((await get(`${path}?locale=fr-fr&count=true`)).entries).toBe(count);
  });
});

describe('writing', () => {
  it('keeps titles unique among all, also after other modules were written to', async () => {
    const taken = fieldsOf(articles[count * 0.7] as SeedEntry).title;
    expect(await send('POST', path, fresh(taken))).toMatchObject({
      status: 422,
      body: { error_code: 119, errors: { title: ['is not unique.'] } },
    });
    const made = await send('POST', path, fresh('Only once'));
    expect(made.status).toBe(201);
    expect((await send('POST', '/environments', { environment: { name: 'extra' } })).status).toBe(201);
    expect((await send('POST', path, fresh('Only once'))).status).toBe(422);
    await send('PUT', `${path}/${made.body.entry.uid}`, {
      entry: { title: 'Another name', url: '/archive/another-name' },
    });
    expect((await send('POST', path, fresh('Only once'))).status).toBe(201);
    expect((await send('POST', path, fresh('Another name'))).status).toBe(422);
    expect((await get(`${path}?count=true`)).entries).toBe(count + 2);
  });

  it('shows no longer what was deleted, and frees nothing by it', async () => {
    const before = (await get(`${path}?count=true`)).entries;
    const [gone] = articles as [SeedEntry];
    expect((await send('DELETE', `${path}/${gone.uid}?delete_all_localized=true`)).status).toBe(200);
    expect((await get(`${path}?count=true`)).entries).toBe(before - 1);
    expect((await send('POST', path, fresh(fieldsOf(gone).title))).status).toBe(422);
  });
});

describe('the generated seed', () => {
  it('is the same each time, and has nothing from the clock', () => {
    expect(generateSeed(200)).toEqual(generateSeed(200));
    const dates = JSON.stringify(generateSeed(200).changes?.at(-1)).match(/20\d\d-[^"]*Z/g) ?? [];
    expect(dates.length).toBeGreaterThan(200);
    expect(dates.every(date => date.startsWith('2025-'))).toBe(true);
  });
});

describe('selection', () => {
  it.each([0, 1, 7, 100, 999, 1000, 2000])('of the first %i equals what sorting all gives', most => {
    const keys = Array.from({ length: 1000 }, (_, index) => (index * 7919) % 101);
    const compare = (a: number, b: number): number => (keys[a] as number) - (keys[b] as number) || a - b;
    const all = keys.map((_, index) => index).sort(compare);
    expect(selectFirst(1000, most, compare)).toEqual(all.slice(0, most));
  });
});
