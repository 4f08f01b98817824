// A change in a few words.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clip, tellChange, tellValue } from '../../src/content/words.ts';
import { asset, document } from './schema.ts';

const story = 'It rained when we arrived and it rained when we left, and in between we kept the stove going. ';

it.each([
  ['short texts whole', 'red', 'green', { before: '"red"', after: '"green"' }],
  [
    'long ones where they part',
    `${story}A red tent stood there. ${story}`,
    `${story}A green tent stood there. ${story}`,
    { before: '"… going. A red tent stood …"', after: '"… going. A green tent stood …"' },
  ],
  [
    'what was added at the end',
    story.repeat(3).trim(),
    `${story.repeat(3)}The end.`,
    { before: '"… stove going."', after: '"… stove going. The end."' },
  ],
  [
    'a text without blanks by its characters',
    `${'山の小屋で一晩を過ごした。'.repeat(20)}赤い橋${'雨が降っていた。'.repeat(20)}`,
    `${'山の小屋で一晩を過ごした。'.repeat(20)}青い橋${'雨が降っていた。'.repeat(20)}`,
    { before: '"… ごした。赤い橋雨が …"', after: '"… ごした。青い橋雨が …"' },
  ],
  [
    'long addresses where they part',
    `https://example.com/${'docs/'.repeat(30)}red.html`,
    `https://example.com/${'docs/'.repeat(30)}blue.html`,
    { before: '"… ocs/red.htm …"', after: '"… ocs/blue.htm …"' },
  ],
  ['blanks at the end', story, story.trim(), { before: '"… stove going. "', after: '"… stove going."' }],
  ['something for nothing', undefined, 'x', { before: 'nothing', after: '"x"' }],
  [
    'files and references by uid',
    asset('blta'),
    { uid: 'bltb', _content_type_uid: 'page' },
    { before: 'blta', after: 'bltb' },
  ],
  ['lists of words', ['a', 'b'], [], { before: '["a", "b"]', after: '[]' }],
  ['lists of more by their size', [{}, {}], [{}], { before: '2 items', after: '1 item' }],
  [
    'rich text, groups, numbers',
    document(['x']),
    { title: 'x', _metadata: {} },
    { before: 'rich text', after: '{title}' },
  ],
  ['plain values', 1, false, { before: '1', after: 'false' }],
])('tells %s', (_, before, after, expected) => {
  expect(tellChange(before, after)).toEqual(expected);
});

it('stays within its bounds, and tells two texts apart', () => {
  const text = fc
    .array(fc.constantFrom('a', 'word', '😀', '\n', 'äöü', ' '.repeat(3), 'x'.repeat(200), '山の小屋で一晩'), {
      maxLength: 60,
    })
    .chain(words => fc.constantFrom(' ', '').map(between => words.join(between)));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const told = tellChange(before, after, 60);
      // As JSON writes it: quotes around, and a mark before each line's end.
      expect(told.before === told.after, told.before).toBe(before === after);
      expect((JSON.parse(told.before) as string).length).toBeLessThanOrEqual(62);
      expect((JSON.parse(told.after) as string).length).toBeLessThanOrEqual(62);
      // Half a character cannot be written in an address.
      expect(() => encodeURIComponent(told.before + told.after)).not.toThrow();
    }),
  );
});

it('never cuts a character in two', () => {
  expect(clip('ab😀cd', 4)).toBe('ab…');
  expect(tellValue('x'.repeat(500)).length).toBeLessThan(90);
  expect(tellValue(Array.from({ length: 5000 }, () => 'x'))).toBe('5000 items');
});

it('tells texts of 200 KB as well', () => {
  const large = 'All work and no play. '.repeat(10_000);
  expect(tellChange(`${large}Dull. ${large}`, `${large}Bright. ${large}`)).toEqual({
    before: '"… no play. Dull. All work …"',
    after: '"… no play. Bright. All work …"',
  });
});
