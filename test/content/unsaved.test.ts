// What was sent and is not there afterwards, as a receipt tells it.
import { expect, it } from 'vitest';
import { listUnsaved } from '../../src/content/check/unsaved.ts';
import { asset, hero, type Json, schema } from './schema.ts';

const tell = (sent: Json, after: Json, isTranslation = false) =>
  listUnsaved(sent, after, schema, isTranslation).map(
    ({ address, reason, near }) => `${address}: ${reason}${near === undefined ? '' : ` ~${near}`}`,
  );

it.each<[string, Json, Json, string[]]>([
  ['nothing that was stored', { title: 'x', cover: 'blta' }, { title: 'x', cover: asset('blta') }, []],
  [
    'nothing that the CMA adds',
    { sections: [{ hero: { headline: 'x', text: 'y' } }] },
    { sections: [hero('csnew', 'x', { text: 'y' })] },
    [],
  ],
  ['nothing that was emptied', { summary: '', seo: null, gallery: [] }, {}, []],
  ['no operator', { tags: { PUSH: { data: ['x'] } } }, { tags: ['a', 'x'] }, []],
  ['no system field', { _version: 2, title: 'x' }, { _version: 9, title: 'x' }, []],
  [
    'a misspelt field',
    { headlin: 'x', titel: 'x' },
    {},
    ['headlin: there is no such field ~sections.hero.headline', 'titel: there is no such field ~title'],
  ],
  ['a dotted field', { 'seo.description': 'x' }, {}, ['"seo.description": there is no such field ~seo.description']],
  ['the wrapper', { entry: { title: 'x' } }, {}, ['entry: there is no such field']],
  [
    'a misspelt member',
    { sections: [{ hero: { headline: 'x', txt: 'y' } }] },
    { sections: [{ hero: { headline: 'x', _metadata: { uid: 'cs1' } } }] },
    ['sections[cs1].hero.txt: there is no such field ~text'],
  ],
  ['a value that became another', { rank: 1.5 }, { rank: 1 }, ['rank: another value was stored']],
  [
    'a block that is not there',
    { sections: [{ hero: { headline: 'x' } }] },
    { sections: [] },
    ['sections[0]: it was not stored'],
  ],
  [
    'another order',
    {
      related: [
        { uid: 'a', _content_type_uid: 'page' },
        { uid: 'b', _content_type_uid: 'page' },
      ],
    },
    {
      related: [
        { uid: 'b', _content_type_uid: 'page' },
        { uid: 'a', _content_type_uid: 'page' },
      ],
    },
    ['related[b]: stands in another place'],
  ],
])('%s', (_, sent, after, expected) => {
  expect(tell(sent, after)).toEqual(expected);
});

it('says of a translation what is the same in every language', () => {
  expect(tell({ price: 1, title: 'x' }, { price: 59, title: 'x' }, true)).toEqual([
    'price: it is the same in every language',
  ]);
  expect(tell({ price: 1 }, { price: 59 })).toEqual(['price: another value was stored']);
});
