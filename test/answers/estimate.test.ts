// The estimate of tokens is within 15 % of o200k, on all that the demo stack answers and on texts of many kinds.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { estimateJson, estimateTokens } from '../../src/results/estimate.ts';
import { toVisibleJson } from '../../src/results/visible.ts';
import { open } from '../harness.ts';
import { texts } from './texts.ts';
import { tourReads } from './tour.ts';
import { tourWrites } from './tour-writes.ts';

const tolerance = 0.15;
/** Below so many tokens a single one more or less says nothing. */
const least = 40;

const count = (text: string): number => encode(text).length;
const offBy = (text: string): number => estimateTokens(text) / count(text) - 1;

it('holds for every answer of the demo stack', async () => {
  const choices = { usersWithToken: 'allow' } as const;
  const settings = { MODULES: 'all', MAX_RESULT_TOKENS: '100000' };
  const offs: { tool: string; off: number }[] = [];
  let [tokens, estimate] = [0, 0];
  for (const tour of [tourReads, tourWrites]) {
    await using opened = await open({ choices, settings, pace: { queue: 0, work: 0 } });
    const stops = await tour(opened);
    for (const { tool, text } of stops) {
      tokens += count(text);
      estimate += estimateTokens(text);
      if (count(text) >= least) offs.push({ tool, off: offBy(text) });
    }
  }
  expect(offs.length).toBeGreaterThan(100);
  expect(offs.filter(({ off }) => Math.abs(off) > tolerance)).toEqual([]);
  // Altogether it is rather above than below.
  expect(estimate / tokens).toBeGreaterThan(0.99);
  expect(estimate / tokens).toBeLessThan(1.1);
});

it.each(Object.entries(texts))('holds for %s', (_, text) => {
  const json = toVisibleJson(JSON.stringify({ entry: { title: 'A', body: text } }));
  expect(estimateJson({ entry: { title: 'A', body: text } })).toBe(estimateTokens(json));
  expect(Math.abs(offBy(json)), `${Math.round(offBy(json) * 100)} %`).toBeLessThanOrEqual(tolerance);
});
