// What merges must hold to, whatever two people did to one entry.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress, printAddress } from '../../../src/content/address.ts';
import { type Change, diff } from '../../../src/content/diff.ts';
import { merge } from '../../../src/content/merge/merge.ts';
import { readAddress, resolveAddress } from '../../../src/content/resolve.ts';
import { isDocument, listNodes } from '../../../src/content/rich-text-nodes.ts';
import { isEmpty } from '../../../src/content/value.ts';
import { walk } from '../../../src/content/walk.ts';
import { toRuns } from '../../long.ts';
import { entry, type Json, schema, values } from '../schema.ts';
import { change, draws, listItems, listTexts, setAt } from './edits.ts';

const runs = { numRuns: toRuns(100, 200) };
const entries = fc.oneof(fc.constant(0).map(entry), values(schema));

/** Empty is as good as absent. */
const listChanges = (before: unknown, after: unknown): Change[] =>
  diff(before, after, { schema }).filter(
    each =>
      !isEmpty('before' in each ? each.before : undefined) ||
      !isEmpty('after' in each ? each.after : undefined) ||
      each.kind === 'moved',
  );

const tell = (before: unknown, after: unknown): string[] =>
  listChanges(before, after).map(each => JSON.stringify(each));

/** Uids of instances and of nodes; of files and references none. */
function listUids(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(listUids);
  if (typeof value !== 'object' || value === null) return [];
  if (isDocument(value))
    return [...listNodes(value)].flatMap(({ value: node }) => ((node as Json).uid as string) ?? []);
  const own = ((value as Json)._metadata as Json | undefined)?.uid;
  const inner = Object.entries(value).filter(([key]) => key !== '_metadata');
  return [...(typeof own === 'string' ? [own] : []), ...inner.flatMap(([, each]) => listUids(each))];
}

describe('one side alone', () => {
  it('takes all that mine changed', () => {
    fc.assert(
      fc.property(entries, draws(8), (base, drawn) => {
        const mine = change(base, drawn, 'm');
        const { value, conflicts, changed } = merge(base, mine, base, schema);
        expect(conflicts).toEqual([]);
        expect(tell(mine, value)).toEqual([]);
        const tops = new Set(diff(base, mine, { schema }).map(({ address }) => address[0]));
        expect(new Set(changed)).toEqual(tops);
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
  it('takes from a value that is between any two', () => {
    fc.assert(
      fc.property(entries, entries, (base, mine) => {
        expect(tell(mine, merge(base, mine, base, schema).value)).toEqual([]);
        expect(merge(base, base, mine, schema).changed).toEqual([]);
      }),
      runs,
    );
  });
});

describe('both', () => {
  it('gives the same whoever is mine, changes none of the three, and never makes two of one', () => {
    fc.assert(
      fc.property(entries, draws(4), draws(4), (base, own, others) => {
        const [mine, theirs] = [change(base, own, 'm'), change(base, others, 't')];
        const kept = structuredClone([base, mine, theirs]);
        const merged = merge(base, mine, theirs, schema);
        const swapped = merge(base, theirs, mine, schema);
        expect([base, mine, theirs]).toEqual(kept);
        // What has no uid is called by its place, which is another on the other side.
        const known = ({ conflicts }: typeof merged): string[] =>
          conflicts.map(({ address }) => address.replaceAll(/\[\d+\]/g, '[]')).sort();
        expect(known(merged)).toEqual(known(swapped));
        if (merged.conflicts.length === 0) expect(tell(merged.value, swapped.value)).toEqual([]);
        const uids = listUids(merged.value);
        expect(uids).toHaveLength(new Set(uids).size);
      }),
      runs,
    );
  });
  it('loses nothing that theirs has where it says nothing of a conflict, and nothing of mine', () => {
    fc.assert(
      fc.property(entries, draws(3), draws(3), (base, own, others) => {
        const [mine, theirs] = [change(base, own, 'm'), change(base, others, 't')];
        const { value, conflicts } = merge(base, mine, theirs, schema);
        if (conflicts.length > 0) return;
        // Whoever made a change wrote a name into it.
        const names = (held: unknown): Set<string> => new Set(JSON.stringify(held).match(/\b[mt]\d\b/g));
        const gone = [...names(mine), ...names(theirs)].filter(name => !names(value).has(name));
        expect(gone).toEqual([]);
      }),
      runs,
    );
  });
  it('keeps theirs where there is a conflict', () => {
    fc.assert(
      fc.property(entries, draws(6), draws(6), (base, own, others) => {
        const [mine, theirs] = [change(base, own, 'm'), change(base, others, 't')];
        const { value, conflicts } = merge(base, mine, theirs, schema);
        for (const { address, theirs: kept } of conflicts) {
          if (/\[\d+\]/.test(address) || String(kept).startsWith('place ')) continue;
          const at = parseAddress(address);
          expect(at).toBeDefined();
          expect(readAddress(value, at ?? []), address).toEqual(kept);
        }
      }),
      runs,
    );
  });
});

describe('overlaps', () => {
  it('names each text that both changed, and changes all else', () => {
    fc.assert(
      fc.property(entries, fc.nat(10_000), (base, at) => {
        const texts = listTexts(base).filter(({ role, address }) => role === 'field' && address.length > 0);
        const text = texts[at % texts.length];
        if (!text) return;
        const mine = setAt(base, text.address, 'one');
        const theirs = setAt(base, text.address, 'two');
        expect(merge(base, mine, theirs, schema)).toEqual({
          value: theirs,
          conflicts: [{ address: printAddress(text.address), base: text.value, mine: 'one', theirs: 'two' }],
          changed: [],
        });
        expect(merge(base, mine, setAt(base, text.address, 'one'), schema).conflicts).toEqual([]);
      }),
      runs,
    );
  });
  it('names an item that one removed and the other changed', () => {
    fc.assert(
      fc.property(entries, fc.nat(10_000), (base, at) => {
        const items = listItems(base);
        const item = items[at % Math.max(1, items.length)];
        const inside =
          item &&
          [...walk(base, schema)].filter(
            ({ address, role, value, field }) =>
              role === 'field' &&
              field?.data_type === 'text' &&
              !field.enum &&
              typeof value === 'string' &&
              printAddress(address).startsWith(`${printAddress(item.address)}.`),
          );
        const text = inside?.[0];
        if (!item || !text) return;
        const found = resolveAddress(base, item.address);
        if (!found.found) throw new Error('no item');
        const removed = structuredClone(base);
        const list = found.path
          .slice(0, -1)
          .reduce<unknown>((value, key) => (value as Json)[key], removed) as unknown[];
        list.splice(found.path.at(-1) as number, 1);
        const edited = setAt(base, text.address, 'edited');
        const address = printAddress(item.address);
        expect(merge(base, removed, edited, schema)).toMatchObject({
          value: edited,
          conflicts: [{ address }],
          changed: [],
        });
        expect(merge(base, edited, removed, schema)).toMatchObject({
          value: removed,
          conflicts: [{ address }],
          changed: [],
        });
      }),
      runs,
    );
  });
});

describe('going back', () => {
  it('takes back what one side changed, and leaves what the other did', () => {
    fc.assert(
      fc.property(entries, draws(3), draws(3), (base, own, others) => {
        const [mine, theirs] = [change(base, own, 'm'), change(base, others, 't')];
        const both = merge(base, mine, theirs, schema);
        const made = new Set(tell(base, mine));
        // What both did alike is no longer there to be taken back from one of them.
        if (both.conflicts.length > 0 || tell(base, theirs).some(each => made.has(each))) return;
        const back = merge(mine, base, both.value, schema);
        expect(back.conflicts).toEqual([]);
        // Where something stood beside what is gone now cannot always be told.
        expect(listChanges(theirs, back.value).filter(({ kind }) => kind !== 'moved')).toEqual([]);
      }),
      runs,
    );
  });
});
