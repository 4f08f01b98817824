// Sample answers of extensions, as outlines.
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Shape, ShapeCase } from '../shape.ts';

const base = {
  uid: 'string',
  created_at: 'string',
  updated_at: 'string',
  created_by: 'string',
  updated_by: 'string',
  tags: [],
  _version: 'number',
  title: 'string',
  config: {},
  type: 'string',
};

/** Every list and every single read print the ACL as a list, every answer to a write as an object. */
const read = (more: Record<string, Shape>): Record<string, Shape> => ({ ...base, ACL: [], ...more });
const saved = (more: Record<string, Shape>): Shape => ({
  notice: 'string',
  extension: { ...base, tags: ['string'], ACL: {}, ...more },
});

const field = { multiple: 'boolean', data_type: 'string' };
const scope = { content_types: ['string'] };
const dashboard = { enable: 'boolean', default_width: 'string' };
const sidebar = { width: 'number', blur: 'boolean' };
const src = 'https://www.example.com';
const tags = ['tag1', 'tag2'];

/** What the samples send for each type; the source aside. */
const requests = {
  field: { tags, data_type: 'text', title: 'New', multiple: false, config: '{}', type: 'field' },
  widget: { tags, title: 'New', config: '{}', type: 'widget', scope: { content_types: ['$all'] } },
  dashboard: { tags, title: 'New', config: '{}', type: 'dashboard', enable: true, default_width: 'half' },
  rte_plugin: { tags, title: 'New', multiple: false, config: '{}', type: 'rte_plugin' },
  asset_sidebar_widget: { type: 'asset_sidebar_widget', title: 'New', config: {}, width: 1024, blur: false },
};

const seeded = {
  field: uidOf('extension', 'colour-picker'),
  widget: uidOf('extension', 'reading-age'),
  dashboard: uidOf('extension', 'publishing-week'),
  rte_plugin: uidOf('extension', 'trail-map'),
  asset_sidebar_widget: uidOf('extension', 'image-presets'),
};

type Type = keyof typeof requests;

const list = (title: string, query: string, extension: Shape): ShapeCase => ({
  request: 'GET /extensions',
  title,
  sample: { extensions: [extension] },
  ask: ({ get }) => get(`/extensions?${query}`),
});

const create = (title: string, type: Type, more: object, sample: Shape) => ({
  request: 'POST /extensions',
  title,
  sample,
  ask: ({ post }: Parameters<ShapeCase['ask']>[0]) =>
    post('/extensions', { extension: { ...requests[type], ...more } }),
});

const update = (type: Type, more: object, sample: Shape): ShapeCase => ({
  request: 'PUT /extensions/{extension_uid}',
  title: type,
  sample,
  ask: ({ put }) => put(`/extensions/${seeded[type]}`, { extension: { ...requests[type], ...more } }),
});

const upload = (title: string, parts: Record<string, string>, sample: Shape): ShapeCase => ({
  request: 'POST /extensions',
  title,
  sample,
  ask({ post }) {
    const form = new FormData();
    form.append('extension[upload]', new File(['<p>'], 'x.html', { type: 'text/html' }));
    for (const [name, value] of Object.entries({ title: 'New', tags: 'tag1', ...parts })) {
      form.append(`extension[${name}]`, value);
    }
    return post('/extensions', form);
  },
});

const hosted = { srcdoc: 'string' };
const linked = { src: 'string' };
export const extensions: ShapeCase[] = [
  list('custom fields', 'query={"type":"field"}', read({ ...field, ...hosted })),
  list('widgets', 'query={"type":"widget"}', read({ scope, ...hosted })),
  list('widgets of a content type', 'scope=blog_post', read({ scope, ...hosted })),
  list('dashboard widgets', 'query={"type":"dashboard","enable":true}', read({ ...dashboard, ...hosted })),
  list('plugins', 'query={"type":"rte_plugin"}', read(linked)),
  {
    request: 'GET /extensions/{extension_uid}',
    title: 'custom field',
    sample: { extensions: read({ ...field, ...hosted }) },
    ask: ({ get }) => get(`/extensions/${seeded.field}`),
    explained: {
      'extensions: missing':
        'The sample has the plural; the same request for other types, and the SDK, have the singular.',
      'extension: extra':
        'The sample has the plural; the same request for other types, and the SDK, have the singular.',
    },
  },
  {
    request: 'GET /extensions/{extension_uid}',
    title: 'plugin',
    sample: { extension: read(linked) },
    ask: ({ get }) => get(`/extensions/${seeded.rte_plugin}`),
  },
  {
    request: 'GET /extensions/{extension_uid}',
    title: 'asset sidebar',
    sample: { extension: read({ ...sidebar, ...linked }) },
    ask: ({ get }) => get(`/extensions/${seeded.asset_sidebar_widget}`),
  },
  create('custom field by URL', 'field', { src }, saved({ ...field, ...linked })),
  create('custom field by code', 'field', { srcdoc: 'x' }, saved({ ...field, ...hosted })),
  create('widget by URL', 'widget', { src, data_type: 'text' }, saved({ data_type: 'string', scope, ...linked })),
  create('widget by code', 'widget', { srcdoc: 'x' }, saved({ scope, ...hosted })),
  create('dashboard widget by URL', 'dashboard', { src }, saved({ ...dashboard, ...linked })),
  create('plugin', 'rte_plugin', { src }, saved(linked)),
  create(
    'asset sidebar',
    'asset_sidebar_widget',
    { src },
    {
      notice: 'string',
      extension: { ...base, ACL: {}, ...sidebar, ...linked },
    },
  ),
  upload(
    'upload of a custom field',
    { type: 'field', data_type: 'text', multiple: 'false' },
    saved({ ...field, ...hosted }),
  ),
  upload(
    'upload of a widget',
    { type: 'widget', data_type: 'text', scope: '{"content_types":["$all"]}' },
    saved({ data_type: 'string', scope, ...hosted }),
  ),
  upload('upload of a dashboard widget', { type: 'dashboard' }, saved({ ...dashboard, ...hosted })),
  update('field', { src }, saved({ ...field, ...linked })),
  update('widget', { src }, saved({ scope, ...linked })),
  update('dashboard', { srcdoc: 'x' }, saved({ ...dashboard, ...hosted })),
  update('rte_plugin', { src }, saved(linked)),
  {
    request: 'PUT /extensions/{extension_uid}',
    title: 'asset_sidebar_widget',
    sample: { notice: 'string', extension: { ...base, ACL: {}, ...sidebar, ...linked } },
    ask: ({ put }) =>
      put(`/extensions/${seeded.asset_sidebar_widget}`, {
        extension: { type: 'asset_sidebar_widget', title: 'Other', config: {}, src },
      }),
  },
  {
    request: 'DELETE /extensions/{extension_uid}',
    sample: { notice: 'string' },
    ask: ({ remove }) => remove(`/extensions/${seeded.field}`),
  },
];
