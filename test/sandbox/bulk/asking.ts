// What the bulk tests ask and look at again and again.
import type { Client } from '../small-stack.ts';

export const nested = { headers: { api_version: '3.2' } };
export const bulk = { headers: { bulk_version: '2.0' } };
export const atOnce = { pace: { queue: 0, work: 0 } };
export const slow = { pace: { queue: 3_600_000, work: 3_600_000 } };
export const production = 'blt00000000000000d2';
export const development = 'blt00000000000000d1';

export const entriesOf = (...uids: string[]) => uids.map(uid => ({ uid, content_type: 'author' }));
export const toDevelopment = (entries: unknown[], more: object = {}) => ({
  entries,
  locales: ['en-us'],
  environments: ['development'],
  ...more,
});

export const jobOf = async ({ get }: Client, uid: string) => (await get(`/bulk/jobs/${uid}`, nested)).body;

export async function itemsOf({ get }: Client, uid: string, query = '') {
  return (await get(`/bulk/jobs/${uid}/items${query}`, nested)).body.items;
}

export async function placesOf({ get }: Client, path: string): Promise<string[][]> {
  const { body } = await get(`${path}?include_publish_details=true`);
  return body.entry.publish_details.map((each: { environment: string; locale: string }) => [
    each.environment,
    each.locale,
  ]);
}
