// What the bench wrote agrees: report, page and plots follow from the numbers, and every goal has its verdict.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { interleave, percentile, type Spread, toSpread } from './measure.ts';
import { paths } from './paths.ts';
import { peerLabel } from './pins.ts';
import { fillPage, toPlots, toReport } from './report.ts';
import { type Results, readResults } from './results.ts';
import { showAll, suites } from './show/index.ts';
import { formatSpread, judge } from './shown.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const results = readResults();

describe('what is written', () => {
  it('follows from the numbers', () => {
    expect(read(paths.report)).toBe(toReport(results));
    expect(read(paths.page)).toBe(fillPage(read(paths.page), results));
    for (const [name, plot] of Object.entries(toPlots(results))) expect(read(paths.plot(name)), name).toBe(plot);
  });

  it('stands on at least 15 rounds wherever it is a median', () => {
    const counts: number[] = [];
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      if ('median' in node) counts.push(Number((node as Spread).count));
      for (const inner of Object.values(node)) visit(inner);
    };
    visit(results);
    // Bulk and shared, which the limits time, and context, which counts tokens, have none.
    expect(counts.length).toBeGreaterThan(30);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(15);
  });

  it('shows each plot on the page', () => {
    for (const name of suites) expect(read(paths.page)).toContain(`(measurements/${name}.svg)`);
  });

  it('is well-formed where it is SVG, with a bar for each number', () => {
    const shown = showAll(results);
    for (const name of suites) {
      const text = read(paths.plot(name));
      const open: string[] = [];
      for (const [, close, tag = '', rest = ''] of text.matchAll(/<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<&]*")*\/?)>/g)) {
        if (close) expect(open.pop(), name).toBe(tag);
        else if (!rest.endsWith('/')) open.push(tag);
      }
      expect(open, name).toEqual([]);
      // Nothing that looks like a tag or an entity is left over.
      expect(text.replace(/<\/?[a-z]+(?: [a-zA-Z-]+="[^"<&]*")*\/?>/g, ''), name).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      const bars = shown[name].panels.flatMap(panel => panel.rows.flatMap(row => row.bars)).length;
      const legend = Object.keys(shown[name].legend ?? {}).length;
      expect(text.match(/<rect /g)?.length, name).toBe(bars + legend);
    }
  });
});

const goals = (text: string) =>
  text
    .split('## Goals')[1]
    ?.split('## ')[0]
    ?.split('\n')
    .filter(line => line.startsWith('| '))
    .slice(1)
    .map(line => line.split('|').map(cell => cell.trim()));

/** Measured without any spread. */
const sharp = (median: number): Spread => ({ median, low: median, high: median, p99: median, count: 21 });

describe('the goals', () => {
  it('are those that were set, each with its limit', () => {
    const limits = goals(read(paths.report))?.map(([, says, , limit]) => [says, limit]);
    // That of who must be beaten is what was measured of it.
    const beaten = (spread: Spread) => `below ${formatSpread(spread)}`;
    const { start, call } = results;
    expect(limits).toEqual([
      ['start: an ordinary one in at most 2.2 × bare node', 'at most 2.2'],
      ['start: faster than SDK 1.x, one tool', beaten(start.data.sdk1.ms)],
      ['start: faster than SDK 2.x, one tool', beaten(start.data.sdk2.ms)],
      [`start: faster than ${peerLabel}`, beaten(start.data.peer.ms)],
      ['start: peak memory at most 75 MB, with nobody at the host', 'at most 75'],
      ['start: peak memory at most 75 MB', 'at most 75'],
      ['network: the list in at most 600 ms at 100 ms for a round trip', 'at most 600'],
      ['network: greeted in at most 250 ms at 100 ms for a round trip', 'at most 250'],
      ['network: at most 8 reads for a start', 'at most 8'],
      ['network: at most 1 write for a start', 'at most 1'],
      ['call: at most 1.0 ms over undici at the median', 'at most 1'],
      ["call: less than the official SDK's whole call", beaten(call.data.management)],
      ...[
        'HTTP: at least 0.8 × a bare SDK echo tool',
        'HTTP, like for like: at least 0.8 × a bare SDK tool that asks the API the same',
        'HTTP, no API asked: a call refused by its schema, at least 0.8 × a bare SDK echo tool',
      ].flatMap(says =>
        ['1 connection', '16 connections', '64 connections'].map(count => [`${says}, at ${count}`, 'at least 0.8']),
      ),
      ['bulk: 500 reads within 1.1 × of the ideal time', 'at most 1.1'],
      ['bulk: 200 writes within 1.1 × of the ideal time', 'at most 1.1'],
      ['bulk: zero failed', 'at most 0'],
      ['processes: 200 reads of 4 within 1.08 × of the ideal time', 'at most 1.08'],
      ['processes: zero refused', 'at most 0'],
      ['processes: zero failed', 'at most 0'],
      ['tasks: a search within 1.2 × of the time that half of the reads allow', 'at most 1.2'],
      ['tasks: a cancelled search ends within two pages', 'at most 2'],
    ]);
  });

  it('are missed by what the numbers say, with a reason', () => {
    const worse = structuredClone(results) as Results;
    const { node, bundled, alone, ours, stack } = worse.start.data;
    for (const [who, median, mb] of [
      ...([
        [node, 50, 40],
        [bundled, 100, 55],
        [alone, 140, 65],
        [ours, 165, 74],
        [stack, 200, 111],
      ] as const),
    ])
      Object.assign(who, { ms: sharp(median), mb });
    worse.bulk.data.reads.failed = 2;
    const rows = new Map(
      goals(toReport(worse))?.map(([, says, value, , verdict, why]) => [says, { value, verdict, why }]),
    );
    const tools =
      '25 credentials, with which undici is loaded and probes are sent, which nobody answers here, and the tools that write';
    expect(rows.get('start: an ordinary one in at most 2.2 × bare node')).toEqual({
      value: '4 × bare node (4–4)',
      verdict: '**missed** by 1.8 × bare node (81.8 %)',
      why: `Of 200 ms are 50 ms bare node; 50 the SDK and zod, as one file with one tool; 40 the tools that only read, and what serves them; ${tools}; 35 a stack that answers: what the token may do, and the names that go into the schemas.`,
    });
    expect(rows.get('start: peak memory at most 75 MB, with nobody at the host')).toMatchObject({
      value: '74 MB',
      verdict: 'met',
    });
    expect(rows.get('start: peak memory at most 75 MB')).toMatchObject({
      verdict: '**missed** by 36 MB (48 %)',
      why: expect.stringContaining('; 37 a stack that answers'),
    });
    expect(rows.get('bulk: zero failed')).toMatchObject({ value: '2 calls', verdict: '**missed** by 2 calls' });
  });

  it('are met when the numbers say so', () => {
    const better = structuredClone(results) as Results;
    for (const who of ['sdk1', 'sdk2', 'peer'] as const) better.start.data[who].ms = sharp(300);
    better.start.data.node.ms = sharp(50);
    for (const who of ['ours', 'stack'] as const) Object.assign(better.start.data[who], { ms: sharp(110), mb: 75 });
    for (const row of goals(toReport(better)) ?? [])
      if (row[1]?.startsWith('start:')) expect(row.slice(4, 6)).toEqual(['met', '']);
  });

  it('have no verdict where they could be the other way, were all measured again', () => {
    const goal = { says: '', value: 9, unit: 'ms', is: 'below', limit: 10, why: '' } as const;
    expect(judge(goal)).toBe('met');
    expect(judge({ ...goal, range: { low: 8, high: 9.5 } })).toBe('met');
    expect(judge({ ...goal, range: { low: 8, high: 11 } })).toBe('equal');
    expect(judge({ ...goal, range: { low: 8, high: 9.5 }, limitRange: { low: 9.4, high: 12 } })).toBe('equal');
    expect(judge({ ...goal, value: 11, range: { low: 9, high: 12 } })).toBe('equal');
    expect(judge({ ...goal, value: 11, range: { low: 10.5, high: 12 } })).toBe('**missed** by 1 ms (10 %)');
  });

  it('of HTTP are judged by the quotient of the medians in the table', () => {
    const made = structuredClone(results) as Results;
    const of = made.http.data[64];
    of['ours: language'].perSecond = sharp(400);
    of['bare: language'].perSecond = sharp(480);
    of['bare: echo'].perSecond = sharp(800);
    const rows = goals(toReport(made))?.filter(
      ([, says]) => says?.startsWith('HTTP') && says.endsWith('at 64 connections'),
    );
    expect(rows?.map(row => row[2])).toEqual([
      ...['0.5 × (0.5–0.5)', '0.833 × (0.833–0.833)'],
      expect.stringMatching(/^[\d.]+ × \(/),
    ]);
    expect(rows?.[0]?.[5]).toContain('the bare server comes to 0.6 × its own echo, and ours to 0.833 × that');
  });
});

describe('measuring', () => {
  it('takes turns, with another one first in each round, and forgets the rounds before', async () => {
    const order: string[] = [];
    const note = (name: string) => async () => order.push(name);
    const taken = await interleave({ a: note('a'), b: note('b'), c: note('c') }, { rounds: 3, before: 1 });
    expect(order.join('')).toBe('abcbcacababc');
    expect(taken).toEqual({ a: [6, 8, 10], b: [4, 9, 11], c: [5, 7, 12] });
  });

  it('finds the median and other parts', () => {
    expect(percentile([3, 1, 2], 0.5)).toBe(2);
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(percentile([1, 2, 3, 4, 5], 1)).toBe(5);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it('knows the median the closer, the more was measured', () => {
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => (100 * index) / (count - 1));
    expect(toSpread(upTo(101))).toMatchObject({ low: 40.25, median: 50, high: 59.75 });
    expect(toSpread(upTo(10_001))).toMatchObject({ low: 49.02, median: 50, high: 50.98 });
    expect(toSpread([3])).toMatchObject({ low: 3, median: 3, high: 3 });
  });
});
