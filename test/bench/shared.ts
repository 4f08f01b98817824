// Several processes on the stacks of one organisation: how close they come together to the least time, with a store and without.
import { setTimeout as wait } from 'node:timers/promises';
import { startRedis } from '../redis-server.ts';
import type { Burst } from './bulk.ts';
import { round } from './measure.ts';
import { paths } from './paths.ts';
import { findPost, startApi } from './sandbox.ts';
import { call, greet, type Server, start } from './stdio.ts';

export interface Fleet extends Burst {
  processes: number;
  /** Answers of the API that were refusals for too many requests. */
  refused: number;
}

export interface SharedData {
  /** With the store. */
  shared: Fleet;
  /** Each paces itself, as if there were no other. */
  alone: Fleet;
}

const [processes, each] = [4, 50];

async function measure(env: Record<string, string>): Promise<Fleet> {
  await using api = await startApi([]);
  const post = { content_type_uid: 'blog_post', entry_uid: await findPost(api) };
  const servers: Server[] = Array.from({ length: processes }, () =>
    start([process.execPath, paths.product], { ...api.env('paced'), ...env }),
  );
  try {
    for (const server of servers) {
      await greet(server);
      await server.ask('tools/list');
    }
    // What was asked at the start has used a part of its second.
    await wait(1500);
    await api.forget();
    const started = performance.now();
    const calls = servers.flatMap(server => Array.from({ length: each }, () => call(server, 'get_entry', post)));
    const failed = (await Promise.allSettled(calls)).filter(({ status }) => status === 'rejected').length;
    const seconds = round((performance.now() - started) / 1000);
    return { processes, calls: calls.length, rate: 10, seconds, failed, refused: await api.count(429) };
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
    const shared = await measure({ CONTENTSTACK_SHARED_LIMIT: store.url });
    return { shared, alone: await measure({}) };
  } finally {
    await store.close();
  }
}
