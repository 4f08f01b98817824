// The start: ours beside bare node, the SDK and the peer.

import { peerLabel } from '../pins.ts';
import { format, type Goal, type Kind, type Shown } from '../shown.ts';
import type { StartData } from '../start.ts';

const labels: Record<keyof StartData, [label: string, kind: Kind]> = {
  ours: ['this server, all default tools', 'ours'],
  alone: ['this server, without credentials', 'ours'],
  stack: ['this server, with a stack to learn', 'ours'],
  node: ['bare node', 'floor'],
  bundled: ['SDK 2.x, one tool, bundled', 'floor'],
  sdk2: ['SDK 2.x, one tool', 'other'],
  sdk1: ['SDK 1.x, one tool', 'other'],
  peer: [peerLabel, 'other'],
  node22: ['bare node 22', 'floor'],
  ours22: ['this server, node 22', 'ours'],
  node24: ['bare node 24', 'floor'],
  ours24: ['this server, node 24', 'ours'],
};

const order = Object.keys(labels) as (keyof StartData)[];
const elsewhere = order.filter(who => /2[24]$/.test(who));
const here = order.filter(who => !elsewhere.includes(who));

const toBar = (who: keyof StartData, value: number) => ({
  label: labels[who][0],
  bars: [{ kind: labels[who][1], value }],
});

/** What the SDK alone takes is the best that is known of the reason. */
function toWhy(bundled: number, node: number, ours: number, unit: string): string {
  const floor = `The SDK and zod alone, as one file with one tool, take ${format(bundled)} ${unit} (${format(bundled / node)} × bare node)`;
  return ours > bundled
    ? `${floor}; the tools and what they need add ${format(ours - bundled)} ${unit}.`
    : `${floor}; this server, with all its tools, already takes less.`;
}

export function showStart(data: StartData): Shown {
  const ms = (who: keyof StartData) => data[who].ms.median;
  const ratio = ms('ours') / ms('node');
  const whyTime = toWhy(ms('bundled'), ms('node'), ms('ours'), 'ms');
  const mb = (who: keyof StartData) => data[who].mb ?? Number.NaN;
  const faster = (who: 'sdk1' | 'sdk2' | 'peer'): Goal => ({
    says: `start: faster than ${labels[who][0]}`,
    value: ms('ours'),
    unit: 'ms',
    is: 'below',
    limit: ms(who),
    why: whyTime,
  });
  return {
    title: 'Start',
    headline: `All ${data.ours.tools} default tools are listed ${format(ms('ours'))} ms after the spawn. Bare node answers a line after ${format(ms('node'))} ms; one trivial tool takes ${format(ms('sdk1'))} ms on SDK 1.x and ${format(ms('sdk2'))} ms on SDK 2.x, and the ${data.peer.tools} of \`contentstack-mcp\` ${format(ms('peer'))} ms.`,
    method:
      'From the spawn to the answer of the first `tools/list`, after `initialize`, and the most memory the process had had by then (`VmHWM`, of all runs the most). All default tools are listed where the token is said to write and nobody is at the host, so that no network plays a part; without credentials only those that read are. With a stack the time includes finding out what the token may do, from a sandbox in another process. The SDKs run unbundled from `node_modules`, as their documentation shows; the bundled one is for orientation, being what any server on that SDK costs.',
    goals: [
      {
        says: 'start: all default tools in at most 2.2 × bare node',
        value: ratio,
        unit: '× bare node',
        is: 'at most',
        limit: 2.2,
        why: whyTime,
      },
      faster('sdk1'),
      faster('sdk2'),
      faster('peer'),
      {
        says: 'start: peak memory at most 75 MB',
        value: mb('ours'),
        unit: 'MB',
        is: 'at most',
        limit: 75,
        why: toWhy(mb('bundled'), mb('node'), mb('ours'), 'MB'),
      },
    ],
    tables: [
      {
        head: ['who', 'tools', 'median, ms', '× bare node', 'p99, ms', 'most memory, MB', 'runs'],
        rows: order.map(who => {
          const { ms: spread, mb, tools } = data[who];
          const bare = who.endsWith('22') ? ms('node22') : who.endsWith('24') ? ms('node24') : ms('node');
          const figures = [tools, spread.median, spread.median / bare, spread.p99, mb ?? Number.NaN, spread.count];
          return [labels[who][0], ...figures.map(format)];
        }),
      },
    ],
    panels: [
      {
        title: 'Spawn to first tools/list, median',
        unit: 'ms',
        rows: here.map(who => toBar(who, ms(who))),
        limit: { value: 2.2 * ms('node'), label: 'goal: 2.2 × bare node' },
      },
      {
        title: 'The same on other versions of Node.js',
        unit: 'ms',
        rows: elsewhere.map(who => toBar(who, ms(who))),
      },
      {
        title: 'Most memory by then',
        unit: 'MB',
        rows: here.flatMap(who => {
          const { mb } = data[who];
          return mb === undefined ? [] : [toBar(who, mb)];
        }),
        limit: { value: 75, label: 'goal: 75 MB' },
      },
    ],
  };
}
