// Tasks: those that read, beside the least time they can take under the limits, and the end of a cancelled one.
import { format, formatSpread, type Shown } from '../shown.ts';
import type { Done, TasksData } from '../tasks.ts';

const titles = { ideal: 'Time of a task, by the ideal', cancelled: 'A cancelled search, until its last request' };

export function showTasks({ done, rate, entries, cancelled }: TasksData): Shown {
  // The first leave at once, as the second is not used up. Where no more are sent, nothing has to wait.
  const toIdeal = ({ requests }: Done) => Math.max(0, requests - rate) / rate;
  const toRatio = (one: Done) => (toIdeal(one) < 1 ? Number.NaN : one.seconds / toIdeal(one));
  const [search] = done.filter(({ tool }) => tool === 'find_in_content') as [Done];
  const pages = (ms: number) => ms / cancelled.page.median;
  const long = done.filter(one => !Number.isNaN(toRatio(one)));
  return {
    title: 'Tasks',
    headline: `A search through everything, of ${search.requests} requests, ends after ${format(search.seconds)} s, ${format(toRatio(search))} × the time that half of the API's reads allow; of all ${long.length} tasks that take a second or more, the slowest takes ${format(Math.max(...long.map(toRatio)))} × its own. A cancelled search sends its last request ${format(cancelled.ms.median)} ms after the word.`,
    method: `Each task that only reads, once, one after the other, on the demo stack with ${format(entries)} more articles and with the limits of the API. Of those a task takes half of the reads, ${rate} a second: ideal is (n − ${rate}) / ${rate} seconds, as the first ${rate} need not wait; a dash stands where that is less than a second, and the time is that of the answers. Cancelled: without limits, ${cancelled.ms.count} times, a quarter of a second after the call of a search through ${format(2 * entries)} articles; the log of the API is looked at again and again until nothing has come for 60 looks, some 100 ms. At most ${cancelled.after} requests were counted after the word, one that was on its way among them.`,
    goals: [
      {
        says: 'tasks: a search within 1.2 × of the time that half of the reads allow',
        value: toRatio(search),
        range: 'one run',
        unit: '×',
        is: 'at most',
        limit: 1.2,
        why: 'The server counts a second as a little longer, and goes through pages one after the other, each of which waits for the one before.',
        plot: titles.ideal,
      },
      {
        says: 'tasks: a cancelled search ends within two pages',
        value: pages(cancelled.ms.median),
        range: { low: pages(cancelled.ms.low), high: pages(cancelled.ms.high) },
        unit: '× one page',
        is: 'at most',
        limit: 2,
        why: 'What was on its way is still counted by the API.',
        plot: titles.cancelled,
      },
    ],
    tables: [
      {
        head: ['task', 'of what', 'requests', 'ideal, s', 'took, s', '× ideal'],
        rows: done.map(one => [
          `\`${one.tool}\``,
          one.what,
          ...[one.requests, toIdeal(one), one.seconds, toRatio(one)].map(format),
        ]),
      },
      {
        head: ['cancelled', 'until the last request, ms (quartiles)', 'one page, ms (quartiles)', 'times'],
        rows: [['`find_in_content`', ...[cancelled.ms, cancelled.page].map(formatSpread), format(cancelled.ms.count)]],
      },
    ],
    panels: [
      {
        title: titles.ideal,
        unit: '×',
        rows: long.map(one => ({
          label: `${one.tool}, ${one.requests} requests`,
          bars: [{ kind: 'ours', value: toRatio(one) }],
        })),
        limit: { value: 1.2, label: 'goal of a search: 1.2 × ideal' },
      },
      {
        title: titles.cancelled,
        unit: 'pages',
        rows: [{ label: 'find_in_content', bars: [{ kind: 'ours', value: pages(cancelled.ms.median) }] }],
        limit: { value: 2, label: 'goal: 2 pages' },
      },
    ],
  };
}
