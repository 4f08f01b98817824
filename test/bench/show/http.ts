// HTTP: ours beside a bare server on the same SDK, at several connections.
import type { HttpData, Load } from '../http.ts';
import { format, type Shown } from '../shown.ts';

const connections = ['1', '16', '64'] as const;

const labels: Record<Load, string> = {
  'ours: language': 'this server, one language',
  'bare: language': 'bare SDK, one language',
  'ours: refused': 'this server, refused by its schema',
  'bare: echo': 'bare SDK, echo',
};

const loads = Object.keys(labels) as Load[];

export function showHttp(data: HttpData): Shown {
  const ratio = (count: (typeof connections)[number]) => data[count].ratios.language;
  const ratios = connections.map(count => `${format(ratio(count))} × at ${count}`).join(', ');
  return {
    title: 'HTTP',
    headline: `Over HTTP it answers ${format(data[16].loads['ours: language'].perSecond)} calls a second at 16 connections, each with a request to the API. Of a bare server on the same SDK that does no more than that request it is ${ratios} connections.`,
    method:
      'One load for both, from the process of the bench: so many connections, each sending its next `tools/call` (of the 2026 protocol) when the one before is answered. Both servers, the sandbox and the load share the cores. The goal is judged like for like, on `get_language`: the tool of the bare server sends the same request to the same sandbox by undici, and passes on what it says. Each round gives its own quotient, of which the median counts. Beside it stands what asks no API: a call of ours that its schema refuses, and an echo.',
    goals: connections.map(count => ({
      says: `HTTP: at least 0.8 × a bare SDK tool at ${count} connection${count === '1' ? '' : 's'}`,
      value: ratio(count),
      unit: '×',
      is: 'at least',
      limit: 0.8,
      why: 'Both make a server for each request, as the SDK wants it. Ours has resources, prompts and instructions beside its tools, and masks and shortens what the API says, which the bare server passes on.',
    })),
    tables: connections.map(count => ({
      head: [`${count} connection${count === '1' ? '' : 's'}`, 'calls a second, median', '× bare', 'p99, ms', 'slices'],
      rows: loads.map(load => {
        const { ratios } = data[count];
        const { perSecond, p99, slices } = data[count].loads[load];
        const ratio = load === 'ours: language' ? ratios.language : load === 'ours: refused' ? ratios.none : 1;
        return [labels[load], ...[perSecond, ratio, p99, slices].map(format)];
      }),
    })),
    panels: connections.map(count => ({
      title: `Calls a second at ${count} connection${count === '1' ? '' : 's'}`,
      unit: '/s',
      rows: loads.map(load => ({
        label: labels[load],
        bars: [{ kind: load.startsWith('ours') ? 'ours' : 'other', value: data[count].loads[load].perSecond }],
      })),
      limit: {
        value: 0.8 * data[count].loads['bare: language'].perSecond,
        label: 'goal: 0.8 × bare SDK, one language',
      },
    })),
  };
}
