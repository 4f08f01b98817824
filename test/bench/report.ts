// From the numbers to what is read: RESULTS.md, the page of measurements, and the plots.
import { toPlot } from './plot.ts';
import type { Results, Run, Suite } from './results.ts';
import { showAll, toRun } from './show/index.ts';
import { format, formatRange, type Goal, isMet, isNoise, judge, type Shown } from './shown.ts';

const toRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [toRow(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(toRow)].join('\n');
}

/** Broken where a line of the page would grow too long. */
function wrap(text: string, indent = ''): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length > 146 - indent.length) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.join(`\n${indent}`);
}

const toWhere = ({ date, machine, system, node }: Run): string => `${date}, on ${machine}; ${system}; Node.js ${node}`;

function toLoad({ load }: Run): string {
  if (!load) return '';
  const { busy, before, after } = load;
  return [
    ...(busy === undefined ? [] : [` ${format(busy)} cores were at work for others in the second before it.`]),
    ` Load average of the machine ${format(before)} before, ${format(after)} after, the suite itself in it.`,
  ].join('');
}

function toResult({ value, range, unit }: Goal): string {
  if (Number.isNaN(value)) return '–';
  const how = typeof range === 'object' ? ` (${formatRange(range)})` : range === 'counted' ? '' : ` (${range})`;
  return `${format(value)} ${unit}${how}`;
}

const toLimit = ({ is, limit, limitRange }: Goal): string =>
  `${is} ${format(limit)}${limitRange ? ` (${formatRange(limitRange)})` : ''}`;

/** Each with the suite whose plot draws it. */
function listGoals(results: Results): (Goal & { suite: Suite })[] {
  const shown = showAll(results);
  return toRun(results).flatMap(suite => shown[suite].goals.map(goal => ({ ...goal, suite })));
}

function toGoals(results: Results): string {
  const said = new Set<string>();
  const rows = listGoals(results).map(goal => {
    const isSaid = isMet(goal) || isNoise(goal) || Number.isNaN(goal.value);
    const why = isSaid ? '' : said.has(goal.why) ? 'as above' : goal.why;
    said.add(why);
    return [goal.says, toResult(goal), toLimit(goal), judge(goal), why, `[${goal.plot}](${goal.suite}.svg)`];
  });
  return toTable(['goal', 'result', 'limit', 'verdict', 'why', 'plot'], rows);
}

/** More than this and the figures of a suite are those of a machine that did something else besides. */
const quiet = 0.3;

function toWarning(results: Results): string[] {
  const loud = toRun(results).filter(name => (results[name].run.load?.busy ?? 0) > quiet);
  if (loud.length === 0) return [];
  return [
    `**Others were at work on the machine when these began, so their times are not to be relied on: ${loud.join(', ')}.**`,
  ];
}

function toSection(name: Suite, { title, method, tables }: Shown, run: Run): string {
  return [
    `## ${title}`,
    method,
    `Run ${toWhere(run)}.${toLoad(run)}`,
    ...tables.map(({ head, rows }) => toTable(head, rows)),
    `![${title}](${name}.svg)`,
  ].join('\n\n');
}

/** Every suite may have been run on another day; a version that they do not share is named with both. */
function toVersions(results: Results): string {
  const all = new Map<string, Set<string>>();
  for (const name of toRun(results))
    for (const [what, version] of Object.entries(results[name].run.versions))
      all.set(what, (all.get(what) ?? new Set()).add(version));
  return toTable(
    ['package', 'version'],
    [...all].map(([what, versions]) => [`\`${what}\``, [...versions].join(', ')]),
  );
}

export function toReport(results: Results): string {
  const shown = showAll(results);
  return `${[
    '# What was measured',
    'Made by `npm run bench`, from `test/bench/results.json`. Candidates take turns, another one first in each round; figures are medians of all rounds unless they say otherwise, with quartiles in brackets: the middle half of the rounds lies between them. Timings depend on the machine: compare within a table, not across machines.',
    '## Goals',
    'In brackets are the quartiles of a figure; those of a quotient or a difference are of what came out round by round. Where they and the limit, or its quartiles, overlap there is no verdict: they are equal, as far as the run can tell. A number of things, the most of all runs, and what was run once have no quartiles. Each plot is a part of the picture it links to, by its title.',
    ...toWarning(results),
    toGoals(results),
    ...toRun(results).map(name => toSection(name, shown[name], results[name].run)),
    '## Versions',
    toVersions(results),
  ].join('\n\n')}\n`;
}

/** The content of the page. */
function toPage(results: Results): string {
  const shown = showAll(results);
  const goals = listGoals(results);
  const equal = goals.filter(isNoise);
  const met = goals.filter(goal => !isNoise(goal) && isMet(goal));
  const [link, count] = ['[RESULTS.md](measurements/RESULTS.md)', goals.length];
  const verdict =
    met.length === count
      ? `All ${count} goals are met; ${link} has every table.`
      : `${met.length} of ${count} goals are met; ${link} has every table, and says by how much others are missed, and why.`;
  const doubt =
    equal.length === 0
      ? ''
      : ` ${equal.length} cannot be told from ${equal.length === 1 ? 'its limit' : 'their limits'}.`;
  const [name] = toRun(results);
  const { run } = results[name as Suite];
  return [
    wrap(
      `On ${run.machine}, with Node.js ${run.node} where no other is named, on ${run.date}. The candidates took turns, and figures are medians. ${verdict}${doubt} \`npm run bench\` measures again.`,
    ),
    ...toRun(results).map(name =>
      [
        wrap(`**${shown[name].title}.** ${shown[name].headline}`),
        '',
        `![${shown[name].title}: the figures above as bars](measurements/${name}.svg)`,
      ].join('\n'),
    ),
  ].join('\n\n');
}

const marks = /(<!-- bench:[^>]*-->\n)[\s\S]*?(<!-- \/bench -->)/;

/** The page with its section made anew. @throws when it has none. */
export function fillPage(page: string, results: Results): string {
  if (!marks.test(page)) throw new Error('the page has no section for the bench');
  return page.replace(marks, (_, start, end) => `${start}\n${toPage(results)}\n\n${end}`);
}

export const toPlots = (results: Results): Record<Suite, string> => {
  const shown = showAll(results);
  return Object.fromEntries(toRun(results).map(name => [name, toPlot(shown[name])])) as Record<Suite, string>;
};
