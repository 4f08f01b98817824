// What two people rarely do at once: to one line of rich text, and to the order of one list.
import { expect, it } from 'vitest';
import { merge } from '../../../src/content/merge/merge.ts';
import { group, type Json, richText, text } from '../schema.ts';

const body = (...children: Json[]): Json => ({ body: { type: 'doc', uid: 'd', attrs: {}, children } });
const node = (type: string, uid: string, attrs: Json, children: Json[]): Json => ({ type, uid, attrs, children });
const line = (attrs: Json, words = 'here and there', end = ' at last'): Json =>
  body(node('p', 'p1', {}, [{ text: 'See ' }, node('a', 'a1', attrs, [{ text: words }]), { text: end }]));
const picture = (attrs: Json): Json =>
  body(node('reference', 'r1', attrs, [{ text: '' }]), node('p', 'p1', {}, [{ text: 'x' }]));
const aligned = (align: string, dir: string): Json =>
  body(node('p', 'p1', { style: { 'text-align': align }, dir }, [{ text: 'x' }]));

const link = { url: '/a', title: 'A' };

it.each<[string, Json, Json, Json, Json]>([
  [
    'the address of a link and its title',
    line(link),
    line({ ...link, url: '/b' }),
    line({ ...link, title: 'B' }),
    line({ url: '/b', title: 'B' }),
  ],
  [
    'a link and the text behind it',
    line(link),
    line({ ...link, url: '/b' }),
    line(link, undefined, ' in the end'),
    line({ ...link, url: '/b' }, undefined, ' in the end'),
  ],
  [
    'two words of a link',
    line(link),
    line(link, 'Here and there'),
    line(link, 'here and There'),
    line(link, 'Here and There'),
  ],
  [
    'how a paragraph is set',
    aligned('left', 'ltr'),
    aligned('right', 'ltr'),
    aligned('left', 'rtl'),
    aligned('right', 'rtl'),
  ],
])('keeps of both %s', (_, base, mine, theirs, expected) => {
  expect(merge(base, mine, theirs, [richText('body')])).toMatchObject({ value: expected, conflicts: [] });
});

it.each<[string, Json, Json, Json, string]>([
  ['two addresses for a link', line(link), line({ ...link, url: '/b' }), line({ ...link, url: '/c' }), 'body[a1]'],
  ['one word of a link', line(link), line(link, 'this and there'), line(link, 'that and there'), 'body[a1]'],
  [
    'another picture, and what the old one says',
    picture({ 'asset-uid': 'a', alt: 'x' }),
    picture({ 'asset-uid': 'b', alt: 'x' }),
    picture({ 'asset-uid': 'a', alt: 'y' }),
    'body[r1]',
  ],
])('leaves to people %s', (_, base, mine, theirs, address) => {
  const merged = merge(base, mine, theirs, [richText('body')]);
  expect(merged.conflicts.map(conflict => conflict.address)).toEqual([address]);
  expect(merged.value).toEqual(theirs);
});

const tags = [text('tags', { multiple: true })];
const names = (count: number): string[] => Array.from({ length: count }, (_, place) => `tag ${place}`);
const order = (...places: number[]): Json => ({ tags: places.map(place => `tag ${place}`) });

it('leaves to people two orders that cannot both be had, and lists too long to say', () => {
  const long = names(4001);
  for (const [base, mine, theirs] of [
    [order(0, 1, 2, 3, 4), order(0, 1, 2, 4, 3), order(3, 1, 4, 0, 2)],
    [{ tags: long }, { tags: [...long, 'mine'] }, { tags: ['theirs', ...long] }],
  ] as const) {
    const merged = merge(base, mine, theirs, tags);
    expect(merged).toEqual({
      value: theirs,
      conflicts: [{ address: 'tags', ...toSides(base, mine, theirs) }],
      changed: [],
    });
  }
});

const toSides = (...[base, mine, theirs]: [Json, Json, Json]): Json => ({
  base: base.tags,
  mine: mine.tags,
  theirs: theirs.tags,
});

it('puts together what both put into one place, however much it is', () => {
  const names = (by: string): string[] => Array.from({ length: 1000 }, (_, place) => `${by} ${place}`);
  const [mine, theirs] = [names('mine'), names('theirs')];
  const { value, conflicts } = merge({ tags: ['x'] }, { tags: ['x', ...mine] }, { tags: ['x', ...theirs] }, tags);
  expect([value.tags, conflicts]).toEqual([['x', ...mine, ...theirs], []]);
});

it('takes what both put in for one where it has one uid, or is alike', () => {
  const items = (...made: Json[]): Json => ({ items: made });
  const fields = [group('items', [text('label'), text('note')], { multiple: true })];
  for (const same of [{ _metadata: { uid: 'cs2' } }, {}]) {
    const made = (note: string): Json => ({ label: 'What is new here', note, ...same });
    const merged = merge(items(), items(made('one')), items(made('other')), fields);
    expect(merged.value).toEqual(items(made('other')));
    expect(merged.conflicts).toMatchObject([{ mine: 'one', theirs: 'other' }]);
  }
});
