// Edits of entries on the demo stack: each job in one call, with what it answers, and nothing else touched.
import { expect, it } from 'vitest';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json } from '../../harness.ts';
import { listRows, openStack, type Stack } from '../sandbox.ts';

const post = { content_type_uid: 'blog_post', entry_uid: uidOf('blog_post', 'stove-fuels') };
const home = { content_type_uid: 'page', entry_uid: uidOf('page', 'home') };

async function read(opened: Stack, { content_type_uid, entry_uid }: Json, locale = 'en-us'): Promise<Json> {
  const { entry } = await opened.send(
    'GET',
    `/content_types/${content_type_uid}/entries/${entry_uid}?locale=${locale}`,
  );
  return entry as Json;
}

it('sets a text, and tells what is stored', async () => {
  await using opened = await openStack();
  const { answer, paths } = await opened.watch('edit_entry', {
    ...post,
    edits: [{ at: 'seo.description', set: 'New.' }],
  });
  expect(paths.filter(path => !path.startsWith('GET'))).toHaveLength(1);
  expect(answer.says).toMatch(/^saved as v\d+ in en-us: 1 change in /);
  expect(listRows(answer, ['address', 'change', 'after'])).toEqual([['seo.description', 'set', 'New.']]);
  expect(((await read(opened, post)).seo as Json).description).toBe('New.');
});

it('names what is near an address that leads nowhere', async () => {
  await using opened = await openStack();
  expect(await opened.fail('edit_entry', { ...post, edits: [{ at: 'seo.descripton', set: 'x' }] })).toContain(
    'seo.description',
  );
  expect(await opened.fail('edit_entry', { ...home, edits: [{ at: 'sections[cs0000].hero', remove: true }] })).toMatch(
    /sections\[/,
  );
});

it('empties a field by null, and by an empty text', async () => {
  await using opened = await openStack();
  await opened.call('edit_entry', { ...post, edits: [{ at: 'hero_image', set: null }] });
  await opened.call('edit_entry', { ...post, edits: [{ at: 'seo.description', set: '' }] });
  const after = await read(opened, post);
  expect([after.hero_image ?? null, (after.seo as Json).description]).toEqual([null, '']);
});

it('tells references and files by their titles, and keeps a link that only goes elsewhere', async () => {
  await using opened = await openStack();
  const edits = [
    { at: 'author', set: 'Tomas Berg' },
    { at: 'hero_image', set: 'hut-morning.jpg' },
  ];
  const told = JSON.stringify(await opened.call('edit_entry', { ...post, edits, if_version: 1 }));
  expect(told).toContain('Tomas Berg (');
  expect(told).toContain('Morning at the hut (');
});

it('says what there is where a key of an edit is none', async () => {
  await using opened = await openStack();
  const said = await opened.fail('edit_entry', { ...post, edits: [{ at: 'title', value: 'x' }] });
  expect(said).not.toContain('did you mean');
  expect(said).toMatch(/edits\.0\.value: not known here; there are at, set, /);
});
