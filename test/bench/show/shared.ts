// Several processes, one limit: the same reads with a store and without, beside the least time that they can take.
import type { Range } from '../measure.ts';
import type { Fleet, SharedData } from '../shared.ts';
import { format, formatRange, type Goal, type Panel, type Shown } from '../shown.ts';

const titles = { time: 'Reads of all processes', refused: 'Refused by the API', failed: 'Failed' };

export function showShared({ processes, stacks, calls, rate, shared, alone }: SharedData): Shown {
  // The first leave at once, the others as many in a second as may.
  const ideal = (calls - rate) / rate;
  const ratio = ({ seconds }: Fleet) => seconds.middle / ideal;
  // Of so few runs the least and the most, which lie farther apart than quartiles.
  const range = ({ seconds }: Fleet): Range => ({
    low: seconds.low / ideal,
    high: seconds.high / ideal,
  });
  const goal = (says: string, value: number, unit: string, limit: number, why: string, plot: string): Goal => ({
    ...{ says, value, unit, limit, why, plot },
    range: 'counted',
    is: 'at most',
  });
  const late =
    'Requests leave or arrive late on a busy machine. What is late adds up, as no second may hold more, wherever it begins; and where it is too late, the API refuses, and all wait for as long as it says.';
  const fleets = Object.entries({ 'with a store': shared, 'each by itself': alone });
  const draw = (title: string, unit: string, of: (fleet: Fleet) => number, limit: number): Panel => ({
    title,
    unit,
    rows: [
      ...(unit === '× ideal' ? [{ label: 'ideal', bars: [{ kind: 'floor' as const, value: 1 }] }] : []),
      ...fleets.map(([label, fleet]) => ({
        label: `${label}, ${fleet.runs} run${fleet.runs === 1 ? '' : 's'}`,
        bars: [{ kind: fleet === shared ? ('ours' as const) : ('other' as const), value: of(fleet) }],
      })),
    ],
    limit: { value: limit, label: `goal: ${limit}` },
  });
  return {
    title: 'Several processes',
    headline: `${calls} reads of ${processes} processes at once, on ${stacks} stacks of one organisation, take ${format(ratio(shared))} × the ideal time with a store that they share; the API refuses ${shared.refused}, and ${shared.failed} fail. Each by itself they are refused ${alone.refused} times, and ${alone.failed} fail.`,
    method: `An organisation of ${stacks} stacks, each a sandbox of its own, behind one address that keeps the limit of the API for both together: ${rate} reads in each second of the clock. ${processes} servers over stdio, ${processes / stacks} for each stack, each with ${calls / processes} calls at once; the store is a \`redis-server\` on a socket. Ideal is (n − ${rate}) / ${rate} seconds, as the first ${rate} need not wait. ${shared.runs} runs with the store, of which the median counts, with the least and the most in brackets, and ${alone.runs} without.`,
    goals: [
      {
        ...goal(
          `processes: ${calls} reads of ${processes} on one organisation within 1.08 × of the ideal time`,
          ratio(shared),
          '×',
          1.08,
          late,
          titles.time,
        ),
        range: range(shared),
      },
      goal('processes: zero refused', shared.refused, 'answers', 0, late, titles.refused),
      goal('processes: zero failed', shared.failed, 'calls', 0, 'Each that failed is a fault.', titles.failed),
    ],
    tables: [
      {
        head: ['how', 'ideal, s', 'took, s', '× ideal (range)', 'refused', 'failed', 'runs'],
        rows: fleets.map(([how, fleet]) => [
          how,
          ...[ideal, fleet.seconds.middle].map(format),
          `${format(ratio(fleet))} (${formatRange(range(fleet))})`,
          ...[fleet.refused, fleet.failed, fleet.runs].map(format),
        ]),
      },
    ],
    panels: [
      draw(titles.time, '× ideal', ratio, 1.08),
      draw(titles.refused, 'answers', ({ refused }) => refused, 0),
      draw(titles.failed, 'calls', ({ failed }) => failed, 0),
    ],
  };
}
