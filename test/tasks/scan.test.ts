// The scan: what it sends, where it stops, and what it says of what did not come.
import { expect, it } from 'vitest';
import * as z from 'zod';
import { defineTask } from '../../src/operations/task.ts';
import { generateSeed } from '../../src/sandbox/index.ts';
import { scan } from '../../src/tasks/scan.ts';
import { readLocales, readTypes, toLanes } from '../../src/tasks/types.ts';
import { open } from '../harness.ts';

/** What happens between two pages. */
let between = async (): Promise<void> => {};

/** Counts what a scan gives, by lane. */
const counting = defineTask('count_entries', {
  title: 'Count entries',
  effect: 'read',
  description: 'Counts.',
  uses: { must: ['list_content_types', 'list_entries'], may: ['list_assets', 'list_languages'] },
  fields: {
    types: z.array(z.string()).optional(),
    locales: z.array(z.string()).optional(),
    after: z.string().optional(),
    joined: z.boolean().optional(),
    rows: z.int().optional(),
  },
  async run(given, ground) {
    const {
      types,
      locales,
      after,
      joined,
      rows: bound,
    } = given as {
      types?: string[];
      locales?: string[];
      after?: string;
      joined?: boolean;
      rows?: number;
    };
    const { codes } = await readLocales(ground, locales);
    const counts = new Map<string, number>();
    let most = 0;
    const { left, notes, rows, isPartial } = await scan(ground, {
      lanes: toLanes(await readTypes(ground, types), codes),
      after,
      isJoined: joined === true,
      ...(bound === undefined ? {} : { bound: { rows: bound, requests: 200 } }),
      only: () => ['title'],
      async onPage({ type, locale = '' }, items) {
        await between();
        most = Math.max(most, items.length);
        counts.set(`${type.uid} ${locale}`, (counts.get(`${type.uid} ${locale}`) ?? 0) + items.length);
      },
    });
    const shown = { counts: Object.fromEntries(counts), rows, most, isPartial };
    return { says: 'counted', notes, shown, ...(left ? { left } : {}) };
  },
});

const many = 250;

it('goes through a list as far as one call may, and on from there', async () => {
  await using opened = await open({ tasks: [counting], seed: () => generateSeed(many) });
  const first = await opened.call('count_entries', { types: ['article'], locales: ['en-us'], rows: 200 });
  expect(first).toMatchObject({ most: 100, rows: 200, left: 'not looked at yet: article in en-us from 201 on' });
  const lists = opened.sandbox.requests.filter(({ path }) => path.endsWith('/article/entries'));
  expect(lists).toHaveLength(2);
  expect(lists.every(({ query }) => query.includes('asc=created_at') && query.includes('only'))).toBe(true);
  const next = { types: ['article'], locales: ['en-us'], ...(first.next as object) };
  const second = await opened.call('count_entries', next);
  expect(second.rows).toBe(many - 200);
  expect(second).not.toHaveProperty('left');
  // What is held against each other is not parted: a type that alone is longer than a call is gone through as a whole.
  const joined = await opened.call('count_entries', {
    types: ['article', 'author'],
    locales: ['en-us'],
    joined: true,
    rows: 200,
  });
  expect(joined).toMatchObject({ rows: many, left: 'not looked at yet: author in en-us' });
  const rest = await opened.call('count_entries', {
    ...{ types: ['article', 'author'], locales: ['en-us'], joined: true, rows: 200 },
    ...(joined.next as object),
  });
  expect(Object.keys(rest.counts as object)).toEqual(['author en-us']);
});

it('names a page that failed, and never says that this is all', async () => {
  await using opened = await open({ tasks: [counting], seed: () => generateSeed(250) });
  const path = /\/article\/entries$/;
  opened.sandbox.fault({
    method: 'GET',
    path,
    nth: 2,
    answer: { status: 500, body: { error_message: 'no', error_code: 500 } },
  });
  const answer = await opened.call('count_entries', { types: ['article'], locales: ['en-us'] });
  expect(answer).toMatchObject({
    rows: 150,
    isPartial: true,
    notes: ['not read: article in en-us, 101 to 200 (status 500)'],
  });
  opened.sandbox.fault({
    method: 'GET',
    path,
    answer: { status: 422, body: { error_message: 'no', error_code: 141 } },
  });
  const other = await opened.call('count_entries', { types: ['author', 'article'], locales: ['en-us'] });
  expect(other).toMatchObject({ isPartial: true, notes: ['not read: article in en-us, all (status 422)'] });
  // Of the very first page there is nothing else to tell.
  opened.sandbox.fault({
    method: 'GET',
    path,
    answer: { status: 422, body: { error_message: 'no', error_code: 141 } },
  });
  expect(await opened.fail('count_entries', { types: ['article'], locales: ['en-us'] })).toContain('status 422');
});

it('says when a list changed while it was read', async () => {
  await using opened = await open({ tasks: [counting], seed: () => generateSeed(150) });
  const headers = { api_key: opened.sandbox.api_key, authorization: String(opened.sandbox.tokens.read_write) };
  const url = `${opened.sandbox.origin}/v3/content_types/article/entries`;
  const { entries } = (await (await fetch(`${url}?limit=1`, { headers })).json()) as { entries: { uid: string }[] };
  between = async () => {
    between = async () => {};
    await fetch(`${url}/${entries[0]?.uid}`, { method: 'DELETE', headers });
  };
  expect((await opened.call('count_entries', { types: ['article'], locales: ['en-us'] })).notes).toEqual([
    'article in en-us changed while it was read: 150 entries before, 149 after',
  ]);
});

it('takes one language, one type, files alone, and the words of people for types', async () => {
  await using opened = await open({ tasks: [counting] });
  const files = await opened.call('count_entries', { types: ['sys_assets'] });
  expect(Object.keys(files.counts as object)).toEqual(['sys_assets ']);
  expect(opened.sandbox.requests.filter(({ path }) => path.includes('content_types'))).toEqual([]);
  const named = await opened.call('count_entries', { types: ['Blog post'], locales: ['de-de'] });
  expect(Object.keys(named.counts as object)).toEqual(['blog_post de-de']);
  expect(await opened.fail('count_entries', { types: ['blogpost'] })).toContain('did you mean blog_post?');
  expect(await opened.fail('count_entries', { locales: ['de-dd'] })).toContain('did you mean de-de?');
});

it('goes on behind a short page, and takes an empty one for no end', async () => {
  await using opened = await open({ tasks: [counting], seed: () => generateSeed(250) });
  const path = /\/article\/entries$/;
  const asked = { types: ['article'], locales: ['en-us'] };
  const [entry] = (
    await opened.call('list_entries', { content_type_uid: 'article', fields: ['all'], asc: 'created_at', limit: 1 })
  ).entries as object[];
  opened.sandbox.fault({ method: 'GET', path, answer: { body: { entries: [entry], count: 250 } } });
  const short = await opened.call('count_entries', asked);
  expect(short).toMatchObject({ rows: 250, isPartial: false });
  opened.sandbox.fault({ method: 'GET', path, nth: 2, answer: { body: { entries: [], count: 250 } } });
  const empty = await opened.call('count_entries', asked);
  expect(empty).toMatchObject({ rows: 100, isPartial: true });
  expect(empty.notes).toEqual(['not read: article in en-us, 101 to 250 (the page that came was empty)']);
  opened.sandbox.fault({ method: 'GET', path: '/v3/content_types', answer: { body: { content_types: [], count: 9 } } });
  expect(await opened.fail('count_entries', asked)).toContain('tells of 9 and holds 0');
});

it('goes on at the very page for which the time was too short', async () => {
  await using opened = await open({
    tasks: [counting],
    seed: () => generateSeed(250),
    settings: { TIMEOUT_MS: '1500' },
  });
  opened.sandbox.fault({ method: 'GET', path: /\/article\/entries$/, nth: 2, times: 9, delay: 5000 });
  const answer = await opened.call('count_entries', { types: ['article'], locales: ['en-us'] });
  expect(answer).toMatchObject({ rows: 100, next: { after: 'article/en-us/100' } });
  expect(answer).not.toHaveProperty('notes');
});
