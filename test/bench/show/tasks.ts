// Tasks: a search through thousands of entries beside the least time it can take, and the end of a cancelled one.
import { format, type Shown } from '../shown.ts';
import type { TasksData } from '../tasks.ts';

export function showTasks({ scan, cancelled }: TasksData): Shown {
  const { requests, rate, seconds } = scan;
  // The first leave at once, as the second is not used up.
  const ideal = (requests - rate) / rate;
  const pages = cancelled.ms.median / cancelled.page.median;
  return {
    title: 'Tasks',
    headline: `A search that takes ${requests} requests ends after ${format(seconds)} s, ${format(seconds / ideal)} × the time that half of the API's reads allow. A cancelled one sends its last request ${format(cancelled.ms.median)} ms after the word.`,
    method: `A search for words that are nowhere goes through the articles of a generated stack, page by page. With the limits of the API a task takes half of the reads, ${rate} a second: ideal is (n − ${rate}) / ${rate} seconds. Cancelled: without limits, 15 times, a quarter of a second after the call; the log of the API is looked at again and again until nothing has come for 60 looks, some 100 ms. At most ${cancelled.after} requests were counted after the word, one that was on its way among them.`,
    goals: [
      {
        says: 'tasks: a search within 1.2 × of the time that half of the reads allow',
        value: seconds / ideal,
        unit: '×',
        is: 'at most',
        limit: 1.2,
        why: 'The server counts a second as a little longer, and goes through pages one after the other, each of which waits for the one before.',
      },
      {
        says: 'tasks: a cancelled search ends within two pages',
        value: pages,
        unit: '× one page',
        is: 'at most',
        limit: 2,
        why: 'What was on its way is still counted by the API.',
      },
    ],
    tables: [
      {
        head: ['what', 'requests', 'ideal, s', 'took, s'],
        rows: [['search', String(requests), format(ideal), format(seconds)]],
      },
    ],
    panels: [
      {
        title: `${requests} requests of a search`,
        unit: 's',
        rows: [
          { label: 'ideal', bars: [{ kind: 'floor', value: ideal }] },
          { label: 'this server', bars: [{ kind: 'ours', value: seconds }] },
        ],
        limit: { value: 1.2 * ideal, label: 'goal: 1.2 × ideal' },
      },
    ],
  };
}
