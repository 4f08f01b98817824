// What the release tests ask and look at again and again.
import { expect } from 'vitest';
import { ann, bob, type Client, hill } from '../small-stack.ts';

export const newer = { headers: { release_version: '2.0' } };
export const annItem = { uid: ann, version: 1, locale: 'en-us', content_type_uid: 'author', action: 'publish' };
export const bobItem = { uid: bob, version: 2, locale: 'en-us', content_type_uid: 'author', action: 'publish' };
export const hillItem = {
  uid: hill,
  version: 1,
  locale: 'en-us',
  content_type_uid: 'built_io_upload',
  action: 'publish',
};
export const production = 'blt00000000000000d2';
export const development = 'blt00000000000000d1';

export async function make({ post }: Client, ...items: unknown[]): Promise<string> {
  const { body } = await post('/releases', { release: { name: 'Spring', description: 'All of it' } });
  const path = `/releases/${body.release.uid}`;
  if (items.length > 0) expect((await post(`${path}/items`, { items })).status).toBe(201);
  return path;
}

export const deployTo = (...environments: string[]) => ({ release: { environments } });

export async function details({ get }: Client, path: string): Promise<unknown[]> {
  const { body } = await get(`${path}?include_publish_details=true`);
  return body.entry.publish_details;
}
