// Sample answers of entries, as outlines.
import type { Asking, Shape, ShapeCase } from '../shape.ts';

const system = {
  locale: 'string',
  uid: 'string',
  created_by: 'string',
  updated_by: 'string',
  created_at: 'string',
  updated_at: 'string',
  ACL: {},
  _version: 'number',
  tags: [],
  _in_progress: 'boolean',
};
const page = { title: 'string', url: 'string', ...system };
const published = { environment: 'string', locale: 'string', time: 'string', user: 'string', version: 'number' };
const base = '/content_types/sample/entries';

const text = (uid: string, more: object = {}) => ({ uid, display_name: uid, data_type: 'text', ...more });
const number = (uid: string, more: object = {}) => ({ ...text(uid, more), data_type: 'number' });
const reference = { ...text('reference'), data_type: 'reference', reference_to: 'author' };

/** Makes a content type of these fields, a page. */
const makeType = ({ post }: Asking, ...fields: object[]): Promise<unknown> =>
  post('/content_types', {
    content_type: {
      title: 'Sample',
      uid: 'sample',
      options: { is_page: true, singleton: false },
      schema: [text('title', { unique: true, mandatory: true }), text('url'), ...fields],
    },
  });

/** Makes the content type and one entry, and gives its address. */
async function makeEntry(client: Asking, entry: object, ...fields: object[]): Promise<string> {
  await makeType(client, ...fields);
  const made = await client.post(base, { entry: { title: 'example', url: '/example', ...entry } });
  return `${base}/${made.entry.uid}`;
}

const upload = (entry: object): FormData => {
  const form = new FormData();
  form.append('entry', new File([JSON.stringify(entry)], 'entry.json', { type: 'application/json' }));
  return form;
};

const places = { entry: { environments: ['production'], locales: ['en-us', 'fr-fr'] }, locale: 'en-us', version: 1 };
const leaf = { text: 'string', 'bold?': 'boolean' };
const paragraph = { type: 'p', uid: 'p1', attrs: {}, children: [{ text: 'Hello', bold: true }] };
const rich = { ...text('json_rte'), data_type: 'json', field_metadata: { allow_json_rte: true } };
const document = {
  type: 'string',
  attrs: {},
  uid: 'string',
  children: [{ type: 'string', attrs: {}, uid: 'string', children: [leaf] }],
  _version: 'number',
};

/** What the pages on PUSH and ADD print of the same entry. */
const demo: Shape = {
  title: 'string',
  ...system,
  number: 'number',
  multiple_number: ['number'],
  multiple_group: [{ demo_field: 'string' }],
};
const { ACL: _, ...withoutAcl } = demo as { ACL: Shape } & Record<string, Shape>;
const demoFields = [
  number('number'),
  number('multiple_number', { multiple: true }),
  { ...text('multiple_group'), data_type: 'group', multiple: true, schema: [text('demo_field')] },
];
const demoEntry = { number: 8, multiple_number: [1, 4, 5], multiple_group: [{ demo_field: 'x' }] };
const explainDemo = {
  'entry.url: extra': 'The type of the sample is no page.',
  'entry.ACL: extra': 'Every other sample has it.',
  'entry.multiple_group[]._metadata: extra':
    'The sample is older than the uids of instances, which later pages speak of.',
};

export const entries: ShapeCase[] = [
  {
    request: 'GET /content_types/{content_type_uid}/entries',
    sample: { entries: [{ ...page, summary: 'string', content: document, publish_details: [published] }] },
    ask: async client => {
      const fields = [text('summary'), { ...rich, uid: 'content' }];
      const content = { type: 'doc', uid: 'd', attrs: {}, children: [paragraph] };
      const path = await makeEntry(client, { summary: 'x', content }, ...fields);
      await client.post(`${path}/publish`, places);
      return client.get(`${base}?include_publish_details=true`);
    },
  },
  {
    request: 'GET /content_types/{content_type_uid}/entries/{entry_uid}',
    sample: { entry: { ...page, publish_details: [published] } },
    ask: async client => {
      const path = await makeEntry(client, {});
      await client.post(`${path}/publish`, places);
      return client.get(`${path}?include_publish_details=true`);
    },
  },
  {
    request: 'POST /content_types/{content_type_uid}/entries',
    title: 'Create an entry',
    sample: { notice: 'string', entry: page },
    ask: async client => {
      await makeType(client);
      return client.post(`${base}?locale=en-us`, { entry: { title: 'example', url: '/example' } });
    },
  },
  {
    request: 'POST /content_types/{content_type_uid}/entries',
    title: 'Create an entry with JSON RTE',
    sample: { notice: 'string', entry: { ...page, json_rte: document } },
    ask: async client => {
      await makeType(client, rich);
      const json_rte = { type: 'doc', uid: 'd', attrs: {}, children: [paragraph] };
      return client.post(base, { entry: { title: 'Example One', url: '/example-one', json_rte } });
    },
  },
  {
    request: 'POST /content_types/{content_type_uid}/entries',
    title: 'Create an entry with embedded entries in RTE',
    sample: { notice: 'string', entry: { ...page, rich_text_editor: 'string' } },
    ask: async client => {
      await makeType(client, text('rich_text_editor', { field_metadata: { allow_rich_text: true } }));
      const rich_text_editor = `<a class='embedded-entry' data-sys-entry-uid='blt1' type='entry'></a>`;
      return client.post(base, { entry: { title: 'test entry', url: '/test-entry', rich_text_editor, tags: [] } });
    },
  },
  {
    request: 'POST /content_types/{content_type_uid}/entries',
    title: 'Create an entry with custom asset field',
    sample: {
      notice: 'string',
      entry: {
        title: 'string',
        ...system,
        asset_field: {
          uid: 'string',
          _content_type_uid: 'string',
          unique_identifier: 'string',
          metadata: {},
          asset: {
            uid: 'string',
            created_at: 'string',
            updated_at: 'string',
            created_by: 'string',
            updated_by: 'string',
            content_type: 'string',
            file_size: 'string',
            tags: [],
            filename: 'string',
            url: 'string',
            ACL: 'list|object',
            is_dir: 'boolean',
            parent_uid: 'string|null',
            _version: 'number',
            title: 'string',
          },
        },
      },
    },
    ask: async client => {
      const { extension } = await client.post('/extensions', {
        extension: {
          title: 'Assets',
          type: 'field',
          data_type: 'json',
          src: 'https://example.com/f.html',
          multiple: false,
        },
      });
      const [{ uid }] = (await client.get('/assets?limit=1')).assets;
      const metadata = { extension: true, is_asset: true };
      await makeType(client, {
        ...text('asset_field', { extension_uid: extension.uid, field_metadata: metadata }),
        data_type: 'json',
      });
      const asset_field = { uid, _content_type_uid: 'sample', unique_identifier: 'one', metadata: { preset: {} } };
      return client.post(base, { entry: { title: 'Sample Entry', asset_field, tags: [] } });
    },
    explained: {
      'entry.url: extra': 'The type of the sample is no page.',
      'entry.asset_field.asset.description: extra':
        'The asset of the demo stack has a description, that of the sample none.',
    },
  },
  {
    request: 'POST /content_types/{content_type_uid}/entries',
    title: 'Create an entry with master locale',
    choices: { firstInOtherLanguage: 'alone' },
    sample: { notice: 'string', entry: page },
    ask: async client => {
      await makeType(client);
      const { entry } = await client.post(`${base}?locale=fr-fr`, { entry: { title: 'French', url: '/french' } });
      const master = { title: 'Entry in the master language', url: '/master', tags: [], uid: entry.uid };
      return client.post(`${base}?copy_to_master=true`, { entry: master });
    },
  },
  {
    request: 'PUT /content_types/{content_type_uid}/entries/{entry_uid}',
    title: 'Update an entry',
    sample: {
      notice: 'string',
      entry: { ...page, taxonomies: [{ taxonomy_uid: 'string', term_uid: 'string' }] },
    },
    ask: async client => {
      await client.post('/taxonomies', { taxonomy: { uid: 'color', name: 'Color' } });
      await client.post('/taxonomies/color/terms', { term: { uid: 'blue', name: 'Blue' } });
      const path = await makeEntry(
        client,
        {},
        {
          ...text('taxonomies', { multiple: true, taxonomies: [{ taxonomy_uid: 'color' }] }),
          data_type: 'taxonomy',
        },
      );
      return client.put(path, { entry: { taxonomies: [{ taxonomy_uid: 'color', term_uid: 'blue' }] } });
    },
  },
  ...['Localize an entry', 'Update a localized entry'].map(
    (title): ShapeCase => ({
      request: 'PUT /content_types/{content_type_uid}/entries/{entry_uid}',
      title,
      sample: {
        notice: 'string',
        entry: {
          title: 'string',
          ...system,
          single_line: 'string',
          group: [{ single_line: 'string', _metadata: { uid: 'string' } }],
        },
      },
      ask: async client => {
        const shared = [text('single_line', { non_localizable: true })];
        const group = { ...text('group'), data_type: 'group', multiple: true, schema: shared };
        const path = await makeEntry(client, { group: [{ single_line: 'M' }] }, text('single_line'), group);
        const { uid } = (await client.get(path)).entry.group[0]._metadata;
        const localized = (more: object) => ({
          entry: { single_line: 'L', group: [{ single_line: 'L', _metadata: { uid, ...more } }] },
        });
        const first = await client.put(`${path}?locale=fr-fr`, localized({}));
        return title.startsWith('Localize')
          ? first
          : client.put(`${path}?locale=fr-fr`, localized({ non_localizable_content: true }));
      },
      explained: { 'entry.url: extra': 'The type of the sample is no page.' },
    }),
  ),
  {
    request: 'PUT /content_types/{content_type_uid}/entries/{entry_uid}',
    title: 'Atomic update: PUSH',
    sample: { notice: 'string', entry: withoutAcl },
    ask: async client => {
      const path = await makeEntry(client, demoEntry, ...demoFields);
      const entry = {
        multiple_number: { PUSH: { data: [2, 3] } },
        multiple_group: { PUSH: { data: { demo_field: 'abc' } } },
      };
      return client.put(path, { entry });
    },
    explained: explainDemo,
  },
  {
    request: 'PUT /content_types/{content_type_uid}/entries/{entry_uid}',
    title: 'Atomic update: ADD',
    sample: { notice: 'string', entry: withoutAcl },
    ask: async client =>
      client.put(await makeEntry(client, demoEntry, ...demoFields), { entry: { number: { ADD: 1 } } }),
    explained: explainDemo,
  },
  {
    request: 'POST /content_types/{content_type_uid}/entries/{entry_uid}/unlocalize',
    sample: { notice: 'string' },
    ask: async client => {
      const path = await makeEntry(client, {});
      await client.put(`${path}?locale=fr-fr`, { entry: { title: 'French' } });
      return client.post(`${path}/unlocalize?locale=fr-fr`);
    },
  },
  {
    request: 'DELETE /content_types/{content_type_uid}/entries/{entry_uid}',
    sample: { notice: 'string' },
    ask: async client => client.remove(await makeEntry(client, {})),
  },
  {
    request: 'GET /content_types/{content_type_uid}/entries/{entry_uid}/versions',
    sample: {
      versions: [{ _version: 'number', locale: 'string', updated_at: 'string', updated_by: 'string' }],
      count: 'number',
    },
    ask: async client => {
      const path = await makeEntry(client, {});
      return client.get(`${path}/versions?include_count=true&include_updated_at=true&include_updated_by=true`);
    },
  },
  {
    request: 'POST /content_types/{content_type_uid}/entries/{entry_uid}/versions/{version_number}/name',
    sample: { notice: 'string' },
    ask: async client =>
      client.post(`${await makeEntry(client, {})}/versions/1/name`, {
        entry: { _version_name: 'Test version', locale: 'en-us', force: true },
      }),
  },
  {
    request: 'DELETE /content_types/{content_type_uid}/entries/{entry_uid}/versions/{version_number}/name',
    sample: { notice: 'string' },
    ask: async client => {
      const path = `${await makeEntry(client, {})}/versions/1/name`;
      await client.post(path, { entry: { _version_name: 'Test version', locale: 'en-us' } });
      return client.remove(path, { entry: { locale: 'en-us' } });
    },
  },
  {
    request: 'GET /content_types/{content_type_uid}/entries/{entry_uid}/references',
    sample: {
      references: [
        {
          entry_uid: 'string',
          content_type_uid: 'string',
          locale: 'string',
          _version: 'number',
          _version_name: { title: 'string', updated_by: 'string', updated_at: 'string' },
          title: 'string',
          content_type_title: 'string',
          publish_details: [
            { ...published, version_name: { title: 'string', updated_by: 'string', updated_at: 'string' } },
          ],
        },
      ],
      count: 'number',
    },
    ask: async client => {
      const to = (await client.post('/content_types/author/entries', { entry: { title: 'New', role: 'x', bio: 'x' } }))
        .entry;
      const path = await makeEntry(client, { reference: [to.uid] }, reference);
      await client.post(`${path}/versions/1/name`, { entry: { _version_name: 'V1', locale: 'en-us' } });
      await client.post(`${path}/publish`, { ...places, entry: { environments: ['production'], locales: ['en-us'] } });
      return client.get(
        `/content_types/author/entries/${to.uid}/references?include_count=true&include_publish_details=true`,
      );
    },
  },
  {
    request: 'GET /content_types/{content_type_uid}/entries/{entry_uid}/locales',
    sample: { locales: [{ code: 'string', localized: 'boolean' }] },
    ask: async client => {
      const path = await makeEntry(client, {});
      await client.put(`${path}?locale=fr-fr`, { entry: { title: 'French' } });
      return client.get(`${path}/locales`);
    },
  },
  {
    request: 'GET /content_types/{content_type_uid}/entries/{entry_uid}/export',
    sample: { ...page, reference: ['string'] },
    ask: async client => client.get(`${await makeEntry(client, { reference: ['blt1'] }, reference)}/export`),
  },
  ...['', '/{entry_uid}'].map((at): ShapeCase => {
    const { locale: _locale, ...imported } = page;
    return {
      request: `POST /content_types/{content_type_uid}/entries${at}/import`,
      sample: { notice: 'string', entry: { ...imported, reference: ['string'] } },
      ask: async client => {
        const path = await makeEntry(client, {}, reference);
        const entry = { title: 'Imported', url: '/imported', reference: ['blt1'] };
        return client.post(at === '' ? `${base}/import` : `${path}/import`, upload(entry));
      },
      explained: { 'entry.locale: extra': 'Every other answer with an entry names its language.' },
    };
  }),
  ...(['publish', 'unpublish'] as const).map(
    (action): ShapeCase => ({
      request: `POST /content_types/{content_type_uid}/entries/{entry_uid}/${action}`,
      sample: { notice: 'string' },
      ask: async client => client.post(`${await makeEntry(client, {})}/${action}`, places),
    }),
  ),
];
