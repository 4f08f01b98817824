// Writes answer with a receipt: what was done to what and where, which version came of it, and nothing of the content.
import { expect, it } from 'vitest';
import { toLink } from '../../src/results/show/link.ts';
import { present } from '../../src/results/show/present.ts';
import { type Json, open } from '../harness.ts';
import { find, operations } from '../operations.ts';
import { tourWrites } from './tour-writes.ts';

it('holds for every tool that writes', async () => {
  await using opened = await open({ settings: { MODULES: 'all', CONFIRM: 'never' }, pace: { queue: 0, work: 0 } });
  const stops = (await tourWrites(opened)).filter(({ tool }) => find(tool).effect !== 'read');
  const done = stops.filter(({ isError }) => !isError);
  const tools = new Set(done.map(({ tool }) => tool));
  // No token changes the roles of users.
  const missing = operations
    .filter(({ name, effect }) => effect !== 'read' && !tools.has(name))
    .map(({ name }) => name);
  expect(missing).toEqual(['update_user_roles']);
  for (const { tool, text } of done) {
    const receipt = JSON.parse(text) as Json;
    expect(receipt.did, tool).toBe(find(tool).title);
    expect('branch' in receipt, tool).toBe(find(tool).reach === 'branch');
    expect(receipt, tool).not.toHaveProperty('link');
    expect(text, tool).not.toMatch(/\[secret\]|created_by|"ACL"/);
    // Of many things each is told.
    expect(text.length, tool).toBeLessThan(find(tool).carries ? 900 : 700);
  }
  const [, update] = done.filter(({ tool }) => tool.endsWith('_entry'));
  expect(JSON.parse(update?.text ?? '')).toMatchObject({
    version: '1 → 2',
    changed: [expect.stringMatching(/^role: /), expect.stringMatching(/^bio: /)],
  });
});

it('names the job that a bulk request on a release started, and the job is found', async () => {
  await using opened = await open({ settings: { MODULES: 'all', CONFIRM: 'never' }, pace: { queue: 0, work: 0 } });
  await opened.call('create_release', { release: { name: 'Spring' } });
  const release = Object.keys(opened.sandbox.state.branches.main?.releases ?? {}).at(-1);
  const [uid] = Object.keys(opened.sandbox.state.branches.main?.entries.author ?? {});
  const items = [{ uid, content_type_uid: 'author', locale: 'en-us' }];
  for (const [tool, args] of [
    ['bulk_add_to_release', { release, items }],
    ['bulk_update_release_items', { release, items: ['$all'] }],
  ] as const) {
    const { job_id } = await opened.call(tool, args);
    expect(await opened.call('get_bulk_job', { job_id }), tool).toMatchObject({ uid: job_id, status: 4 });
    expect(JSON.stringify(await opened.call('list_bulk_job_items', { job_id })), tool).toContain(uid);
  }
});

it('has a link where there is a web app', () => {
  const outcome = { version: '3 → 4', changed: ['a: 0 → 1'] };
  const context = { branch: 'main', names: new Map(), budget: 1000, toLink: () => 'https://app/x', outcome };
  const body = { notice: 'Saved.', entry: { uid: 'blt1', _version: 4, locale: 'en-us' } };
  const receipt = present(
    find('update_entry'),
    { content_type_uid: 'page', entry_uid: 'blt1', entry: { a: 1 } },
    body,
    context,
  );
  expect(receipt).toMatchObject({ ...outcome, link: 'https://app/x' });
});

it('links to an entry in the first language that was published, and nowhere where no language is known', () => {
  const link = (tool: string, given: Json, object: Json) =>
    toLink('https://app.contentstack.com', 'bltkey', { operation: find(tool), given, object, branch: 'main' });
  const entry = { environments: ['staging'], locales: ['fr-fr', 'de-de'] };
  expect(link('publish_entry', { content_type_uid: 'page', entry_uid: 'blt1', entry }, {})).toBe(
    'https://app.contentstack.com/#!/stack/bltkey/content-type/page/fr-fr/entry/blt1/edit?branch=main',
  );
  expect(link('create_entry', { content_type_uid: 'page', entry: {} }, { uid: 'blt1' })).toBeUndefined();
});

it('says of each content type whether it was linked or unlinked', () => {
  const content_types = [
    { uid: 'page', status: 'linked' },
    { uid: 'post', status: 'unlinked' },
  ];
  const context = { names: new Map(), budget: 1000, toLink: () => undefined };
  const given = { variant_group_uid: 'cs1', content_types };
  expect(present(find('link_variant_group'), given, { notice: 'Saved.' }, context)).toMatchObject({
    content_types: ['page linked', 'post unlinked'],
  });
});

it('keeps whatever else an answer tells', () => {
  const context = { names: new Map(), budget: 1000, toLink: () => undefined };
  const tell = (body: Json) =>
    present(find('publish_entry'), { content_type_uid: 'page', entry_uid: 'b' }, body, context);
  const errors = { 'en-us': ['x is missing'], title: 'is odd' };
  expect(tell({ notice: 'Sent.', job_id: 'j1', errors })).toMatchObject({ notice: 'Sent.', job_id: 'j1', errors });
  expect(tell({ errors, entry: { uid: 'b', title: 'T', body: 'long' } })).toMatchObject({
    errors,
    entry: { uid: 'b', title: 'T' },
  });
  expect(tell({ uid: 'b', body: { not: 'told' }, errors: ['x'] })).toMatchObject({ uid: 'b', errors: ['x'] });
  expect(tell({ notice: 'Sent.', unlike: { anything: { at: 'all' } }, more: [{ a: 1 }, { b: 2 }] })).toMatchObject({
    unlike: { anything: { at: 'all' } },
    more: [{ a: 1 }, { b: 2 }],
  });
  expect(tell({ notice: 'Sent.', errors: {}, warnings: [] })).not.toHaveProperty('errors');
});
