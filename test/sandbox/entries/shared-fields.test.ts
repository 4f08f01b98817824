// Fields that are the same in every language, in groups, global fields and blocks as well.
import { expect, it } from 'vitest';
import { openStack } from '../small-stack.ts';

const text = (uid: string, more: object = {}) => ({ uid, display_name: uid, data_type: 'text', ...more });
const inner = [text('name'), text('code', { non_localizable: true })];
const pages = '/content_types/page/entries';

async function openPages() {
  const stack = await openStack();
  const container = (uid: string, data_type: string, more: object) => ({ uid, display_name: uid, data_type, ...more });
  await stack.post('/global_fields', { global_field: { uid: 'card', title: 'Card', schema: inner } });
  const made = await stack.post('/content_types', {
    content_type: {
      uid: 'page',
      title: 'Page',
      schema: [
        text('title'),
        text('sign', { non_localizable: true }),
        container('one', 'group', { schema: inner }),
        container('many', 'group', { multiple: true, schema: inner }),
        container('card', 'global_field', { reference_to: 'card' }),
        container('parts', 'blocks', { blocks: [{ uid: 'part', title: 'Part', schema: inner }] }),
      ],
    },
  });
  expect(made.status).toBe(201);
  const value = { name: 'English', code: 'A' };
  const entry = { title: 'P', sign: 'S', one: value, many: [value], card: value, parts: [{ part: value }] };
  const master = (await stack.post(pages, { entry })).body.entry;
  return { ...stack, master, path: `${pages}/${master.uid}` };
}

const metadata = (instance: { _metadata: { uid: string } }) => ({ uid: instance._metadata.uid });

it('keeps the values of the master at every depth', async () => {
  const { master, path, put } = await openPages();
  const other = { name: 'French', code: 'B' };
  const entry = {
    sign: 'other',
    one: other,
    many: [{ ...other, _metadata: metadata(master.many[0]) }],
    card: other,
    parts: [{ part: { ...other, _metadata: metadata(master.parts[0].part) } }],
  };
  const localized = (await put(`${path}?locale=fr-fr`, { entry })).body.entry;
  const kept = { name: 'French', code: 'A' };
  expect(localized).toMatchObject({ sign: 'S', one: kept, many: [kept], card: kept, parts: [{ part: kept }] });
});

it('takes the word that an instance is shared, and does not keep it', async () => {
  const { master, path, put } = await openPages();
  const marked = { uid: metadata(master.many[0]).uid, non_localizable_content: true };
  await put(`${path}?locale=fr-fr`, { entry: { title: 'F' } });
  const entry = { many: [{ name: 'French', code: 'B', _metadata: marked }] };
  const [instance] = (await put(`${path}?locale=fr-fr`, { entry })).body.entry.many;
  expect(instance).toEqual({ name: 'French', code: 'A', _metadata: metadata(master.many[0]) });
});

it('follows the master when it changes', async () => {
  const { master, path, put, get } = await openPages();
  await put(`${path}?locale=fr-fr`, { entry: { title: 'F' } });
  const part = { ...master.parts[0].part, code: 'C' };
  await put(path, { entry: { sign: 'T', parts: [{ part }] } });
  expect((await get(`${path}?locale=fr-fr`)).body.entry).toMatchObject({
    title: 'F',
    sign: 'T',
    parts: [{ part: { name: 'English', code: 'C' } }],
  });
});

it('takes an instance of its own where none of the master is named', async () => {
  const { path, put } = await openPages();
  const entry = { many: [{ name: 'French', code: 'B' }], parts: [{ part: { name: 'French', code: 'B' } }] };
  expect((await put(`${path}?locale=fr-fr`, { entry })).body.entry).toMatchObject(entry);
});
