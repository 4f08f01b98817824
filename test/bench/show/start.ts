// The start: ours beside bare node, the SDK and the peer.
import { peerLabel } from '../pins.ts';
import { format, formatSpread, type Goal, type Kind, over, type Shown } from '../shown.ts';
import type { StartData } from '../start.ts';

const labels: Record<keyof StartData, [label: string, kind: Kind]> = {
  ours: ['this server, nobody at the host', 'ours'],
  alone: ['this server, without credentials', 'ours'],
  stack: ['this server, an ordinary start', 'ours'],
  node: ['bare node', 'floor'],
  bundled: ['SDK 2.x, one tool, bundled', 'floor'],
  sdk2: ['SDK 2.x, one tool', 'other'],
  sdk1: ['SDK 1.x, one tool', 'other'],
  peer: [peerLabel, 'other'],
  node22: ['bare node 22', 'floor'],
  ours22: ['this server, nobody at the host, node 22', 'ours'],
  node24: ['bare node 24', 'floor'],
  ours24: ['this server, nobody at the host, node 24', 'ours'],
};

const order = Object.keys(labels) as (keyof StartData)[];
const elsewhere = order.filter(who => /2[24]$/.test(who));
const here = order.filter(who => !elsewhere.includes(who));

const toBar = (who: keyof StartData, value: number) => ({
  label: labels[who][0],
  bars: [{ kind: labels[who][1], value }],
});

/** What is added on the way from bare node to ours. */
const steps = [
  ['bundled', 'the SDK and zod, as one file with one tool'],
  ['alone', 'the tools that only read, and what serves them'],
  [
    'ours',
    'credentials, with which undici is loaded and probes are sent, which nobody answers here, and the tools that write',
  ],
  ['stack', 'a stack that answers: what the token may do, and the names that go into the schemas'],
] as const;

/** Where it goes, from one candidate to the next. */
function toWhy(of: (who: keyof StartData) => number, unit: string, last: (typeof steps)[number][0]): string {
  let before = of('node');
  const parts = [`${format(before)} ${unit} bare node`];
  for (const [who, what] of steps.slice(0, steps.findIndex(([who]) => who === last) + 1)) {
    parts.push(`${format(of(who) - before)} ${what}`);
    before = of(who);
  }
  return `Of ${format(before)} ${unit} are ${parts.join('; ')}.`;
}

export function showStart(data: StartData): Shown {
  const ms = (who: keyof StartData) => data[who].ms.median;
  const ratio = ms('stack') / ms('node');
  const mb = (who: keyof StartData) => data[who].mb ?? Number.NaN;
  const whyTime = toWhy(ms, 'ms', 'stack');
  const faster = (who: 'sdk1' | 'sdk2' | 'peer'): Goal => ({
    says: `start: faster than ${labels[who][0]}`,
    value: ms('stack'),
    range: data.stack.ms,
    unit: 'ms',
    is: 'below',
    limit: ms(who),
    limitRange: data[who].ms,
    why: whyTime,
  });
  return {
    title: 'Start',
    headline: `On a stack that answers at once, all ${data.stack.tools} default tools are listed ${format(ms('stack'))} ms after the spawn. Bare node answers a line after ${format(ms('node'))} ms; one trivial tool takes ${format(ms('sdk1'))} ms on SDK 1.x and ${format(ms('sdk2'))} ms on SDK 2.x, and the ${data.peer.tools} of \`contentstack-mcp\` ${format(ms('peer'))} ms.`,
    method:
      'From the spawn to the answer of the first `tools/list`, after `initialize`, and the most memory the process had had by then (`VmHWM`, of all runs the most). An ordinary start has credentials and a host that answers, a sandbox in another process: the time includes finding out what the token may do, and the goals are of it. With nobody at the host the token is said to write, and no network plays a part; without credentials only the tools that read are listed. The SDKs run unbundled from `node_modules`, as their documentation shows; the bundled one is for orientation, being what any server on that SDK costs.',
    goals: [
      {
        says: 'start: an ordinary one in at most 2.2 × bare node',
        value: ratio,
        range: over(data.stack.ms, data.node.ms),
        unit: '× bare node',
        is: 'at most',
        limit: 2.2,
        why: whyTime,
      },
      faster('sdk1'),
      faster('sdk2'),
      faster('peer'),
      ...(['ours', 'stack'] as const).map(
        (who): Goal => ({
          says: `start: peak memory at most 75 MB${who === 'ours' ? ', with nobody at the host' : ''}`,
          value: mb(who),
          unit: 'MB',
          is: 'at most',
          limit: 75,
          why: toWhy(mb, 'MB', who),
        }),
      ),
    ],
    tables: [
      {
        head: ['who', 'tools', 'median, ms (range)', '× bare node', 'p99, ms', 'most memory, MB', 'runs'],
        rows: order.map(who => {
          const { ms: spread, mb, tools } = data[who];
          const bare = who.endsWith('22') ? ms('node22') : who.endsWith('24') ? ms('node24') : ms('node');
          const figures = [spread.median / bare, spread.p99, mb ?? Number.NaN, spread.count];
          return [labels[who][0], format(tools), formatSpread(spread), ...figures.map(format)];
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
