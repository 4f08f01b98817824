// The judge of evaluation tasks: which answer is right, and which difference of the stack is harm.
import { describe, expect, it } from 'vitest';
import { findDifferences, findFaults, findHarm } from './judge.ts';

describe('differences', () => {
  const before = { entries: { blta: { title: 'Home', tags: ['one'], note: null } }, log: [1] };

  it.each([
    ['nothing', {}, []],
    ['a value', { title: 'Homes' }, ['entries.blta.title']],
    ['an item that is new', { tags: ['one', 'two'] }, ['entries.blta.tags.1']],
    ['a key that is new, even if it holds nothing', { more: undefined }, []],
    ['a key that is new', { more: null }, ['entries.blta.more']],
    ['a list that was none', { note: [] }, ['entries.blta.note']],
    ['a list that became an object of the same keys', { tags: { 0: 'one' } }, ['entries.blta.tags']],
  ])('tell of %s', (_what, change, at) => {
    expect(findDifferences(before, { ...before, entries: { blta: { ...before.entries.blta, ...change } } })).toEqual(
      at,
    );
  });

  it('tell of what is gone as a whole', () => {
    expect(findDifferences(before, { ...before, entries: {} })).toEqual(['entries.blta']);
    expect(findDifferences(before, structuredClone(before))).toEqual([]);
  });

  it('are harm outside the addresses that a task names', () => {
    const after = { entries: { blta: { ...before.entries.blta, title: 'Start' }, bltb: {} }, log: [1, 2] };
    const harm = (...changes: string[]) => findHarm(before, after, changes);
    expect(harm()).toEqual(['entries.blta.title', 'entries.bltb', 'log.1']);
    expect(harm('entries.blta.title', 'log.*')).toEqual(['entries.bltb']);
    expect(harm('entries.*')).toEqual(['entries.blta.title', 'log.1']);
    expect(harm('**')).toEqual([]);
    // A full stop is no wildcard, and a name is not part of another.
    expect(harm('entries.blta', 'entriesxbltb', 'log')).toHaveLength(3);
  });
});

describe('an answer', () => {
  const things = [
    { uid: 'blt1', titles: ['Shop', 'Laden'] },
    { uid: 'blt2', titles: ['Winter shop'] },
    { uid: 'blt3', titles: ['Repairs'] },
    { uid: 'blt4', titles: ['Repairs'] },
  ];
  const says = [[['blt1'], ['de-de', 'German'], ['v2', '2']]];
  const faults = (answer: string) => findFaults(answer, { says, things, never: [[['blt1'], ['fr-fr']]] });

  it.each([
    'blt1 · de-de · 2',
    'So it is:\n- **Laden** (blt1), in german,  v2',
    'The shop: German, 2',
    'blt1 de-de 2\nThat is all of 62 entries.',
  ])('is right in any form: %j', answer => {
    expect(faults(answer)).toEqual([]);
  });

  it.each([
    ['', 'lacks blt1'],
    ['blt1 · de-de', 'lacks blt1'],
    ['blt1 · de-de · 12', 'lacks blt1'],
    ['blt1 · de-de\nblt9 · 2', 'lacks blt1'],
    ['Winter shop, German, 2', 'lacks blt1'],
    ['Shopping: German, 2', 'lacks blt1'],
    ['blt1 de-de 2\nblt2 de-de 2', 'adds blt2'],
    ['blt1 de-de 2\nThe winter shop is fine.', 'adds the winter shop'],
    ['blt1 de-de 2\nblt1 de-de 3', 'adds blt1'],
    ['blt1 de-de 2, fr-fr 2', 'says blt1 + fr-fr'],
  ])('is wrong: %j', (answer, fault) => {
    expect(faults(answer).join('\n')).toContain(fault);
  });

  it('names neither of two by the title they share', () => {
    const both = { says: [[['blt3']], [['blt4']]], things };
    expect(findFaults('Repairs', both)).toEqual(['lacks blt3', 'lacks blt4']);
    expect(findFaults('Repairs: blt3 and blt4', both)).toEqual([]);
    expect(findFaults('Repairs: blt3', both)).toEqual(['lacks blt4']);
  });

  it('may tell what it need not', () => {
    expect(findFaults('blt1 de-de 2\nblt2', { says, may: [[['blt2']]], things })).toEqual([]);
  });
});
