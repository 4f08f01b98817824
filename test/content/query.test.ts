// What is said of a query that found nothing, by the content type alone.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toPlace } from '../../src/content/query/place.ts';
import { type Asked, explainAsked, listFirstSteps } from '../../src/content/query/query.ts';
import { field, group, type Json, schema } from './schema.ts';

const explain = (asked: Asked, isEmpty = true): string[] => explainAsked(asked, schema, isEmpty);
const uid = 'blt0123456789abcdef';

it.each<[string, Json, string]>([
  ['a misspelt field', { sumary: 'x' }, 'query: no field "sumary"; did you mean summary?'],
  ['a field below, joined otherwise', { seo_description: 'x' }, 'did you mean seo.description?'],
  ['a field that there is not', { zebra_stripes: 'x' }, 'query: no field "zebra_stripes"'],
  ['one in $or', { $or: [{ title: 'a' }, { sumary: 'x' }] }, 'no field "sumary"'],
  ['a part of a text', { 'title.length': { $gt: 3 } }, 'did you mean title?'],
  ['a reference by title', { author: 'Tomas Berg' }, '{"author": {"$in_query": {"title": "Tomas Berg"}}}'],
  ['a reference by a part of the title', { author: { $regex: 'Tom' } }, '"$in_query": {"title": {"$regex":"Tom"}}'],
  ['a reference by uid', { author: uid }, `{"author.uid": "${uid}"}`],
  ['references by uid', { related: { $in: [uid] } }, `{"related.uid": "${uid}"}`],
  ['a reference as it is read', { related: [{ uid, _content_type_uid: 'page' }] }, `{"related.uid": "${uid}"}`],
  ['a path into a reference', { 'author.title': 'Tomas' }, '{"author": {"$in_query": {"title": "Tomas"}}}'],
  ['a choice by its label', { category: 'Care and repair' }, 'the value of "Care and repair" is "care"'],
  ['a choice in capitals', { sizes: { $in: ['s'] } }, 'the value of "s" is "S"'],
  ['a label misspelt', { category: 'Care and repiar' }, 'did you mean "care"?'],
  ['a choice misspelt', { category: 'gearr' }, 'did you mean "gear"?'],
  ['a choice that there is not', { category: 'zzzzzzz' }, 'there are "skills", "care", "gear"'],
  ['the length of a text', { 'seo.description': { $gt: 160 } }, 'no operator compares its length'],
  ['words in JSON rich text', { body: { $regex: 'rain' } }, 'no query finds words'],
  ['a number in quotes', { price: '10' }, 'price holds numbers'],
  ['a number among others', { price: { $in: ['10'] } }, 'price holds numbers'],
  ['a boolean in quotes', { open: 'true' }, 'open holds true or false'],
  ['a file by name', { cover: 'boot.png' }, 'ask for cover.uid or cover.filename'],
  ['a file by uid', { cover: uid }, `{"cover.uid": "${uid}"}`],
  ['a group as a whole', { seo: { title: 'x' } }, 'as seo.title'],
  ['blocks by a word', { sections: 'hero' }, '<block>.<field>'],
  ['a link by address', { more: 'https://www.example.com' }, 'more.href'],
  ['terms as a field', { taxonomies: 'gear' }, 'taxonomies.<taxonomy uid>'],
  ['an operator misspelt', { title: { $regx: 'a' } }, 'did you mean $regex?'],
  ['an operator of another database', { tags: { $elemMatch: {} } }, 'there are $and, $or, $in'],
  ['one at the top', { $where: 'x' }, 'no operator "$where"'],
  ['an operator without its sign', { title: { regex: 'a' } }, 'regex is written $regex'],
  ['a language', { locale: 'fr-fr' }, 'argument locale'],
  ['an environment by name', { 'publish_details.environment': 'production' }, 'argument environment'],
  ['a user by name', { updated_by: 'Jane Doe' }, 'uids of users'],
  ['a user by a part of the name', { updated_by: { $regex: 'Jane' } }, 'uids of users'],
  ['a text without quotes', { title: 5 }, 'title holds texts: use quotes'],
  ['a group by a pattern', { seo: { $regex: 'x' } }, 'seo is a group'],
  ['blocks by a pattern', { sections: { $regex: 'x' } }, 'sections holds blocks'],
  ['a file by a pattern', { cover: { $regex: 'boot' } }, 'ask for cover.uid or cover.filename'],
  ['a kind of block that there is not', { 'sections.heroo.text': 'x' }, 'did you mean sections.hero.text?'],
  ['a part of a text as the whole', { title: 'Winter' }, '"$regex"'],
  ['a pattern in small letters', { title: { $regex: 'winter' } }, '"$options": "i"'],
])('%s is told', (_, query, words) => {
  const notes = explain({ query });
  expect(notes).toHaveLength(1);
  expect(notes[0]).toContain(words);
});

it.each<[string, Json]>([
  ['a field of a group', { 'seo.description': { $exists: false } }],
  ['a field of a block', { 'sections.hero.text': { $exists: true } }],
  ['an item by its place', { 'items.0.label': { $exists: true } }],
  ['a reference by uid', { 'author.uid': 'x' }],
  ['a reference by its content type', { 'related._content_type_uid': 'page' }],
  ['a query of what is referred to', { author: { $in_query: { title: 'x' } } }],
  ['a choice by its value', { category: 'care' }],
  ['several', { sizes: { $in: ['S', 'M'] } }],
  ['numbers', { price: { $gt: 1, $lte: 20 } }],
  ['dates', { day: { $lt: '2026-01-01' }, updated_at: { $gt: '2026-01-01T00:00:00Z' } }],
  ['a boolean', { open: false }],
  ['system fields', { uid: 'x', _version: 2, created_by: uid, 'publish_details.environment': uid }],
  ['terms', { 'taxonomies.gear': { $below: 'tents' } }],
  ['a pattern that minds no capitals', { title: { $regex: 'winter', $options: 'i' } }],
  ['an app its own JSON', { 'settings.colour': 'red' }],
  ['what is there at all', { seo: { $exists: true }, sections: { $exists: true }, cover: { $exists: false } }],
  ['what lies in an instance', { 'sections.hero._metadata.uid': 'cs1' }],
  ['a file by a part of it', { 'cover.filename': 'a.png' }],
])('%s is nothing to speak of', (_, query) => expect(explain({ query })).toEqual([]));

it('tells of other arguments that name fields', () => {
  expect(explain({ only: ['title', 'sumary'] })).toEqual(['only: no field "sumary"; did you mean summary?']);
  expect(explain({ except: ['zebra'] })).toEqual(['except: no field "zebra"']);
  expect(explain({ asc: 'pirce' })).toEqual(['asc: no field "pirce"; did you mean price?']);
  expect(explain({ desc: 'updated_at' })).toEqual([]);
  expect(explain({ include: ['author', 'author.company', 'title', 'athor'] })).toEqual([
    'include: title is no reference',
    'include: no field "athor"; did you mean author?',
  ]);
  expect(explain({ fields: ['all', 'seo.title', 'body@4000', 'bdy'] })).toEqual([
    'fields: no field "bdy"; did you mean body?',
  ]);
});

it('says of an answer with rows only which names no field has', () => {
  const query = { category: 'Care and repair', sumary: 'x', author: 'Tomas', title: 'x' };
  expect(explain({ query, fields: ['bdy'] }, false)).toEqual(['query: no field "sumary"; did you mean summary?']);
});

it('says of plain texts only for want of anything better', () => {
  expect(explain({ query: { title: 'Winter', sumary: 'x' } })).toHaveLength(1);
  expect(explain({ query: { title: 'Winter', summary: 'x' } })).toHaveLength(2);
});

it('takes what a content type calls as the system does for the content type’s', () => {
  const own = [field('locale', 'number')];
  expect(explainAsked({ query: { locale: 'x' } }, own, true)).toEqual(['locale holds numbers: ask without quotes']);
});

it('takes what a group calls as an operator is called for the group’s', () => {
  const own = [group('price', [field('options', 'text'), field('in', 'text')])];
  expect(explainAsked({ query: { price: { options: 'x' } } }, own, true)).toEqual([
    'price is a group: ask for a part of it, as price.options',
  ]);
});

it.each([
  ['seo.title', 'field'],
  ['items.0.children.0.order', 'field'],
  ['sections.1.hero.text', 'field'],
  ['sections.hero', 'block'],
  ['sections.heroo', 'nowhere'],
  ['sections.hero._metadata.uid', 'part'],
  ['items._metadata', 'part'],
  ['summary.length', 'nowhere'],
  ['cover.filename', 'part'],
  ['author.title', 'referred'],
  ['author.uid', 'part'],
  ['publish_details.locale', 'part'],
  ['_embedded_items.body', 'part'],
  ['banner.title', 'part'],
])('%s leads to %s', (path, to) => {
  // As a read gives it that does not spell out global fields.
  expect(toPlace(path, [...schema, field('banner', 'global_field')])).toMatchObject({ to });
});

it('says little, of anything', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`zebra_${index}`, 'x'.repeat(1_000)]));
  const notes = explain({ query: many });
  expect(notes).toHaveLength(5);
  expect(JSON.stringify(notes).length).toBeLessThan(1_000);
  const key = fc.oneof(
    fc.constantFrom('title', 'author', 'seo', '$and', '$or', '$in', 'category', 'body'),
    fc.string(),
  );
  const { tree } = fc.letrec(tie => ({
    tree: fc.oneof({ maxDepth: 6 }, fc.jsonValue(), fc.dictionary(key, tie('tree')), fc.array(tie('tree'))),
  }));
  fc.assert(
    fc.property(tree, fc.boolean(), (query, isEmpty) => {
      const asked = { query, only: query, include: query, asc: query, fields: query };
      for (const note of explain(asked, isEmpty)) expect(note.length).toBeLessThan(400);
      expect(Array.isArray(listFirstSteps(asked))).toBe(true);
    }),
  );
});
