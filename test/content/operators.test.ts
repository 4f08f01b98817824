// The operators that change part of a value: what the CMA takes, and what it would not do.
import { expect, it } from 'vitest';
import { check } from '../../src/content/check/check.ts';
import { asset, entry, field, type Json, schema, text } from './schema.ts';

const run = (sent: Json) => check(sent, { schema, stored: entry(), locale: 'en-us', masterLocale: 'en-us' });
const card = { card: { name: 'x', meta: { alt: 'y' } } };

it.each<[string, Json, Json | undefined]>([
  ['PUSH of values', { tags: { PUSH: { data: ['a', 'b'] } } }, undefined],
  ['PUSH of one item', { items: { PUSH: { data: { label: 'x' } } } }, undefined],
  ['PUSH of a file as read', { gallery: { PUSH: { data: asset('blt9') } } }, { gallery: { PUSH: { data: 'blt9' } } }],
  ['PUSH of a choice by its label', { sizes: { PUSH: { data: ['m'] } } }, { sizes: { PUSH: { data: ['M'] } } }],
  ['PULL of values', { sizes: { PULL: { query: { $in: ['S'] } } } }, undefined],
  ['PULL of items', { items: { PULL: { query: { label: 'One' } } } }, undefined],
  ['UPDATE of an item', { items: { UPDATE: { index: 0, data: { version: 'z' } } } }, undefined],
  ['UPDATE of a group', { seo: { UPDATE: { data: { title: 'x' } } } }, undefined],
  ['UPDATE of a value', { sizes: { UPDATE: { index: 1, data: 'm' } } }, { sizes: { UPDATE: { index: 1, data: 'M' } } }],
  ['UPDATE of a block', { sections: { UPDATE: { index: 0, data: { hero: { text: 'x' } } } } }, undefined],
  [
    'UPDATE in UPDATE',
    { items: { UPDATE: { index: 0, data: { children: { UPDATE: { index: 0, data: { order: { ADD: 1 } } } } } } } },
    undefined,
  ],
  [
    'PUSH in UPDATE',
    { items: { UPDATE: { index: 1, data: { children: { PUSH: { data: [{ label: 'x' }] } } } } } },
    undefined,
  ],
  ['ADD and SUB', { rank: { ADD: 2 }, price: { SUB: 1.5 } }, undefined],
  ['an app its own capitals', { settings: { MOVE: 1 } }, undefined],
])('%s is taken', (_, sent, value) => {
  const checked = run(sent);
  expect(checked.problems).toEqual([]);
  expect(checked.value).toEqual(value ?? sent);
});

it.each<[string, Json, string, string]>([
  ['an operator there is not', { items: { MOVE: { from: 0, to: 1 } } }, 'items.MOVE', 'PUSH, PULL, UPDATE, ADD, SUB'],
  ['INSERT', { sections: { INSERT: { index: 1, data: card } } }, 'sections.INSERT', 'is no operator'],
  ['MULTIPLY', { rank: { MULTIPLY: 2 } }, 'rank.MULTIPLY', 'is no operator'],
  ['small letters', { tags: { push: { data: ['x'] } } }, 'tags.push', 'is no operator'],
  ['another language of queries', { tags: { $push: 'x' } }, 'tags.$push', 'is no operator'],
  ['PUSH without data', { tags: { PUSH: ['x'] } }, 'tags', 'PUSH: {data'],
  ['PUSH onto a single value', { title: { PUSH: { data: 'x' } } }, 'title', 'one value'],
  [
    'PUSH of a second reference where one may stand',
    { author: { PUSH: { data: { uid: 'blt0000000000000099', _content_type_uid: 'person' } } } },
    'author',
    'takes one reference',
  ],
  [
    'PUSH of an item that lacks what is mandatory',
    { items: { PUSH: { data: { version: 'x' } } } },
    'items[0].label',
    'mandatory',
  ],
  [
    'PUSH of a misspelt member',
    { items: { PUSH: { data: [{ label: 'x', versoin: 'y' }] } } },
    'items[0].versoin',
    'no field',
  ],
  [
    'PUSH of a misspelt block member',
    { sections: { PUSH: { data: { rich_text: { headin: 'x' } } } } },
    'sections[0].rich_text.headin',
    'no field',
  ],
  ['PULL from a single value', { title: { PULL: { query: {} } } }, 'title', 'one value'],
  ['PULL without query', { tags: { PULL: ['x'] } }, 'tags', 'PULL: {query'],
  ['two fields with PULL', { tags: { PULL: { query: {} } }, sizes: { PULL: { query: {} } } }, 'tags', 'second field'],
  [
    'PULL inside UPDATE',
    { items: { UPDATE: { index: 0, data: { children: { PULL: { query: {} } } } } } },
    'items[0].children',
    'at the top',
  ],
  ['UPDATE without data', { seo: { UPDATE: { title: 'x' } } }, 'seo', 'UPDATE: {data'],
  ['UPDATE of a list without index', { items: { UPDATE: { data: { label: 'x' } } } }, 'items', 'from 0 to 1'],
  ['UPDATE beyond the list', { items: { UPDATE: { index: 2, data: { label: 'x' } } } }, 'items', 'from 0 to 1'],
  ['UPDATE by a uid', { items: { UPDATE: { index: 'csi1', data: { label: 'x' } } } }, 'items', 'from 0 to 1'],
  ['UPDATE of a misspelt member', { seo: { UPDATE: { data: { titel: 'x' } } } }, 'seo.titel', 'no field'],
  ['UPDATE with a label of no choice', { sizes: { UPDATE: { index: 0, data: 'XXL' } } }, 'sizes[0]', 'choices'],
  ['ADD to a text', { title: { ADD: 1 } }, 'title', 'no number'],
  ['ADD of a text', { rank: { ADD: '1' } }, 'rank', 'needs a number'],
])('%s is refused', (_, sent, address, reason) => {
  const { problems } = run(sent);
  expect(problems.map(problem => problem.address)).toEqual([address]);
  expect(problems[0]?.reason).toContain(reason);
});

it('needs something stored to update by its place', () => {
  const { problems } = check({ items: { UPDATE: { index: 0, data: {} } } }, { schema, stored: { title: 'x' } });
  expect(problems).toMatchObject([{ address: 'items', reason: expect.stringContaining('nothing is stored') }]);
});

it.each([
  ['list', { PUSH: { data: ['x'] } }],
  ['list', { PULL: { query: { $in: ['x'] } } }],
  ['list', { UPDATE: { index: 0, data: 'x' } }],
  ['count', { ADD: 1 }],
])('changes no %s that all languages share by %j', (uid, operator) => {
  const types = [
    text('list', { multiple: true, non_localizable: true }),
    field('count', 'number', { non_localizable: true }),
  ];
  const french = { schema: types, stored: { list: ['x'], count: 1 }, locale: 'fr-fr', masterLocale: 'en-us' };
  expect(check({ [uid]: operator }, french).problems).toMatchObject([{ address: uid, kind: 'shared' }]);
  expect(check({ [uid]: operator }, { ...french, locale: 'en-us' }).problems).toEqual([]);
});

it('says that PUSH takes no place', () => {
  expect(run({ tags: { PUSH: { data: ['x'], index: 0 } } }).notes).toEqual([
    { address: 'tags.index', reason: 'is ignored: PUSH adds at the end' },
  ]);
});

it('says of UPDATE where it counts from, and that it merges', () => {
  const notes = (sent: Json) => run(sent).notes.map(({ address, reason }) => `${address}: ${reason}`);
  expect(notes({ items: { UPDATE: { index: 1, data: { version: 'z' } } } })).toEqual([
    'items.UPDATE: index 1 counts from 0; what data leaves out stays as it is',
  ]);
  expect(notes({ sizes: { UPDATE: { index: 1, data: 'M' } } })).toEqual(['sizes.UPDATE: index 1 counts from 0']);
  expect(notes({ seo: { UPDATE: { data: { title: 'x' } } } })).toEqual(['seo: what data leaves out stays as it is']);
});
