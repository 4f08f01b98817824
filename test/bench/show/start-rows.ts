// Who is measured at the start, how each is called, and what a figure of one is.
import type { Range } from '../measure.ts';
import { peerLabel } from '../pins.ts';
import { format, type Kind } from '../shown.ts';
import { type Line, lines, type StartData, type Started, toLine, type Who } from '../start.ts';

type Row = [who: Who, label: string, kind: Kind];

const ofLine = (line: Line): Row[] => [
  [`node${line}`, `bare node ${line}`, 'floor'],
  [`alone${line}`, `without credentials, node ${line}`, 'ours'],
  [`stack${line}`, `an ordinary start, node ${line}`, 'ours'],
  ...(line === '20' ? [] : [[`first${line}`, `the first start, node ${line}`, 'ours'] as Row]),
  [`sandbox${line}`, `--sandbox, node ${line}`, 'ours'],
];

const all: Row[] = [
  ...lines.flatMap(ofLine),
  ['nobody', 'nobody at the host, node 20', 'ours'],
  ['before', 'as it was before, node 20', 'other'],
  ['sdk2', 'SDK 2.x, one tool, bundled', 'other'],
  ['sdk1', 'SDK 1.x, one tool, bundled', 'other'],
  ['sdk2loose', 'SDK 2.x, one tool, unbundled', 'other'],
  ['sdk1loose', 'SDK 1.x, one tool, unbundled', 'other'],
  ['peer', peerLabel, 'other'],
];

export const listRows = (data: StartData): Row[] => all.filter(([who]) => data[who] !== undefined);

export const toLabel = (who: Who): string => all.find(([each]) => each === who)?.[1] ?? who;

/** By bare node, or by the server as it was; in ms; in MB. */
export type Figure = 'cpu ×' | 'ms ×' | 'cpu × before' | 'cpu' | 'ms' | 'mb';

/** What is measured of one: a quotient is that of the medians. NaN where it was not. */
export function toFigure(data: StartData, figure: Figure, who: Who): number {
  const read = (what: 'cpu' | 'ms', of: Who) => data[of]?.[what]?.median ?? Number.NaN;
  const node: Who = `node${toLine(who)}`;
  if (figure === 'mb') return data[who]?.mb ?? Number.NaN;
  if (figure === 'cpu ×') return read('cpu', who) / read('cpu', node);
  if (figure === 'ms ×') return read('ms', who) / read('ms', node);
  return figure === 'cpu × before' ? read('cpu', who) / read('cpu', 'before') : read(figure, who);
}

/** Its quartiles; memory has none. */
export function toQuartiles(data: StartData, figure: Figure, who: Who): Range | undefined {
  if (figure === 'cpu × before') return data.overBefore;
  const { cpu, ms, cpuOverNode, msOverNode }: Partial<Started> = data[who] ?? {};
  return { cpu, ms, mb: undefined, 'cpu ×': cpuOverNode, 'ms ×': msOverNode }[figure];
}

const cached = 'the server without credentials, with compiled code from the cache';
const answering = 'undici, a stack that answers, and the tools that write';

/** What is added on the way from bare node to ours; not every step was measured on every line. */
const steps: Record<Line, [Who, string][]> = {
  20: [
    ['sdk2', 'the SDK and zod, as one file with one tool'],
    ['alone20', 'the tools that only read, and what serves them'],
    [
      'nobody',
      'credentials, with which undici is loaded and probes are sent, which nobody answers here, and the tools that write',
    ],
    ['stack20', 'a stack that answers: what the token may do, and the names that go into the schemas'],
  ],
  22: [
    ['alone22', cached],
    ['stack22', answering],
  ],
  24: [
    ['alone24', cached],
    ['stack24', answering],
  ],
};

/** Where it goes, from one candidate to the next. */
export function toWhy(data: StartData, figure: 'cpu' | 'ms' | 'mb', last: Who): string {
  const unit = figure === 'mb' ? 'MB' : 'ms';
  const line = last === 'nobody' ? '20' : toLine(last);
  const end = steps[line].findIndex(([who]) => who === last) + 1;
  let before = toFigure(data, figure, `node${line}`);
  const parts = [`${format(before)} ${unit} bare node`];
  for (const [who, what] of steps[line].slice(0, end)) {
    const here = toFigure(data, figure, who);
    parts.push(`${format(here - before)} ${what}`);
    before = here;
  }
  return `Of ${format(before)} ${unit} are ${parts.join('; ')}.`;
}
