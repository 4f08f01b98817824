// What reading, listing and changing cost beside the same requests by undici alone, by Contentstack's own SDK and by the peer.
import { createRequire } from 'node:module';
import { byRound, difference, interleave, mapValues, type Spread, time, toSpread } from './measure.ts';
import { paths } from './paths.ts';
import { installPeer } from './peers.ts';
import { startApi } from './sandbox.ts';
import { call, greet, start } from './stdio.ts';

export interface Asked {
  ours: Spread;
  /** The same requests, and nothing else. */
  undici: Spread;
  management: Spread;
  /** Ours less undici in the same round. */
  over: Spread;
}

export interface CallData {
  get: Asked & { peer: Spread };
  /** Of 100 entries. */
  list: Asked;
  /** An update reads the entry first: so do undici and the SDK; `write` is the second request of undici alone. */
  update: Asked & { write: Spread };
}

interface Entry {
  headline?: string;
  fetch(): Promise<Entry>;
  update(): Promise<unknown>;
  query(query: object): { find(): Promise<unknown> };
}

interface Management {
  client(options: object): {
    stack(options: object): { contentType(uid: string): { entry(uid?: string): Entry } };
  };
}

/** What the tool asks for, so that all send the same request. */
const page = { limit: '100', include_count: 'true', include_publish_details: 'true' };

export async function measureCall(): Promise<CallData> {
  await using api = await startApi(['--limits', 'off', '--entries', '1000']);
  const posts = '/content_types/blog_post/entries';
  const { entries } = (await api.get(posts)) as { entries: { uid: string }[] };
  // One is only read, and another one gains a version with every update.
  const [read = '', changed = ''] = entries.map(({ uid }) => uid);
  await using ours = start([process.execPath, paths.product], api.env());
  await greet(ours);
  const { command, env } = await installPeer(api);
  await using peer = start(command, env);
  await greet(peer);
  const { client } = createRequire(import.meta.url)('@contentstack/management') as Management;
  const stack = client({ host: '127.0.0.1', port: new URL(api.origin).port, endpoint: `${api.origin}/v3` }).stack({
    api_key: api.key,
    management_token: api.token,
    branch_uid: 'main',
  });
  const post = stack.contentType('blog_post');
  const toAsked = (taken: Record<'ours' | 'undici' | 'management', number[]>): Asked => ({
    ...mapValues({ ours: taken.ours, undici: taken.undici, management: taken.management }, toSpread),
    over: byRound(taken.ours, taken.undici, difference),
  });

  const got = await interleave(
    {
      ours: () => time(() => call(ours, 'get_entry', { content_type_uid: 'blog_post', entry_uid: read })),
      undici: () => time(() => api.get(`${posts}/${read}`)),
      management: () => time(() => post.entry(read).fetch()),
      peer: () => time(() => call(peer, 'contentstack_get_entry', { contentTypeUid: 'blog_post', entryUid: read })),
    },
    { rounds: 2000, before: 300 },
  );
  const listed = await interleave(
    {
      ours: () => time(() => call(ours, 'list_entries', { content_type_uid: 'article', limit: 100 })),
      undici: () => time(() => api.get('/content_types/article/entries', page)),
      management: () => time(() => stack.contentType('article').entry().query(page).find()),
    },
    { rounds: 800, before: 100 },
  );
  let count = 0;
  const toChange = () => {
    count += 1;
    return { headline: `Headline ${count}` };
  };
  const updated = await interleave(
    {
      ours: () =>
        time(() =>
          call(ours, 'update_entry', { content_type_uid: 'blog_post', entry_uid: changed, entry: toChange() }),
        ),
      undici: () =>
        time(async () => {
          await api.get(`${posts}/${changed}`);
          await api.put(`${posts}/${changed}`, { entry: toChange() });
        }),
      write: () => time(() => api.put(`${posts}/${changed}`, { entry: toChange() })),
      management: () =>
        time(async () => {
          const entry = await post.entry(changed).fetch();
          await Object.assign(entry, toChange()).update();
        }),
    },
    { rounds: 800, before: 100 },
  );
  return {
    get: { ...toAsked(got), peer: toSpread(got.peer) },
    list: toAsked(listed),
    update: { ...toAsked(updated), write: toSpread(updated.write) },
  };
}
