// The task audit_content, unpublished_references: what is live and points at what is not live in the same place, by the text that is live.
import { expect, it } from 'vitest';
import { ask, audit, live, openPlanted, plant, refer, uid } from './stack.ts';

const names = ['holder', 'fresh', 'draft', 'out', 'french', 'staged', 'pic', 'dark', 'stale', 'fallback', 'saved'];
const both = live(['production', 'en-us'], ['staging', 'en-us']);

const stack = {
  assets: ['pic', 'dark'],
  entries: [
    plant('person', 'out', {}, both),
    plant('person', 'draft', {}),
    plant('person', 'staged', {}, live(['staging', 'en-us'])),
    plant('person', 'french', { 'en-us': {}, 'fr-fr': {} }, live(['production', 'en-us'], ['production', 'fr-fr'])),
    plant(
      'note',
      'holder',
      {
        mood: 'sad',
        links: refer('person', 'out', 'draft', 'staged', 'french'),
        cover: uid('pic'),
        gallery: [uid('dark')],
      },
      both,
    ),
    // Saved, but live nowhere.
    plant('note', 'saved', { mood: 'sad', links: refer('person', 'draft') }),
    // In French the picture counts though it is live in English alone, and the person does not.
    plant(
      'note',
      'fresh',
      { 'en-us': { mood: 'sad', cover: uid('pic') }, 'fr-fr': { links: refer('person', 'out', 'french') } },
      live(['production', 'fr-fr']),
    ),
    // Live with what it said before: the draft was taken out since, and in another put in.
    plant('note', 'stale', { mood: 'sad', links: refer('person', 'draft') }, live(['production', 'en-us', 1])),
    plant('note', 'fallback', { mood: 'sad', links: refer('person', 'out') }, live(['production', 'en-us', 1])),
  ],
  requests: [
    ask(`POST /assets/${uid('pic')}/publish`, {
      asset: { environments: ['production', 'staging'], locales: ['en-us'] },
    }),
    ask(`PUT /content_types/note/entries/${uid('stale')}`, { entry: { links: [] } }, 50),
    ask(`PUT /content_types/note/entries/${uid('fallback')}`, { entry: { links: refer('person', 'draft') } }, 50),
  ],
};

it('finds them for each environment and language, by the version that is live', async () => {
  await using opened = await openPlanted(stack);
  const { answer, lines } = await audit(opened, { checks: ['unpublished_references'] }, names);
  expect(lines.sort()).toEqual(
    [
      '<holder> en-us links[<draft>]: person "draft" (<draft>) is not live in production, staging',
      '<holder> en-us links[<staged>]: person "staged" (<staged>) is not live in production',
      '<holder> en-us links[<french>]: person "french" (<french>) is not live in staging',
      '<holder> en-us gallery[<dark>]: asset "dark" (<dark>) is not live in production, staging',
      '<stale> en-us links[<draft>]: person "draft" (<draft>) is not live in production',
    ].sort(),
  );
  expect(answer.says).toMatch(/^5 unpublished references in 9 entries/);
  expect(answer.notes).toEqual([
    'not counted: 1 reference to what is live in production only in en-us, which the language of the reference falls back to',
  ]);
});

it('looks at one environment where one is named', async () => {
  await using opened = await openPlanted(stack);
  const { lines } = await audit(
    opened,
    { checks: ['unpublished_references'], environment: 'staging', locales: ['en-us'] },
    names,
  );
  expect(lines.sort()).toEqual([
    '<holder> en-us gallery[<dark>]: asset "dark" (<dark>) is not live in staging',
    '<holder> en-us links[<draft>]: person "draft" (<draft>) is not live in staging',
    '<holder> en-us links[<french>]: person "french" (<french>) is not live in staging',
  ]);
  expect(await opened.fail('audit_content', { checks: ['unpublished_references'], environment: 'stagin' })).toContain(
    'did you mean staging?',
  );
});

it('takes a request more for each version that is live and not the latest, and one for each hundred files', async () => {
  await using opened = await openPlanted(stack);
  await audit(opened, { checks: ['unpublished_references'] }, names);
  const asked = opened.sandbox.requests.map(({ path }) => path.replace(/^\/v3/, '').replace(/\?.*/, ''));
  const count = (path: string): number => asked.filter(each => each === path).length;
  expect(count(`/content_types/note/entries/${uid('stale')}`)).toBe(1);
  expect(count(`/content_types/note/entries/${uid('fallback')}`)).toBe(1);
  expect(asked.filter(path => /entries\/blt/.test(path)).length).toBe(2);
  expect(count('/assets')).toBe(1);
});

const chained = {
  languages: { 'de-at': 'de-de' },
  assets: ['pic'],
  entries: [
    plant('person', 'german', { 'en-us': {}, 'de-de': {} }, live(['production', 'de-de'])),
    plant('person', 'english', { 'en-us': {}, 'de-de': {}, 'de-at': {} }, live(['production', 'en-us'])),
    plant('person', 'french', { 'en-us': {}, 'fr-fr': {} }, live(['production', 'fr-fr'])),
    // In one of the two places by what it falls back to, in the other not at all.
    plant('person', 'half', {}, live(['production', 'en-us'])),
    plant(
      'note',
      'holder',
      { 'en-us': { mood: 'sad' }, 'de-at': { links: refer('person', 'german', 'english', 'french', 'half') } },
      live(['production', 'de-at'], ['staging', 'de-at']),
    ),
  ],
};
const chainedNames = ['german', 'english', 'french', 'half', 'holder'];

it.each(['every locale', 'that locale'] as const)(
  'tells what is live in a language that it falls back to apart, where a read shows the states of %s',
  async publishDetails => {
    await using opened = await openPlanted(chained, { choices: { publishDetails } });
    const given = { checks: ['unpublished_references'], locales: ['de-at'] };
    const { answer, lines } = await audit(opened, { ...given, environment: 'production' }, chainedNames);
    expect(lines).toEqual(['<holder> de-at links[<french>]: person "french" (<french>) is not live in production']);
    expect(answer.notes).toEqual([
      'not counted: 1 reference to what is live in production only in de-de, which the language of the reference falls back to',
      'not counted: 2 references to what is live in production only in en-us, which the language of the reference falls back to',
    ]);
    const { lines: both } = await audit(opened, given, chainedNames);
    expect(both.filter(line => line.includes('half'))).toEqual([
      '<holder> de-at links[<half>]: person "half" (<half>) is not live in staging',
    ]);
  },
);

it('leaves what is gone to broken_references, but for what only an older version that is live still points at', async () => {
  const targets = refer('person', 'gone', 'draft');
  await using opened = await openPlanted({
    assets: ['lost'],
    entries: [
      plant('person', 'gone', {}),
      plant('person', 'draft', {}),
      plant('note', 'holder', { mood: 'sad', links: targets, gallery: [uid('lost')] }, live(['production', 'en-us'])),
      plant('note', 'stale', { mood: 'sad', links: targets }, live(['production', 'en-us', 1])),
    ],
    requests: [
      ask(`PUT /content_types/note/entries/${uid('stale')}`, { entry: { links: [] } }, 50),
      ask(`DELETE /content_types/person/entries/${uid('gone')}`, undefined, 60),
      ask(`DELETE /assets/${uid('lost')}`, undefined, 60),
    ],
  });
  const given = { checks: ['unpublished_references'] };
  const { answer, lines } = await audit(opened, given, ['gone', 'draft', 'holder', 'stale', 'lost']);
  expect(lines.sort()).toEqual([
    '<holder> en-us links[<draft>]: person "draft" (<draft>) is not live in production',
    '<stale> en-us links[<draft>]: person "draft" (<draft>) is not live in production',
    '<stale> en-us links[<gone>]: person <gone> is gone, in version 1, which is live in production',
  ]);
  expect(answer.notes).toEqual(['not counted: 2 references to what is gone; broken_references lists them']);
  expect(answer.says).toMatch(/^3 unpublished references in 3 entries/);
});
