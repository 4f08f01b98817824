// Tasks: how close a scan under the limits of the API comes to the least time it can take, and how soon a cancelled one ends.
import { setTimeout as wait } from 'node:timers/promises';
import { round, type Spread, time, toSpread } from './measure.ts';
import { paths } from './paths.ts';
import { startApi } from './sandbox.ts';
import { call, greet, type Server, start } from './stdio.ts';

export interface TasksData {
  /** A search of all articles in one language, at the pace of the API. */
  scan: { requests: number; rate: number; seconds: number };
  /** Milliseconds from the word that a task is cancelled until the API gets the last request of it; and what one page takes. */
  cancelled: { ms: Spread; page: Spread; after: number };
}

const articles = 4_000;
const question = { text: 'no such words anywhere', content_types: ['article'], locales: ['en-us'] };

async function measureScan(): Promise<TasksData['scan']> {
  await using api = await startApi(['--entries', String(articles)]);
  await using ours: Server = start([process.execPath, paths.product], api.env('paced'));
  await greet(ours);
  await ours.ask('tools/list');
  // What was asked at the start has used a part of its second.
  await wait(1500);
  const before = await api.count(200);
  const took = await time(() => call(ours, 'find_in_content', question));
  return { requests: (await api.count(200)) - before, rate: 5, seconds: round(took / 1000) };
}

async function measureCancelled(): Promise<TasksData['cancelled']> {
  await using api = await startApi(['--limits', 'off', '--entries', String(articles)]);
  await using ours: Server = start([process.execPath, paths.product], api.env());
  await greet(ours);
  await ours.ask('tools/list');
  const [ms, page]: [number[], number[]] = [[], []];
  let after = 0;
  for (let turn = 0; turn < 15; turn += 1) {
    page.push(await time(() => api.get('/content_types/article/entries', { limit: '100', skip: '100' })));
    await api.forget();
    const asked = ours.ask('tools/call', { name: 'find_in_content', arguments: question }).catch(() => {});
    await wait(250);
    ours.cancel();
    const cancelled = performance.now();
    let [last, seen] = [cancelled, await api.count(200)];
    const atOnce = seen;
    for (let quiet = 0; quiet < 60; ) {
      await wait(1);
      const now = await api.count(200);
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
  scan: await measureScan(),
  cancelled: await measureCancelled(),
});
