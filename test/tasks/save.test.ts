// The save of tasks, tried with a task of the test's own: what it reads, makes, merges and checks; test/chaos/writing.test.ts holds what it does when something goes wrong.
import { expect, it } from 'vitest';
import * as z from 'zod';
import { defineTask } from '../../src/operations/task.ts';
import { requireDone, tellSaved } from '../../src/tasks/told-save.ts';
import type { Json } from '../harness.ts';
import { openStack, type Stack } from './sandbox.ts';

/** Sets members at the top: `{title: "x"}`. */
const task = defineTask('put_in', {
  title: 'Put in',
  effect: 'update',
  description: 'Puts.',
  uses: { must: ['update_entry', 'get_entry', 'get_content_type'], may: ['list_languages'] },
  fields: {
    content_type_uid: z.string(),
    entry_uid: z.string(),
    locale: z.string().optional(),
    put: z.record(z.string(), z.unknown()),
    if_version: z.int().optional(),
    partial: z.boolean().optional(),
    dry_run: z.boolean().optional(),
  },
  async run({ put, if_version, partial, dry_run, ...given }, ground) {
    const saved = await ground.save({
      operation: 'update_entry',
      given,
      make: () => ({ value: put as Json }),
      ifVersion: if_version as number | undefined,
      isPartial: partial as boolean | undefined,
      isRehearsal: dry_run as boolean | undefined,
    });
    return tellSaved(requireDone(saved), String(given.entry_uid));
  },
});

const type = 'product';
const open = (more: Parameters<typeof openStack>[0] = {}) => openStack({ tasks: [task], ...more });
const toPath = ({ entry_uid }: Json) => `/content_types/${type}/entries/${entry_uid}`;

async function find(opened: Stack, place = 0): Promise<{ content_type_uid: string; entry_uid: string }> {
  const { entries } = await opened.send('GET', `/content_types/${type}/entries?asc=created_at`);
  return { content_type_uid: type, entry_uid: String((entries as Json[])[place]?.uid) };
}

async function read(opened: Stack, place: Json, locale = 'en-us'): Promise<Json> {
  const { entry } = await opened.send('GET', `${toPath(place)}?locale=${locale}`);
  return entry as Json;
}

const save = (opened: Stack, place: Json, entry: Json, locale = 'en-us') =>
  opened.send('PUT', `${toPath(place)}?locale=${locale}`, { entry });

it('takes one read and one write, and tells what is stored', async () => {
  await using opened = await open();
  const place = await find(opened);
  await opened.watch('put_in', { ...place, put: { title: 'First' } });
  const { answer, paths } = await opened.watch('put_in', { ...place, put: { title: 'Second' } });
  expect(paths).toEqual([`GET /v3${toPath(place)}`, `PUT /v3${toPath(place)}`]);
  expect(answer.says).toMatch(/^saved as v\d+ in en-us: 1 change in/);
  expect(answer.rows ?? answer.all).toEqual(expect.anything());
  expect(JSON.stringify(answer)).toContain('Second');
  expect((await read(opened, place)).title).toBe('Second');
});

it('writes nothing where nothing changes, nor in a rehearsal', async () => {
  await using opened = await open();
  const place = await find(opened);
  const before = await read(opened, place);
  const same = await opened.watch('put_in', { ...place, put: { title: before.title } });
  expect(same.answer.says).toContain('nothing to change');
  const dry = await opened.watch('put_in', { ...place, put: { title: 'Other' }, dry_run: true });
  expect(dry.answer.says).toMatch(/^nothing was saved \(dry_run\): 1 change/);
  expect([...same.paths, ...dry.paths].filter(path => !path.startsWith('GET'))).toEqual([]);
  expect(await read(opened, place)).toEqual(before);
});

it('checks before it sends', async () => {
  await using opened = await open();
  const place = await find(opened);
  expect(await opened.fail('put_in', { ...place, put: { titel: 'x' } })).toMatch(/titel.*did you mean title\?/);
  expect(await opened.fail('put_in', { ...place, put: { title: '' } })).toContain('mandatory');
});

it('merges with what was saved since in another place, and refuses the same place with both', async () => {
  await using opened = await open();
  const place = await find(opened);
  const { _version: version } = await read(opened, place);
  await save(opened, place, { title: 'Theirs' });
  const merged = await opened.call('put_in', { ...place, put: { tags: ['mine'] }, if_version: version });
  expect(JSON.stringify(merged)).toContain('merged with version');
  expect(await read(opened, place)).toMatchObject({ title: 'Theirs', tags: ['mine'] });
  const refused = await opened.fail('put_in', { ...place, put: { title: 'Mine' }, if_version: version });
  expect(refused).toMatch(/Nothing was saved.*\n- title: stored is "Theirs", yours is "Mine"/);
  expect(refused).not.toContain('may have been written');
  const partial = await opened.call('put_in', {
    ...place,
    ...{ put: { title: 'Mine', tags: ['again'] }, if_version: Number(version) + 1, partial: true },
  });
  expect(await read(opened, place)).toMatchObject({ title: 'Mine', tags: ['mine'] });
  expect(JSON.stringify(partial)).toContain('left as it is: tags');
});

it('takes a field by any name, such as those by which a save tells what came of it', async () => {
  await using opened = await open();
  const field = { display_name: 'State', uid: 'state', data_type: 'text' };
  const title = { display_name: 'Title', uid: 'title', data_type: 'text', mandatory: true, unique: true };
  await opened.send('POST', '/content_types', { content_type: { title: 'Shop', uid: 'shop', schema: [title, field] } });
  const made = { title: 'North', state: 'Ohio' };
  const { entry } = await opened.send('POST', '/content_types/shop/entries', { entry: made });
  const place = { content_type_uid: 'shop', entry_uid: String((entry as Json).uid) };
  const answer = await opened.call('put_in', { ...place, put: { state: 'Iowa' }, if_version: 1 });
  expect(answer.says).toContain('saved as v2');
});

it('names a version that was never there', async () => {
  await using opened = await open();
  const place = await find(opened);
  expect(await opened.fail('put_in', { ...place, put: { title: 'x' }, if_version: 99 })).toContain('if_version is 99');
});

it('begins a language with what it fell back to, and leaves what all languages share', async () => {
  await using opened = await open();
  const { content_types } = await opened.send('GET', '/content_types?include_global_field_schema=true');
  const schema = ((content_types as Json[]).find(({ uid }) => uid === type) as Json).schema as Json[];
  const shared = schema.find(field => field.non_localizable === true && field.data_type === 'number');
  const own = schema.find(field => !field.non_localizable && field.uid === 'title');
  expect([shared, own]).not.toContain(undefined);
  const place = await find(opened);
  await opened.send('DELETE', `${toPath(place)}?locale=de-de`).catch(() => undefined);
  const master = await read(opened, place);
  const put = { title: 'Zelt', [String(shared?.uid)]: 77 };
  expect(await opened.fail('put_in', { ...place, locale: 'de-de', put })).toMatch(
    new RegExp(`${shared?.uid}: is the same in every language.*\\n.*partial: true`),
  );
  const answer = await opened.call('put_in', { ...place, locale: 'de-de', put, partial: true });
  const german = await read(opened, place, 'de-de');
  expect(german).toMatchObject({ title: 'Zelt', locale: 'de-de' });
  expect(german[String(shared?.uid)]).toEqual(master[String(shared?.uid)]);
  for (const { uid, non_localizable } of schema) {
    const name = String(uid);
    if (!non_localizable && !['title', 'url'].includes(name)) expect(german[name], name).toEqual(master[name]);
  }
  expect(JSON.stringify(answer)).toContain('the first version in de-de');
  expect(await read(opened, place)).toEqual(master);
});
