// Sample answers of global fields, as outlines.
import type { ShapeCase } from '../shape.ts';

const flags = { multiple: 'boolean', mandatory: 'boolean', unique: 'boolean', non_localizable: 'boolean' };
const field = { display_name: 'string', uid: 'string', data_type: 'string', ...flags, 'field_metadata?': {} };
const globalField = {
  created_at: 'string',
  updated_at: 'string',
  title: 'string',
  uid: 'string',
  _version: 'number',
  inbuilt_class: 'boolean',
  schema: [field],
  last_activity: {},
  maintain_revisions: 'boolean',
  description: 'string',
};

const plain = [
  { display_name: 'Name', uid: 'name', data_type: 'text' },
  {
    display_name: 'Rich text editor',
    uid: 'description',
    data_type: 'text',
    field_metadata: { allow_rich_text: true, rich_text_type: 'advanced', options: [], version: 3 },
  },
];

const servlet = { global_field: { title: 'Servlet', uid: 'servlet', schema: plain } };

const nested = {
  title: 'Nested',
  uid: 'nested',
  description: '',
  schema: [
    {
      data_type: 'text',
      display_name: 'Line',
      uid: 'line',
      field_metadata: { description: '', default_value: '', version: 3 },
      format: '',
      error_messages: { format: '' },
      indexed: false,
      inbuilt_model: false,
    },
    {
      data_type: 'global_field',
      display_name: 'Global',
      reference_to: 'call_to_action',
      field_metadata: { description: '' },
      uid: 'global_field',
      indexed: false,
      inbuilt_model: false,
    },
  ],
};

const one = '/global_fields/{global_field_uid}';

export const globalFields: ShapeCase[] = [
  {
    request: 'GET /global_fields',
    sample: { global_fields: [globalField] },
    ask: async ({ get, post }) => {
      await post('/global_fields', servlet);
      return get(`/global_fields?query=${encodeURIComponent('{"uid":"servlet"}')}`);
    },
  },
  {
    request: `GET ${one}`,
    sample: { global_field: globalField },
    ask: async ({ get, post }) => {
      await post('/global_fields', servlet);
      return get('/global_fields/servlet');
    },
  },
  {
    request: 'POST /global_fields',
    sample: {
      notice: 'string',
      global_field: {
        ...globalField,
        schema: [
          {
            ...field,
            field_metadata: { description: 'string', 'default_value?': 'string', 'version?': 'number' },
            'format?': 'string',
            'error_messages?': { format: 'string' },
            'reference_to?': 'string',
            indexed: 'boolean',
            inbuilt_model: 'boolean',
          },
        ],
      },
    },
    ask: ({ post }) => post('/global_fields', { global_field: nested }, { api_version: '3.2' }),
  },
  {
    request: `PUT ${one}`,
    sample: { notice: 'string', global_field: globalField },
    ask: async ({ put, post }) => {
      await post('/global_fields', servlet);
      return put('/global_fields/servlet', servlet);
    },
  },
  {
    request: `DELETE ${one}`,
    sample: { notice: 'string' },
    ask: ({ remove }) => remove('/global_fields/call_to_action?force=true'),
  },
  {
    request: 'POST /global_fields/import',
    sample: { notice: 'string', global_field: globalField },
    ask: ({ post }) => {
      const form = new FormData();
      form.append('global_field', new File([JSON.stringify(servlet.global_field)], 'servlet.json'));
      return post('/global_fields/import', form);
    },
  },
  {
    request: `GET ${one}/export`,
    sample: globalField,
    ask: async ({ get, post }) => {
      await post('/global_fields', servlet);
      return get('/global_fields/servlet/export');
    },
  },
];
