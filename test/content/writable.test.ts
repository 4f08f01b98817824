// What is read of an entry, in the form it may be sent back.
import { expect, it } from 'vitest';
import { check } from '../../src/content/check/check.ts';
import { mask } from '../../src/content/check/scan.ts';
import { toWritable } from '../../src/content/check/writable.ts';
import { mask as shown } from '../../src/operations/answer.ts';
import { toFitting, toMore } from '../../src/results/cut/fit.ts';
import { redactAnswer } from '../../src/results/redact.ts';
import { asset, entry, field, type Json, schema, text } from './schema.ts';

const languages = { locale: 'en-us', masterLocale: 'en-us' };

it('holds the fields alone, files as uids, instances with theirs', () => {
  const { value, problems, dropped } = toWritable({ ...entry(), gone: 'x', _embedded_items: {} }, schema);
  expect(problems).toEqual([]);
  expect(Object.keys(value)).toEqual([...schema.map(({ uid }) => uid).filter(uid => uid in value), 'tags']);
  expect(dropped).toEqual([
    'locale',
    'uid',
    'ACL',
    '_version',
    '_in_progress',
    'created_at',
    'created_by',
    'updated_at',
    'updated_by',
    'publish_details',
    'gone',
    '_embedded_items',
  ]);
  expect(value).toMatchObject({
    cover: 'blt00000000000000a1',
    gallery: ['blt00000000000000a1', 'blt00000000000000a2'],
    related: entry().related,
    editor: entry().editor,
    items: entry().items,
    taxonomies: entry().taxonomies,
    tags: ['team', 'mill'],
    settings: entry().settings,
  });
  expect(value.sections).toMatchObject([
    { hero: { image: 'blt00000000000000a1', _metadata: { uid: 'csa1' } } },
    {},
    {},
  ]);
});

it('reduces references that were read with their entries, terms, and assets of an app', () => {
  const types = [
    ...schema.filter(({ uid }) => uid !== 'settings'),
    field('settings', 'json', { extension_uid: 'bltx', multiple: true }),
  ];
  const pointer = { uid: 'blta', _content_type_uid: 'sys_assets', unique_identifier: 'u', metadata: {} };
  const read = {
    related: [{ uid: 'blt1', _content_type_uid: 'page', title: 'Read', locale: 'en-us' }],
    taxonomies: [{ taxonomy_uid: 'topic', term_uid: 'hiking', name: 'Hiking' }],
    settings: [{ ...pointer, asset: asset('blta') }],
  };
  expect(toWritable(read, types).value).toEqual({
    related: [{ uid: 'blt1', _content_type_uid: 'page' }],
    taxonomies: [{ taxonomy_uid: 'topic', term_uid: 'hiking' }],
    settings: [pointer],
  });
});

it('keeps fields that have names of the system, where the schema says so', () => {
  const types = [text('title'), text('published'), text('cut'), field('tags', 'text', { multiple: true })];
  const read = { title: 'x', published: 'yes', cut: { a: 'b' }, tags: ['a'], locale: 'en-us' };
  expect(toWritable(read, types)).toMatchObject({
    value: { title: 'x', published: 'yes', tags: ['a'] },
    problems: [],
    dropped: ['locale'],
  });
});

it('refuses what an answer masked, in the words the answer uses', () => {
  expect(mask).toBe(shown);
  const read = { ...entry(), summary: 'The token cs0123456789abcdef0123 is ours.' };
  const answer = JSON.parse(redactAnswer(JSON.stringify(read), {})) as Json;
  expect(answer.summary).toContain(mask);
  expect(toWritable(answer, schema).problems.map(({ kind, address }) => `${kind} ${address}`)).toEqual([
    'masked summary',
  ]);
  expect(check({ summary: answer.summary }, { schema, stored: read, ...languages }).problems).toHaveLength(1);
  expect(check({ summary: answer.summary }, { schema, stored: answer, ...languages }).problems).toEqual([]);
});

it('refuses what an answer cut, by the words the answer says it in', () => {
  const long = 'All work and no play makes a dull page. '.repeat(400);
  const read = {
    ...entry(),
    summary: long,
    sections: Array.from({ length: 60 }, (_, place) => ({
      rich_text: { heading: `Chapter ${place} ${long.slice(0, 200)}`, _metadata: { uid: `cs${place}` } },
    })),
  };
  const answer = toFitting(read, 1500, false, (value, cuts) => ({ ...value, ...toMore(cuts) }));
  const { problems } = toWritable(answer, schema);
  expect(problems.map(({ kind, address }) => `${kind} ${address}`).sort()).toEqual(['cut sections', 'cut summary']);
  const sent = check(answer, { schema, stored: read, ...languages });
  expect(sent.problems.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['cut']));
  // Without a word of the cut the blocks that are missing are told all the same.
  const { cut: _, rest: __, ...bare } = answer;
  expect(check(bare, { schema, stored: read, ...languages }).losses.length).toBe(
    60 - (bare.sections as unknown[]).length,
  );
});
