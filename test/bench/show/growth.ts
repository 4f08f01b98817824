// Growth: with the modules of the server, and with the entries of the stack.
import type { GrowthData, Question } from '../growth.ts';
import { format, type Shown } from '../shown.ts';

const counts = ['1', '4', '21'] as const;
const sizes = ['100', '10000', '100000'] as const;

const questions: Record<Question, string> = {
  page: 'a page of a list',
  filter: 'filter, sort, count',
  entry: 'one entry',
};
const asked = Object.keys(questions) as Question[];

const toModules = (count: string) => `${count} module${count === '1' ? '' : 's'}`;
const toEntries = (size: string) => `${format(Number(size))} entries`;

export function showGrowth({ modules, stacks }: GrowthData): Shown {
  const over = (size: (typeof sizes)[number], what: Question) =>
    stacks[size][what].ours.median - stacks[size][what].bare.median;
  return {
    title: 'Growth',
    headline: `From 1 module to 21 (${modules[1].tools} tools to ${modules[21].tools}) a warm list goes from ${format(modules[1].list.median)} to ${format(modules[21].list.median)} ms and a call from ${format(modules[1].call.median)} to ${format(modules[21].call.median)} ms. From 100 entries to 100,000, what a page of a list costs beyond the bare request goes from ${format(over('100', 'page'))} to ${format(over('100000', 'page'))} ms.`,
    method:
      'By modules: servers with a stack, in turn, each started anew; the second list, and the median of 20 calls of `get_entry`, in each. By entries: the generated articles of `sandbox --entries`; each question in turn by a tool call and by undici alone. What grows in both is the sandbox looking through its entries; their difference is the server.',
    goals: [],
    tables: [
      {
        head: ['modules', 'tools', 'first list, ms', 'warm list, ms', 'call, ms', 'most memory, MB', 'runs'],
        rows: counts.map(count => {
          const { tools, first, list, call, mb = Number.NaN } = modules[count];
          return [count, ...[tools, first.median, list.median, call.median, mb, list.count].map(format)];
        }),
      },
      {
        head: ['entries', 'question', 'this server, ms', 'p99, ms', 'undici alone, ms', 'over undici, ms', 'runs'],
        rows: sizes.flatMap(size =>
          asked.map(what => {
            const { ours, bare } = stacks[size][what];
            const figures = [ours.median, ours.p99, bare.median, over(size, what), ours.count];
            return [format(Number(size)), questions[what], ...figures.map(format)];
          }),
        ),
      },
    ],
    legend: { ours: 'this server', floor: 'undici alone' },
    panels: [
      {
        title: 'A warm tools/list',
        unit: 'ms',
        rows: counts.map(count => ({
          label: `${toModules(count)}, ${modules[count].tools} tools`,
          bars: [{ kind: 'ours', value: modules[count].list.median }],
        })),
      },
      {
        title: 'A call',
        unit: 'ms',
        rows: counts.map(count => ({
          label: toModules(count),
          bars: [{ kind: 'ours', value: modules[count].call.median }],
        })),
      },
      {
        title: 'Most memory, after 20 calls',
        unit: 'MB',
        rows: counts.flatMap(count => {
          const { mb } = modules[count];
          return mb === undefined ? [] : [{ label: toModules(count), bars: [{ kind: 'ours' as const, value: mb }] }];
        }),
      },
      ...asked.map(what => ({
        title: `Answer: ${questions[what]}`,
        unit: 'ms',
        rows: sizes.map(size => ({
          label: toEntries(size),
          bars: [
            { kind: 'ours' as const, value: stacks[size][what].ours.median },
            { kind: 'floor' as const, value: stacks[size][what].bare.median },
          ],
        })),
      })),
    ],
  };
}
