// HTTP: ours beside a bare server on the same SDK, at several connections.
import type { HttpData, Load } from '../http.ts';
import { format, formatSpread, type Goal, type Panel, type Shown } from '../shown.ts';

const counts = ['1', '16', '64'] as const;
type Count = (typeof counts)[number];

const toConnections = (count: Count): string => `${count} connection${count === '1' ? '' : 's'}`;

const labels: Record<Load, string> = {
  'ours: language': 'this server, one language',
  'bare: language': 'bare SDK, one language',
  'ours: refused': 'this server, refused by its schema',
  'bare: echo': 'bare SDK, echo',
};

const loads = Object.keys(labels) as Load[];

/** What is set beside what: as the goal was set, and then what does the same. */
const pairs: { says: string; title: string; ours: Load; bare: 'bare: echo' | 'bare: language' }[] = [
  {
    says: 'HTTP: at least 0.8 × a bare SDK echo tool',
    title: 'One language, by a bare echo',
    ours: 'ours: language',
    bare: 'bare: echo',
  },
  {
    says: 'HTTP, like for like: at least 0.8 × a bare SDK tool that asks the API the same',
    title: 'One language, by a bare tool that asks the same',
    ours: 'ours: language',
    bare: 'bare: language',
  },
  {
    says: 'HTTP, no API asked: a call refused by its schema, at least 0.8 × a bare SDK echo tool',
    title: 'Refused by its schema, by a bare echo',
    ours: 'ours: refused',
    bare: 'bare: echo',
  },
];

const same =
  'Both make a server for each request, as the SDK wants it. Ours has resources, prompts and instructions beside its tools, and masks and shortens what the API says, which the bare server passes on.';

export function showHttp(data: HttpData): Shown {
  const of = (count: Count, load: Load) => data[count][load].perSecond;
  const ratio = (count: Count, ours: Load, bare: Load) => of(count, ours).median / of(count, bare).median;
  const toRatios = (ours: Load, bare: Load) => counts.map(count => format(ratio(count, ours, bare))).join(', ');
  const toWhy = (count: Count, ours: Load, bare: Load): string =>
    ours === 'ours: language' && bare === 'bare: echo'
      ? `Each call is a request to the API, here the sandbox on the same cores; an echo asks nobody. With the same request the bare server comes to ${format(ratio(count, 'bare: language', bare))} × its own echo, and ours to ${format(ratio(count, ours, 'bare: language'))} × that.`
      : same;
  const toGoal = (count: Count, { says, title, ours, bare }: (typeof pairs)[number]): Goal => ({
    says: `${says}, at ${toConnections(count)}`,
    value: ratio(count, ours, bare),
    range: data[count][ours][bare === 'bare: echo' ? 'overEcho' : 'overLanguage'],
    unit: '×',
    is: 'at least',
    limit: 0.8,
    why: toWhy(count, ours, bare),
    plot: title,
  });
  const drawPair = ({ title, ours, bare }: (typeof pairs)[number]): Panel => ({
    title,
    unit: '×',
    rows: counts.map(count => ({
      label: toConnections(count),
      bars: [{ kind: 'ours', value: ratio(count, ours, bare) }],
    })),
    limit: { value: 0.8, label: 'goal: 0.8 ×' },
  });
  return {
    title: 'HTTP',
    headline: `Over HTTP it answers ${format(of('16', 'ours: language').median)} calls a second at 16 connections, each with a request to the API. At 1, 16 and 64 connections that is ${toRatios('ours: language', 'bare: language')} × a bare server on the same SDK that does no more than that request, and ${toRatios('ours: language', 'bare: echo')} × its echo, which asks nobody.`,
    method:
      'One load for all, from the process of the bench: so many connections, each sending its next `tools/call` (of the 2026 protocol) when the one before is answered, for half a second in each round. Both servers, the sandbox and the load share the cores. The goal is set against a tool that echoes and asks nobody, while each call of ours is a request to the API. So two more pairs stand beside it. Like for like: the bare server has a `get_language` too, which sends the same request to the same sandbox by undici and passes on what it says. No API asked: a call of ours that its schema refuses, beside the echo. Every × is the quotient of the medians in the table.',
    goals: pairs.flatMap(pair => counts.map(count => toGoal(count, pair))),
    tables: counts.map(count => ({
      head: [
        toConnections(count),
        'calls a second, median (quartiles)',
        '× echo',
        '× one language',
        'p99, ms',
        'slices',
      ],
      rows: loads.map(load => {
        const { perSecond, p99 } = data[count][load];
        const ratios = (['bare: echo', 'bare: language'] as const).map(bare => ratio(count, load, bare));
        return [labels[load], formatSpread(perSecond), ...[...ratios, p99, perSecond.count].map(format)];
      }),
    })),
    panels: [
      ...pairs.map(drawPair),
      ...counts.map(count => ({
        title: `Calls a second at ${toConnections(count)}`,
        unit: '/s',
        rows: loads.map(load => ({
          label: labels[load],
          bars: [
            { kind: load.startsWith('ours') ? ('ours' as const) : ('other' as const), value: of(count, load).median },
          ],
        })),
      })),
    ],
  };
}
