// Bulk: many calls under the limits of the API, beside the least time that they can take.
import { window } from '../../../src/door/shared/departures.ts';
import type { BulkData, Burst } from '../bulk.ts';
import { peerLabel } from '../pins.ts';
import { format, type Goal, type Panel, type Shown } from '../shown.ts';

/** In seconds: the first leave at once, the others as many in a second as may. */
const toIdeal = ({ calls, rate }: Burst): number => (calls - rate) / rate;

/** And least where a second is counted as the server counts it. */
const toPaced = (burst: Burst): number => toIdeal(burst) * window;

const titles = { reads: 'Many reads at once', writes: 'Many writes at once', failed: 'Failed of both' };

function toWhy(burst: Burst, refused: number): string {
  const [least, late] = [toPaced(burst) - toIdeal(burst), burst.seconds - toPaced(burst)];
  return `${format(least)} s go to the window: the server counts a second as ${window} s, as the network delays requests unequally. ${format(late)} s go to requests that leave or are answered late, on a busy machine above all: that adds up, as no second may hold more, wherever it begins. The API refused ${refused}; after that all wait for as long as it says.`;
}

export function showBulk({ reads, writes, refused, peer }: BulkData): Shown {
  const ratio = (burst: Burst) => burst.seconds / toIdeal(burst);
  const all = { reads, writes };
  const toRows = (who: string, bursts: typeof all) =>
    Object.entries(bursts).map(([what, burst]) => [
      who,
      `${burst.calls} ${what}`,
      ...[toIdeal(burst), toPaced(burst), burst.seconds, ratio(burst), burst.failed].map(format),
    ]);
  const toGoal = (what: keyof typeof all): Goal => ({
    says: `bulk: ${all[what].calls} ${what} within 1.1 × of the ideal time`,
    value: ratio(all[what]),
    unit: '×',
    is: 'at most',
    limit: 1.1,
    why: toWhy(all[what], refused),
    range: 'one run',
    plot: titles[what],
  });
  return {
    title: 'Bulk',
    headline: `${reads.calls} reads and ${writes.calls} writes at once under the limits of the API take ${format(ratio(reads))} × and ${format(ratio(writes))} × the ideal time; ${reads.failed + writes.failed} fail. Of the same calls through \`contentstack-mcp\`, which sends at once, ${format(peer.reads.failed + peer.writes.failed)} fail.`,
    method: `The sandbox keeps the limits of the API: ${reads.rate} reads and ${writes.rate} writes in each second of the clock. The server runs as it comes; the client has at most 100 calls of each kind under way. A read is \`get_entry\`, a write \`create_label\`, each a single request; an \`update_entry\` reads the entry first, and beside so many reads would wait among them for most of the time that a call may take. The other server reads and updates entries, a single request each, too. Ideal is (n − ${reads.rate}) / ${reads.rate} seconds, as the first ${reads.rate} need not wait; paced is the same with seconds of ${window} s, as the server counts them. One run, as each of its ${reads.calls + writes.calls} calls is a measurement: the time is set by the limits, and by the machine where it is late. ${refused} requests were refused by the API for their number (429), and sent again by the server.`,
    goals: [
      toGoal('reads'),
      toGoal('writes'),
      {
        says: 'bulk: zero failed',
        value: reads.failed + writes.failed,
        unit: 'calls',
        is: 'at most',
        limit: 0,
        why: 'Each that failed is a fault.',
        range: 'counted',
        plot: titles.failed,
      },
    ],
    tables: [
      {
        head: ['who', 'calls', 'ideal, s', 'paced, s', 'took, s', '× ideal', 'failed'],
        rows: [...toRows('this server', all), ...toRows(peerLabel, peer)],
      },
    ],
    panels: [
      ...(['reads', 'writes'] as const).map(
        (what): Panel => ({
          title: titles[what],
          unit: '× ideal',
          rows: [
            { label: 'ideal', bars: [{ kind: 'floor', value: 1 }] },
            { label: 'as the server counts a second', bars: [{ kind: 'floor', value: window }] },
            { label: 'this server', bars: [{ kind: 'ours', value: ratio(all[what]) }] },
          ],
          limit: { value: 1.1, label: 'goal: 1.1 × ideal' },
        }),
      ),
      {
        title: titles.failed,
        unit: 'calls',
        rows: [
          { label: 'this server', bars: [{ kind: 'ours', value: reads.failed + writes.failed }] },
          { label: peerLabel, bars: [{ kind: 'other', value: peer.reads.failed + peer.writes.failed }] },
        ],
        limit: { value: 0, label: 'goal: 0' },
      },
    ],
  };
}
