// Ten thousand entries in three languages: found in three calls, each within its bounds, and held against the sandbox's own state.
import { expect, it } from 'vitest';
import { estimateTokens } from '../../../src/results/cut/estimate.ts';
import { generateSeed, type Sandbox } from '../../../src/sandbox/index.ts';
import { type Json, open } from '../../harness.ts';
import { isProof } from '../../long.ts';

/** `npm run prove` takes as many as are promised, at the pace of the API; `npm test` some, without limits. */
const isLong = isProof;
const articles = isLong ? 10_000 : 600;

/** Patience of client and server: how long it takes is nothing that is tested. */
const patient = 300_000;

/** `type/uid/language` of all that holds the words, told from the state and not from any answer. */
function findInState({ state }: Sandbox, words: RegExp): string[] {
  const main = state.branches.main;
  const found: string[] = [];
  for (const [type, records] of Object.entries(main?.entries ?? {})) {
    for (const record of Object.values(records)) {
      if (record.deleted_at !== undefined) continue;
      for (const [locale, versions] of Object.entries(record.locales)) {
        if (words.test(JSON.stringify(versions.at(-1)?.fields))) found.push(`${type}/${record.uid}/${locale}`);
      }
    }
  }
  return found.sort();
}

it('is followed to its end in three calls, and finds what there is', { timeout: patient }, async () => {
  const settings = { TIMEOUT_MS: String(patient), ...(isLong ? { RATE_READS: '10' } : {}) };
  await using opened = await open({ seed: () => generateSeed(articles), settings, limits: isLong && {} });
  const { sandbox, client } = opened;
  const call = async (args: Json): Promise<{ answer: Json; text: string }> => {
    const result = await client.callTool({ name: 'find_in_content', arguments: args }, { timeout: patient });
    const text = (result.content[0] as { text: string }).text;
    return { answer: JSON.parse(text) as Json, text };
  };
  // `…, no. 4321` in English, and what is translated of it: `Carnet 4321`, `Notiz 4326`. No uid has a blank.
  const text = isLong ? ' 432' : ' 43';
  const found: string[] = [];
  // The first row was shown before.
  let args: Json = { text, skip: 1 };
  let calls = 0;
  for (let isOver = false; !isOver; ) {
    calls += 1;
    const { answer, text: whole } = await call(args);
    expect(estimateTokens(whole)).toBeLessThanOrEqual(12_000);
    const {
      all = {},
      columns = [],
      rows = [],
      next,
      next_rows,
      left,
      says,
    } = answer as {
      all?: Json;
      columns?: string[];
      rows?: unknown[][];
      next?: Json;
      next_rows?: Json;
      left?: string;
      says?: string;
    };
    expect(next_rows).toBeUndefined();
    for (const row of rows) {
      const cells: Json = { ...all, ...Object.fromEntries(columns.map((name, index) => [name, row[index]])) };
      found.push(`${cells.content_type}/${cells.uid}/${cells.locale}`);
    }
    if (next) {
      expect(next.skip).toBe(calls === 1 ? 0 : undefined);
      expect(left).toMatch(/^not looked at yet: article in /);
      expect(says).toContain('not all looked at yet');
    }
    isOver = !next;
    args = { ...args, ...next };
  }
  expect(calls).toBeLessThanOrEqual(3);
  const expected = findInState(sandbox, new RegExp(text));
  expect(found.filter(each => !expected.includes(each))).toEqual([]);
  expect(expected.filter(each => !found.includes(each))).toHaveLength(1);
  expect(found.length).toBeGreaterThan(11);
  // One page for each hundred of a type in a language, the assets, and the types once for each call.
  const pages = sandbox.requests.filter(({ path }) => path.endsWith('/entries'));
  const types = Object.entries(sandbox.state.branches.main?.entries ?? {});
  const living = types.map(
    ([, records]) => Object.values(records).filter(record => record.deleted_at === undefined).length,
  );
  const needed = living.reduce((sum, count) => sum + 3 * Math.max(1, Math.ceil(count / 100)), 0);
  expect(pages.length).toBe(needed);
  expect(sandbox.requests.length).toBe(needed + 1 + calls);
});
