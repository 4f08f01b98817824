// Comparing values that are large, many or deep.
import { describe, expect, it } from 'vitest';
import { printAddress } from '../../src/content/address.ts';
import { type Change, diff } from '../../src/content/diff.ts';
import { document, hero, type Json, schema } from './schema.ts';

const tell = (changes: Change[]): string[] =>
  changes.map(change => {
    const at = `${change.kind} ${printAddress(change.address)}`;
    return change.kind === 'moved' ? `${at} ${change.from}>${change.to}` : at;
  });

const copy = <Value>(value: Value): Value => structuredClone(value);

describe('large values', () => {
  const large = 'All work and no play makes a dull page. '.repeat(5200);

  it('are compared whole: forty blocks with a field of 200 KB, turned round and one word changed', () => {
    const blocks = Array.from({ length: 40 }, (_, place) =>
      hero(`cs${place}`, `Headline ${place}`, { text: `${large}${place}` }),
    );
    const before = { sections: blocks };
    const after = copy({ sections: [...blocks.slice(1), blocks[0]] as Json[] });
    (after.sections[5]?.hero as Json).text = `${large}changed`;
    expect(tell(diff(before, after, { schema }))).toEqual(['set sections[cs6].hero.text', 'moved sections[cs0] 0>39']);
  });

  it('are paired without uids too', () => {
    const blocks = Array.from({ length: 40 }, (_, place) => ({
      rich_text: {
        heading: `Chapter ${place} of the story ${place * 7}`,
        body: document([`${place} ${large}`], `d${place}`),
      },
    }));
    const after = copy(blocks.toReversed());
    expect(diff({ sections: blocks }, { sections: after }, { schema }).every(({ kind }) => kind === 'moved')).toBe(
      true,
    );
  });

  it('of many thousand alike items come to an end', () => {
    const ones = Array.from({ length: 100_000 }, () => 1);
    expect(diff({ ranks: ones }, { ranks: [...ones, 2] })).toEqual([
      { kind: 'added', address: ['ranks', { place: 100_000 }], after: 2 },
    ]);
    const rows = (start: number) => Array.from({ length: 2000 }, (_, place) => ({ label: `row ${start + place}` }));
    expect(diff({ items: rows(0) }, { items: rows(1) }, { schema }).length).toBeGreaterThan(0);
  });

  it('nest without end', () => {
    const nest = (text: string): Json => {
      let node: Json = { text };
      for (let depth = 0; depth < 3000; depth += 1) node = { type: 'blockquote', children: [node] };
      return { body: { type: 'doc', children: [node] } };
    };
    expect(diff(nest('a'), nest('a'), { schema })).toEqual([]);
    expect(diff(nest('a'), nest('b'), { schema })).toHaveLength(1);
  });
});
