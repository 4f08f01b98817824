// What a start shall keep to, and the panels that draw it.
import { format, type Goal, type Panel } from '../shown.ts';
import { lines, type StartData, toLine, type Who } from '../start.ts';
import { type Figure, listRows, toFigure, toLabel, toQuartiles, toWhy } from './start-rows.ts';

interface Aim {
  says: string;
  who: Who;
  figure: Figure;
  limit: number;
  why(data: StartData): string;
  plot: string;
}

const units: Record<Figure, string> = {
  'cpu ×': '× bare node',
  'ms ×': '× bare node',
  'cpu × before': '× as it was before',
  cpu: 'ms',
  ms: 'ms',
  mb: 'MB',
};

const everywhere = (what: 'stack' | 'alone' | 'sandbox'): Who[] => lines.map((line): Who => `${what}${line}`);
const ordinary: Who[] = [...everywhere('stack'), 'first22', 'first24'];

interface Plot {
  figure: Figure;
  /** All on 20 when absent. */
  who?: Who[];
  /** Without one, bars of the same panel are held against each other. */
  limit?: number;
  /** Where the limit holds, if not for all that is drawn. */
  on?: string;
}

const plots: Record<string, Plot> = {
  'CPU of an ordinary start': {
    figure: 'cpu ×',
    who: [...ordinary, ...everywhere('alone')],
    limit: 3.7,
    on: '22 and 24',
  },
  'CPU with --sandbox': { figure: 'cpu ×', who: everywhere('sandbox'), limit: 6.5 },
  'Most memory with --sandbox': { figure: 'mb', who: everywhere('sandbox'), limit: 95 },
  'CPU beside the server as it was': { figure: 'cpu × before', who: ['before', 'stack20'], limit: 1.2 },
  'Time of an ordinary start': { figure: 'ms ×', who: ordinary, limit: 2.2, on: '20' },
  'Spawn to first tools/list, node 20': { figure: 'ms' },
  'Most memory by then, node 20': { figure: 'mb', limit: 75 },
};

const sandboxed =
  'The demo stack is part of the process: its state is read from a file, an HTTP server has it on loopback, and the start asks it as it would ask the API.';

const aims: Aim[] = [
  ...(['22', '24'] as const).map(
    (line): Aim => ({
      says: `start: an ordinary one in at most 3.7 × the CPU of bare node, on Node.js ${line}`,
      ...{ who: `stack${line}`, figure: 'cpu ×', limit: 3.7, plot: 'CPU of an ordinary start' },
      why: data => toWhy(data, 'cpu', `stack${line}`),
    }),
  ),
  ...lines.map(
    (line): Aim => ({
      says: `start: \`--sandbox\` in at most 6.5 × the CPU of bare node, on Node.js ${line}`,
      ...{ who: `sandbox${line}`, figure: 'cpu ×', limit: 6.5, plot: 'CPU with --sandbox' },
      why: () => sandboxed,
    }),
  ),
  ...lines.map(
    (line): Aim => ({
      says: `start: \`--sandbox\` in at most 95 MB, on Node.js ${line}`,
      ...{ who: `sandbox${line}`, figure: 'mb', limit: 95, plot: 'Most memory with --sandbox' },
      why: () => sandboxed,
    }),
  ),
  {
    says: 'start: an ordinary one in at most 1.2 × the CPU of the server as it was before, on Node.js 20',
    ...{ who: 'stack20', figure: 'cpu × before', limit: 1.2, plot: 'CPU beside the server as it was' },
    why: () => 'What a start does without lies in files of its own, for the sake of the cache that Node.js 20 has not.',
  },
  {
    says: 'start: an ordinary one in at most 2.2 × the time of bare node, on Node.js 20',
    ...{ who: 'stack20', figure: 'ms ×', limit: 2.2, plot: 'Time of an ordinary start' },
    why: data => toWhy(data, 'ms', 'stack20'),
  },
  ...(['nobody', 'stack20'] as const).map(
    (who): Aim => ({
      says: `start: ${who === 'nobody' ? 'with nobody at the host' : 'an ordinary one'} in at most 75 MB, on Node.js 20`,
      ...{ who, figure: 'mb', limit: 75, plot: 'Most memory by then, node 20' },
      why: data => toWhy(data, 'mb', who),
    }),
  ),
];

export function toGoals(data: StartData): Goal[] {
  const set = aims.filter(({ figure }) => figure !== 'cpu × before' || data.overBefore !== undefined);
  const goals = set.map(
    ({ says, who, figure, limit, plot, why }): Goal => ({
      says,
      value: toFigure(data, figure, who),
      range: toQuartiles(data, figure, who) ?? 'the most',
      unit: units[figure],
      is: 'at most',
      limit,
      why: why(data),
      plot,
    }),
  );
  const faster = (['sdk1', 'sdk2', 'peer'] as const).map(
    (who): Goal => ({
      says: `start: an ordinary one faster than ${toLabel(who)}, on Node.js 20`,
      value: data.stack20.ms.median,
      range: data.stack20.ms,
      unit: 'ms',
      is: 'below',
      limit: data[who].ms.median,
      limitRange: data[who].ms,
      why: toWhy(data, 'ms', 'stack20'),
      plot: 'Spawn to first tools/list, node 20',
    }),
  );
  return [...goals, ...faster];
}

export function toPanels(data: StartData): Panel[] {
  const rows = listRows(data);
  // The demo stack in the process has limits of its own.
  const on20 = rows.map(([who]) => who).filter(who => toLine(who) === '20' && who !== 'sandbox20');
  const there = Object.entries(plots).filter(([, { figure }]) => figure !== 'cpu × before' || data.overBefore);
  return there.map(([title, { figure, who, limit, on }]) => ({
    title,
    unit: units[figure],
    rows: rows.flatMap(([each, label, kind]) => {
      const value = toFigure(data, figure, each);
      return (who ?? on20).includes(each) && !Number.isNaN(value) ? [{ label, bars: [{ kind, value }] }] : [];
    }),
    ...(limit === undefined
      ? {}
      : { limit: { value: limit, label: `goal${on ? ` on ${on}` : ''}: ${format(limit)} ${units[figure]}` } }),
  }));
}
