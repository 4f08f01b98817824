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

it('drops of a content type what says nothing of its fields', async () => {
  await using opened = await open();
  const type = { content_type_uid: 'page' };
  const { content_type: quiet } = (await opened.call('get_content_type', type)) as { content_type: Json };
  const { content_type: whole } = (await opened.call('get_content_type', { ...type, fields: ['all'] })) as {
    content_type: Json;
  };
  const dropped = Object.keys(whole).filter(key => !(key in quiet));
  expect(dropped.sort()).toEqual([
    'DEFAULT_ACL',
    'SYS_ACL',
    'abilities',
    'inbuilt_class',
    'last_activity',
    'maintain_revisions',
  ]);
  expect(quiet.schema).toEqual(whole.schema);
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
