// What merges must hold to, whatever two people did to one entry.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diff } from '../../../src/content/diff.ts';
import { merge } from '../../../src/content/merge/merge.ts';
import { isDocument, listNodes } from '../../../src/content/rich-text-nodes.ts';
import { times } from '../../long.ts';
import { entry, type Json, schema, values } from '../schema.ts';
import { change, draws } from './edits.ts';

const runs = { numRuns: 300 * times };
const entries = fc.oneof(fc.constant(0).map(entry), values(schema));

const tell = (before: unknown, after: unknown): string[] =>
  diff(before, after, { schema }).map(each => JSON.stringify(each));

/** Uids of instances and of nodes; of files and references none. */
function listUids(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(listUids);
  if (typeof value !== 'object' || value === null) return [];
  if (isDocument(value))
    return [...listNodes(value)].flatMap(({ value: node }) => ((node as Json).uid as string) ?? []);
  const own = ((value as Json)._metadata as Json | undefined)?.uid;
  return [
    ...(typeof own === 'string' ? [own] : []),
    ...Object.entries(value).flatMap(([key, inner]) => (key === '_metadata' ? [] : listUids(inner))),
  ];
}

describe('one side alone', () => {
  it('takes all that mine changed', () => {
    fc.assert(
      fc.property(entries, draws(8), (base, drawn) => {
        const mine = change(base, drawn, 'm');
        const { value, conflicts, changed } = merge(base, mine, base, schema);
        expect(conflicts).toEqual([]);
        expect(tell(mine, value)).toEqual([]);
        expect(changed.length > 0).toBe(tell(base, mine).length > 0);
      }),
      runs,
    );
  });
  it('takes all that theirs changed, and says that nothing is to be saved', () => {
    fc.assert(
      fc.property(entries, draws(8), (base, drawn) => {
        const theirs = change(base, drawn, 't');
        expect(merge(base, base, theirs, schema)).toEqual({ value: theirs, conflicts: [], changed: [] });
      }),
      runs,
    );
  });
});

describe('both', () => {
  it('gives the same whoever is mine, and never makes two of one', () => {
    fc.assert(
      fc.property(entries, draws(4), draws(4), (base, own, others) => {
        const [mine, theirs] = [change(base, own, 'm'), change(base, others, 't')];
        const kept = structuredClone([base, mine, theirs]);
        const merged = merge(base, mine, theirs, schema);
        const swapped = merge(base, theirs, mine, schema);
        expect([base, mine, theirs]).toEqual(kept);
        expect(merged.conflicts.length).toBe(swapped.conflicts.length);
        if (merged.conflicts.length === 0) expect(tell(merged.value, swapped.value)).toEqual([]);
        const uids = listUids(merged.value);
        expect(uids).toHaveLength(new Set(uids).size);
      }),
      runs,
    );
  });
});
