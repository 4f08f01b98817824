// The task audit_content, untranslated and outdated_translation: what lacks a language, and what was saved before its source.
import { expect, it } from 'vitest';
import { ask, audit, openPlanted, plant, uid } from './stack.ts';

const names = ['whole', 'bare', 'half', 'seule', 'metre', 'late', 'even', 'resaved', 'early'];
const note = (fields: object = {}) => ({ mood: 'sad', ...fields });

const stack = {
  entries: [
    plant('note', 'whole', { 'en-us': note(), 'fr-fr': {}, 'de-de': {} }),
    plant('note', 'bare', note()),
    plant('note', 'half', { 'en-us': note(), 'de-de': {} }),
    plant('unit', 'metre', {}),
  ],
  requests: [
    { ...ask('POST /content_types/note/entries?locale=fr-fr', { entry: note({ title: 'Seule' }) }), uid: uid('seule') },
  ],
};

it('finds what has no version in a language, also in the master, and leaves out what cannot be translated', async () => {
  await using opened = await openPlanted(stack);
  const { answer, lines } = await audit(opened, { checks: ['untranslated'] }, names);
  expect(lines.sort()).toEqual([
    '<bare> de-de null: not translated',
    '<bare> fr-fr null: not translated',
    '<half> fr-fr null: not translated',
    '<seule> de-de null: not translated',
    '<seule> en-us null: not in the master language',
  ]);
  expect(answer.says).toBe('5 missing translations in 4 entries, 3 languages');
  expect(answer.notes).toEqual([
    'missing in each language: 1 en-us, 2 fr-fr, 2 de-de; of each content type: 5 note',
    'not looked at for translations, as no field of it can be translated: unit',
  ]);
  expect(opened.sandbox.requests.filter(({ path }) => path.includes('/unit/')).length).toBe(0);
});

it('tells of the languages that are asked for, and looks at all to know what there is', async () => {
  await using opened = await openPlanted(stack);
  const { lines } = await audit(opened, { checks: ['untranslated'], locales: ['de-de', 'de-de'] }, names);
  expect(lines.sort()).toEqual(['<bare> de-de null: not translated', '<seule> de-de null: not translated']);
});

it('counts what is missing by language, and by type with the most first, and not where that says nothing', async () => {
  await using opened = await openPlanted({
    entries: [
      plant('person', 'one', { 'en-us': {}, 'fr-fr': {} }),
      plant('note', 'bare', note()),
      plant('note', 'half', { 'en-us': note(), 'de-de': {} }),
    ],
  });
  const given = { checks: ['untranslated'], content_types: ['note', 'person'] };
  const { answer } = await audit(opened, given, names);
  expect(answer.notes).toEqual(['missing in each language: 2 fr-fr, 2 de-de; of each content type: 3 note, 1 person']);
  const few = { checks: ['untranslated'], content_types: ['person'] };
  expect((await audit(opened, few, names)).answer.notes).toBeUndefined();
});

it('refuses the master alone, which is not translated', async () => {
  await using opened = await openPlanted(stack);
  const fail = (checks: string[]) => opened.fail('audit_content', { checks, locales: ['en-us'] });
  const why = 'about translations, and en-us is the master; name other languages, or leave it out';
  expect(await fail(['untranslated'])).toContain(`- locales: untranslated is ${why}`);
  expect(await fail(['outdated_translation', 'invalid', 'untranslated'])).toContain(
    `- locales: outdated_translation and untranslated are ${why}`,
  );
  expect(await opened.call('audit_content', { checks: ['invalid'], locales: ['en-us'] })).toHaveProperty('says');
  const both = { checks: ['untranslated'], locales: ['en-us', 'fr-fr'] };
  expect((await audit(opened, both, names)).answer.says).toMatch(/^3 missing translations/);
});

it('says nothing of a type of which a page does not come', async () => {
  await using opened = await openPlanted(stack);
  opened.sandbox.fault({ path: /note.entries/, nth: 2, answer: { status: 400, body: { error_message: 'No.' } } });
  const { answer, lines } = await audit(opened, { checks: ['untranslated'] }, names);
  expect(lines).toEqual([]);
  expect(answer.says).toMatch(/^0 missing translations so far in 0 entries/);
  expect(JSON.stringify(answer.notes)).toContain('not read: note in fr-fr');
});

it('finds translations that are older than the last save of their source, with both', async () => {
  await using opened = await openPlanted({
    entries: [
      plant('note', 'early', { 'en-us': note(), 'fr-fr': {} }),
      plant('note', 'late', { 'en-us': note(), 'fr-fr': {}, 'de-de': {} }),
      plant('note', 'even', { 'en-us': note(), 'fr-fr': {} }),
      plant('note', 'resaved', { 'en-us': note(), 'fr-fr': {} }),
      plant('note', 'bare', note()),
      plant('unit', 'metre', { 'en-us': {}, 'fr-fr': {} }),
    ],
    requests: [
      ask(`PUT /content_types/note/entries/${uid('late')}`, { entry: { plain: 'new' } }, 30),
      ask(`PUT /content_types/note/entries/${uid('late')}?locale=de-de`, { entry: { plain: 'neu' } }, 31),
      // At the same moment as its translation.
      ask(`PUT /content_types/note/entries/${uid('even')}`, { entry: { plain: 'new' } }, 20),
      ask(`PUT /content_types/note/entries/${uid('resaved')}`, { entry: { mood: 'sad' } }, 30),
      ask(`PUT /content_types/unit/entries/${uid('metre')}`, { entry: {} }, 30),
    ],
  });
  const { answer, lines } = await audit(
    opened,
    { checks: ['outdated_translation'], locales: ['fr-fr', 'de-de'] },
    names,
  );
  expect(lines.sort()).toEqual([
    '<late> fr-fr null: version 1 of 2026-01-01 20:00; en-us was saved later: version 2 of 2026-01-02 06:00',
    // A save without a change is a save: the note says so.
    '<resaved> fr-fr null: version 1 of 2026-01-01 20:00; en-us was saved later: version 2 of 2026-01-02 06:00',
  ]);
  expect(JSON.stringify(answer.notes)).toContain('need not have changed the text');
});
