// A plan over 300 items in three environments and three languages: right against the state, in no more reads than it may take.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { listRows, openStack, type Stack } from '../sandbox.ts';
import { expectPlan } from './oracle.ts';
import {
  branchOf,
  type DrawnEntry,
  type DrawnText,
  environments,
  languages,
  makeStack,
  put,
  type Target,
  uidOf,
  type Way,
} from './stack.ts';

const counts = { story: 300, page: 30, piece: 240, part: 130, asset: 60 };
const ways: readonly Way[] = ['links', 'embed', 'html', 'deep'];

/** The same numbers each time. */
function makeDraw(): (below: number) => number {
  let state = 20260728;
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Kind = keyof typeof counts;

/** Stories need pieces, those parts, those other parts and files; and back, so that there are circles. */
const below: Readonly<Record<string, readonly Kind[]>> = {
  story: ['piece', 'asset', 'page'],
  page: ['piece', 'story'],
  piece: ['part', 'asset', 'part'],
  part: ['part', 'asset', 'piece', 'page'],
};

function drawEntries(draw: (below: number) => number): DrawnEntry[] {
  const drawTarget = (type: string): Target => {
    const kinds = below[type] as readonly Kind[];
    const kind = kinds[draw(kinds.length)] as Kind;
    return { type: kind, index: draw(counts[kind]), way: ways[draw(ways.length)] as Way };
  };
  const drawText = (type: string): DrawnText => ({
    targets: Array.from({ length: draw(3) }, () => drawTarget(type)),
    lacksMood: draw(40) === 0,
  });
  const drawTexts = (type: string): DrawnText[] => Array.from({ length: 1 + draw(2) }, () => drawText(type));
  return Object.keys(below).flatMap(type =>
    Array.from({ length: counts[type as Kind] }, (_, index): DrawnEntry => {
      const texts: Record<string, DrawnText[]> = {
        'en-us': drawTexts(type),
        ...(draw(2) === 0 ? { 'fr-fr': drawTexts(type) } : {}),
        ...(draw(3) === 0 ? { 'de-de': drawTexts(type) } : {}),
      };
      const published = environments.flatMap((_name, environment) =>
        languages.flatMap(locale => {
          const from = languages.slice(0, languages.indexOf(locale) + 1).findLast(code => Object.hasOwn(texts, code));
          if (draw(3) > 0) return [];
          return [{ environment, locale, version: 1 + draw((texts[String(from)] as DrawnText[]).length) }];
        }),
      );
      return { type, index, texts, published, isDeleted: type !== 'story' && draw(60) === 0 };
    }),
  );
}

let opened: Stack & AsyncDisposable;
beforeAll(async () => {
  opened = await openStack({
    seed: makeStack(counts.asset),
    settings: { TIMEOUT_MS: '300000', MAX_RESULT_TOKENS: '900000' },
  });
  const draw = makeDraw();
  const assets = Array.from({ length: counts.asset }, (_, index) => ({
    index,
    published: environments.flatMap((_name, environment) =>
      draw(2) === 0 ? [{ environment, locale: 'en-us', version: 1 }] : [],
    ),
    isDeleted: draw(30) === 0,
  }));
  put(opened, drawEntries(draw), assets);
});
afterAll(() => opened.close());

const named = Array.from({ length: counts.story }, (_, index) => ({ type: 'story', uid: uidOf('story', index) }));

const sumUp = (numbers: Iterable<number>): number => [...numbers].reduce((total, each) => total + each, 0);

it('is right, and takes a read for each hundred of a type, language and level, and one for each live version', async () => {
  const places = Object.values(opened.sandbox.state.environments);
  const wanted = { named, environments: places, locales: languages, references: 'missing', pages: [] } as const;
  const expected = expectPlan(branchOf(opened), wanted);
  opened.sandbox.requests.splice(0);
  const answer = await opened.call('plan_publish', {
    entries: named.map(({ type, uid }) => ({ content_type: type, uid })),
    environments,
    locales: languages,
  });
  const sent = opened.sandbox.requests.map(({ path, query }) => ({
    path: path.replace(/^\/v3/, ''),
    query: new URLSearchParams(query),
  }));
  const rows = listRows(answer, ['content_type', 'uid', 'locale', 'environment', 'live', 'goes', 'state']);
  const told = rows.map(([type, uid, locale, environment, live, goes, state]) => {
    const kind = /^(goes|wrong|left out|as it is)/.exec(String(state))?.[0];
    return `${type} ${uid} ${locale} ${environment} ${live} ${goes} ${kind}`;
  });
  expect(told.length).toBe(expected.rows.length);
  expect([...told].sort()).toEqual(expected.rows);
  for (const kind of ['goes', 'wrong', 'left out', 'as it is'])
    expect(told.filter(line => line.endsWith(` ${kind}`)).length, kind).toBeGreaterThan(20);
  expect((answer.next as Json).code).toBeDefined();

  // Nothing is read twice.
  const lists = sent.filter(({ path }) => path.endsWith('/entries') || path === '/assets');
  const seen = new Map<string, { requests: number; uids: string[] }>();
  for (const { path, query } of lists) {
    const key = `${path} ${query.get('locale')}`;
    const { $in } = JSON.parse(query.get('query') ?? '{}').uid as { $in: string[] };
    expect($in.length).toBeLessThanOrEqual(100);
    const known = seen.get(key) ?? { requests: 0, uids: [] };
    seen.set(key, { requests: known.requests + 1, uids: [...known.uids, ...$in] });
  }
  const levels = expected.depth + 1;
  expect(levels).toBeGreaterThan(4);
  for (const [key, { requests, uids }] of seen) {
    expect(new Set(uids).size, key).toBe(uids.length);
    const type = /content_types\/(\w+)/.exec(key)?.[1] ?? 'asset';
    expect(requests, key).toBeLessThanOrEqual(levels * Math.ceil(counts[type as Kind] / 100));
  }
  const versions = sent.filter(({ path }) => /\/entries\/blt/.test(path));
  expect(versions.length).toBe(expected.versions.size);
  // The content types, the publish rules and the queue.
  expect(sent.length).toBe(sumUp([...seen.values()].map(({ requests }) => requests)) + versions.length + 3);
});

it('gives the same rows in the same order for the same call', async () => {
  const given = {
    entries: named.slice(0, 20).map(({ type, uid }) => ({ content_type: type, uid })),
    environments: ['production'],
    locales: ['de-de'],
  };
  const [first, second] = [await opened.call('plan_publish', given), await opened.call('plan_publish', given)];
  expect(second.rows).toEqual(first.rows);
  // Of the code all but the time it was read at, and what proves that.
  const digestOf = ({ next }: Json): string =>
    Buffer.from(String((next as Json).code), 'base64url')
      .subarray(4, 15)
      .toString('hex');
  expect(digestOf(second)).toBe(digestOf(first));
});

it('says what the API says: it takes what goes, in that order, and refuses what lacks something', async () => {
  const given = {
    entries: named.slice(20, 60).map(({ type, uid }) => ({ content_type: type, uid })),
    ...{ environments: ['staging'], locales: ['fr-fr'] },
  };
  const readPlan = async () =>
    listRows(await opened.call('plan_publish', given), ['content_type', 'uid', 'goes', 'state']).map(
      ([type, uid, goes, state]) => ({ type, uid, version: Number(String(goes).slice(1)), state: String(state) }),
    );
  type PlanRow = Awaited<ReturnType<typeof readPlan>>[number];
  const publish = ({ type, uid, version }: PlanRow): Promise<Json> => {
    const key = type === 'sys_assets' ? 'asset' : 'entry';
    const path = key === 'asset' ? `/assets/${uid}` : `/content_types/${type}/entries/${uid}`;
    const body = { [key]: { environments: ['staging'], locales: ['fr-fr'] }, locale: 'fr-fr', version };
    return opened.send('POST', `${path}/publish`, body);
  };
  const rows = await readPlan();
  const due = rows.filter(({ state }) => state.startsWith('goes'));
  expect(due.length).toBeGreaterThan(20);
  for (const row of due) await publish(row);
  const lacking = rows.filter(({ state }) => state.startsWith('wrong: mood'));
  expect(lacking.length).toBeGreaterThan(0);
  for (const row of lacking) await expect(publish(row)).rejects.toThrow('mood');
  // Done once, there is nothing left to do.
  expect((await readPlan()).filter(({ state }) => state.startsWith('goes'))).toEqual([]);
});
