// What the bench wrote agrees: report, README and plots follow from the numbers, and every goal has its verdict.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { interleave, percentile } from './measure.ts';
import { paths } from './paths.ts';
import { peerLabel } from './pins.ts';
import { fillReadme, toPlots, toReport } from './report.ts';
import { type Results, readResults } from './results.ts';
import { showAll, suites } from './show/index.ts';
import { format } from './shown.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const results = readResults();

describe('what is written', () => {
  it('follows from the numbers', () => {
    expect(read(paths.report)).toBe(toReport(results));
    expect(read(paths.readme)).toBe(fillReadme(read(paths.readme), results));
    for (const [name, plot] of Object.entries(toPlots(results))) expect(read(paths.plot(name)), name).toBe(plot);
  });

  it('shows each plot in the README', () => {
    for (const name of suites) expect(read(paths.readme)).toContain(`(test/bench/${name}.svg)`);
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

describe('the goals', () => {
  it('are those that were set, each with its limit', () => {
    const limits = goals(read(paths.report))?.map(([, says, , limit]) => [says, limit]);
    // That of who must be beaten is what was measured of it.
    const beaten = ({ median }: { median: number }) => `below ${format(median)}`;
    const { start, call } = results;
    expect(limits).toEqual([
      ['start: all default tools in at most 2.2 × bare node', 'at most 2.2'],
      ['start: faster than SDK 1.x, one tool', beaten(start.data.sdk1.ms)],
      ['start: faster than SDK 2.x, one tool', beaten(start.data.sdk2.ms)],
      [`start: faster than ${peerLabel}`, beaten(start.data.peer.ms)],
      ['start: peak memory at most 75 MB', 'at most 75'],
      ['call: at most 1.0 ms over undici at the median', 'at most 1'],
      ["call: less than the official SDK's whole call", beaten(call.data.management)],
      ...['1 connection', '16 connections', '64 connections'].map(count => [
        `HTTP: at least 0.8 × a bare SDK tool at ${count}`,
        'at least 0.8',
      ]),
      ['bulk: 500 reads within 1.1 × of the ideal time', 'at most 1.1'],
      ['bulk: 200 writes within 1.1 × of the ideal time', 'at most 1.1'],
      ['bulk: zero failed', 'at most 0'],
    ]);
  });

  it('are missed by what the numbers say, with a reason', () => {
    const worse = structuredClone(results) as Results;
    worse.start.data.node.ms.median = 50;
    worse.start.data.ours.ms.median = 165;
    worse.bulk.data.reads.failed = 2;
    const rows = new Map(
      goals(toReport(worse))?.map(([, says, value, , verdict, why]) => [says, { value, verdict, why }]),
    );
    expect(rows.get('start: all default tools in at most 2.2 × bare node')).toEqual({
      value: '3.3 × bare node',
      verdict: '**missed** by 1.1 × bare node (50 %)',
      why: expect.stringContaining('The SDK and zod alone'),
    });
    expect(rows.get('bulk: zero failed')).toMatchObject({ value: '2 calls', verdict: '**missed** by 2 calls' });
  });

  it('are met when the numbers say so', () => {
    const better = structuredClone(results) as Results;
    for (const who of ['sdk1', 'sdk2', 'peer'] as const) better.start.data[who].ms.median = 300;
    Object.assign(better.start.data.node.ms, { median: 50 });
    Object.assign(better.start.data.ours, { ms: { ...better.start.data.ours.ms, median: 110 }, mb: 75 });
    for (const row of goals(toReport(better)) ?? [])
      if (row[1]?.startsWith('start:')) expect(row.slice(4, 6)).toEqual(['met', '']);
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
});
