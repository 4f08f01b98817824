// A call: ours beside the bare request, Contentstack's own SDK and the peer.
import type { CallData } from '../call.ts';
import { peerLabel } from '../pins.ts';
import { beyond, format, formatSpread, type Kind, type Shown } from '../shown.ts';

const labels: Record<keyof CallData, [label: string, kind: Kind]> = {
  ours: ['this server, get_entry', 'ours'],
  undici: ['undici alone', 'floor'],
  management: ['@contentstack/management, in process', 'other'],
  peer: [`${peerLabel}, get_entry`, 'other'],
};

const order = Object.keys(labels) as (keyof CallData)[];

export function showCall(data: CallData): Shown {
  const more = data.ours.median - data.undici.median;
  const path = `The call goes through a second process: JSON-RPC is written and read twice, the arguments are checked, the answer is worked through for the model.`;
  return {
    title: 'A call',
    headline: `A tool call over stdio takes ${format(data.ours.median)} ms: ${format(more)} ms more than the same request by undici alone (${format(data.undici.median)} ms). Contentstack's own SDK takes ${format(data.management.median)} ms, without a process between.`,
    method:
      'The same entry from the same sandbox, which runs in a process of its own without limits; nothing is paced. Both servers are asked by the same client, which writes and reads lines and does nothing else. undici and the SDK ask from the process of the bench itself. The peer has no setting for its host, so its requests are turned to the sandbox as they leave.',
    goals: [
      {
        says: 'call: at most 1.0 ms over undici at the median',
        value: more,
        range: beyond(data.ours, data.undici),
        unit: 'ms',
        is: 'at most',
        limit: 1,
        why: path,
      },
      {
        says: "call: less than the official SDK's whole call",
        value: data.ours.median,
        range: data.ours,
        unit: 'ms',
        is: 'below',
        limit: data.management.median,
        limitRange: data.management,
        why: `${path} The SDK asks from the process that measures.`,
      },
    ],
    tables: [
      {
        head: ['who', 'median, ms (range)', 'over undici, ms', 'p99, ms', 'calls'],
        rows: order.map(who => {
          const { median, p99, count } = data[who];
          const figures = [median - data.undici.median, p99, count];
          return [labels[who][0], formatSpread(data[who]), ...figures.map(format)];
        }),
      },
    ],
    panels: (['median', 'p99'] as const).map(part => ({
      title: part === 'median' ? 'One entry, median' : 'One entry, p99',
      unit: 'ms',
      rows: order.map(who => ({ label: labels[who][0], bars: [{ kind: labels[who][1], value: data[who][part] }] })),
      ...(part === 'median' ? { limit: { value: data.undici.median + 1, label: 'goal: undici + 1 ms' } } : {}),
    })),
  };
}
