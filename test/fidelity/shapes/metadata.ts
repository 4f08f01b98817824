// Sample answers of metadata, as outlines.
import type { Asking, ShapeCase } from '../shape.ts';

const common = {
  uid: 'string',
  extension_uid: 'string',
  type: 'string',
  entity_uid: 'string',
  _content_type_uid: 'string',
  locale: 'string',
  api_key: 'string',
  scope: 'string',
  created_by: 'string',
  updated_by: 'string',
  created_at: 'string',
  updated_at: 'string',
  deleted_at: 'boolean',
  presets: [{ uid: 'string', name: 'string', options: {} }],
};

const presets = [{ uid: 'p1', name: 'One', options: {} }];
const versioned = (path: string) => ({ [path]: 'the samples of the other answers have it, and nothing is lost by it' });

async function make({ get, post }: Asking) {
  const [{ uid: extension_uid }] = (await get('/extensions')).extensions;
  const [{ uid: entity_uid }] = (await get('/content_types/author/entries')).entries;
  const metadata = { entity_uid, type: 'entry', _content_type_uid: 'author', extension_uid };
  return post('/metadata', { metadata: { ...metadata, presets } });
}

const where = { metadata: { environments: ['staging'], locales: ['en-us'] } };
const send =
  (action: string) =>
  async (client: Asking): Promise<unknown> =>
    client.post(`/metadata/${(await make(client)).metadata.uid}/${action}`, where);

export const metadata: ShapeCase[] = [
  {
    request: 'GET /metadata',
    sample: {
      metadata: [
        {
          ...common,
          _version: 'number',
          _metadata: { title: { stack: 'string', entity: 'string', content_type: 'string' } },
        },
      ],
    },
    ask: async client => {
      await make(client);
      const titles = ['stack', 'entity', 'content_type'].map(name => `include_title[]=${name}`).join('&');
      return client.get(`/metadata?${titles}&query={"_content_type_uid":"author"}`);
    },
  },
  {
    request: 'GET /metadata/{metadata_uid}',
    sample: { metadata: { ...common, is_published: 'boolean' } },
    ask: async client => client.get(`/metadata/${(await make(client)).metadata.uid}`),
    explained: versioned('metadata._version: extra'),
  },
  {
    request: 'POST /metadata',
    sample: { notice: 'string', metadata: { ...common, _version: 'number' } },
    ask: client => make(client),
  },
  {
    request: 'PUT /metadata/{metadata_uid}',
    sample: { notice: 'string', metadata: common },
    ask: async client => client.put(`/metadata/${(await make(client)).metadata.uid}`, { metadata: { presets } }),
    explained: versioned('metadata._version: extra'),
  },
  {
    request: 'DELETE /metadata/{metadata_uid}',
    sample: { notice: 'string' },
    ask: async client => client.remove(`/metadata/${(await make(client)).metadata.uid}`),
  },
  { request: 'POST /metadata/{metadata_uid}/publish', sample: { notice: 'string' }, ask: send('publish') },
  { request: 'POST /metadata/{metadata_uid}/unpublish', sample: { notice: 'string' }, ask: send('unpublish') },
];
