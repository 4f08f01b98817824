// Limits above 100 are asked for in pages: in order, with progress to who asked for it, and ended at once by a cancellation.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { articleUid, generateSeed } from '../../src/sandbox/seed/demo/generate.ts';
import { type Opened, open } from '../harness.ts';
import { toItems } from '../results/tour.ts';

const articles = { content_type_uid: 'article', asc: 'rank' };

describe.each(['legacy', 'auto'] as const)('of a client that speaks %s', era => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open({ era, seed: generateSeed(450), settings: { MAX_RESULT_TOKENS: '200000' } });
  });
  beforeEach(() => {
    opened.sandbox.requests.splice(0);
  });
  afterAll(() => opened.close());

  const pages = () =>
    // Once, who the users are is asked besides.
    opened.sandbox.requests
      .filter(({ path }) => !/\/(users|roles)$/.test(path))
      .map(({ query }) => {
        const asked = new URLSearchParams(query);
        return [asked.get('skip') ?? '0', asked.get('limit')];
      });

  it('asks for at most 100 at a time, one after the other', async () => {
    const listed = await opened.call('list_entries', { ...articles, skip: 10, limit: 250 });
    expect(pages()).toEqual([
      ['10', '100'],
      ['110', '100'],
      ['210', '50'],
    ]);
    expect(new Set(toItems(listed).map(({ uid }) => uid)).size).toBe(250);
    expect(listed).toMatchObject({ total: 450, left: 190, next: { skip: 260 } });
  });

  it('stops at the end, and gives all there are', async () => {
    const listed = await opened.call('list_entries', { ...articles, limit: 1000 });
    expect(pages()).toHaveLength(5);
    const all = Array.from({ length: 450 }, (_, index) => articleUid(index)).sort();
    expect(
      toItems(listed)
        .map(({ uid }) => String(uid))
        .sort(),
    ).toEqual(all);
    expect(listed).not.toHaveProperty('next');
  });

  it('tells how far it is, ever further', async () => {
    const told: { progress: number; total?: number }[] = [];
    const args = { name: 'list_entries', arguments: { ...articles, limit: 1000 } };
    await opened.client.callTool(args, {
      onprogress: ({ progress, total }) => told.push({ progress, ...(total === undefined ? {} : { total }) }),
    });
    expect(told).toEqual([100, 200, 300, 400, 450].map(progress => ({ progress, total: 450 })));
  });

  it('sends nothing more once it is cancelled', async () => {
    const cancelling = new AbortController();
    const args = { name: 'list_entries', arguments: { ...articles, limit: 1000 } };
    const onprogress = ({ progress }: { progress: number }) => {
      if (progress === 200) cancelling.abort();
    };
    await expect(opened.client.callTool(args, { onprogress, signal: cancelling.signal })).rejects.toThrow();
    // A call of its own shows that the server is past the cancellation.
    await opened.call('list_languages');
    const lists = opened.sandbox.requests.filter(({ path }) => path.endsWith('/entries'));
    // The third may be on its way when the client cancels; no fourth leaves.
    expect(lists.length).toBeLessThanOrEqual(3);
    expect(lists.length).toBeGreaterThanOrEqual(2);
  });

  it('gives the error of the first page as the answer', async () => {
    const path = '/content_types/article/entries';
    opened.sandbox.fault({ path, answer: { status: 412, body: { error_message: 'no', error_code: 109 } } });
    expect(await opened.fail('list_entries', { ...articles, limit: 300 })).toContain('109');
    expect(pages()).toHaveLength(1);
  });

  it('keeps the pages before one that fails, and says where to go on', async () => {
    const path = '/content_types/article/entries';
    opened.sandbox.fault({ path, nth: 3, answer: { status: 412, body: { error_message: 'no', error_code: 109 } } });
    const told = await opened.call('list_entries', { ...articles, fields: ['uid'], limit: 400 });
    expect(told).toMatchObject({ stopped: 'the next page was answered with status 412' });
    const { rows = [], next, left, total } = told as { rows?: unknown[]; next?: object; left?: number; total?: number };
    expect(rows.length).toBeGreaterThan(100);
    expect(next).toMatchObject({ skip: rows.length });
    expect(left).toBe(Number(total) - rows.length);
    expect(pages()).toHaveLength(3);
  });

  it.each(['null', '[]', '{}', '"maintenance"'])('takes no %s for the end of the list', async body => {
    const path = '/content_types/article/entries';
    opened.sandbox.fault({ path, nth: 2, answer: { headers: { 'content-type': 'application/json' }, body } });
    const told = await opened.call('list_entries', { ...articles, limit: 300 });
    expect(told).toMatchObject({ stopped: 'what came in place of the next page is no list', next: { skip: 100 } });
    expect(told.rows).toHaveLength(100);
    expect(pages()).toHaveLength(2);
  });
});

it('asks for no more pages than can be shown', async () => {
  await using opened = await open({ seed: () => generateSeed(900), settings: { MAX_RESULT_TOKENS: '5000' } });
  const told = await opened.call('list_entries', { content_type_uid: 'article', limit: 900 });
  const { rows = [] } = told as { rows?: unknown[] };
  const pages = opened.sandbox.requests.filter(({ path }) => path.endsWith('/entries'));
  expect(pages.length).toBe(Math.ceil((rows.length + 1) / 100));
  expect(told).toMatchObject({ next: { skip: rows.length }, left: 900 - rows.length });
});

it('stops paging when the time of the call is nearly used up', async () => {
  await using opened = await open({ seed: () => generateSeed(450), settings: { TIMEOUT_MS: '3000' } });
  opened.sandbox.fault({ path: '/content_types/article/entries', delay: 1000, times: 9 });
  const told = await opened.call('list_entries', { content_type_uid: 'article', fields: ['uid'], limit: 450 });
  const { rows = [] } = told as { rows?: unknown[] };
  expect(told).toMatchObject({
    stopped: expect.stringContaining('CONTENTSTACK_TIMEOUT_MS'),
    next: { skip: rows.length },
  });
  expect(rows.length % 100).toBe(0);
});
