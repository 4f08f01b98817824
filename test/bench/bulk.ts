// Many calls at once under the limits of the API: how close to the least time they can take, and whether any fails.
import { setTimeout as wait } from 'node:timers/promises';
import { round } from './measure.ts';
import { paths } from './paths.ts';
import { installPeer } from './peers.ts';
import { findPost, startApi } from './sandbox.ts';
import { call, greet, type Server, start } from './stdio.ts';

export interface Burst {
  calls: number;
  /** Requests a second that the API takes; so many also leave at once. */
  rate: number;
  seconds: number;
  failed: number;
}

export interface BulkData {
  reads: Burst;
  writes: Burst;
  /** The same load on a server that does not wait its turn. */
  peer: { reads: Burst; writes: Burst };
  /** Answers of the API that were refusals for too many requests. */
  refused: number;
}

/** No more are under way than a client may have sent: each waits for its turn no longer than the server's 30 s for a call. */
const underWay = 100;

async function burst(calls: number, one: (index: number) => Promise<unknown>): Promise<Burst> {
  const started = performance.now();
  let next = 0;
  let failed = 0;
  const work = async () => {
    while (next < calls) {
      next += 1;
      await one(next).catch(() => {
        failed += 1;
      });
    }
  };
  await Promise.all(Array.from({ length: underWay }, work));
  return { calls, rate: 10, seconds: round((performance.now() - started) / 1000), failed };
}

export async function measureBulk(): Promise<BulkData> {
  // Its limits are those of the API when none are given.
  await using api = await startApi([]);
  const entry_uid = await findPost(api);
  await using ours: Server = start([process.execPath, paths.product], api.env('paced'));
  await greet(ours);
  await ours.ask('tools/list');
  // What was asked at the start has used a part of its second.
  await wait(1500);
  const post = { content_type_uid: 'blog_post', entry_uid };
  // Reads and writes are counted apart, so they run beside each other: a write that reads first would have to wait among the reads.
  const [reads, writes] = await Promise.all([
    burst(500, () => call(ours, 'get_entry', post)),
    burst(200, index => call(ours, 'create_label', { label: { name: `Label ${index}`, content_types: [] } })),
  ]);
  return { reads, writes, refused: await api.count(429), peer: await measurePeer() };
}

async function measurePeer(): Promise<BulkData['peer']> {
  await using api = await startApi([]);
  const { command, env } = await installPeer(api);
  await using peer = start(command, env);
  await greet(peer);
  const post = { contentTypeUid: 'blog_post', entryUid: await findPost(api) };
  const toData = (index: number) => ({ data: { entry: { headline: `Headline ${index}` } } });
  const [reads, writes] = await Promise.all([
    burst(500, () => call(peer, 'contentstack_get_entry', post)),
    burst(200, index => call(peer, 'contentstack_update_entry', { ...post, ...toData(index) })),
  ]);
  return { reads, writes };
}
