// Tasks: how close those that read come under the limits of the API to the least time they can take, and how soon a cancelled one ends.
import { setTimeout as wait } from 'node:timers/promises';
import { round, type Spread, time, toSpread } from './measure.ts';
import { paths } from './paths.ts';
import { startApi } from './sandbox.ts';
import { call, greet, type Server, start } from './stdio.ts';

export interface Done {
  tool: string;
  /** What was asked, in words. */
  what: string;
  /** Reads of the API. */
  requests: number;
  seconds: number;
}

export interface TasksData {
  /** One at a time, at the pace of the API. */
  done: Done[];
  /** Reads a second that a task may send. */
  rate: number;
  entries: number;
  /** Milliseconds from the word that a task is cancelled until the API gets the last request of it; and what one page takes. */
  cancelled: { ms: Spread; page: Spread; after: number };
}

const articles = 2_000;
const page = { content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5' };
const nowhere = { text: 'no such words anywhere', content_types: ['article'], locales: ['en-us'] };

/** Every task that only reads, once. */
const asked: [tool: string, what: string, args: object][] = [
  ['find_in_content', 'words in all entries and languages', { text: 'no such words anywhere' }],
  ['audit_content', 'broken references in all entries', { checks: ['broken_references'] }],
  ['compare_environments', 'what is live in staging and production', { from: 'staging', to: 'production' }],
  [
    'plan_publish',
    'all that is live older than saved',
    { stale: true, environments: ['production'], locales: ['en-us'] },
  ],
  ['list_activity', 'what happened in 30 days', {}],
  ['compare_entry', 'two versions of a page', { ...page, from: { version: 1 } }],
  ['read_entry', 'a page as a person reads it', page],
];

async function measureDone(): Promise<Done[]> {
  await using api = await startApi(['--entries', String(articles)]);
  await using ours: Server = start([process.execPath, paths.product], api.env('paced'));
  await greet(ours);
  await ours.ask('tools/list');
  const done: Done[] = [];
  for (const [tool, what, args] of asked) {
    // What was asked before has used a part of its second.
    await wait(1500);
    await api.forget();
    const took = await time(() => call(ours, tool, args));
    done.push({ tool, what, requests: await api.count(), seconds: round(took / 1000) });
  }
  return done;
}

async function measureCancelled(): Promise<TasksData['cancelled']> {
  await using api = await startApi(['--limits', 'off', '--entries', String(2 * articles)]);
  await using ours: Server = start([process.execPath, paths.product], api.env());
  await greet(ours);
  await ours.ask('tools/list');
  const [ms, page]: [number[], number[]] = [[], []];
  let after = 0;
  for (let turn = 0; turn < 15; turn += 1) {
    page.push(await time(() => api.get('/content_types/article/entries', { limit: '100', skip: '100' })));
    await api.forget();
    const asked = ours.ask('tools/call', { name: 'find_in_content', arguments: nowhere }).catch(() => {});
    await wait(250);
    ours.cancel();
    const cancelled = performance.now();
    let [last, seen] = [cancelled, await api.count()];
    const atOnce = seen;
    for (let quiet = 0; quiet < 60; ) {
      await wait(1);
      const now = await api.count();
      quiet = now === seen ? quiet + 1 : 0;
      if (now !== seen) [last, seen] = [performance.now(), now];
    }
    ms.push(last - cancelled);
    after = Math.max(after, seen - atOnce);
    await Promise.race([asked, wait(50)]);
  }
  return { ms: toSpread(ms), page: toSpread(page), after };
}

export const measureTasks = async (): Promise<TasksData> => ({
  done: await measureDone(),
  rate: 5,
  entries: articles,
  cancelled: await measureCancelled(),
});
