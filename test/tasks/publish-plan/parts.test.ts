// The parts by themselves, over drawn rows: requests hold each row once and keep the API's limits, and what changed since never goes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Planned } from '../../../src/operations/saving.ts';
import { listSendings } from '../../../src/tasks/publishing/carrying/carry-out.ts';
import { readExcept } from '../../../src/tasks/publishing/carrying/except.ts';
import { type Sending, toPortions, toSingles } from '../../../src/tasks/publishing/carrying/requests.ts';
import { makeFindNeeders, splitSince } from '../../../src/tasks/publishing/carrying/since.ts';
import { isDue, type Row, toMark } from '../../../src/tasks/publishing/row.ts';
import type { Json } from '../../harness.ts';

const at = 1_000_000;
const letters = [...'abcdefghijklmnopqrstuvwxyz'];

const drawnRow: fc.Arbitrary<Row> = fc
  .record({
    type: fc.constantFrom('page', 'post', 'sys_assets'),
    uid: fc.constantFrom(...letters),
    locale: fc.constantFrom('en-us', 'fr-fr'),
    environment: fc.constantFrom(
      ...Array.from({ length: 12 }, (_, index) => ({ uid: `u${index}`, name: `e${index}` })),
    ),
    goes: fc.integer({ min: 1, max: 3 }),
    live: fc.constantFrom(undefined, 9),
    by: fc.option(fc.subarray(letters, { minLength: 1, maxLength: 3 })),
    depth: fc.integer({ min: 0, max: 3 }),
    isAsItIs: fc.boolean(),
    wrong: fc.constantFrom([], [], [], ['a gap']),
    changed: fc.constantFrom(at - 1, at - 1, at - 1, at + 1),
  })
  .map(({ by, isAsItIs, ...row }) => ({
    ...row,
    ...{ title: row.uid, action: 'publish', latest: row.goes, notes: [], pending: [] },
    why: by ? { kind: 'needed', by } : { kind: 'named', by: [] },
    ...(isAsItIs ? { skip: 'as it is: v9 is live there' } : {}),
  }));

const toKey = ({ type, uid, locale, environment }: Row): string => `${type} ${uid} ${locale} ${environment.name}`;

/** Each place once. */
const drawnRows = fc.uniqueArray(drawnRow, { selector: toKey, minLength: 1, maxLength: 200 });

/** What a request publishes, as the API reads it: each item in each environment and language. */
function listTargets({ given }: Sending): string[] {
  const { entries = [], assets = [], entry, asset, version, ...more } = given as Record<string, Json & Json[]>;
  const { environments, locales } = (entry ?? asset ?? more) as unknown as Record<string, string[]>;
  const items = [
    ...entries.map(each => `${each.content_type} ${each.uid} v${each.version}`),
    ...assets.map(each => `sys_assets ${each.uid} v${each.version}`),
    ...(entry ? [`${more.content_type_uid} ${more.entry_uid} v${version}`] : []),
    ...(asset ? [`sys_assets ${more.asset_uid} v${version}`] : []),
  ];
  return items.flatMap(item =>
    (environments ?? []).flatMap(name => (locales ?? []).map(locale => `${item} ${locale} ${name}`)),
  );
}

const toTarget = ({ type, uid, goes, locale, environment }: Row): string =>
  `${type} ${uid} v${goes} ${locale} ${environment.name}`;

describe.each([
  ['single requests', toSingles],
  ['portions', toPortions],
] as const)('%s', (_, toSendings) => {
  it('publish each row once, at its version, and nothing else', () => {
    fc.assert(
      fc.property(drawnRows, rows => {
        const sendings = toSendings(rows);
        expect(sendings.flatMap(listTargets).sort()).toEqual(rows.map(toTarget).sort());
        for (const sending of sendings) expect(listTargets(sending).sort()).toEqual(sending.rows.map(toTarget).sort());
      }),
    );
  });

  it('keep the limits of a request, take no references along, and hold the time', () => {
    fc.assert(
      fc.property(drawnRows, rows => {
        for (const { given } of toSendings(rows, '2026-12-24T08:00:00Z')) {
          const { entries = [], assets = [], entry, asset } = given as Record<string, unknown[]>;
          const { environments, locales } = (entry ?? asset ?? given) as unknown as Record<string, unknown[]>;
          expect(Math.max(entries.length, assets.length, environments?.length ?? 0)).toBeLessThanOrEqual(10);
          expect(locales).toHaveLength(1);
          expect(given.scheduled_at).toBe('2026-12-24T08:00:00Z');
          for (const name of ['publish_with_reference', 'nested', 'publish_all_localized', 'api_version'])
            expect(given).not.toHaveProperty(name);
        }
      }),
    );
  });
});

describe.each(['single', 'bulk'] as const)('the order of all requests, %s', way => {
  it('has each row once, and what is live nowhere before what needs it', () => {
    fc.assert(
      fc.property(drawnRows, fc.boolean(), (drawn, hasCircles) => {
        // What is needed by later letters alone is in no circle.
        const rows = drawn.map(row => ({
          ...row,
          why: { ...row.why, by: row.why.by.filter(uid => hasCircles || uid > row.uid) },
        }));
        const sendings = listSendings(way, rows, undefined);
        expect(sendings.flatMap(listTargets).sort()).toEqual(rows.map(toTarget).sort());
        if (hasCircles) return;
        const turn = new Map(sendings.flatMap((sending, index) => sending.rows.map(row => [row, index] as const)));
        const isBefore = (row: Row, needer: Row): boolean => (turn.get(row) ?? 0) < (turn.get(needer) ?? 0);
        const findNeeders = makeFindNeeders(rows);
        for (const row of rows.filter(({ live }) => live === undefined))
          for (const needer of findNeeders(row)) expect(isBefore(row, needer)).toBe(true);
      }),
    );
  });
});

const planOf = (told: readonly Row[]): Planned => ({
  at,
  rows: told.length,
  isSame: rows => JSON.stringify(rows) === JSON.stringify(told.map(toMark)),
});

describe('what stands of a plan', () => {
  it('is all of it where nothing changed, whatever the times say', () => {
    fc.assert(
      fc.property(drawnRows, rows => {
        expect(splitSince(rows, planOf(rows), () => false)).toEqual({ todo: rows.filter(isDue), out: [] });
      }),
    );
  });

  it('is never what changed since, nor what only that needs, nor more than was told', () => {
    fc.assert(
      fc.property(drawnRows, fc.array(fc.nat()), (rows, removed) => {
        const told = rows.filter((_, index) => !removed.includes(index));
        const planned = planOf([...told, ...told.slice(0, 1)]);
        let standing: ReturnType<typeof splitSince>;
        try {
          standing = splitSince(rows, planned, () => false);
        } catch (error) {
          expect(String(error)).toMatch(/plan it again with plan_publish/);
          return;
        }
        const { todo, out } = standing;
        expect(todo.every(row => isDue(row) && row.changed <= at)).toBe(true);
        expect(todo.length).toBeLessThanOrEqual(planned.rows);
        const gone = new Set(out.map(({ row }) => row));
        expect(todo.some(row => gone.has(row))).toBe(false);
        // What changed is named.
        for (const row of rows.filter(isDue)) if (row.changed > at) expect(gone.has(row)).toBe(true);
      }),
    );
  });

  it('needs one that stays, of all that need it', () => {
    const base = { type: 'page', locale: 'en-us', environment: { uid: 'u', name: 'e' }, action: 'publish' } as const;
    const more = { latest: 2, live: 1, goes: 2, depth: 0, wrong: [], notes: [], pending: [], changed: at - 1 };
    const row = (uid: string, by = '', changed = at - 1): Row => ({
      ...{ ...base, ...more, uid, title: uid, changed },
      why: by === '' ? { kind: 'named', by: [] } : { kind: 'needed', by: by.split(', ') },
    });
    const rows = [row('a', '', at + 1), row('b'), row('both', 'a, b'), row('own', 'a'), row('deep', 'own')];
    const { todo, out } = splitSince(rows, { ...planOf(rows), isSame: () => false }, () => false);
    expect(todo.map(({ uid }) => uid)).toEqual(['b', 'both']);
    expect(out.map(each => [each.row.uid, each.why])).toEqual([
      ['a', 'changed'],
      ['own', 'needed'],
      ['deep', 'needed'],
    ]);
    // In another place it is another matter.
    const elsewhere = { ...row('own', 'a'), environment: { uid: 'v', name: 'f' } };
    const both = splitSince(
      [...rows, elsewhere],
      { ...planOf([...rows, elsewhere]), isSame: () => false },
      () => false,
    );
    expect(both.todo).toContain(elsewhere);
  });
});

describe('what is excepted', () => {
  it('is what is named, in all of its places, in those of a language or environment, or in one', () => {
    const kinds = fc.subarray(['locale', 'environment'] as const);
    fc.assert(
      fc.property(drawnRows, fc.nat(), kinds, (rows, pick, named) => {
        const row = rows[pick % rows.length] as Row;
        const places = named.map(kind => (kind === 'locale' ? row.locale : row.environment.name));
        const isExcepted = readExcept([[row.uid, ...places].join(' ')], rows);
        const isMeant = (each: Row): boolean =>
          each.uid === row.uid && places.every(place => [each.locale, each.environment.name].includes(place));
        expect(rows.filter(isExcepted)).toEqual(rows.filter(isMeant));
      }),
    );
  });
});
