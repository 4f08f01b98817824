// Several processes, one limit: the same reads with a store and without, beside the least time that they can take.

import type { Fleet, SharedData } from '../shared.ts';
import { format, type Goal, type Shown } from '../shown.ts';

/** In seconds: the first leave at once, the others as many in a second as may. */
const toIdeal = ({ calls, rate }: Fleet): number => (calls - rate) / rate;

export function showShared({ shared, alone }: SharedData): Shown {
  const ratio = (fleet: Fleet) => fleet.seconds / toIdeal(fleet);
  const toGoal = (says: string, value: number, unit: string, limit: number, why: string): Goal => ({
    ...{ says, value, unit, limit, why },
    is: 'at most',
  });
  const late =
    'Requests leave or arrive late on a busy machine. What is late adds up, as no second may hold more, wherever it begins; and where it is too late, the API refuses, and all wait for as long as it says.';
  const rows = Object.entries({ 'with a store': shared, 'each by itself': alone }).map(([how, fleet]) => [
    how,
    ...[toIdeal(fleet), fleet.seconds, ratio(fleet), fleet.refused, fleet.failed].map(format),
  ]);
  const { processes, calls, rate } = shared;
  return {
    title: 'Several processes',
    headline: `${calls} reads of ${processes} processes at once take ${format(ratio(shared))} × the ideal time with a store that they share; the API refuses ${shared.refused}, and ${shared.failed} fail. Each by itself they are refused ${alone.refused} times, and ${alone.failed} fail.`,
    method: `The sandbox keeps the limit of the API: ${rate} reads in each second of the clock. ${processes} servers over stdio, each with ${calls / processes} calls at once; the store is a \`redis-server\` on a socket. Ideal is (n − ${rate}) / ${rate} seconds, as the first ${rate} need not wait. One run of each.`,
    goals: [
      toGoal(
        `processes: ${calls} reads of ${processes} within 1.08 × of the ideal time`,
        ratio(shared),
        '×',
        1.08,
        late,
      ),
      toGoal('processes: zero refused', shared.refused, 'answers', 0, late),
      toGoal('processes: zero failed', shared.failed, 'calls', 0, 'Each that failed is a fault.'),
    ],
    tables: [{ head: ['how', 'ideal, s', 'took, s', '× ideal', 'refused', 'failed'], rows }],
    panels: [
      {
        title: `${calls} reads of ${processes} processes`,
        unit: 's',
        rows: [
          { label: 'ideal', bars: [{ kind: 'floor', value: toIdeal(shared) }] },
          { label: 'with a store', bars: [{ kind: 'ours', value: shared.seconds }] },
          { label: 'each by itself', bars: [{ kind: 'other', value: alone.seconds }] },
        ],
        limit: { value: 1.08 * toIdeal(shared), label: 'goal: 1.08 × ideal' },
      },
    ],
  };
}
