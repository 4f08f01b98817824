// Content types: their life over HTTP, versions, references, export and import.
import { describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../../src/sandbox/index.ts';
import { articles, ask, authors, openStack } from '../small-stack.ts';

const title = { display_name: 'Title', uid: 'title', data_type: 'text', mandatory: true, unique: true };
const place = { title: 'Place', uid: 'place', schema: [title] };
const linked = {
  ...place,
  schema: [title, { display_name: 'By', uid: 'by', data_type: 'reference', reference_to: ['author'] }],
};

describe('reading', () => {
  it('lists, filters, counts and pages', async () => {
    const { get } = await openStack();
    const { body } = await get('/content_types?include_count=true&asc=uid&limit=2&include_branch=true');
    expect(body.count).toBe(3);
    expect(body.content_types.map((type: { uid: string }) => type.uid)).toEqual(['article', 'author']);
    expect(body.content_types[0]._branch).toBe('main');
    const found = await get(`/content_types?${ask({ title: 'Author' })}`);
    expect(found.body.content_types).toHaveLength(1);
  });

  it('gives one type, global fields spelt out on request', async () => {
    const { get } = await openStack();
    const find = (type: { schema: { uid: string }[] }) => type.schema.find(field => field.uid === 'seo');
    const plain = (await get('/content_types/article')).body.content_type;
    expect(plain).toMatchObject({
      uid: 'article',
      _version: 1,
      inbuilt_class: false,
      abilities: { get_one_object: true },
    });
    expect(find(plain)).not.toHaveProperty('schema');
    const whole = (await get('/content_types/article?include_global_field_schema=true')).body.content_type;
    expect(find(whole)).toMatchObject({ schema: [{ uid: 'keywords' }, { uid: 'summary' }] });
  });

  it('tells where entries were last published', async () => {
    const { get } = await openStack();
    const details = [{ locale: 'en-us', time: '2026-01-05T10:00:00.000Z' }];
    expect((await get('/content_types/author')).body.content_type.last_activity).toEqual({
      environments: [{ uid: 'blt00000000000000d2', details }],
    });
    expect((await get('/content_types/settings')).body.content_type.last_activity).toEqual({});
  });

  it('answers 118 for what is not there, also on another branch', async () => {
    const { get, post, put, remove } = await openStack();
    await post('/content_types', { content_type: place });
    const other = { headers: { branch: 'next' } };
    for (const reply of [
      await get('/content_types/nothing'),
      await get('/content_types/constructor'),
      await get('/content_types/place', other),
      await put('/content_types/nothing', { content_type: place }),
      await remove('/content_types/nothing'),
      await get('/content_types/nothing/entries'),
      await get('/content_types/nothing/references'),
      await get('/content_types/nothing/export'),
    ]) {
      expect(reply).toMatchObject({ status: 422, body: { error_code: 118, errors: { uid: ['is not valid.'] } } });
    }
  });

  it('can answer 404 for what is not there', async () => {
    const { get } = await openStack({ choices: { notFoundStatus: { content_types: 404 } } });
    expect((await get('/content_types/nothing')).status).toBe(404);
  });
});

describe('writing', () => {
  it('creates with what the server fills in', async () => {
    const { get, post } = await openStack();
    const created = await post('/content_types', { content_type: linked });
    expect(created).toMatchObject({ status: 201, body: { notice: 'Content Type created successfully.' } });
    const { content_type: type } = (await get('/content_types/place')).body;
    expect(type).toMatchObject({ title: 'Place', description: '', options: { is_page: false, title: 'title' } });
    expect(type.options).not.toHaveProperty('publishable');
    expect(type.schema[1]).toMatchObject({ multiple: false, mandatory: false, unique: false, non_localizable: false });
    expect(type).not.toHaveProperty('created_by');
    expect(type.created_at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('updates with the whole schema and keeps earlier versions', async () => {
    const { get, put } = await openStack();
    const changed = { title: 'Writer', uid: 'author', schema: [title], description: 'People' };
    const reply = await put('/content_types/author', { content_type: changed });
    expect(reply.body).toMatchObject({ notice: 'Content Type updated successfully.', content_type: { _version: 2 } });
    const now = (await get('/content_types/author')).body.content_type;
    expect(now).toMatchObject({ title: 'Writer', description: 'People', _version: 2 });
    expect(now.schema).toHaveLength(1);
    const before = (await get('/content_types/author?version=1')).body.content_type;
    expect(before).toMatchObject({ title: 'Author', _version: 1 });
    expect((await get('/content_types/author?version=9')).status).toBe(422);
  });

  it('hides the values of fields that are gone, and brings them back with the field', async () => {
    const { get, put } = await openStack();
    const { schema } = (await get('/content_types/author')).body.content_type;
    const read = async () => (await get(`${authors}?asc=title`)).body.entries[0];
    await put('/content_types/author', { content_type: { title: 'Author', uid: 'author', schema: [title] } });
    expect(await read()).not.toHaveProperty('city');
    await put('/content_types/author', { content_type: { title: 'Author', uid: 'author', schema } });
    expect(await read()).toMatchObject({ city: 'Bern' });
  });

  it('refuses an update without schema, or keeps the stored one', async () => {
    const body = { content_type: { title: 'Writer' } };
    const strict = await openStack();
    expect(await strict.put('/content_types/author', body)).toMatchObject({ status: 422, body: { error_code: 115 } });
    const mild = await openStack({ choices: { missingSchema: 'keep' } });
    const reply = await mild.put('/content_types/author', body);
    expect(reply.body.content_type).toMatchObject({ title: 'Writer' });
    expect(reply.body.content_type.schema).toHaveLength(3);
  });

  it('sets field visibility rules and limits them', async () => {
    const { get, put } = await openStack();
    const { schema } = (await get('/content_types/author')).body.content_type;
    const rule = {
      match_type: 'all',
      conditions: [{ operand_field: 'city', operator: 'matches', value: 'Bern' }],
      actions: [{ action: 'show', target_field: 'born' }],
    };
    const save = (field_rules: unknown) =>
      put('/content_types/author', { content_type: { title: 'Author', uid: 'author', schema, field_rules } });
    expect((await save([rule])).body.content_type.field_rules).toEqual([rule]);
    expect((await save(Array(11).fill(rule))).body.errors).toHaveProperty('field_rules');
    expect((await save([{ ...rule, match_type: 'some' }])).body.errors).toHaveProperty('field_rules');
    expect((await save([{ ...rule, actions: [{ action: 'burn' }] }])).body.errors).toHaveProperty('field_rules');
  });
});

describe('deleting', () => {
  it('takes force when there are entries, and takes these along', async () => {
    const { get, post, remove } = await openStack();
    expect(await remove('/content_types/author')).toMatchObject({ status: 422, body: { error_code: 141 } });
    expect((await remove('/content_types/author?force=true')).body).toEqual({
      notice: 'Content Type deleted successfully.',
    });
    expect((await get(authors)).body.error_code).toBe(118);
    await post('/content_types', { content_type: { title: 'Author', uid: 'author', schema: [title] } });
    expect((await get(authors)).body.entries).toEqual([]);
  });

  it('needs no force without entries, or never', async () => {
    const strict = await openStack();
    expect((await strict.remove('/content_types/settings')).status).toBe(200);
    const mild = await openStack({ choices: { deleteTypeWithEntries: 'allowed' } });
    expect((await mild.remove('/content_types/author')).status).toBe(200);
  });
});

describe('references, export, import', () => {
  it('lists the types that refer to one, at any depth', async () => {
    const { get, post } = await openStack();
    await post('/content_types', { content_type: linked });
    expect((await get('/content_types/author/references')).body).toEqual({ references: ['Article', 'Place'] });
    expect((await get('/content_types/article/references?include_global_fields=true')).body.references).toEqual([]);
  });

  it('exports the bare type and imports it elsewhere', async () => {
    const { get, post } = await openStack();
    await post('/content_types', { content_type: place });
    const exported = (await get('/content_types/place/export')).body;
    expect(exported).toMatchObject({ uid: 'place', title: 'Place' });
    const imported = await post('/content_types/import', undefined, {
      files: { content_type: exported },
      headers: { branch: 'next' },
    });
    expect(imported.body).toMatchObject({
      notice: 'Content Type imported successfully.',
      content_type: { uid: 'place' },
    });
    expect((await get('/content_types/place', { headers: { branch: 'next' } })).status).toBe(200);
  });

  it('replaces an existing type only with overwrite', async () => {
    const { get, post } = await openStack();
    const files = { content_type: { title: 'Writer', uid: 'author', schema: [title] } };
    expect(await post('/content_types/import', undefined, { files })).toMatchObject({
      status: 422,
      body: { error_code: 115, errors: { uid: ['is not unique.'] } },
    });
    const over = await post('/content_types/import?overwrite=true', undefined, { files });
    expect(over.body.content_type).toMatchObject({ title: 'Writer', _version: 2 });
    expect((await get('/content_types/author')).body.content_type.title).toBe('Writer');
  });

  it('exports a version', async () => {
    const { get, put } = await openStack();
    await put('/content_types/author', { content_type: { title: 'Writer', uid: 'author', schema: [title] } });
    expect((await get('/content_types/author/export?version=1')).body.title).toBe('Author');
  });

  it('wants the file under its name', async () => {
    const { post } = await openStack();
    expect((await post('/content_types/import', undefined, { files: { other: place } })).status).toBe(400);
    expect((await post(`${articles}/import`, undefined, { files: { other: {} } })).status).toBe(400);
  });
});

it('leaves out the options that are not sent, unless they are to be filled in', async () => {
  const text = { display_name: 'T', data_type: 'text' };
  const content_type = {
    uid: 'leaf',
    title: 'Leaf',
    schema: [
      { ...text, uid: 'title' },
      { ...text, uid: 'url' },
    ],
    options: { is_page: true },
  };
  const optionsOf = async (choices: SandboxOptions['choices']) => {
    const { post } = await openStack(choices ? { choices } : {});
    return (await post('/content_types', { content_type })).body.content_type.options;
  };
  const bare = { is_page: true, singleton: false, title: 'title', sub_title: [] };
  expect(await optionsOf(undefined)).toEqual(bare);
  expect(await optionsOf({ pageOptions: 'filled in', publishableOption: 'filled in' })).toEqual({
    ...bare,
    publishable: true,
    url_pattern: '/:title',
    url_prefix: '/',
  });
});
