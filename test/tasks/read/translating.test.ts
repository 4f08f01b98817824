// One entry for who translates it: only texts, in a language of its own or not, and what changed in the source since.
import { expect, it } from 'vitest';
import { type Json, type Opened, open } from '../../harness.ts';
import { body, fields, makeSeed, save, uids } from './stack.ts';

const asked = { content_type_uid: 'thing', entry_uid: uids.thing, translatable: true };

const read = async (opened: Opened, more: Json = {}): Promise<Json & { fields: Json }> =>
  (await opened.call('read_entry', { ...asked, ...more })) as Json & { fields: Json };

const paths = ({ sandbox }: Opened): string[] =>
  sandbox.requests.map(({ method, path }) => `${method} ${path.replace(`/v3/content_types/thing`, '')}`);

const french = save(
  10,
  {
    title: 'Une chose',
    url: '/une-chose',
    notes: 'Première ligne',
    seo: { description: 'Ce que c’est', keywords: '' },
  },
  'fr-fr',
);

/** The document with other words in its second block. */
const reworded: Json = JSON.parse(JSON.stringify(body).replace(' and a ', ' or a '));

it('shows the texts of a language alone', async () => {
  await using opened = await open({ seed: makeSeed(), token: 'writer' });
  const { fields: shown, says, empty, changed, source } = await read(opened);
  expect(Object.keys(shown)).toEqual([
    ...['title', 'url', 'notes', 'more', 'body', 'asides[179896285dcc0000]', 'asides[e17a8d29c14f0000]', 'old_body'],
    ...[
      'html',
      'seo.description',
      expect.stringMatching(/^specs\[cs\w+\]\.name$/),
      expect.stringMatching(/^specs.*name$/),
    ],
    ...['sections[cs00000000000000a1].hero.headline', 'sections[cs00000000000000a2].said.words'],
    ...['version', 'fields.says', 'fields.cut', 'tags'],
  ]);
  expect(says).toMatch(/: 18 texts to translate/);
  expect(empty).toEqual(expect.arrayContaining(['seo.keywords', 'notice']));
  // The master has no source.
  expect({ changed, source }).toEqual({});
});

it('says what changed in the source since, address by address', async () => {
  const later = [
    save(4, { notes: 'First line\nanother line' }),
    french,
    save(12, { title: 'A better thing', body: reworded, count: 7 }),
    save(13, {
      seo: { description: 'What it is', keywords: 'thing' },
      html: '',
      sections: [
        ...(fields.sections as Json[]).slice(1),
        { hero: { headline: 'And more', _metadata: { uid: 'cs00000000000000b1' } } },
      ],
    }),
  ];
  await using opened = await open({ seed: makeSeed(later), token: 'writer' });
  const { changed, source, says, fields: shown } = await read(opened, { locale: 'fr-fr' });
  expect(source).toBe('en-us v4, which was v2 when this was saved');
  expect(changed).toEqual({
    title: '"A thing" → "A better thing"',
    body: '"Take **two** and a <x1>red</x1> one." → "Take **two** or a <x1>red</x1> one."',
    html: 'removed: "<p>Plain <i>HTML</i></p>"',
    'seo.keywords': 'new: "thing"',
    'sections[cs00000000000000a1].hero.headline': 'removed: "Hello"',
    'sections[cs00000000000000b1].hero.headline': 'new: "And more"',
  });
  expect(says).toMatch(/^Une chose \(thing, fr-fr v1\): .*6 changed in its source since/);
  // The translation itself, not its source.
  expect(shown).toMatchObject({ title: 'Une chose', notes: 'Première ligne' });
  expect(paths(opened)).toEqual([
    'GET ',
    `GET /entries/${uids.thing}`,
    `GET /entries/${uids.thing}/versions`,
    `GET /entries/${uids.thing}`,
    `GET /entries/${uids.thing}`,
  ]);
  const one = await read(opened, { locale: 'fr-fr', fields: ['seo'] });
  expect(one.changed).toEqual({ 'seo.keywords': 'new: "thing"' });
});

it('finds the source as it was among more than a hundred versions', async () => {
  const many = Array.from({ length: 120 }, (_, index) => save(12, { notes: `Draft ${index}` }));
  await using opened = await open({ seed: makeSeed([french, ...many]), token: 'writer' });
  const { changed, source } = await read(opened, { locale: 'fr-fr' });
  expect(source).toBe('en-us v121, which was v1 when this was saved');
  expect(changed).toEqual({ notes: '"First line\\nsecond line" → "Draft 119"' });
});

it('says that nothing changed, without a look at the texts', async () => {
  await using opened = await open({ seed: makeSeed([save(4, { notes: 'Early' }), french]), token: 'writer' });
  const { changed, source, says } = await read(opened, { locale: 'fr-fr' });
  expect(source).toBe('en-us v2, as it was when this was saved');
  expect(changed).toBeUndefined();
  expect(says).toContain('nothing changed in its source since');
  expect(paths(opened)).toHaveLength(3);
  expect((await read(opened, { locale: 'fr-fr', translatable: false })).source).toBeUndefined();
});

it('shows all that can be translated where a language has nothing of its own', async () => {
  await using opened = await open({ seed: makeSeed([french]), token: 'writer' });
  const { notes, fields: shown, locale, source, says } = await read(opened, { locale: 'fr-ch' });
  expect(notes).toContain('no fr-ch: this is fr-fr, which it falls back to; all of it is to be translated');
  expect({ locale, source }).toEqual({ locale: 'fr-fr' });
  expect(says).toMatch(/^Une chose \(thing, fr-fr v1\)/);
  expect(shown).toMatchObject({ title: 'Une chose' });
  expect(paths(opened)).toHaveLength(2);
});

it('says what it cannot know within its rights', async () => {
  const settings = { TOOLS_DENY: 'list_entry_versions' };
  await using opened = await open({ seed: makeSeed([french]), token: 'writer', settings });
  const { notes, source } = await read(opened, { locale: 'fr-fr' });
  expect(notes).toContain('what changed in en-us since cannot be read here');
  expect(source).toBeUndefined();
});
