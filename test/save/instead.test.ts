// A refused update says by which edits the same can be done, and those do it.
import { expect, it } from 'vitest';
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import type { Json } from '../harness.ts';
import { openStack, type Stack } from '../tasks/sandbox.ts';

const home = { content_type_uid: 'page', entry_uid: uidOf('page', 'home') };
const post = { content_type_uid: 'blog_post', entry_uid: uidOf('blog_post', 'stove-fuels') };

async function read(opened: Stack, { content_type_uid, entry_uid }: Json): Promise<Json> {
  return (await opened.send('GET', `/content_types/${content_type_uid}/entries/${entry_uid}`)).entry as Json;
}

/** The call that a refusal spells out. */
function toCall(text: string): Json {
  const [, call = ''] = /edit_entry (\{.*\})\s*$/.exec(text) ?? [];
  return JSON.parse(call) as Json;
}

it('changes a text in a block by its address, where all blocks were sent', async () => {
  await using opened = await openStack();
  const { sections } = (await read(opened, home)) as { sections: { hero: Json }[] };
  const [first, ...others] = sections;
  const sent = [{ hero: { ...first?.hero, headline: 'Made to be mended twice' } }, ...others];
  const told = await opened.fail('update_entry', { ...home, entry: { sections: sent } });
  const call = toCall(told);
  expect(call.edits).toEqual([
    { at: expect.stringMatching(/^sections\[cs\w+\]\.hero\.headline$/), set: 'Made to be mended twice' },
  ]);
  await opened.call('edit_entry', call);
  const after = (await read(opened, home)) as { sections: { hero: Json }[] };
  expect(after.sections[0]?.hero.headline).toBe('Made to be mended twice');
  expect(after.sections.slice(1)).toEqual(others);
});

it('names a block that would go', async () => {
  await using opened = await openStack();
  const { sections } = (await read(opened, home)) as { sections: Json[] };
  const told = await opened.fail('update_entry', { ...home, entry: { sections: sections.slice(1) } });
  expect(toCall(told).edits).toEqual([{ at: expect.stringMatching(/^sections\[cs\w+\]$/), remove: true }]);
});

it('takes a path where a field was meant', async () => {
  await using opened = await openStack();
  const told = await opened.fail('update_entry', { ...post, entry: { 'seo.description': 'Warm.' } });
  expect(toCall(told)).toEqual({ ...post, edits: [{ at: 'seo.description', set: 'Warm.' }] });
});

it('leaves out what all languages share', async () => {
  await using opened = await openStack();
  const entry = { featured: true, title: 'Gas' };
  const told = await opened.fail('update_entry', { ...post, locale: 'de-de', entry });
  expect(toCall(told).edits).toEqual([{ at: 'title', set: 'Gas' }]);
});

it('says that it merges, where another version is stored', async () => {
  await using opened = await openStack();
  expect(await opened.fail('update_entry', { ...post, entry: { title: 'x' }, if_version: 9 })).toMatch(
    /edit_entry merges: /,
  );
});

it('says nothing where there is no such task, nor anything that it would do', async () => {
  await using without = await openStack({ settings: { TOOLS_DENY: 'edit_entry' } });
  expect(await without.fail('update_entry', { ...post, entry: { 'seo.title': 'x' } })).not.toContain('edit_entry');
  await using opened = await openStack();
  expect(await opened.fail('update_entry', { ...post, entry: { titel: 'x' } })).not.toContain('edit_entry');
});
