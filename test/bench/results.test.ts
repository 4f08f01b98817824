// What the bench wrote agrees: report, page and plots follow from the numbers, and every goal has its verdict.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tasks } from '../../tools/index.ts';
import { byRound, difference, interleave, percentile, type Spread, toSpread } from './measure.ts';
import { paths } from './paths.ts';
import { peerLabel } from './pins.ts';
import { fillPage, toPlots, toReport } from './report.ts';
import { type Results, readResults } from './results.ts';
import { showAll, suites, toRun } from './show/index.ts';
import { formatSpread, type Goal, judge } from './shown.ts';
import { start } from './stdio.ts';

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

const listGoals = (of: Results): Goal[] => suites.flatMap(name => showAll(of)[name].goals);

/** The results with other quartiles wherever there are some. */
function withQuartiles(low: (median: number) => number, high: (median: number) => number): Results {
  const made = structuredClone(results) as Results;
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('median' in node) Object.assign(node, { low: low(Number(node.median)), high: high(Number(node.median)) });
    for (const inner of Object.values(node)) visit(inner);
  };
  visit(made);
  const { seconds } = made.shared.data.shared;
  Object.assign(seconds, { low: low(seconds.middle), high: high(seconds.middle) });
  return made;
}

describe('the goals', () => {
  it('are those that were set, each with its limit', () => {
    const limits = goals(read(paths.report))?.map(([, says, , limit]) => [says, limit]);
    // That of who must be beaten is what was measured of it.
    const beaten = (spread: Spread) => `below ${formatSpread(spread)}`;
    const { start, call } = results;
    const cpu = 'the CPU of bare node, on Node.js';
    expect(limits).toEqual([
      [`start: an ordinary one in at most 3.7 × ${cpu} 22`, 'at most 3.7'],
      [`start: an ordinary one in at most 3.7 × ${cpu} 24`, 'at most 3.7'],
      ...['20', '22', '24'].map(line => [`start: \`--sandbox\` in at most 6.5 × ${cpu} ${line}`, 'at most 6.5']),
      ...['20', '22', '24'].map(line => [`start: \`--sandbox\` in at most 95 MB, on Node.js ${line}`, 'at most 95']),
      // Where the history is not there, neither is the server as it was.
      ...(start.data.overBefore
        ? [
            [
              'start: an ordinary one in at most 1.2 × the CPU of the server as it was before, on Node.js 20',
              'at most 1.2',
            ],
          ]
        : []),
      ['start: an ordinary one in at most 2.2 × the time of bare node, on Node.js 20', 'at most 2.2'],
      ['start: with nobody at the host in at most 75 MB, on Node.js 20', 'at most 75'],
      ['start: an ordinary one in at most 75 MB, on Node.js 20', 'at most 75'],
      ['start: an ordinary one faster than SDK 1.x, one tool, bundled, on Node.js 20', beaten(start.data.sdk1.ms)],
      ['start: an ordinary one faster than SDK 2.x, one tool, bundled, on Node.js 20', beaten(start.data.sdk2.ms)],
      [`start: an ordinary one faster than ${peerLabel}, on Node.js 20`, beaten(start.data.peer.ms)],
      ['network: the list in at most 600 ms at 100 ms for a round trip', 'at most 600'],
      ['network: greeted in at most 250 ms at 100 ms for a round trip', 'at most 250'],
      ['network: at most 8 reads for a start', 'at most 8'],
      ['network: at most 1 write for a start', 'at most 1'],
      ['call: one entry at most 0.8 ms over undici at the median', 'at most 0.8'],
      ['call: a list of 100 at most 2.0 ms over undici at the median', 'at most 2'],
      ['call: an update, with its read on both sides, at most 1.2 ms over undici at the median', 'at most 1.2'],
      ['call: one entry in less than the official SDK takes for it', beaten(call.data.get.management)],
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
      ['processes: 200 reads of 4 on one organisation within 1.08 × of the ideal time', 'at most 1.08'],
      ['processes: zero refused', 'at most 0'],
      ['processes: zero failed', 'at most 0'],
      ['tasks: a search within 1.2 × of the time that half of the reads allow', 'at most 1.2'],
      ['tasks: a cancelled search ends within two pages', 'at most 2'],
    ]);
  });

  it('are drawn each in the plot that it names, with its value and its limit', () => {
    const shown = showAll(results);
    for (const name of suites) {
      const titles = shown[name].panels.map(({ title }) => title);
      expect(new Set(titles).size, name).toBe(titles.length);
      for (const { says, plot, value, limit } of shown[name].goals) {
        const panel = shown[name].panels.find(({ title }) => title === plot);
        const bars = panel?.rows.flatMap(row => row.bars.map(bar => bar.value)) ?? [];
        expect(bars, says).toContain(value);
        expect([...bars, panel?.limit?.value], says).toContain(limit);
        expect(read(paths.plot(name)), says).toContain(`>${plot}, `);
        expect(goals(read(paths.report))?.find(row => row[1] === says)?.[6], says).toBe(`[${plot}](${name}.svg)`);
      }
    }
  });

  it('have no verdict where quartiles overlap, whichever they are', () => {
    const wide = withQuartiles(
      () => 0,
      median => 1_000 * median,
    );
    const judged = listGoals(wide).filter(goal => judge(goal) !== 'equal');
    // What is counted, or the most of all runs, has no quartiles; nor has what is run once.
    expect(judged.map(({ says, range }) => [says, range])).toEqual([
      ...['20', '22', '24'].map(line => [`start: \`--sandbox\` in at most 95 MB, on Node.js ${line}`, 'the most']),
      ['start: with nobody at the host in at most 75 MB, on Node.js 20', 'the most'],
      ['start: an ordinary one in at most 75 MB, on Node.js 20', 'the most'],
      ['network: at most 8 reads for a start', 'counted'],
      ['network: at most 1 write for a start', 'counted'],
      ['bulk: 500 reads within 1.1 × of the ideal time', 'one run'],
      ['bulk: 200 writes within 1.1 × of the ideal time', 'one run'],
      ['bulk: zero failed', 'counted'],
      ['processes: zero refused', 'counted'],
      ['processes: zero failed', 'counted'],
      ['tasks: a search within 1.2 × of the time that half of the reads allow', 'one run'],
    ]);
    const narrow = withQuartiles(
      median => median,
      median => median,
    );
    expect(listGoals(narrow).filter(goal => judge(goal) === 'equal')).toEqual([]);
  });

  it('are missed by what the numbers say, with a reason', () => {
    const worse = structuredClone(results) as Results;
    const { node20, sdk2, alone20, nobody, stack20 } = worse.start.data;
    for (const [who, median, mb] of [
      ...([
        [node20, 50, 40],
        [sdk2, 100, 55],
        [alone20, 140, 65],
        [nobody, 165, 74],
        [stack20, 200, 111],
      ] as const),
    ])
      Object.assign(who, { ms: sharp(median), msOverNode: sharp(median / 50), mb });
    worse.bulk.data.reads.failed = 2;
    const rows = new Map(
      goals(toReport(worse))?.map(([, says, value, , verdict, why]) => [says, { value, verdict, why }]),
    );
    const tools =
      '25 credentials, with which undici is loaded and probes are sent, which nobody answers here, and the tools that write';
    expect(rows.get('start: an ordinary one in at most 2.2 × the time of bare node, on Node.js 20')).toEqual({
      value: '4 × bare node (4–4)',
      verdict: '**missed** by 1.8 × bare node (81.8 %)',
      why: `Of 200 ms are 50 ms bare node; 50 the SDK and zod, as one file with one tool; 40 the tools that only read, and what serves them; ${tools}; 35 a stack that answers: what the token may do, and the names that go into the schemas.`,
    });
    expect(rows.get('start: with nobody at the host in at most 75 MB, on Node.js 20')).toMatchObject({
      value: '74 MB (the most)',
      verdict: 'met',
    });
    expect(rows.get('start: an ordinary one in at most 75 MB, on Node.js 20')).toMatchObject({
      verdict: '**missed** by 36 MB (48 %)',
      why: expect.stringContaining('; 37 a stack that answers'),
    });
    expect(rows.get('bulk: zero failed')).toMatchObject({ value: '2 calls', verdict: '**missed** by 2 calls' });
  });

  it('are met when the numbers say so', () => {
    const better = structuredClone(results) as Results;
    const { data } = better.start;
    for (const who of ['sdk1', 'sdk2', 'peer'] as const) data[who].ms = sharp(300);
    if (data.before) data.before.cpu = sharp(100);
    if (data.overBefore) data.overBefore = sharp(1.1);
    for (const line of ['20', '22', '24'] as const) {
      Object.assign(data[`node${line}`], { ms: sharp(50), cpu: sharp(30) });
      for (const who of [`stack${line}`, `sandbox${line}`, 'nobody'] as const) {
        const figures = {
          ms: sharp(110),
          msOverNode: sharp(2.2),
          cpu: sharp(110),
          cpuOverNode: sharp(110 / 30),
          mb: 75,
        };
        Object.assign(data[who], figures);
      }
    }
    for (const row of goals(toReport(better)) ?? [])
      if (row[1]?.startsWith('start:')) expect(row.slice(4, 6), row[1]).toEqual(['met', '']);
  });

  it('of a figure that this system does not tell have no verdict', () => {
    const elsewhere = structuredClone(results) as Results;
    for (const one of Object.values(elsewhere.start.data) as object[]) {
      Object.assign(one, { cpu: undefined, cpuOverNode: undefined, cpuOfAll: undefined, mb: undefined });
    }
    delete elsewhere.start.data.overBefore;
    const rows = goals(toReport(elsewhere))?.filter(([, says]) => /^start: .*(CPU| MB)/.test(says ?? ''));
    expect(rows?.length).toBe(10);
    for (const row of rows ?? []) expect([row[2], row[4], row[5]], row[1]).toEqual(['–', 'not measured here', '']);
  });

  it('are judged by the limit or by what is beside it, and by quartiles', () => {
    const goal = { says: '', value: 9, unit: 'ms', is: 'below', limit: 10, why: '', plot: '' } as const;
    expect(judge({ ...goal, range: 'counted' })).toBe('met');
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
    of['ours: language'].overEcho = sharp(0.49);
    of['bare: language'].perSecond = sharp(480);
    of['bare: echo'].perSecond = sharp(800);
    const rows = goals(toReport(made))?.filter(
      ([, says]) => says?.startsWith('HTTP') && says.endsWith('at 64 connections'),
    );
    expect(rows?.map(row => row[2])).toEqual([
      '0.5 × (0.49–0.49)',
      expect.stringMatching(/^0\.833 × \(/),
      expect.stringMatching(/^[\d.]+ × \(/),
    ]);
    expect(rows?.[0]?.[5]).toContain('the bare server comes to 0.6 × its own echo, and ours to 0.833 × that');
  });
});

describe('the suite of tasks', () => {
  it('does each task that only reads', () => {
    const reading = tasks.filter(({ effect }) => effect === 'read').map(({ name }) => name);
    expect(results.tasks.data.done.map(({ tool }) => tool).sort()).toEqual(reading.sort());
  });
});

describe('the report', () => {
  it('leaves out what was not run', () => {
    const { tasks: _, ...less } = results;
    const text = toReport(less as Results);
    expect(toRun(less)).toEqual(suites.filter(name => name !== 'tasks'));
    expect(text).not.toContain('## Tasks');
    expect(text).toContain('## Start');
    expect(Object.keys(toPlots(less as Results))).not.toContain('tasks');
  });

  it('says of each suite what else the machine did, and warns where that was much', () => {
    const made = structuredClone(results) as Results;
    for (const name of suites) made[name].run.load = { busy: 0.012, before: 0.4, after: 1.2 };
    const quiet = toReport(made);
    const said =
      '0.012 cores were at work for others in the second before it. Load average of the machine 0.4 before, 1.2 after';
    expect(quiet.split(said)).toHaveLength(suites.length + 1);
    expect(quiet).not.toContain('Others were at work');
    made.bulk.run.load = { busy: 1.4, before: 4, after: 4 };
    expect(toReport(made)).toContain('their times are not to be relied on: bulk.');
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

  it('keeps the quartiles, between which lies the middle half', () => {
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => (100 * index) / (count - 1));
    expect(toSpread(upTo(101))).toMatchObject({ low: 25, median: 50, high: 75, p99: 99, count: 101 });
    expect(toSpread([3])).toMatchObject({ low: 3, median: 3, high: 3 });
  });

  it('sets beside each other what was taken in the same round', () => {
    // The machine grew slower for both: their difference did not.
    expect(byRound([11, 21, 31], [10, 20, 30], difference)).toMatchObject({ low: 1, median: 1, high: 1, count: 3 });
  });

  it('reads what a server has run, of the main thread and of all', async () => {
    await using server = start([process.execPath, paths.server('bare')]);
    await server.ask('tools/list');
    const cpu = server.cpu();
    if (process.platform !== 'linux') return;
    expect(cpu?.main).toBeGreaterThan(1);
    expect(cpu?.all).toBeGreaterThanOrEqual(cpu?.main ?? 0);
  });
});
