// The estimate of tokens is within 15 % of o200k, on all that the demo stack answers and on texts of many kinds.
import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { boundTokens } from '../../src/results/cut/bound.ts';
import { estimateJson, estimateTokens, fits } from '../../src/results/cut/estimate.ts';
import { toVisibleJson } from '../../src/results/text/visible.ts';
import { open } from '../harness.ts';
import { times } from '../long.ts';
import { texts } from './texts.ts';
import { tourReads } from './tour.ts';
import { tourWrites } from './tour-writes.ts';

const tolerance = 0.15;
/** In tokens: of a short answer, whose uids are others in each run and may stand in it several times, a few say nothing. */
const least = 24;

const count = (text: string): number => encode(text).length;
const offBy = (text: string): number => estimateTokens(text) / count(text) - 1;
const isNear = (text: string): boolean =>
  Math.abs(estimateTokens(text) - count(text)) <= Math.max(least, tolerance * count(text));

it('holds for every answer of the demo stack', async () => {
  const choices = { usersWithToken: 'allow' } as const;
  const settings = { MODULES: 'all', MAX_RESULT_TOKENS: '100000' };
  const seen: { tool: string; off: number; isNear: boolean }[] = [];
  let [tokens, estimate] = [0, 0];
  for (const tour of [tourReads, tourWrites]) {
    await using opened = await open({ choices, settings, pace: { queue: 0, work: 0 } });
    const stops = await tour(opened);
    for (const { tool, text } of stops) {
      tokens += count(text);
      estimate += estimateTokens(text);
      seen.push({ tool, off: offBy(text), isNear: isNear(text) });
    }
  }
  expect(seen.length).toBeGreaterThan(100);
  expect(seen.filter(each => !each.isNear)).toEqual([]);
  // Altogether it is rather above than below.
  expect(estimate / tokens).toBeGreaterThan(0.99);
  expect(estimate / tokens).toBeLessThan(1.1);
});

it.each(Object.entries(texts))('holds for %s', (_, text) => {
  const json = toVisibleJson(JSON.stringify({ entry: { title: 'A', body: text } }));
  expect(estimateJson({ entry: { title: 'A', body: text } })).toBe(estimateTokens(json));
  expect(Math.abs(offBy(json)), `${Math.round(offBy(json) * 100)} %`).toBeLessThanOrEqual(tolerance);
});

it('takes for fitting what an estimate takes for fitting, and no less', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(...Object.values(texts)),
  );
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 100 }), (value, budget) => {
      expect(fits(value, budget)).toBe(estimateJson(value) <= budget);
    }),
    { numRuns: 3_000 * times },
  );
});

it('is never above its bound, which for what a stack holds is close', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.string({ unit: fc.constantFrom(...'aZ09 /+"é漢…\n\t'), maxLength: 60 }),
    fc.stringMatching(/^[a-zA-Z0-9+/]{0,60}$/),
    fc.stringMatching(/^[ -~]{0,40}$/),
    fc.constantFrom(' ', '"', '", "', '_', 'Https', 'camelCase', 'TITLE', 'title', 'bcdf', '2026-11-30T16:00:00.000Z'),
  );
  const text = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(''));
  fc.assert(
    fc.property(text, value => {
      expect(Math.ceil(boundTokens(value) + 1e-6)).toBeGreaterThanOrEqual(estimateTokens(value));
    }),
    { numRuns: 5_000 * times },
  );
  const row = ['blt5eed5eed5eed5eed', 'Dry a tent under the stars, no. 12', 'en-us', true, 12, 'Maya', '2026-11-03'];
  const page = JSON.stringify({ columns: ['uid', 'title', 'locale'], rows: Array.from({ length: 100 }, () => row) });
  expect(boundTokens(page) / estimateTokens(page)).toBeLessThan(1.1);
});
