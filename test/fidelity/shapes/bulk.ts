// The reference's sample answers for bulk operations, as outlines.
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Asking, ShapeCase } from '../shape.ts';

async function take({ get }: Asking) {
  const { entries } = await get('/content_types/author/entries?limit=1');
  return { uid: entries[0].uid, content_type: 'author', locale: 'en-us' };
}

const change =
  (action: 'publish' | 'unpublish'): ShapeCase['ask'] =>
  async client => {
    const body = { entries: [await take(client)], locales: ['en-us'], environments: ['preview'] };
    return client.post(`/bulk/${action}`, body, { api_version: '3.2' });
  };

export const bulk: ShapeCase[] = [
  { request: 'POST /bulk/publish', sample: { notice: 'string', job_id: 'string' }, ask: change('publish') },
  { request: 'POST /bulk/unpublish', sample: { notice: 'string', job_id: 'string' }, ask: change('unpublish') },
  {
    request: 'POST /bulk/delete',
    sample: { notice: 'string' },
    ask: async client => client.post('/bulk/delete', { entries: [await take(client)] }),
  },
  {
    request: 'POST /bulk/release/items',
    sample: { job_id: 'string', notice: 'string' },
    choices: { releaseJobAnswer: 'job_id' },
    ask: async client => {
      const { uid } = await take(client);
      const items = [{ uid, content_type_uid: 'author', locale: 'en-us' }];
      const release = uidOf('release', 'tenth-birthday');
      return client.post('/bulk/release/items', { release, action: 'publish', items }, { bulk_version: '2.0' });
    },
  },
];
