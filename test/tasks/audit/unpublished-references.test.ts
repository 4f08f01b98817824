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
      '<holder> en-us links[<draft>]: person <draft> is not live in production, staging',
      '<holder> en-us links[<staged>]: person <staged> is not live in production',
      '<holder> en-us links[<french>]: person <french> is not live in staging',
      '<holder> en-us gallery[<dark>]: asset <dark> is not live in production, staging',
      '<fresh> fr-fr links[<out>]: person <out> is not live in production',
      '<stale> en-us links[<draft>]: person <draft> is not live in production',
    ].sort(),
  );
  expect(answer.says).toMatch(/^6 unpublished references in 9 entries/);
});

it('looks at one environment where one is named', async () => {
  await using opened = await openPlanted(stack);
  const { lines } = await audit(
    opened,
    { checks: ['unpublished_references'], environment: 'staging', locales: ['en-us'] },
    names,
  );
  expect(lines.sort()).toEqual([
    '<holder> en-us gallery[<dark>]: asset <dark> is not live in staging',
    '<holder> en-us links[<draft>]: person <draft> is not live in staging',
    '<holder> en-us links[<french>]: person <french> is not live in staging',
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
