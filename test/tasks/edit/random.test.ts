// Edits drawn at random, right and wrong ones together, as a model that has read the entry might send them: all or nothing, and what is told is true.
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { seed as drawn } from '../../draws.ts';
import { type Json, type Opened, open } from '../../harness.ts';
import { makeSeed, picture, uids } from '../read/stack.ts';
import { listRows } from '../sandbox.ts';

/** `npm run prove` draws more. */
const runs = Number(process.env.EDIT_RUNS ?? 120);

const place = { content_type_uid: 'thing', entry_uid: uids.thing };
const counts = { saved: 0, same: 0, merged: 0, refused: 0 };

const words = fc.constantFrom(
  '',
  'One',
  'a red tent',
  '**bold** text',
  '<b>x</b>',
  '- one\n- two',
  'é\u0301 ✓',
  'cs00000000000000a1',
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: words },
  fc.constantFrom(
    ...[0, 7, -1.5, true, false, null, [], {}, ['s'], ['one', 'two'], 'red', 'Dark red', '2026-05-01', 'tomorrow'],
    ...[uids.ann, uids.gone, picture, 'Ann', 'hill.jpg', { title: 'T', href: '/t' }, { description: 'd', nope: 1 }],
    ...[{ hero: { headline: 'New' } }, { nothing: {} }, { rule: { label: 'L' } }, { name: 'Width' }],
  ),
);

/** An address that was shown, or one beside it. */
const toAddress = (shown: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...shown) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(...shown.map(at => at.replace(/(\.[^.\]]*|\[[^\]]*\])$/, '')).filter(Boolean)),
    },
    fc.constantFrom('tags[0]', 'sections[0]', 'sections[9]', 'titel', 'seo.x', '', 'a..b', '__proto__', 'body[d3]'),
  );

type Shown = readonly (readonly [at: string, value: unknown])[];

const isProse = (shown: unknown): shown is string => typeof shown === 'string' && !/\(|^\d{4}-|^\//.test(shown);

/** As somebody sends it who has read the entry: most of these can be done. */
function toLikely(shown: Shown): fc.Arbitrary<Json> {
  const prose = shown.filter(([at, held]) => isProse(held) && !/^(colour|html|old_body|extra)/.test(at));
  const text = fc.constantFrom(...prose);
  const held = fc.constantFrom(...shown);
  const items = shown.map(([at]) => /^(\w+\[cs[0-9a-f]{16}\])/.exec(at)?.[1]).filter(at => at !== undefined);
  const item = fc.constantFrom(...items);
  const section = fc.constantFrom(...items.filter(at => at.startsWith('sections')));
  const pair = item.chain(at =>
    fc.constantFrom(...items.filter(each => each.split('[')[0] === at.split('[')[0])).map(other => [at, other]),
  );
  const plain = fc.constantFrom('One', 'Two tents', 'Drei Zelte, ✓', 'A red tent');
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ at: text, set: plain }).map(({ at: [at], set }) => ({ at, set })) },
    // What is shown is what it takes.
    { weight: 2, arbitrary: held.map(([at, value]) => ({ at, set: value })) },
    {
      weight: 3,
      arbitrary: fc.record({ at: text, with: plain, all: fc.boolean() }).map(({ at: [at, now], ...edit }) => ({
        ...{ at, replace: String(now).split(/\s/)[0] || 'x' },
        ...edit,
      })),
    },
    { weight: 2, arbitrary: pair.map(([at, before]) => ({ at, before, move: true })) },
    { weight: 1, arbitrary: item.map(at => ({ at, remove: true })) },
    {
      weight: 2,
      arbitrary: fc.record({ insert: plain, first: fc.boolean() }).map(edit => ({ at: 'tags', ...edit })),
    },
    {
      weight: 2,
      arbitrary: fc
        .record({ insert: fc.constantFrom({ rule: { label: 'L' } }, { hero: { headline: 'H' } }), after: section })
        .map(edit => ({ at: 'sections', ...edit })),
    },
    { weight: 1, arbitrary: plain.map(markdown => ({ at: 'body', insert: markdown })) },
  );
}

function toWild(shown: readonly string[]): fc.Arbitrary<Json> {
  const at = toAddress(shown);
  const beside = fc.oneof(
    fc.constant({}),
    fc.constant({ first: true }),
    at.map(before => ({ before })),
    at.map(after => ({ after })),
    fc.constantFrom({ after: 'Take' }, { before: 'Warm' }, { before: 'cs00000000000000a2' }),
  );
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ at, set: value }) },
    { weight: 3, arbitrary: fc.record({ at, replace: words, with: words, all: fc.boolean() }) },
    {
      weight: 2,
      arbitrary: fc.record({ at, insert: value, beside }).map(({ beside: where, ...edit }) => ({ ...edit, ...where })),
    },
    {
      weight: 2,
      arbitrary: fc.record({ at, beside }).map(({ at: item, beside: where }) => ({ at: item, move: true, ...where })),
    },
    { weight: 2, arbitrary: at.map(item => ({ at: item, remove: true })) },
    { weight: 1, arbitrary: fc.record({ at, markdown: words }) },
  );
}

const toEdit = (shown: Shown): fc.Arbitrary<Json> =>
  fc.oneof({ weight: 9, arbitrary: toLikely(shown) }, { weight: 1, arbitrary: toWild(shown.map(([at]) => at)) });

interface Stored {
  versions: number;
  fields: Json;
}

function readStored({ sandbox: { state } }: Opened): Stored {
  const versions = (state.branches.main?.entries.thing?.[uids.thing]?.locales['en-us'] ?? []) as unknown as Json[];
  return { versions: versions.length, fields: structuredClone(versions.at(-1)?.fields as Json) };
}

const isNothing = (held: unknown): boolean =>
  held === undefined || held === null || held === '' || (typeof held === 'object' && Object.keys(held).length === 0);

/** Fields at the top that say something else. */
const listOther = (before: Json, after: Json): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    key =>
      !(isNothing(before[key]) && isNothing(after[key])) && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );

const toTop = (address: unknown): string => String(address).split(/[.[]/)[0] ?? '';

/** What stands at `seo.title`, where no uid and no place is on the way. */
const follow = (fields: Json, address: string): unknown =>
  address.split('.').reduce<unknown>((held, key) => (held as Json | undefined)?.[key], fields);

function expectTruth(before: Stored, after: Stored, told: { text: string; isError: boolean }, edits: unknown): void {
  const what = `${JSON.stringify(edits)}\n${told.text}`;
  expect(told.text, what).not.toMatch(/failed inside this server|undefined|\[object|\n\s+at .+:\d+/);
  if (told.isError) {
    counts.refused += 1;
    expect(after, what).toEqual(before);
    return;
  }
  const answer = JSON.parse(told.text) as Json;
  const other = listOther(before.fields, after.fields);
  if (String(answer.says).startsWith('nothing to change')) {
    counts.same += 1;
    expect(after, what).toEqual(before);
    return;
  }
  counts.saved += 1;
  if (told.text.includes('merged with')) counts.merged += 1;
  expect(after.versions, what).toBe(before.versions + 1);
  const rows = listRows(answer, ['address', 'change', 'before', 'after']);
  const said = new Set(rows.map(([address]) => toTop(address)));
  // A field that is told of is another, and one that is another is told of.
  expect(
    other.filter(key => !said.has(key)),
    what,
  ).toEqual([]);
  expect(
    [...said].filter(key => !other.includes(key)),
    what,
  ).toEqual([]);
  for (const [address, change, old, now] of rows) {
    if (change !== 'set' || String(address).includes('[')) continue;
    for (const [cell, fields] of [
      [old, before.fields],
      [now, after.fields],
    ] as const) {
      const held = follow(fields, String(address));
      if (
        typeof cell === 'string' &&
        typeof held === 'string' &&
        cell.length < 80 &&
        !cell.includes('…') &&
        !cell.includes('blt')
      )
        expect(cell, what).toBe(held);
    }
  }
}

it('saves all or nothing, and tells what is stored', { timeout: 1_200_000 }, async () => {
  await using opened = await open({
    seed: makeSeed([], {}, true),
    token: 'writer',
    settings: { MAX_RESULT_TOKENS: '100000' },
  });
  const shown = Object.entries((await opened.call('read_entry', place)).fields as Json);
  const lists = fc.record({
    edits: fc.array(toEdit(shown), { minLength: 1, maxLength: 4 }),
    isExact: fc.boolean(),
    back: fc.nat({ max: 2 }),
    partial: fc.boolean(),
  });
  const entries = opened.sandbox.state.branches.main?.entries.thing ?? {};
  const original = structuredClone(entries[uids.thing]) as (typeof entries)[string];
  let round = 0;
  await fc.assert(
    fc.asyncProperty(lists, async ({ edits, isExact, back, partial }) => {
      // The entry wanders, but not too far from where it has something of each kind.
      if (round % 10 === 0) entries[uids.thing] = structuredClone(original);
      round += 1;
      const before = readStored(opened);
      const version = isExact ? { if_version: Math.max(1, before.versions - back) } : {};
      const args = { ...place, edits, ...version, ...(partial ? { partial } : {}) };
      const { content, isError } = await opened.client.callTool({ name: 'edit_entry', arguments: args });
      const text = content.map(part => (part.type === 'text' ? part.text : '')).join('\n');
      expectTruth(before, readStored(opened), { text, isError: isError === true }, args);
    }),
    { numRuns: runs, seed: drawn, endOnFailure: true },
  );
});

afterAll(() => {
  process.stdout.write(`random edits: ${JSON.stringify(counts)}\n`);
  for (const [state, count] of Object.entries(counts)) expect(count, state).toBeGreaterThan(3);
});
