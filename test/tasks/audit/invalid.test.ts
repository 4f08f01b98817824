// The task audit_content, invalid: what the content type of today would no longer take, told once, and in the language where it is.
import { expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { ask, audit, makeSeed, openPlanted, plant, refer, uid } from './stack.ts';

const names = ['good', 'empty', 'choice', 'label', 'nested', 'shared', 'person', 'types'];

/** The type as it is today: stricter than when the entries were saved. */
function toToday(): Json {
  const [note] = makeSeed({}).content_types;
  const schema = (note?.schema ?? []).map(field => {
    if (field.uid === 'plain') return { ...field, mandatory: true };
    if (field.uid === 'rank') return { ...field, data_type: 'text' };
    if (field.uid === 'links') return { ...field, reference_to: ['note'] };
    return field;
  });
  return { content_type: { ...note, schema } };
}

it('finds what is empty, unknown, of a wrong type or no longer allowed', async () => {
  await using opened = await openPlanted({
    entries: [
      plant('person', 'person', {}),
      plant('note', 'good', {
        'en-us': { mood: 'sad', plain: 'x', links: refer('note', 'good') },
        'fr-fr': { plain: 'y' },
      }),
      plant('note', 'empty', { mood: 'glad' }),
      plant('note', 'types', { mood: 'sad', plain: 'x', links: refer('person', 'person') }),
      // Its rank is the same in French, and told once.
      plant('note', 'shared', { 'en-us': { mood: 'sad', plain: 'x', rank: 5 }, 'fr-fr': { plain: 'y' } }),
      plant('note', 'nested', { mood: 'sad', plain: 'x', box: { inner: [{ label: 'a', _metadata: { uid: 'cs1' } }] } }),
      plant('note', 'choice', { mood: 'sad', plain: 'x' }),
      plant('note', 'label', { mood: 'sad', plain: 'x' }),
    ],
  });
  // As entries hold it that were saved when there was another choice, or another rule.
  const notes = opened.sandbox.state.branches.main?.entries.note ?? {};
  const fieldsOf = (name: string): Json => (notes[uid(name)]?.locales['en-us']?.at(-1)?.fields ?? {}) as Json;
  fieldsOf('choice').mood = 'furious';
  fieldsOf('label').mood = 'Happy';
  fieldsOf('nested').box = { inner: [{ label: '', _metadata: { uid: 'cs1' } }] };
  const type = opened.sandbox.state.branches.main?.content_types.note;
  if (type) type.current = { ...type.current, ...(toToday().content_type as Json) } as typeof type.current;
  const { answer, lines } = await audit(opened, { checks: ['invalid'] }, names);
  expect(lines.sort()).toEqual([
    '<choice> en-us mood: is not one of the choices: "glad" (Happy), "sad" (Sad)',
    '<empty> en-us plain: is mandatory and empty',
    '<label> en-us mood: holds a label: "Happy" is the choice "glad"',
    '<nested> en-us box.inner[cs1].label: is mandatory and empty',
    '<shared> en-us rank: must be a text',
    '<types> en-us links[<person>]: may not refer to "person": it takes note',
  ]);
  expect(answer.says).toMatch(/^6 invalid values in 8 entries/);
});

it('finds a mandatory choice that is empty, though a default would fill it in a new entry', async () => {
  await using opened = await openPlanted({
    entries: [plant('note', 'empty', { mood: 'sad' })],
    requests: [ask(`PUT /content_types/note/entries/${uid('empty')}`, { entry: { plain: 'x' } })],
  });
  const record = opened.sandbox.state.branches.main?.entries.note?.[uid('empty')];
  for (const version of record?.locales['en-us'] ?? []) version.fields.mood = '';
  const { lines } = await audit(opened, { checks: ['invalid'] }, names);
  expect(lines).toEqual(['<empty> en-us mood: is mandatory and empty']);
});
