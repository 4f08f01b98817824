// What one tool call costs beside the same request by undici alone, by Contentstack's own SDK and by the peer.
import { createRequire } from 'node:module';
import { interleave, mapValues, type Spread, time, toSpread } from './measure.ts';
import { paths } from './paths.ts';
import { installPeer } from './peers.ts';
import { findPost, startApi } from './sandbox.ts';
import { call, greet, start } from './stdio.ts';

export type CallData = Record<'ours' | 'undici' | 'management' | 'peer', Spread>;

interface Management {
  client(options: object): {
    stack(options: object): { contentType(uid: string): { entry(uid: string): { fetch(): Promise<unknown> } } };
  };
}

export async function measureCall(): Promise<CallData> {
  await using api = await startApi();
  const entry_uid = await findPost(api);
  await using ours = start([process.execPath, paths.product], api.env());
  await greet(ours);
  const { command, env } = await installPeer(api);
  await using peer = start(command, env);
  await greet(peer);
  const { client } = createRequire(import.meta.url)('@contentstack/management') as Management;
  const { port } = new URL(api.origin);
  const stack = client({ host: '127.0.0.1', port, endpoint: `${api.origin}/v3` }).stack({
    api_key: api.key,
    management_token: api.token,
    branch_uid: 'main',
  });
  const entry = stack.contentType('blog_post').entry(entry_uid);
  const taken = await interleave(
    {
      ours: () => time(() => call(ours, 'get_entry', { content_type_uid: 'blog_post', entry_uid })),
      undici: () => time(() => api.get(`/content_types/blog_post/entries/${entry_uid}`)),
      management: () => time(() => entry.fetch()),
      peer: () =>
        time(() => call(peer, 'contentstack_get_entry', { contentTypeUid: 'blog_post', entryUid: entry_uid })),
    },
    { rounds: 2000, before: 300 },
  );
  return mapValues(taken, toSpread);
}
