// A start on a slow network: what of the wait is round trips.
import { type NetworkData, trips } from '../network.ts';
import { format, formatSpread, type Goal, type Panel, type Shown } from '../shown.ts';

const titles = {
  listed: 'Spawn to first tools/list, median',
  greeted: 'Spawn to the greeting, median',
  reads: 'Reads of a start',
  writes: 'Writes of a start',
};

export function showNetwork({ waits, sent }: NetworkData): Shown {
  const [near, far] = [waits['0'], waits['100']];
  const rounds = (far.listed.median - near.listed.median) / 100;
  const why = `Of it ${format(near.listed.median)} ms are the start without a network; the rest is ${format(rounds)} round trips.`;
  const goal = (says: string, what: 'greeted' | 'listed', limit: number): Goal => ({
    says,
    value: far[what].median,
    range: far[what],
    unit: 'ms',
    is: 'at most',
    limit,
    why,
    plot: titles[what],
  });
  const counted = (says: string, value: number, limit: number, unit: 'reads' | 'writes'): Goal => ({
    says,
    value,
    range: 'counted',
    unit,
    is: 'at most',
    limit,
    why: 'It is sent whatever the network does.',
    plot: titles[unit],
  });
  const drawSent = (what: 'reads' | 'writes', limit: number): Panel => ({
    title: titles[what],
    unit: 'requests',
    rows: [{ label: what, bars: [{ kind: 'ours', value: sent[what] }] }],
    limit: { value: limit, label: `goal: ${limit}` },
  });
  const drawWaits = (what: 'greeted' | 'listed', limit: number): Panel => ({
    title: titles[what],
    unit: 'ms',
    rows: trips.map(trip => ({
      label: `${trip} ms for a round trip`,
      bars: [{ kind: 'ours', value: waits[trip][what].median }],
    })),
    limit: { value: limit, label: 'goal at 100 ms' },
  });
  return {
    title: 'Start on a slow network',
    headline: `With 100 ms for a round trip, a client is greeted after ${format(far.greeted.median)} ms and has its list of ${far.tools} tools after ${format(far.listed.median)} ms, ${format(far.listed.median / near.listed.median)} times as long as without: ${format(rounds)} round trips, the first of which opens the connections.`,
    method:
      'A relay over TCP between the server and a sandbox in a process of its own holds each chunk for half a round trip, and a new connection for a whole one, as TCP would. From the spawn to the answer of `initialize` and of the first `tools/list`; the demo stack, at the pace of the API. TLS, which takes one or two round trips more, is not part of it.',
    goals: [
      goal('network: the list in at most 600 ms at 100 ms for a round trip', 'listed', 600),
      goal('network: greeted in at most 250 ms at 100 ms for a round trip', 'greeted', 250),
      counted('network: at most 8 reads for a start', sent.reads, 8, 'reads'),
      counted('network: at most 1 write for a start', sent.writes, 1, 'writes'),
    ],
    tables: [
      {
        head: [
          'round trip, ms',
          'greeted, ms (quartiles)',
          'listed, ms (quartiles)',
          'listed, × without',
          'tools',
          'runs',
        ],
        rows: trips.map(trip => {
          const { greeted, listed, tools } = waits[trip];
          const ratio = listed.median / near.listed.median;
          return [trip, formatSpread(greeted), formatSpread(listed), ...[ratio, tools, listed.count].map(format)];
        }),
      },
    ],
    panels: [drawWaits('listed', 600), drawWaits('greeted', 250), drawSent('reads', 8), drawSent('writes', 1)],
  };
}
