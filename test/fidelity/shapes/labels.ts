// Sample answers of labels, as outlines.
import type { Asking, ShapeCase } from '../shape.ts';

const label = {
  name: 'string',
  parent: ['string'],
  uid: 'string',
  created_by: 'string',
  updated_by: 'string',
  created_at: 'string',
  updated_at: 'string',
  ACL: {},
  _version: 'string',
};
const number = 'the page on all labels, which is younger, has a number';

const make = ({ post }: Asking, name: string, parent: string[] = []) =>
  post('/labels', { label: { name, parent, content_types: ['page'] } });

/** Makes a label below another one, and gives its address. */
async function makeBelow(client: Asking): Promise<string> {
  const above = (await make(client, 'Above')).label.uid;
  return `/labels/${(await make(client, 'Below', [above])).label.uid}`;
}

export const labels: ShapeCase[] = [
  {
    request: 'GET /labels',
    sample: { labels: [{ ...label, parent: [], ACL: [], _version: 'number', content_types: ['string'] }] },
    ask: ({ get }) => get('/labels'),
    explained: { 'labels[].ACL: object instead of list': 'all other pages have an object' },
  },
  {
    request: 'GET /labels/{label_uid}',
    sample: { label },
    ask: async client => client.get(await makeBelow(client)),
    explained: {
      'label._version: number instead of string': number,
      'label.content_types: extra': 'the list and the other pages have them',
    },
  },
  {
    request: 'POST /labels',
    sample: { notice: 'string', label: { ...label, parent: [], content_types: [] } },
    ask: client => make(client, 'New'),
    explained: { 'label._version: number instead of string': number },
  },
  {
    request: 'PUT /labels/{label_uid}',
    sample: { notice: 'string', label: { ...label, tags: [], content_types: ['string'], isLabel: 'boolean' } },
    ask: async client => client.put(await makeBelow(client), { label: { name: 'Other' } }),
    explained: { 'label._version: number instead of string': number },
  },
  {
    request: 'DELETE /labels/{label_uid}',
    sample: { notice: 'string' },
    ask: async client => client.remove(await makeBelow(client)),
  },
];
