// Sample answers of content types, as outlines.
import type { Asking, Shape, ShapeCase } from '../shape.ts';

const field = {
  display_name: 'string',
  uid: 'string',
  data_type: 'string',
  mandatory: 'boolean',
  unique: 'boolean',
  multiple: 'boolean',
  'non_localizable?': 'boolean',
  field_metadata: {},
};
const access = { read: 'boolean', create: 'boolean', update: 'boolean', delete: 'boolean' };
const options = { is_page: 'boolean', singleton: 'boolean', title: 'string', sub_title: [] };
const pageOptions = { ...options, url_pattern: 'string', url_prefix: 'string' };

/** Of a content type that a management token has made: the one sample that is of such a one. */
const made = {
  created_at: 'string',
  updated_at: 'string',
  title: 'string',
  uid: 'string',
  _version: 'number',
  inbuilt_class: 'boolean',
  last_activity: {},
  maintain_revisions: 'boolean',
  description: 'string',
  options,
  abilities: {
    get_one_object: 'boolean',
    get_all_objects: 'boolean',
    create_object: 'boolean',
    update_object: 'boolean',
    delete_object: 'boolean',
    delete_all_objects: 'boolean',
  },
  DEFAULT_ACL: {
    others: { read: 'boolean', create: 'boolean' },
    users: [{ read: 'boolean', sub_acl: { read: 'boolean' }, uid: 'string' }],
    management_token: { read: 'boolean' },
  },
  SYS_ACL: { roles: [], others: { ...access, sub_acl: { ...access, publish: 'boolean' } } },
};
/** The samples of 2015: who was logged in, and everything that may be done is still empty. */
const old = {
  ...made,
  options: { ...pageOptions, publishable: 'boolean' },
  last_activity: [],
  abilities: {},
  DEFAULT_ACL: {
    roles: [],
    users: [{ uid: 'string', read: 'boolean', create: 'boolean' }],
    others: { read: 'boolean', create: 'boolean' },
  },
  SYS_ACL: {
    others: { ...access, publish: 'boolean', sub_acl: { ...access, publish: 'boolean' } },
    roles: [],
  },
};

const explainOld = (base: string): Record<string, string> => ({
  [`${base}last_activity: object instead of list`]: 'An empty list in samples of 2015, an object in those since.',
  [`${base}DEFAULT_ACL.roles: missing`]: 'Roles of who is logged in: a token has none.',
  [`${base}DEFAULT_ACL.users[].create: missing`]: 'As samples since 2017 have it.',
  [`${base}DEFAULT_ACL.users[].sub_acl: extra`]: 'As samples since 2017 have it.',
  [`${base}DEFAULT_ACL.management_token: extra`]: 'As the sample of a type that a token has made.',
  [`${base}SYS_ACL.others.publish: missing`]: 'As samples since 2017 have it.',
});
const title = {
  display_name: 'Title',
  uid: 'title',
  data_type: 'text',
  field_metadata: { _default: true },
  mandatory: true,
};
const url = { display_name: 'URL', uid: 'url', data_type: 'text', field_metadata: { _default: true } };
const publishable = 'It was sent, and comes back; the sample shows a type that was saved without it.';

const page = {
  title: 'Sample page',
  uid: 'sample_page',
  schema: [title, url],
  options: { title: 'title', publishable: true, is_page: true, singleton: false, sub_title: ['url'] },
};
const withPage = async ({ post }: Asking): Promise<void> => {
  await post('/content_types', { content_type: page });
};

/** What a read shows of one that is published: the parts that only some fields have are left out of the outline. */
const read: Shape = {
  ...made,
  schema: [{ ...field }],
  options: { ...options, 'url_pattern?': 'string', 'url_prefix?': 'string' },
  last_activity: { environments: [{ uid: 'string', details: [{ locale: 'string', time: 'string' }] }] },
  DEFAULT_ACL: {
    others: { read: 'boolean', create: 'boolean' },
    users: [{ uid: 'string', read: 'boolean', sub_acl: { read: 'boolean' } }],
  },
};
const explainRead = (base: string): Record<string, string> => ({
  [`${base}DEFAULT_ACL.management_token: extra`]: 'As the sample of a type that a token has made.',
});

export const contentTypes: ShapeCase[] = [
  {
    request: 'GET /content_types/{content_type_uid}',
    sample: { content_type: read },
    ask: async ({ get, post }) => {
      const uid = 'sample_note';
      await post('/content_types', { content_type: { title: 'Sample note', uid, schema: [title] } });
      const { entry } = await post(`/content_types/${uid}/entries`, { entry: { title: 'One' } });
      const places = { environments: ['production'], locales: ['en-us'] };
      await post(`/content_types/${uid}/entries/${entry.uid}/publish`, { entry: places });
      return get(`/content_types/${uid}`);
    },
    explained: explainRead('content_type.'),
  },
  {
    request: 'GET /content_types',
    sample: {
      content_types: [
        {
          ...made,
          schema: [],
          options: { ...options, 'url_pattern?': 'string', 'url_prefix?': 'string' },
        },
      ],
    },
    ask: async ({ get }) => get('/content_types'),
    explained: {
      'content_types[].options.publishable: extra': publishable,
      'content_types[].labels: extra': 'Types of the demo stack have labels, those of the sample have none.',
    },
  },
  {
    request: 'POST /content_types',
    title: 'Create content type with custom asset field',
    sample: {
      notice: 'string',
      content_type: { ...made, schema: [{ ...field, 'extension_uid?': 'string', 'config?': {} }] },
    },
    ask: async ({ post }) => {
      const { extension } = await post('/extensions', {
        extension: {
          title: 'Assets',
          type: 'field',
          data_type: 'json',
          src: 'https://example.com/field.html',
          multiple: false,
        },
      });
      const asset = {
        display_name: 'Asset Field',
        extension_uid: extension.uid,
        field_metadata: { extension: true, is_asset: true },
        uid: 'asset_field',
        config: {},
        data_type: 'json',
      };
      return post('/content_types', { content_type: { title: 'Sample', uid: 'sample', schema: [title, asset] } });
    },
  },
  {
    request: 'POST /content_types',
    title: 'Create a content type',
    sample: { notice: 'string', content_type: { ...old, schema: [field] } },
    ask: ({ post }) => post('/content_types', { content_type: page }),
    choices: { pageOptions: 'filled in' },
    explained: explainOld('content_type.'),
  },
  {
    request: 'PUT /content_types/{content_type_uid}',
    title: 'Update content type',
    sample: { notice: 'string', content_type: { ...old, schema: [field] } },
    ask: async client => {
      await withPage(client);
      return client.put('/content_types/sample_page', { content_type: page });
    },
    choices: { pageOptions: 'filled in' },
    explained: explainOld('content_type.'),
  },
  {
    request: 'PUT /content_types/{content_type_uid}',
    title: 'Set field visibility rule for content type',
    sample: {
      notice: 'string',
      content_type: {
        ...old,
        schema: [field],
        field_rules: [
          {
            conditions: [{ operand_field: 'string', operator: 'string', value: 'string' }],
            match_type: 'string',
            actions: [{ action: 'string', target_field: 'string' }],
          },
        ],
      },
    },
    ask: async client => {
      await withPage(client);
      const rule = {
        conditions: [{ operand_field: 'title', operator: 'equals', value: 'abc' }],
        match_type: 'all',
        actions: [{ action: 'show', target_field: 'url' }],
      };
      return client.put('/content_types/sample_page', { content_type: { ...page, field_rules: [rule] } });
    },
    choices: { pageOptions: 'filled in' },
    explained: explainOld('content_type.'),
  },
  {
    request: 'DELETE /content_types/{content_type_uid}',
    sample: { notice: 'string' },
    ask: ({ remove }) => remove('/content_types/author?force=true'),
  },
  {
    request: 'GET /content_types/{content_type_uid}/references',
    sample: { references: ['string'] },
    ask: ({ get }) => get('/content_types/author/references'),
  },
  {
    request: 'GET /content_types/{content_type_uid}/export',
    sample: { ...old, schema: [field] },
    ask: async client => {
      await withPage(client);
      return client.get('/content_types/sample_page/export');
    },
    choices: { pageOptions: 'filled in' },
    explained: explainOld(''),
  },
  {
    request: 'POST /content_types/import',
    sample: {
      notice: 'string',
      content_type: {
        ...made,
        schema: [field],
        options: pageOptions,
        last_activity: [],
        abilities: {},
        DEFAULT_ACL: {
          others: { read: 'boolean', create: 'boolean' },
          users: [{ read: 'boolean', sub_acl: { read: 'boolean' }, uid: 'string' }],
        },
      },
    },
    ask: ({ post }) => {
      const form = new FormData();
      form.append('content_type', new File([JSON.stringify(page)], 'page.json', { type: 'application/json' }));
      return post('/content_types/import', form);
    },
    choices: { pageOptions: 'filled in' },
    explained: {
      'content_type.options.publishable: extra': publishable,
      'content_type.last_activity: object instead of list': 'An empty list here, an object in later samples.',
      'content_type.DEFAULT_ACL.management_token: extra': 'As the sample of a type that a token has made.',
    },
  },
];
