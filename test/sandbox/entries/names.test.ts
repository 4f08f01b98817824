// Fields may be called what every object of this language has by nature.
import { expect, it } from 'vitest';
import { open } from '../../harness.ts';

it('keeps, changes and leaves out fields that are named like what objects inherit', async () => {
  await using opened = await open();
  const text = (uid: string) => ({ uid, display_name: uid, data_type: 'text' });
  const inherited = [text('constructor'), text('valueOf'), text('toString')];
  const title = { ...text('title'), mandatory: true, unique: true };
  const group = { uid: 'g', display_name: 'G', data_type: 'group', schema: inherited };
  const content_type = { title: 'T', uid: 't', schema: [title, ...inherited, group] };
  await opened.call('create_content_type', { content_type });
  const type = { content_type_uid: 't' };
  const made = await opened.call('create_entry', { ...type, entry: { title: 'A' } });
  const { uid: entry_uid } = made.entry as { uid: string };
  const read = async () => (await opened.call('get_entry', { ...type, entry_uid, fields: ['all'] })).entry as object;
  expect(Object.keys(await read())).not.toContain('constructor');
  await opened.call('update_entry', { ...type, entry_uid, entry: { constructor: 'x', g: { valueOf: 'y' } } });
  expect(await read()).toMatchObject({ title: 'A', g: { valueOf: 'y' } });
  expect(Object.entries(await read())).toContainEqual(['constructor', 'x']);
  const nothing = await opened.call('update_entry', { ...type, entry_uid, entry: { constructor: 'x' } });
  expect(nothing).toHaveProperty('nothing');
});
