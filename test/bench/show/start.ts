// The start: ours beside bare node, the SDK, the peer and itself as it was.
import { format, formatSpread, type Shown } from '../shown.ts';
import { lines, type StartData, type Started, type Who } from '../start.ts';
import { toGoals, toPanels } from './start-goals.ts';
import { type Figure, listRows, toFigure } from './start-rows.ts';

const listEach = (data: StartData, figure: Figure, what: 'stack' | 'sandbox'): string =>
  lines.map(line => format(toFigure(data, figure, `${what}${line}`))).join(', ');

const method = [
  'From the spawn to the answer of the first `tools/list`, after `initialize`.',
  'CPU is what the main thread has run by then, in user and system mode, as Linux counts it in nanoseconds (`/proc/<pid>/task/<pid>/schedstat`), read when the answer is there; that of all threads stands beside it.',
  'Memory is the most that the process had had by then (`VmHWM`), of all runs the most.',
  'Every × is by bare node of the same version, which answers the same lines with nothing behind it.',
  'An ordinary start has credentials and a host that answers, a sandbox in another process: it includes finding out what the token may do.',
  'Without credentials only the tools that read are listed; with nobody at the host the token is said to write, and no network plays a part; with `--sandbox` the demo stack is in the process itself.',
  'From Node.js 22 on, compiled code is kept between starts: one start that does not count fills the cache of each row, and the first start finds it empty.',
  'The trivial servers of the SDKs are bundled with the options of this one; unbundled, as their documentation shows, they are for orientation.',
];
const withBefore =
  'As it was before: the last commit before the start was changed, built in a temporary folder, and started in the same rounds.';
const withoutBefore =
  'The server as it was before the start was changed could not be built where this ran, so nothing is set against it.';

export function showStart(data: StartData): Shown {
  const ms = (who: Who) => format(toFigure(data, 'ms', who));
  return {
    title: 'Start',
    headline: `On Node.js 20, 22 and 24 an ordinary start takes ${listEach(data, 'cpu ×', 'stack')} × the CPU of bare node to the answered list, counted on the main thread, and \`--sandbox\` ${listEach(data, 'cpu ×', 'sandbox')} ×. On a stack that answers at once, all ${data.stack20.tools} default tools are listed ${listEach(data, 'ms', 'stack')} ms after the spawn. On 20, bare node answers a line after ${ms('node20')} ms; one trivial tool takes ${ms('sdk1')} ms on SDK 1.x and ${ms('sdk2')} ms on SDK 2.x, bundled as this server is, and the ${data.peer.tools} of \`contentstack-mcp\` ${ms('peer')} ms.`,
    method: [...method, data.before ? withBefore : withoutBefore].join(' '),
    goals: toGoals(data),
    tables: [
      {
        head: [
          ...[
            'who',
            'tools',
            'CPU of the main thread, ms (quartiles)',
            '× bare node (quartiles)',
            'of all threads, ms',
          ],
          ...['time, ms (quartiles)', '× bare node', 'p99, ms', 'most memory, MB', 'runs'],
        ],
        rows: listRows(data).map(([who, label, kind]) => {
          const { ms, mb = Number.NaN, tools, cpu, cpuOverNode, cpuOfAll } = data[who] as Started;
          return [
            kind === 'ours' ? `this server, ${label}` : label,
            format(tools),
            ...[cpu, cpuOverNode].map(each => (each ? formatSpread(each) : '–')),
            format(cpuOfAll?.median ?? Number.NaN),
            formatSpread(ms),
            ...[toFigure(data, 'ms ×', who), ms.p99, mb, ms.count].map(format),
          ];
        }),
      },
    ],
    panels: toPanels(data),
  };
}
