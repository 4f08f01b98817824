// What a search says of versions that a language has none of: how many, by language, and whether they were searched elsewhere.
import { expect, it } from 'vitest';
import { countFallback, makeTally, sayTally } from '../../../src/tasks/tally.ts';

const type = { uid: 'story', title: 'Story', schema: [], isPage: false, isPublishable: true };

/** @param counts of entries by language, each from the first of `all`, or from one that is not gone through. */
function say(counts: Record<string, number>, all: string[], from = 'en-us'): string {
  const tally = makeTally();
  for (const [locale, count] of Object.entries(counts))
    for (let index = 0; index < count; index += 1) countFallback(tally, locale, from, all);
  const lanes = all.map(locale => ({ type, locale }));
  return sayTally(tally, { lanes, scanned: { isPartial: false }, isFiltered: false })
    .split('; ')
    .slice(1)
    .join('; ');
}

it('tells of one and of many, in one language and in many', () => {
  expect(say({}, ['en-us'])).toBe('');
  expect(say({ 'de-de': 1 }, ['en-us', 'de-de'])).toBe(
    '1 entry has no de-de of its own and was searched in the language it falls back to',
  );
  expect(say({ 'de-de': 54 }, ['en-us', 'de-de'])).toBe(
    '54 entries have no de-de of their own and were searched in the language they fall back to',
  );
  expect(say({ 'de-de': 1 }, ['de-de'])).toBe('1 entry has no de-de of its own and was not searched');
  expect(say({ 'de-de': 2, 'fr-fr': 1 }, ['de-de', 'fr-fr'])).toBe(
    '2 entries have no de-de of their own, 1 no fr-fr: none were searched',
  );
  const all = ['en-us', 'a', 'b', 'c', 'd', 'e', 'f'];
  const six = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 };
  expect(say(six, all)).toBe(
    '1 entry has no a of its own, 2 no b, 3 no c, 4 no d, and so on in 2 more languages: all were searched in the language they fall back to',
  );
  expect(say({ a: 1, b: 1, c: 1, d: 1 }, all)).toContain('1 no c, 1 no d: all were');
  expect(say({ a: 1, b: 1, c: 1, d: 1, e: 1 }, all)).toContain('in 1 more language:');
});

it('takes a language that is not said for one that was not gone through', () => {
  expect(say({ 'de-ch': 3 }, ['en-us', 'de-ch'], 'de-de')).toBe(
    '3 entries have no de-ch of their own and were not searched',
  );
});
