// Extensions: every type with what it takes and needs, uploads, lists, and the fields of content types that name one.
import { describe, expect, it } from 'vitest';
import { ask, type Client, openStack } from '../small-stack.ts';

type Json = Record<string, unknown>;

const src = 'https://extensions.example.com/x';

const samples: Record<string, Json> = {
  field: { title: 'Stars', type: 'field', data_type: 'number', srcdoc: '<p>Stars</p>' },
  widget: { title: 'Words', type: 'widget', src, scope: { content_types: ['article'] } },
  dashboard: { title: 'Today', type: 'dashboard', src },
  rte_plugin: { title: 'Map', type: 'rte_plugin', src },
  asset_sidebar_widget: { title: 'Presets', type: 'asset_sidebar_widget', src, width: 400, blur: true },
};

const usual: Record<string, Json> = {
  field: { multiple: false },
  dashboard: { enable: false, default_width: 'half' },
};

async function make({ post }: Client, extension: Json): Promise<Json> {
  const { body, status } = await post('/extensions', { extension });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.extension;
}

const refused = (...keys: string[]) => ({
  status: 422,
  body: { error_code: 344, errors: Object.fromEntries(keys.map(key => [key, [expect.any(String)]])) },
});

it.each(Object.keys(samples))('creates, reads, changes and deletes: %s', async type => {
  const { get, post, put, remove } = await openStack();
  const sample = samples[type] ?? {};
  const given = { ...sample, tags: ['a'], config: '{"token":"t"}', multiple: false };
  const created = await post('/extensions?include_branch=true', { extension: given });
  expect(created).toMatchObject({ status: 201, body: { notice: 'Extension created successfully.' } });
  const { uid } = created.body.extension;
  expect(created.body.extension).toEqual({
    uid: expect.stringMatching(/^blt/),
    ...usual[type],
    ...sample,
    tags: ['a'],
    config: { token: 't' },
    ACL: {},
    _version: 1,
    _branch: 'main',
    created_at: expect.any(String),
    updated_at: expect.any(String),
    created_by: expect.any(String),
    updated_by: expect.any(String),
  });
  const { _branch, ...read } = created.body.extension;
  expect((await get(`/extensions/${uid}`)).body).toEqual({ extension: { ...read, ACL: [] } });
  const changed = await put(`/extensions/${uid}`, { extension: { title: 'Other', type, config: { a: 1 } } });
  expect(changed.body).toMatchObject({
    notice: 'Extension updated successfully.',
    extension: { ...usual[type], ...sample, title: 'Other', config: { a: 1 }, tags: ['a'], _version: 2, ACL: {} },
  });
  expect((await remove(`/extensions/${uid}`)).body).toEqual({ notice: 'Extension deleted successfully.' });
  expect((await get(`/extensions/${uid}`)).status).toBe(404);
});

describe('checks', () => {
  const { field = {}, widget = {}, dashboard = {}, rte_plugin = {}, asset_sidebar_widget: sidebar = {} } = samples;
  it.each<[string, Json, string[]]>([
    ['no title', { ...field, title: undefined }, ['title']],
    ['an empty title', { ...field, title: ' ' }, ['title']],
    ['no type', { title: 'x', src }, ['type']],
    ['an unknown type', { ...field, type: 'thing' }, ['type']],
    ['a custom field without data type', { ...field, data_type: undefined }, ['data_type']],
    ['an unknown data type', { ...field, data_type: 'colour' }, ['data_type']],
    ['multiple that is no flag', { ...field, multiple: 'yes' }, ['multiple']],
    ['no source', { ...field, srcdoc: undefined }, ['src']],
    ['two sources', { ...field, src }, ['src']],
    ['an empty source', { ...field, srcdoc: '' }, ['srcdoc']],
    ['a plugin with source code', { ...rte_plugin, src: undefined, srcdoc: 'x' }, ['src']],
    ['a sidebar with source code', { ...sidebar, src: undefined, srcdoc: 'x' }, ['src']],
    ['a scope without content types', { ...widget, scope: {} }, ['scope']],
    ['an odd width of a dashboard widget', { ...dashboard, default_width: 'third' }, ['default_width']],
    ['enable that is no flag', { ...dashboard, enable: 'yes' }, ['enable']],
    ['a sidebar that is too narrow', { ...sidebar, width: 334 }, ['width']],
    ['a sidebar that is too wide', { ...sidebar, width: 1025 }, ['width']],
    ['blur that is no flag', { ...sidebar, blur: 1 }, ['blur']],
    ['tags that are no list', { ...field, tags: [1] }, ['tags']],
    ['config that is not JSON', { ...field, config: '{' }, ['config']],
    ['a config key with a dollar sign', { ...field, config: { a: { $b: 1 } } }, ['config']],
    ['a config key with a dot', { ...field, config: '{"a.b":1}' }, ['config']],
  ])('refuse %s', async (_, extension, keys) => {
    const { post, get } = await openStack();
    expect(await post('/extensions', { extension })).toMatchObject(refused(...keys));
    expect((await get('/extensions')).body.extensions).toEqual([]);
  });

  it('refuse a title that is taken, or let it be', async () => {
    const client = await openStack();
    const { uid } = await make(client, field);
    expect(await client.post('/extensions', { extension: { ...rte_plugin, title: field.title } })).toMatchObject(
      refused('title'),
    );
    expect((await client.put(`/extensions/${uid}`, { extension: field })).status).toBe(200);
    const other = await openStack({ choices: { extensionTitles: 'free' } });
    await make(other, field);
    await make(other, field);
  });

  it('refuse the extension after the fiftieth', async () => {
    const client = await openStack();
    for (let index = 0; index < 50; index++) await make(client, { ...field, title: `${index}` });
    expect(await client.post('/extensions', { extension: field })).toMatchObject(refused('limit'));
    expect((await client.post('/extensions', { extension: field }, { headers: { branch: 'next' } })).status).toBe(201);
  });

  it('hold for changes as well, and one source takes the place of the other', async () => {
    const client = await openStack();
    const { uid } = await make(client, field);
    const path = `/extensions/${uid}`;
    expect(await client.put(path, { extension: { data_type: 'colour' } })).toMatchObject(refused('data_type'));
    expect(await client.put(path, { extension: { src, srcdoc: 'x' } })).toMatchObject(refused('src'));
    const { extension } = (await client.put(path, { extension: { src } })).body;
    expect(extension).toMatchObject({ src, data_type: 'number' });
    expect(extension).not.toHaveProperty('srcdoc');
  });

  it('miss what is not there, with 404 or 422', async () => {
    const missing = { status: 404, body: { error_code: 347, errors: { uid: ['is not valid.'] } } };
    const { get, put, remove } = await openStack();
    expect(await get('/extensions/blt1')).toMatchObject(missing);
    expect(await put('/extensions/blt1', { extension: field })).toMatchObject(missing);
    expect(await remove('/extensions/blt1')).toMatchObject(missing);
    const other = await openStack({ choices: { missingExtension: 422 } });
    expect(await other.get('/extensions/blt1')).toMatchObject({ status: 422, body: { error_code: 347 } });
  });
});

describe('upload', () => {
  const upload = (fields: Record<string, string>, html = '<p>Hi</p>'): FormData => {
    const form = new FormData();
    form.append('extension[upload]', new File([html], 'x.html', { type: 'text/html' }));
    for (const [name, value] of Object.entries(fields)) form.append(`extension[${name}]`, value);
    return form;
  };

  it('takes the source from the file and the rest from the other parts', async () => {
    const { post } = await openStack();
    const send = async (fields: Record<string, string>) =>
      (await post('/extensions', undefined, { form: upload(fields) })).body.extension;
    expect(await send({ title: 'A', type: 'field', data_type: 'text', multiple: 'true', tags: 'x, y' })).toMatchObject({
      srcdoc: '<p>Hi</p>',
      multiple: true,
      tags: ['x', 'y'],
      config: {},
    });
    const scope = { content_types: ['$all'] };
    expect(await send({ title: 'B', type: 'widget', scope: JSON.stringify(scope) })).toMatchObject({ scope });
    expect(await send({ title: 'C', type: 'dashboard', enable: 'true', default_width: 'full' })).toMatchObject({
      enable: true,
      default_width: 'full',
    });
  });

  it('is checked like JSON', async () => {
    const { post } = await openStack();
    const send = (fields: Record<string, string>) => post('/extensions', undefined, { form: upload(fields) });
    expect(await send({ title: 'A', type: 'field' })).toMatchObject(refused('data_type'));
    expect(await send({ title: 'A', type: 'field', data_type: 'text', multiple: 'maybe' })).toMatchObject(
      refused('multiple'),
    );
  });
});

it('lists all, by type, by content type, with count and pages', async () => {
  const client = await openStack();
  for (const sample of Object.values(samples)) await make(client, sample);
  await make(client, { ...samples.widget, title: 'For all', scope: { content_types: ['$all'] } });
  await make(client, { ...samples.dashboard, title: 'On', enable: true });
  const titles = async (query: string) =>
    (await client.get(`/extensions?asc=created_at&${query}`)).body.extensions.map((item: Json) => item.title);
  expect(await titles('')).toEqual(['Stars', 'Words', 'Today', 'Map', 'Presets', 'For all', 'On']);
  expect(await titles(ask({ type: 'field' }))).toEqual(['Stars']);
  expect(await titles(ask({ type: 'widget' }))).toEqual(['Words', 'For all']);
  expect(await titles(ask({ type: 'dashboard', enable: true }))).toEqual(['On']);
  expect(await titles(ask({ type: 'rte_plugin' }))).toEqual(['Map']);
  expect(await titles(ask({ type: 'asset_sidebar_widget' }))).toEqual(['Presets']);
  expect(await titles('scope=article')).toEqual(['Words', 'For all']);
  expect(await titles('scope=author')).toEqual(['For all']);
  expect(await titles('skip=1&limit=2')).toEqual(['Words', 'Today']);
  const { body } = await client.get('/extensions?include_count=true&include_branch=true&limit=1');
  expect(body).toMatchObject({ count: 7, extensions: [{ title: 'On', ACL: [], _branch: 'main' }] });
  expect((await client.get('/extensions', { headers: { branch: 'next' } })).body.extensions).toEqual([]);
});

it('needs no scope as a widget, and none that can be read, unless that is chosen', async () => {
  const { post } = await openStack();
  const { scope: _, ...bare } = { ...samples.widget, scope: undefined };
  expect((await post('/extensions', { extension: bare })).status).toBe(201);
  const form = new FormData();
  const parts = { title: 'Up', type: 'widget', src: 'https://example.com/', scope: '[object Object]' };
  for (const [name, value] of Object.entries(parts)) form.append(`extension[${name}]`, value);
  const sent = await post('/extensions', undefined, { form });
  expect([sent.status, sent.body.extension.scope]).toEqual([201, undefined]);
  const strict = await openStack({ choices: { widgetScope: 'required' } });
  expect((await strict.post('/extensions', { extension: bare })).body.errors).toHaveProperty('scope');
});

it('need not be there for a field or a plugin that names it, unless that is chosen', async () => {
  const client = await openStack({ choices: { unknownExtension: 'refuse' } });
  const { uid } = await make(client, samples.field ?? {});
  const plugin = await make(client, samples.rte_plugin ?? {});
  const send = ({ post }: Client, extension_uid: unknown, plugins: unknown[]) =>
    post('/content_types', {
      content_type: {
        uid: 'place',
        title: 'Place',
        schema: [
          { uid: 'title', display_name: 'Title', data_type: 'text' },
          { uid: 'stars', display_name: 'Stars', data_type: 'number', extension_uid },
          { uid: 'story', display_name: 'Story', data_type: 'json', field_metadata: { allow_json_rte: true }, plugins },
        ],
      },
    });
  const refusal = { status: 422, body: { error_code: 115, errors: { schema: [expect.stringContaining('blt1')] } } };
  expect(await send(client, 'blt1', [plugin.uid])).toMatchObject(refusal);
  expect(await send(client, uid, ['blt1'])).toMatchObject(refusal);
  expect((await send(client, uid, [plugin.uid])).status).toBe(201);
  const other = await openStack();
  expect((await send(other, 'blt1', ['blt1'])).status).toBe(201);
});

it('leaves its changes in the audit log, and a read-only token changes nothing', async () => {
  const client = await openStack();
  const { uid, title, type } = await make(client, samples.field ?? {});
  const token = client.sandbox.tokens.reader ?? '';
  expect((await client.remove(`/extensions/${uid}`, undefined, { token })).status).toBe(401);
  expect((await client.get(`/extensions/${uid}`, { token })).status).toBe(200);
  await client.remove(`/extensions/${uid}`);
  const { audit_log: all = [] } = client.sandbox.state.branches.main ?? {};
  const log = all.filter(({ module }) => module === 'extension');
  expect(log.map(item => [item.module, item.event_type, item.metadata])).toEqual([
    ['extension', 'create', { uid, title, type }],
    ['extension', 'delete', { uid, title, type }],
  ]);
});
