// Where an item is live, in words that need no key: every environment, every language with its version, and what is not live.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { present } from '../../src/results/show/present.ts';
import { type Json, open } from '../harness.ts';
import { times } from '../long.ts';
import { find } from '../operations.ts';
import { toItems } from './tour.ts';

interface Detail extends Json {
  environment: string;
  locale: string;
  version: number;
}

/** As a reader takes it, who knows nothing of how it was made: `a and b: en-us v1, fr-fr v2; c: not live`. */
function read(text: string): Map<string, Map<string, number | undefined>> {
  const places = new Map<string, Map<string, number | undefined>>();
  for (const part of text.split('; ')) {
    const [names = '', said = ''] = part.split(': ');
    const languages = said === 'not live' ? [] : said.split(', ');
    for (const name of names.split(/, | and /)) {
      if (places.has(name)) throw new Error(`${name} is told twice: ${text}`);
      const found = languages.map(each => /^(\S+) (?:v(\d+)|not live)$/.exec(each) ?? []);
      places.set(name, new Map(found.map(([, code = '', version]) => [code, version ? Number(version) : undefined])));
    }
  }
  return places;
}

const tell = (items: Json[], names: Map<string, string>): unknown[] =>
  toItems(
    present(
      find('list_entries'),
      { content_type_uid: 'page' },
      { entries: items },
      {
        names,
        budget: 100_000,
        toLink: () => undefined,
      },
    ),
  ).map(({ published }) => published);

const environments = ['production', 'staging', 'preview'];
const languages = ['en-us', 'fr-fr', 'de-de', 'ja-jp'];
const names = new Map(environments.map((name, index) => [`blt${index}`, name]));
const details = fc.uniqueArray(
  fc.record({
    environment: fc.constantFrom(...names.keys()),
    locale: fc.constantFrom(...languages),
    version: fc.integer({ min: 1, max: 40 }),
  }),
  { minLength: 1, selector: ({ environment, locale }) => `${environment} ${locale}` },
);

it('is read for what it is: every environment once, its languages with their versions, and the item’s own even if it is not live', () => {
  fc.assert(
    fc.property(details, fc.constantFrom(...languages), (publish_details: Detail[], locale) => {
      const [told] = tell([{ uid: 'blt1', title: 'A', locale, publish_details }], names);
      const places = read(String(told));
      expect([...places.keys()].sort()).toEqual([...environments].sort());
      for (const [uid, name] of names) {
        const there = publish_details.filter(({ environment }) => environment === uid);
        const expected = new Map<string, number | undefined>(there.map(each => [each.locale, each.version]));
        if (there.length > 0 && !expected.has(locale)) expected.set(locale, undefined);
        expect(Object.fromEntries(places.get(name) ?? []), String(told)).toEqual(Object.fromEntries(expected));
      }
    }),
    { numRuns: 300 * times },
  );
});

it('says only what is known: nothing of environments without names, and unknown where no publish is recorded', () => {
  const place = { environment: 'blt0', locale: 'en-us', version: 2 };
  const items = [
    { uid: 'blt1', locale: 'en-us', publish_details: [place] },
    { uid: 'blt2', locale: 'en-us', publish_details: [] },
  ];
  expect(tell(items, new Map())).toEqual(['blt0: en-us v2', 'unknown']);
  expect(tell(items, names)).toEqual(['production: en-us v2; staging and preview: not live', 'unknown']);
});

it('counts environments where nothing is, if they are many, and keeps names with marks in them apart', () => {
  const many = new Map(Array.from({ length: 9 }, (_, index) => [`blt${index}`, `e${index}`]));
  const item = {
    uid: 'blt1',
    locale: 'en-us',
    publish_details: [{ environment: 'blt0', locale: 'en-us', version: 1 }],
  };
  expect(tell([item], many)).toEqual(['e0: en-us v1; the other 8 environments: not live']);
  expect(tell([item], new Map([['blt0', 'a, b: c']]))).toEqual(['"a, b: c": en-us v1']);
});

it('is the same as what the stack holds, in every list and read of the demo stack, and is never folded into a legend', async () => {
  await using opened = await open();
  const { state } = opened.sandbox;
  const toName = (uid: string) => state.environments[uid]?.name ?? uid;
  let seen = 0;
  for (const content_type_uid of ['blog_post', 'page', 'product', 'announcement']) {
    for (const locale of ['en-us', 'fr-fr', 'de-de']) {
      const listed = await opened.call('list_entries', { content_type_uid, locale });
      expect(JSON.stringify(Object.values((listed.legend as Json | undefined) ?? {}))).not.toContain('live');
      for (const { uid, published } of toItems(listed)) {
        const held = state.branches.main?.entries[content_type_uid]?.[String(uid)]?.published ?? [];
        if (held.length === 0) expect(published).toBe('unknown');
        else {
          const places = read(String(published));
          for (const { environment, locale: code, version } of held)
            expect(places.get(toName(environment))?.get(code), String(published)).toBe(version);
          expect(places.size).toBe(3);
          seen += 1;
        }
      }
    }
  }
  expect(seen).toBeGreaterThan(80);
  const [post = {} as Json] = toItems(
    await opened.call('list_entries', { content_type_uid: 'blog_post', skip: 5, limit: 1 }),
  );
  const at = { content_type_uid: 'blog_post', entry_uid: post.uid, include_publish_details: true };
  const { entry } = (await opened.call('get_entry', at)) as { entry: Json };
  expect(entry.published).toBe(post.published);
  expect(entry).not.toHaveProperty('publish_details');
  const alone = (await opened.call('get_entry', { ...at, fields: ['published'] })) as { entry: Json };
  expect(alone.entry.published).toBe(post.published);
  const again = { content_type_uid: 'blog_post', skip: 5, limit: 1, fields: ['published'] };
  expect(await opened.call('list_entries', again)).not.toHaveProperty('notes');
  const raw = (await opened.call('get_entry', { ...at, fields: ['publish_details'] })) as { entry: Json };
  expect(raw.entry.publish_details).toEqual(
    expect.arrayContaining([expect.objectContaining({ user: expect.any(String) })]),
  );
});

it('says where it cannot know of other languages, and only there', async () => {
  const list = async (publishDetails: 'every locale' | 'that locale') => {
    await using opened = await open({ choices: { publishDetails } });
    return await opened.call('list_entries', { content_type_uid: 'page' });
  };
  const note = 'published names no language but that of the row: the API may leave others out';
  expect(await list('every locale')).not.toHaveProperty('notes');
  const { notes, ...listed } = await list('that locale');
  expect(notes).toEqual([note]);
  for (const { published } of toItems(listed)) expect(published).not.toContain('fr-fr');
});
