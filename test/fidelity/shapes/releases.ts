// The reference's sample answers for releases, as outlines.
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Asking, Shape, ShapeCase } from '../shape.ts';

const release = uidOf('release', 'tenth-birthday');
const deployed = uidOf('release', 'winter-range');
const path = `/releases/${release}`;
const newer = { release_version: '2.0' };

const item = {
  action: 'string',
  title: 'string',
  uid: 'string',
  locale: 'string',
  version: 'number',
  content_type_uid: 'string',
};

const head = {
  name: 'string',
  description: 'string',
  uid: 'string',
  created_by: 'string',
  updated_by: 'string',
  created_at: 'string',
  updated_at: 'string',
  locked: 'boolean',
};

const status = { environment: 'string', time: 'string', status: 'string', user: 'string' };

const withItems: Shape = { ...head, status: [], items: [item] };

/** An entry that is not in the release yet. */
async function takeItem({ get }: Asking) {
  const { entries } = await get('/content_types/author/entries?limit=1');
  const [{ uid, _version }] = entries;
  return { uid, version: _version, locale: 'en-us', content_type_uid: 'author', action: 'publish' };
}

export const releases: ShapeCase[] = [
  {
    request: 'GET /releases',
    sample: { releases: [{ ...head, status: [{ ...status }], items_count: 'number' }] },
    ask: ({ get }) => get(`/releases?include_items_count=true&query={"uid":"${deployed}"}`),
  },
  {
    request: 'GET /releases/{release_uid}',
    sample: {
      release: {
        ...head,
        sys_version: 'number',
        status: [{ ...status, job_id: 'string' }],
        _deploy_latest: 'boolean',
        items: [{ ...item, variant_id: 'null|string' }],
      },
    },
    ask: ({ get }) => get(`/releases/${deployed}`, newer),
    explained: {
      'release.sys_locked: extra': 'The answer to an unlocking has it beside sys_version; it says no more than locked.',
    },
  },
  {
    request: 'PUT /releases/{release_uid}',
    title: 'Update a release',
    sample: { notice: 'string', release: { ...head, status: [], _deploy_latest: 'boolean' } },
    ask: ({ put }) => put(path, { release: { name: 'Eleventh birthday', description: 'A year later.' } }),
  },
  {
    request: 'PUT /releases/{release_uid}',
    title: 'Unlock a Release',
    sample: {
      notice: 'string',
      release: {
        ...head,
        sys_locked: 'boolean',
        sys_version: 'number',
        status: [{ ...status, job_id: 'string' }],
      },
    },
    ask: ({ put }) => put(`/releases/${deployed}`, { release: { locked: false } }, newer),
    explained: {
      'release._deploy_latest: extra': 'The answer to any other update has it, and this is the same request.',
    },
  },
  {
    request: 'POST /releases/{release_uid}/clone',
    sample: { notice: 'string', release: withItems },
    ask: ({ post }) => post(`${path}/clone`, { release: { name: 'Copy', description: 'For next year.' } }),
  },
  {
    request: 'GET /releases/{release_uid}/items',
    sample: { items: [item] },
    ask: ({ get }) => get(`${path}/items`),
  },
  {
    request: 'POST /releases/{release_uid}/item',
    sample: {
      notice: 'string',
      release: {
        ...head,
        items: [item],
        ACL: [],
        app_user_object_uid: 'null',
        _version: 'number',
        status: [],
        _deploy_latest: 'boolean',
        tags: [],
      },
    },
    ask: async client => client.post(`${path}/item`, { item: await takeItem(client) }),
  },
  {
    request: 'DELETE /releases/{release_uid}/items',
    title: 'Remove an item from a Release',
    sample: { notice: 'string', release: withItems },
    ask: async client => {
      const added = await takeItem(client);
      await client.post(`${path}/item`, { item: added });
      return client.remove(`${path}/items`, { items: [added] });
    },
  },
  {
    request: 'DELETE /releases/{release_uid}/items',
    title: 'Delete multiple items from a Release',
    sample: { notice: 'string', release: withItems },
    ask: ({ remove }) => remove(`${path}/items?all=true`),
    explained: {
      'release.items: empty': 'With all=true nothing is left; the sample shows what it was asked to remove.',
    },
  },
  {
    request: 'PUT /releases/{release_uid}/update_items',
    sample: { notice: 'string', release: { ...head, status: [], _deploy_latest: 'boolean', items: [item] } },
    ask: ({ put }) => put(`${path}/update_items`, { items: ['$all'] }),
  },
];
