// Stacks drawn at random, small and full of circles, gaps, borders and half translations: each plan is held against the state.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seed as drawn } from '../../draws.ts';
import { type Json, type Opened, open } from '../../harness.ts';
import { listRows } from '../sandbox.ts';
import { expectPlan, type Wanted } from './oracle.ts';
import { branchOf, type DrawnAsset, type DrawnEntry, environments, languages, makeStack, put, uidOf } from './stack.ts';

/** `npm run prove` draws more. */
const runs = Number(process.env.PLAN_RUNS ?? 60);
const assets = 3;

/** What a read shows of where an entry is live: nobody says which of the two it is. */
const showing = ['every locale', 'that locale'] as const;

const openeds = new Map<string, Opened>();
beforeAll(async () => {
  const settings = { MAX_RESULT_TOKENS: '100000', TIMEOUT_MS: '60000' };
  for (const publishDetails of showing)
    openeds.set(publishDetails, await open({ seed: makeStack(assets), settings, choices: { publishDetails } }));
});
afterAll(async () => {
  for (const opened of openeds.values()) await opened.close();
});

const kinds = ['page', 'story', 'piece', 'part', 'memo'] as const;
const perType = 3;

const target = fc.record({
  type: fc.constantFrom(...kinds, 'asset', 'story', 'piece'),
  index: fc.nat(perType),
  way: fc.constantFrom('links', 'embed', 'html', 'deep'),
} as const);
const text = fc.record({
  targets: fc.array(target, { maxLength: 3 }),
  lacksMood: fc.integer({ min: 0, max: 9 }).map(number => number === 0),
});
const texts = fc.array(text, { minLength: 1, maxLength: 2 });

/** Where it stands: an environment, a language, and of the versions of that one by its place. */
const published = fc.array(
  fc.record({ environment: fc.nat(2), locale: fc.constantFrom(...languages), version: fc.nat(1) }),
  { maxLength: 5 },
);

const rare = fc.integer({ min: 0, max: 7 }).map(number => number === 0);

const entry = (type: string, index: number): fc.Arbitrary<DrawnEntry> =>
  fc
    .record({
      english: texts,
      french: fc.option(texts, { freq: 2 }),
      german: fc.option(texts, { freq: 3 }),
      lacksMaster: rare,
      published,
      isDeleted: rare,
    })
    .map(({ english, french, german, lacksMaster, published: places, isDeleted }) => {
      const all = {
        ...(lacksMaster && german ? {} : { 'en-us': english }),
        ...(french && !(lacksMaster && german) ? { 'fr-fr': french } : {}),
        ...(german ? { 'de-de': german } : {}),
      };
      const known = new Map<string, DrawnEntry['published'][number]>();
      for (const { environment, locale, version } of places) {
        const from = languages.slice(0, languages.indexOf(locale) + 1).findLast(code => Object.hasOwn(all, code));
        const count = from === undefined ? 0 : (all as Record<string, unknown[]>)[from]?.length;
        if (count)
          known.set(`${environment} ${locale}`, { environment, locale, version: Math.min(version + 1, count) });
      }
      return { type, index, texts: all, published: [...known.values()], isDeleted };
    });

const asset = (index: number): fc.Arbitrary<DrawnAsset> =>
  fc
    .array(fc.record({ environment: fc.nat(2), locale: fc.constantFrom(...languages) }), { maxLength: 3 })
    .map(places => ({
      index,
      published: [
        ...new Map(places.map(each => [`${each.environment} ${each.locale}`, { ...each, version: 1 }])).values(),
      ],
    }));

const stack = fc.record({
  entries: fc.tuple(...kinds.flatMap(type => Array.from({ length: perType }, (_, index) => entry(type, index)))),
  // One more is pointed at, and is not there.
  assets: fc.tuple(...Array.from({ length: assets }, (_, index) => asset(index))),
  locales: fc.subarray([...languages], { minLength: 1 }),
  environments: fc.subarray([...environments], { minLength: 1 }),
  references: fc.constantFrom('missing', 'missing', 'behind', 'none'),
  pages: fc.constantFrom([], ['page']),
  named: fc.array(fc.record({ type: fc.constantFrom('page', 'story', 'piece'), index: fc.nat(perType - 1) }), {
    minLength: 1,
    maxLength: 3,
  }),
} as const);

const counts = { goes: 0, wrong: 0, 'left out': 0, 'as it is': 0 };

const kindOf = (state: string): keyof typeof counts =>
  state.startsWith('goes') ? 'goes' : ((/^(wrong|left out|as it is)/.exec(state)?.[0] ?? state) as keyof typeof counts);

type Drawn = typeof stack extends fc.Arbitrary<infer T> ? T : never;

async function check(opened: Opened, showsOwnAlone: boolean, given: Drawn): Promise<void> {
  put(opened, given.entries, given.assets);
  const branch = branchOf(opened);
  const named = given.named
    .map(({ type, index }) => ({ type, uid: uidOf(type, index) }))
    .filter(({ type, uid }) => branch.entries[type]?.[uid]?.deleted_at === undefined);
  if (named.length === 0) return;
  const places = Object.values(opened.sandbox.state.environments);
  const wanted: Wanted = {
    ...{ named, locales: given.locales, references: given.references, pages: given.pages, showsOwnAlone },
    environments: places.filter(({ name }) => given.environments.includes(name)),
  };
  const expected = expectPlan(branch, wanted);
  opened.sandbox.requests.splice(0);
  const answer = await opened.call('plan_publish', {
    entries: named.map(({ type, uid }) => ({ content_type: type, uid })),
    ...{ environments: given.environments, locales: given.locales, references: given.references, pages: given.pages },
  });
  const rows = listRows(answer, ['content_type', 'uid', 'locale', 'environment', 'live', 'goes', 'state']);
  const told = rows.map(([type, uid, locale, environment, live, goes, state]) => {
    const kind = kindOf(String(state));
    counts[kind] += 1;
    return `${type} ${uid} ${locale} ${environment} ${live} ${goes} ${kind}`;
  });
  expect([...told].sort()).toEqual(expected.rows);
  const due = rows.filter(([, , , , , , state]) => kindOf(String(state)) === 'goes');
  const order = new Map(
    due.map(([type, uid, locale, environment], at) => [`${type} ${uid} ${locale} ${environment}`, at]),
  );
  for (const [first, second] of expected.before)
    expect(order.get(first), `${first} before ${second}`).toBeLessThan(order.get(second) as number);
  expect((answer.next as Json | undefined)?.code !== undefined).toBe(due.length > 0);
  const versions = opened.sandbox.requests.filter(({ path }) => /\/entries\/blt/.test(path));
  expect(versions.length).toBe(expected.versions.size);
}

it.each(showing)(
  'says of each item, environment and language what the state makes of it, where a read shows %s',
  { timeout: 600_000 },
  async showsWhat => {
    const opened = openeds.get(showsWhat) as Opened;
    await fc.assert(
      fc.asyncProperty(stack, given => check(opened, showsWhat === 'that locale', given)),
      { numRuns: runs, seed: drawn },
    );
  },
);

afterAll(() => {
  // Or it has shown little.
  for (const [kind, count] of Object.entries(counts)) expect(count, kind).toBeGreaterThan(runs / 4);
});
