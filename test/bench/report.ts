// From the numbers to what is read: RESULTS.md, the page of measurements, and the plots.
import { toPlot } from './plot.ts';
import type { Results, Run, Suite } from './results.ts';
import { showAll, suites } from './show/index.ts';
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

const toLoad = ({ load }: Run): string =>
  load
    ? ` Load average of the machine ${format(load.before)} before, ${format(load.after)} after, the suite itself in it.`
    : '';

const toResult = ({ value, range, unit }: Goal): string =>
  `${format(value)} ${unit}${range ? ` (${formatRange(range)})` : ''}`;

const toLimit = ({ is, limit, limitRange }: Goal): string =>
  `${is} ${format(limit)}${limitRange ? ` (${formatRange(limitRange)})` : ''}`;

function toGoals(goals: readonly Goal[]): string {
  const said = new Set<string>();
  const rows = goals.map(goal => {
    const why = isMet(goal) || isNoise(goal) ? '' : said.has(goal.why) ? 'as above' : goal.why;
    said.add(why);
    return [goal.says, toResult(goal), toLimit(goal), judge(goal), why];
  });
  return toTable(['goal', 'result', 'limit', 'verdict', 'why'], rows);
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
  for (const name of suites)
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
    'Made by `npm run bench`, from `test/bench/results.json`. Candidates take turns, another one first in each round; figures are medians of all rounds unless they say otherwise, with their range in brackets where verdicts hang on it. Timings depend on the machine: compare within a table, not across machines.',
    '## Goals',
    'In brackets is the range in which a figure lies at least 19 times in 20, from the spread of what it is made of. Where that and the limit overlap there is no verdict: they are equal, as far as the run can tell.',
    toGoals(suites.flatMap(name => shown[name].goals)),
    ...suites.map(name => toSection(name, shown[name], results[name].run)),
    '## Versions',
    toVersions(results),
  ].join('\n\n')}\n`;
}

/** The content of the page. */
function toPage(results: Results): string {
  const shown = showAll(results);
  const goals = suites.flatMap(name => shown[name].goals);
  const equal = goals.filter(isNoise);
  const judged = goals.filter(goal => !isNoise(goal));
  const met = judged.filter(isMet);
  const [link, count] = ['[RESULTS.md](measurements/RESULTS.md)', goals.length];
  const verdict =
    met.length === count
      ? `All ${count} goals are met; ${link} has every table.`
      : `${met.length} of ${count} goals are met; ${link} has every table, and says by how much others are missed, and why.`;
  const doubt =
    equal.length === 0
      ? ''
      : ` ${equal.length} cannot be told from ${equal.length === 1 ? 'its limit' : 'their limits'}.`;
  const { run } = results.start;
  return [
    wrap(
      `On ${run.machine}, with Node.js ${run.node}, on ${run.date}. The candidates took turns, and figures are medians. ${verdict}${doubt} \`npm run bench\` measures again.`,
    ),
    ...suites.map(name =>
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
  return Object.fromEntries(suites.map(name => [name, toPlot(shown[name])])) as Record<Suite, string>;
};
