// Several processes on the stacks of one organisation: how close they come together to the least time, with a store and without.
import { setTimeout as wait } from 'node:timers/promises';
import { startRedis } from '../redis-server.ts';
import { percentile, type Range, round } from './measure.ts';
import { startOrganisation } from './organisation.ts';
import { paths } from './paths.ts';
import { findPost } from './sandbox.ts';
import { call, greet, type Server, start } from './stdio.ts';

export interface Fleet {
  runs: number;
  /** Of the run in the middle; low and high are the least and the most of all. */
  seconds: Range & { middle: number };
  /** Of all runs: calls that failed, and answers of the API that were refusals for too many requests. */
  failed: number;
  refused: number;
}

export interface SharedData {
  processes: number;
  stacks: number;
  calls: number;
  /** Requests a second that the API takes of the whole organisation. */
  rate: number;
  /** With the store. */
  shared: Fleet;
  /** Each paces itself, as if there were no other. */
  alone: Fleet;
}

const [processes, stacks, each, rate] = [4, 2, 50, 10];

async function measure(env: Record<string, string>, runs: number): Promise<Fleet> {
  await using organisation = await startOrganisation(stacks);
  const posts = await Promise.all(organisation.stacks.map(findPost));
  const servers: Server[] = Array.from({ length: processes }, (_, index) =>
    start([process.execPath, paths.product], { ...organisation.env(index % stacks), ...env }),
  );
  try {
    for (const server of servers) {
      await greet(server);
      await server.ask('tools/list');
    }
    const took: number[] = [];
    let [failed, refused] = [0, 0];
    for (let run = 0; run < runs; run += 1) {
      // What was asked before has used a part of its second.
      await wait(1500);
      organisation.takeRefused();
      const started = performance.now();
      const calls = servers.flatMap((server, index) =>
        Array.from({ length: each }, () =>
          call(server, 'get_entry', { content_type_uid: 'blog_post', entry_uid: posts[index % stacks] }),
        ),
      );
      failed += (await Promise.allSettled(calls)).filter(({ status }) => status === 'rejected').length;
      took.push(round((performance.now() - started) / 1000));
      refused += organisation.takeRefused();
    }
    const seconds = { middle: percentile(took, 0.5), low: Math.min(...took), high: Math.max(...took) };
    return { runs, seconds, failed, refused };
  } finally {
    await Promise.all(servers.map(server => server[Symbol.asyncDispose]()));
  }
}

/** @throws where there is no `redis-server`. */
export async function measureShared(): Promise<SharedData> {
  const store = await startRedis().catch(error => {
    throw new Error(`redis-server does not start (${error.message}): apt-get install -y redis-server`);
  });
  try {
    const shared = await measure({ CONTENTSTACK_SHARED_LIMIT: store.url }, 3);
    return { processes, stacks, calls: processes * each, rate, shared, alone: await measure({}, 1) };
  } finally {
    await store.close();
  }
}
