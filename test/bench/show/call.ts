// A call: ours beside the bare requests, Contentstack's own SDK and the peer.
import type { Asked, CallData } from '../call.ts';
import type { Spread } from '../measure.ts';
import { peerLabel } from '../pins.ts';
import { format, formatSpread, type Goal, type Kind, type Panel, type Shown } from '../shown.ts';

const whats = ['get', 'list', 'update'] as const;
type What = (typeof whats)[number];

const names: Record<What, { says: string; tool: string; limit: number }> = {
  get: { says: 'one entry', tool: 'get_entry', limit: 0.8 },
  list: { says: 'a list of 100', tool: 'list_entries', limit: 2 },
  update: { says: 'an update, with its read on both sides,', tool: 'update_entry', limit: 1.2 },
};

const way =
  'The call goes through a second process: JSON-RPC is written and read twice, the arguments are checked, the answer is worked through for the model.';
const whys: Record<What, string> = {
  get: way,
  list: `${way} Of a list each entry is shortened and its tokens are counted, so that the answer keeps within its room.`,
  update: `${way} What an update would change is looked for in the entry that was read, and the answer tells it.`,
};

type Row = [label: string, kind: Kind, spread: Spread];

function toRows(what: What, data: CallData): Row[] {
  const { ours, undici, management } = data[what] as Asked;
  const isUpdate = what === 'update';
  return [
    [`this server, ${names[what].tool}`, 'ours', ours],
    [isUpdate ? 'undici, read and write' : 'undici alone', 'floor', undici],
    ...(isUpdate ? [['undici, the write alone', 'floor', data.update.write] as Row] : []),
    [`${isUpdate ? 'official SDK, read and write' : 'official SDK'}, in process`, 'other', management],
    ...(what === 'get' ? [[`${peerLabel}, get_entry`, 'other', data.get.peer] as Row] : []),
  ];
}

const heads: Record<What, string> = { get: 'One entry', list: 'A list of 100', update: 'An update' };

const toTitle = (what: What, how: 'over undici' | 'median'): string => `${heads[what]}, ${how}`;

export function showCall(data: CallData): Shown {
  const more = (what: What, spread: Spread) => spread.median - data[what].undici.median;
  const over = (what: What): Goal => ({
    says: `call: ${names[what].says} at most ${names[what].limit.toFixed(1)} ms over undici at the median`,
    value: more(what, data[what].ours),
    range: data[what].over,
    unit: 'ms',
    is: 'at most',
    limit: names[what].limit,
    why: whys[what],
    plot: toTitle(what, 'over undici'),
  });
  const { get, list, update } = data;
  const drawOver = (what: What): Panel => ({
    title: toTitle(what, 'over undici'),
    unit: 'ms at the median',
    rows: toRows(what, data)
      .filter(([, kind]) => kind !== 'floor')
      .map(([label, kind, spread]) => ({ label, bars: [{ kind, value: more(what, spread) }] })),
    limit: { value: names[what].limit, label: `goal: ${names[what].limit.toFixed(1)} ms` },
  });
  const drawAll = (what: What): Panel => ({
    title: toTitle(what, 'median'),
    unit: 'ms',
    rows: toRows(what, data).map(([label, kind, { median }]) => ({ label, bars: [{ kind, value: median }] })),
  });
  return {
    title: 'A call',
    headline: `Over stdio, reading one entry takes ${format(get.ours.median)} ms, ${format(more('get', get.ours))} ms more than the same request by undici alone; a list of 100 takes ${format(more('list', list.ours))} ms more, and an update, which reads the entry first, ${format(more('update', update.ours))} ms more than the same two requests. Contentstack's own SDK takes ${format(get.management.median)}, ${format(list.management.median)} and ${format(update.management.median)} ms for the same, without a process between; this server ${format(get.ours.median)}, ${format(list.ours.median)} and ${format(update.ours.median)}.`,
    method:
      'From one sandbox, which runs in a process of its own without limits; nothing is paced. One entry is a post of the demo stack, the list the first 100 of generated articles, the update another headline for one post, which gains a version each time. undici sends the same requests with the same queries and parses what comes, and does no more: for an update it reads the entry and writes it, as the server does, and beside that stands the write alone, so that the difference is the read. The official SDK, `@contentstack/management`, fetches and updates, too, and writes the whole entry back. Both servers are asked by the same client, which writes and reads lines and does nothing else. undici and the SDK ask from the process of the bench itself. The peer has no setting for its host, so its requests are turned to the sandbox as they leave.',
    goals: [
      ...whats.map(over),
      {
        says: 'call: one entry in less than the official SDK takes for it',
        value: get.ours.median,
        range: get.ours,
        unit: 'ms',
        is: 'below',
        limit: get.management.median,
        limitRange: get.management,
        why: `${way} The SDK asks from the process that measures.`,
        plot: toTitle('get', 'median'),
      },
    ],
    tables: whats.map(what => ({
      head: [heads[what], 'median, ms (quartiles)', 'over undici, ms', 'p99, ms', 'calls'],
      rows: toRows(what, data).map(([label, kind, spread]) => {
        const quartiles = kind === 'ours' ? ` (${format(data[what].over.low)}–${format(data[what].over.high)})` : '';
        const beyond = `${format(more(what, spread))}${quartiles}`;
        return [label, formatSpread(spread), beyond, format(spread.p99), format(spread.count)];
      }),
    })),
    panels: whats.flatMap(what => [drawOver(what), drawAll(what)]),
  };
}
