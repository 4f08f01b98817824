// A single read gives the item whole but without noise; `fields: all` gives the noise too.
import { expect, it } from 'vitest';
import { type Json, open } from '../harness.ts';
import { toItems } from './tour.ts';

const post = { content_type_uid: 'blog_post' };

it('drops access lists and empty bookkeeping, shows files by what one knows them by, and keeps all else', async () => {
  await using opened = await open();
  const [{ uid } = {} as Json] = toItems(
    await opened.call('list_entries', { ...post, query: { title: 'Winter layering, explained' } }),
  );
  const entry = { ...post, entry_uid: uid };
  const { entry: quiet } = (await opened.call('get_entry', entry)) as { entry: Json };
  const { entry: whole } = (await opened.call('get_entry', { ...entry, fields: ['all'] })) as { entry: Json };
  const { ACL: _acl, _in_progress, hero_image, ...kept } = whole;
  const { uid: file, title, filename } = hero_image as Json;
  expect(quiet).toEqual({ ...kept, hero_image: { uid: file, title, filename } });
});

it('shows of a content type an outline of its fields, and drops what says nothing of them', async () => {
  await using opened = await open();
  const type = { content_type_uid: 'page' };
  const read = async (fields?: string[]) =>
    (await opened.call('get_content_type', { ...type, ...(fields ? { fields } : {}) })).content_type as Json;
  const [short, parts, whole] = [await read(), await read(['schema']), await read(['all'])];
  const dropped = Object.keys(whole).filter(key => !(key in short));
  expect(dropped.sort()).toEqual([
    'DEFAULT_ACL',
    'SYS_ACL',
    'abilities',
    'inbuilt_class',
    'last_activity',
    'maintain_revisions',
    'schema',
  ]);
  expect(parts).toEqual({ uid: 'page', title: 'Page', _version: 1, schema: whole.schema });
  expect(short.outline).toEqual(
    expect.arrayContaining([
      'title: text, required, unique',
      'sections.hero.headline: text, required – At most eight words.',
      // Of a global field, which the schema only names.
      'sections.call_to_action.tone: text, one of quiet strong, default quiet – How loud the button is.',
    ]),
  );
  expect(JSON.stringify(whole.schema)).not.toContain('How loud');
});

it('says at the end of an outline how the schema is got, and nowhere else', async () => {
  await using opened = await open({ settings: { MODULES: 'all' } });
  const how = expect.stringContaining('fields: ["schema"]');
  const field = { global_field_uid: 'call_to_action' };
  const shown = await opened.call('get_content_type', post);
  expect(Object.entries(shown).at(-1)).toEqual(['raw', how]);
  expect(await opened.call('get_global_field', field)).toMatchObject({
    global_field: {
      outline: [expect.stringContaining('heading: text, required'), expect.anything(), expect.anything()],
    },
    raw: how,
  });
  for (const fields of [['schema'], ['all']]) {
    expect(await opened.call('get_content_type', { ...post, fields })).not.toHaveProperty('raw');
    expect(await opened.call('get_global_field', { ...field, fields })).not.toHaveProperty('raw');
  }
});

it('cuts a long outline between its lines, and gives the rest', async () => {
  await using opened = await open({ settings: { MAX_RESULT_TOKENS: '500', MODULES: 'all' } });
  const schema = Array.from({ length: 60 }, (_, index) => ({
    uid: `field_${index}`,
    display_name: `The ${index}. of many`,
    data_type: 'text',
  }));
  await opened.call('create_global_field', { global_field: { uid: 'long', title: 'Long', schema } });
  const lines: unknown[] = [];
  let fields: string[] | undefined;
  for (let calls = 0; calls < 10; calls += 1) {
    const answer = await opened.call('get_global_field', { global_field_uid: 'long', ...(fields ? { fields } : {}) });
    const { global_field, parts = global_field, rest } = answer as { [key: string]: Json };
    lines.push(...Object.entries(parts as Json).flatMap(([key, value]) => (key.startsWith('outline') ? [value] : [])));
    fields = rest?.fields as string[] | undefined;
    if (!fields) break;
  }
  expect(lines.flat()).toEqual(schema.map(({ uid, display_name }) => `${uid}: text – ${display_name}`));
});

it('keeps fields of an entry that are named like noise elsewhere', async () => {
  const { quieten } = await import('../../src/results/show/quiet.ts');
  const entry = { uid: 'blt1', abilities: ['read'], last_activity: 'now', stack: { of: 'books' }, parent_uid: null };
  expect(quieten({ entry: { ...entry, ACL: {} } })).toEqual({ entry });
});

it('gives only what is asked for by path, and says of what there is not', async () => {
  await using opened = await open();
  const [{ uid } = {} as Json] = toItems(await opened.call('list_entries', post));
  const answer = await opened.call('get_entry', { ...post, entry_uid: uid, fields: ['seo.title', 'headlin'] });
  expect(Object.keys(answer.entry as Json)).toEqual(['uid', 'title', 'locale', '_version', 'seo.title']);
  expect(answer.notes).toEqual(['there is no field "headlin"; did you mean headline?']);
});

it('says nothing of its own in an export', async () => {
  await using opened = await open();
  const exported = await opened.call('export_content_type', { content_type_uid: 'author' });
  expect(exported).not.toHaveProperty('branch');
  expect(exported).toHaveProperty('DEFAULT_ACL');
});
