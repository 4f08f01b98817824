// Sample answers of variant groups and entry variants, as outlines.
import type { Asking, ShapeCase } from '../shape.ts';

const dates = { created_by: 'string', updated_by: 'string', created_at: 'string', updated_at: 'string' };
const linked = {
  content_types: [{ uid: 'string', status: 'string' }],
  name: 'string',
  personalize_metadata: {
    project_uid: 'string',
    experience_uid: 'string',
    experience_short_uid: 'string',
    status: 'string',
  },
  ...dates,
  uid: 'string',
  message: 'string',
  variants: [],
};
const entry = {
  uid: 'string',
  _variant: {
    _change_set: ['string'],
    _order: [],
    _instance_uid: 'string',
    _uid: 'string',
    _base_entry_version: 'number',
  },
  _version: 'number',
  ...dates,
  locale: 'string',
  tags: [],
  'title?': 'string',
  'message?': 'string',
};

const group = '/variant_groups/cs_visitors/variants';
const link = (status: string) => ({
  content_types: [{ uid: 'page', status }],
  uid: 'cs_visitors',
  branches: ['main'],
});

async function findSale({ get }: Asking): Promise<string> {
  const entries = '/content_types/announcement/entries';
  const found = await get(`${entries}?query={"title":"Down at the old price"}`);
  return `${entries}/${found.entries[0].uid}/variants`;
}

const base = '/content_types/{content_type_uid}/entries/{entry_uid}/variants';
const save = async (client: Asking): Promise<unknown> =>
  client.put(`${await findSale(client)}/cs_first_visit`, { entry: { title: 'New', message: 'Hello' } });

export const variants: ShapeCase[] = [
  {
    request: 'PUT /variant_groups/{variant_group_uid}/variants',
    title: 'Link content types',
    sample: linked,
    ask: ({ put }) => put(group, link('linked')),
  },
  {
    request: 'PUT /variant_groups/{variant_group_uid}/variants',
    title: 'Unlink content types',
    sample: linked,
    ask: ({ put }) => put(group, link('unlinked')),
  },
  {
    request: `PUT ${base}/{variant_uid}`,
    title: 'Create entry variant',
    sample: { entry, notice: 'string' },
    ask: save,
  },
  {
    request: `PUT ${base}/{variant_uid}`,
    title: 'Update entry variant',
    sample: { entry, notice: 'string' },
    ask: async client => {
      await save(client);
      return save(client);
    },
  },
  {
    request: `GET ${base}`,
    sample: { entries: [entry] },
    ask: async client => client.get(await findSale(client)),
  },
  {
    request: `DELETE ${base}/{variant_uid}`,
    sample: { notice: 'string' },
    ask: async client => client.remove(`${await findSale(client)}/cs_returning`),
  },
];
