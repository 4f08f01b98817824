// Answers say outright what one would else take them for: another language, an empty field, a thing that is gone, work that waits.
import { expect, it } from 'vitest';
import { present } from '../../src/results/show/present.ts';
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import { type Json, type Opened, open } from '../harness.ts';
import { find, operations } from '../operations.ts';
import { toItems } from './tour.ts';

const post = { content_type_uid: 'blog_post' };

async function findUid({ call }: Opened, content_type_uid: string, title: string): Promise<unknown> {
  const [found] = toItems(await call('list_entries', { content_type_uid, query: { title } }));
  return found?.uid;
}

it('says first that a read fell back to another language, of one and of many', async () => {
  await using opened = await open();
  const { call } = opened;
  const entry_uid = await findUid(opened, 'product', 'Moss Fleece');
  const at = { content_type_uid: 'product', entry_uid, locale: 'de-de' };
  const one = await call('get_entry', at);
  expect(one.notes).toEqual(['no de-de: this is en-us']);
  expect(Object.keys(one).indexOf('notes')).toBeLessThan(Object.keys(one).indexOf('entry'));
  expect((await call('get_entry', { ...at, fields: ['price'] })).notes).toEqual(['no de-de: this is en-us']);
  expect((await call('get_entry', { ...at, fields: ['all'] })).notes).toEqual(['no de-de: this is en-us']);
  expect(await call('get_entry', { ...at, locale: 'en-us' })).not.toHaveProperty('notes');

  const many = await call('list_entries', { content_type_uid: 'product', locale: 'de-de' });
  const items = toItems(many);
  const others = items.filter(({ locale }) => locale !== 'de-de').length;
  expect(others).toBeGreaterThan(0);
  expect(others).toBeLessThan(items.length);
  expect((many.notes as string[])[0]).toBe(
    `${others} of these ${items.length} have no de-de: their text is en-us, as their locale says`,
  );
  expect(Object.keys(many).indexOf('notes')).toBeLessThan(Object.keys(many).indexOf('rows'));
  const none = await call('list_entries', { content_type_uid: 'author', locale: 'de-de' });
  expect((none.notes as string[])[0]).toBe('no de-de: all of these are en-us');
  const whole = await call('list_entries', { content_type_uid: 'author', locale: 'de-de', fields: ['all'] });
  expect(whole.notes).toEqual(['no de-de: all of these are en-us']);
  const only = await call('list_entries', { content_type_uid: 'author', locale: 'de-de', only: ['title'] });
  expect(only.notes).toEqual(['rows may be in another language than de-de: locale was left out']);
  const master = await call('list_entries', { content_type_uid: 'author', locale: 'en-us' });
  expect(JSON.stringify(master.notes)).not.toContain('en-us');
});

it('keeps an export as it is, whatever language it fell back to', async () => {
  await using opened = await open();
  const entry_uid = await findUid(opened, 'product', 'Moss Fleece');
  const exported = await opened.call('export_entry', { content_type_uid: 'product', entry_uid, locale: 'de-de' });
  expect(exported).not.toHaveProperty('notes');
});

it('tells a field that is empty from one that there is not, by the content type', async () => {
  await using opened = await open({ settings: { CONFIRM: 'never' } });
  const { call } = opened;
  const made = await call('create_entry', {
    content_type_uid: 'author',
    entry: { title: 'Nils Holm', bio: 'Walks.' },
  });
  const at = { content_type_uid: 'author', entry_uid: (made.entry as Json).uid };
  expect(await call('get_entry', { ...at, fields: ['photo', 'biography'] })).toMatchObject({
    notes: ['"photo" is a field, and empty here', 'there is no field "biography"'],
  });
  const listed = await call('list_entries', {
    content_type_uid: 'author',
    query: { title: 'Nils Holm' },
    fields: ['role', 'rolle', 'photo'],
  });
  const notes = listed.notes as string[];
  expect(notes).toContain('there is no field "rolle"; did you mean role?');
  for (const note of notes.filter(each => /"(role|photo)"/.test(each)))
    expect(note).toMatch(/ is a field, and empty here$/);
  // Where only the answer is known, no more is said than what is true.
  const { notes: unsure } = await call('list_assets', { fields: ['descripton'] });
  expect(unsure).toEqual([
    'nothing at "descripton" here: it is empty, or there is no such field; did you mean description?',
  ]);
});

it('names the empty fields of an entry in one list', async () => {
  await using opened = await open({ settings: { CONFIRM: 'never' } });
  const { call } = opened;
  const entry_uid = await findUid(opened, 'blog_post', 'Winter layering, explained');
  const at = { ...post, entry_uid };
  await call('update_entry', { ...at, entry: { hero_image: null, tags: [] } });
  const shown = await call('get_entry', at);
  expect(shown.empty).toEqual(['hero_image', 'tags']);
  expect(shown.entry).not.toHaveProperty('hero_image');
  expect(shown.entry).not.toHaveProperty('tags');
  expect(await call('get_entry', { ...at, fields: ['all'] })).not.toHaveProperty('empty');
});

it('says of what was deleted that it was, and what still refers to it', async () => {
  await using opened = await open({ settings: { CONFIRM: 'never' } });
  const { call, fail } = opened;
  const entry_uid = await findUid(opened, 'author', 'Ines Aguilar');
  const author = { content_type_uid: 'author', entry_uid };
  const asset_uid = uidOf('asset', 'larkfell-logo');
  const [before, used] = [await call('list_entry_refs', author), await call('list_asset_refs', { asset_uid })];
  await call('delete_entry', author);
  await call('delete_asset', { asset_uid });
  const gone = await call('list_entry_refs', author);
  const toUids = (answer: Json) => [...new Set(toItems(answer).map(each => each.entry_uid))].sort();
  expect(gone.notes).toEqual([
    expect.stringMatching(/^"Ines Aguilar" \(blt\w+\) was deleted 2\S+Z by blt\w+; these entries still refer to it$/),
    'fields were looked through, not rich text',
  ]);
  expect(toUids(gone)).toEqual(toUids(before));
  const file = await call('list_asset_refs', { asset_uid });
  expect((file.notes as string[])[0]).toMatch(/^"Logo" \(blt\w+\) was deleted .*; these entries still refer to it$/);
  expect(toUids(file)).toEqual(toUids(used));
  // What never was is refused as before.
  expect(await fail('list_entry_refs', { ...author, entry_uid: 'blt0000000000000001' })).toMatch(/^There is no entry/);
  expect(await fail('list_asset_refs', { asset_uid: 'blt0000000000000001' })).toMatch(/^There is no asset/);
  expect(await fail('list_entry_refs', { ...author, content_type_uid: 'auther' })).toMatch(/content type/);
});

it('says of what is deleted and referred to by nothing that it is so, and what it could not look at', async () => {
  await using opened = await open({ settings: { CONFIRM: 'never' } });
  const { call, sandbox } = opened;
  const made = await call('create_entry', { content_type_uid: 'author', entry: { title: 'Nils Holm', bio: 'Walks.' } });
  const author = { content_type_uid: 'author', entry_uid: (made.entry as Json).uid };
  expect((await call('list_entry_refs', author)).notes).toEqual(['no entry refers to it']);
  await call('delete_entry', author);
  const gone = await call('list_entry_refs', author);
  expect((gone.notes as string[])[0]).toMatch(
    /^"Nils Holm" \(blt\w+\) was deleted .*; no entry refers to it any more$/,
  );
  expect(gone.rows).toEqual([]);
  sandbox.requests.splice(0);
  await call('list_entry_refs', author);
  expect(sandbox.requests.map(({ method }) => method)).toEqual(Array(sandbox.requests.length).fill('GET'));
  expect(sandbox.requests.length).toBeLessThanOrEqual(11);
  // A log that is closed to this token is no failure of the stack.
  const refused = { error_message: 'You are not allowed to do that.', error_code: 105, errors: {} };
  sandbox.fault({ method: 'GET', path: '/audit-logs', answer: { status: 401, body: refused } });
  expect(await opened.fail('list_entry_refs', author)).toMatch(/^There is no entry/);
  expect(await call('server_status')).not.toHaveProperty('last_failure');
});

it('says of a publish that it waits, and names the call that shows what became of it, where there is such a tool', async () => {
  await using opened = await open({ settings: { CONFIRM: 'never', MODULES: 'all' } });
  const { call } = opened;
  const entry_uid = await findUid(opened, 'blog_post', 'Winter layering, explained');
  const to = { environments: ['preview'], locales: ['en-us'] };
  const named = async (tool: string, args: Json): Promise<Json> => {
    const { state } = await call(tool, args);
    const [, next = '', given = '{}'] =
      /^accepted, not done yet: (\w+) (\{.*\}) shows what became of it$/.exec(String(state)) ?? [];
    return call(next, JSON.parse(given));
  };
  const queue = await named('publish_entry', { ...post, entry_uid, entry: to });
  expect(toItems(queue)[0]).toMatchObject({ 'entry.uid': entry_uid, environment: 'preview', locale: 'en-us' });
  const job = await named('publish_entry', { ...post, entry_uid, entry: to, api_version: '3.2' });
  expect(job).toHaveProperty('status');
  const asset = { asset_uid: uidOf('asset', 'larkfell-logo'), asset: to };
  expect(toItems(await named('publish_asset', asset))[0]).toMatchObject({ type: 'asset' });
  expect(toItems(await named('unpublish_entry', { ...post, entry_uid, entry: to }))[0]).toMatchObject({
    action: 'unpublish',
  });
  const [{ uid: release_uid } = {} as Json] = toItems(await call('list_releases'));
  expect(toItems(await named('deploy_release', { release_uid, release: to })).length).toBeGreaterThan(0);

  await using without = await open({ settings: { CONFIRM: 'never', MODULES: 'entries,content-types' } });
  const { state } = await without.call('publish_entry', { ...post, entry_uid, entry: to });
  expect(state).toBe('accepted, not done yet');
});

it('tells rows of the audit log and of the publish queue apart: where, in which language, which version, when, by whom', async () => {
  await using opened = await open({ settings: { CONFIRM: 'never' } });
  const { call } = opened;
  const entry_uid = await findUid(opened, 'blog_post', 'Winter layering, explained');
  const to = { environments: ['preview', 'staging'], locales: ['en-us', 'fr-fr'] };
  await call('publish_entry', { ...post, entry_uid, entry: to });
  const logged = toItems(await call('list_audit_logs', { limit: 4 }));
  const toPlace = (row: Json) => `${row['metadata.environment']} ${row['metadata.locale']} v${row['metadata.version']}`;
  expect(logged.map(toPlace).sort()).toEqual([
    'preview en-us v3',
    'preview fr-fr v1',
    'staging en-us v3',
    'staging fr-fr v1',
  ]);
  for (const row of logged) {
    expect(row).toMatchObject({ 'metadata.uid': entry_uid, created_by: expect.stringMatching(/^blt/) });
    expect(row.created_at).toMatch(/^2/);
  }
  const queued = toItems(
    await call('list_publish_queue', { query: { 'entry.uid': entry_uid, environment: { $exists: true } } }),
  );
  const four = queued.slice(0, 4).map(row => `${row.environment} ${row.locale} v${row['entry.version']}`);
  expect(four.sort()).toEqual(['preview en-us v3', 'preview fr-fr v1', 'staging en-us v3', 'staging fr-fr v1']);
  for (const row of queued)
    expect(row).toMatchObject({ user: expect.stringMatching(/^blt/), 'publish_details.status': expect.any(String) });
});

it('marks by words in the catalogue what waits in the queue, and what is asked for of a thing that may be in the trash', () => {
  const queued = operations.filter(({ queue }) => queue !== undefined);
  expect(queued.map(({ name }) => name)).toEqual([
    'publish_entry',
    'unpublish_entry',
    'publish_asset',
    'unpublish_asset',
  ]);
  for (const { effect, path, queue = {} } of queued) {
    expect(effect).toBe('publish');
    for (const value of Object.values(queue)) {
      const [, brace] = /^\{(\w+)\}$/.exec(value) ?? [];
      if (brace !== undefined) expect(Object.keys(path)).toContain(brace);
    }
  }
  const referring = operations.filter(({ line }) => /\/(entries|assets)\/\{\w+\}\/references$/.test(line));
  expect(referring.map(({ name, refers }) => [name, refers])).toEqual([
    ['list_entry_refs', 'reference'],
    ['list_asset_refs', 'file'],
  ]);
});

it('has a status of webhook runs also where none has one yet', async () => {
  await using opened = await open({ settings: { CONFIRM: 'never' } });
  const { call } = opened;
  const hook = toItems(await call('list_webhooks')).find(({ name }) => name === 'Rebuild the site');
  const runs = await call('list_webhook_runs', { webhook_uid: hook?.uid });
  expect(toItems(runs).every(({ status }) => status !== null)).toBe(true);
  const bare = { names: new Map(), budget: 1000, toLink: () => undefined };
  const waiting = present(find('list_webhook_runs'), {}, { webhooks: [{ uid: 'cs1', status: null }] }, bare);
  expect(toItems(waiting)).toEqual([{ uid: 'cs1', status: 'none yet' }]);
});

it('says what an empty table means', async () => {
  await using opened = await open();
  const bare = { names: new Map(), budget: 1000, toLink: () => undefined };
  const tell = (tool: string, body: Json) => present(find(tool), {}, body, bare).notes;
  expect(tell('list_entry_locales', { locales: [] })).toEqual(['only the master language has it']);
  expect(tell('list_webhook_runs', { webhooks: [] })).toEqual(['there are none']);
  expect(tell('list_labels', { labels: [], count: 0 })).toBeUndefined();
  const unused = toItems(await opened.call('list_webhooks')).find(({ disabled }) => disabled === true);
  expect((await opened.call('list_webhook_runs', { webhook_uid: unused?.uid })).notes).toEqual(['there are none']);
});

it('never folds what tells rows apart: uids, titles, names and times stand in their rows', async () => {
  await using opened = await open({ settings: { CONFIRM: 'never' } });
  const { call } = opened;
  const lists: [string, Json][] = [
    ['list_audit_logs', { limit: 40 }],
    ['list_entries', post],
    ['list_asset_refs', { asset_uid: uidOf('asset', 'larkfell-logo') }],
    ['list_publish_queue', {}],
    ['list_releases', {}],
  ];
  for (const [tool, args] of lists) {
    const {
      columns,
      rows,
      all = {},
      legend = {},
    } = (await call(tool, args)) as Record<string, Json> & {
      columns: string[];
      rows: unknown[][];
    };
    expect(
      Object.keys(all).filter(
        name => /(^|[._])(uid|title|name)$/.test(name) && name !== 'content_type_uid' && name !== 'content_type.uid',
      ),
      tool,
    ).toEqual([]);
    for (const value of Object.values(legend)) expect(value, tool).toMatch(/^blt[0-9a-f]{16}( \(.+\))?$/);
    columns.forEach((column, index) => {
      if (/(_by|user)$/.test(column)) return;
      expect(
        rows.filter(row => /^#\d+$/.test(String(row[index]))),
        `${tool} ${column}`,
      ).toEqual([]);
    });
  }
});
