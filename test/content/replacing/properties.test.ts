// What holds of any entry, any HTML and any Markdown in which a text is replaced.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printAddress } from '../../../src/content/address.ts';
import { replaceTexts } from '../../../src/content/replacing/replace.ts';
import { toPattern } from '../../../src/content/text/match.ts';
import { joinRuns } from '../../../src/content/text/seen.ts';
import { listTexts } from '../../../src/content/text/texts.ts';
import { walk } from '../../../src/content/walk.ts';
import { listHits } from '../../../src/content/where/hits.ts';
import '../../draws.ts';
import { times } from '../../long.ts';
import { schema, text, values } from '../schema.ts';

const numRuns = 300 * times;

/** Words of the entries that are drawn. */
const words = fc.constantFrom('lorem', 'ipsum', 'dolor sit', 'a', 'consectetur', 'Sed');

const isOfText = (kind: string): boolean => kind === 'text';

describe('an entry', () => {
  it('has it replaced where the search finds it in a text, and keeps it where it was spared', () => {
    fc.assert(
      fc.property(values(schema), words, fc.boolean(), fc.boolean(), (entry, find, isWords, isWithin) => {
        const how = { find, with: isWithin ? `${find} zq` : 'zq', words: isWords };
        const { places, spared, value } = replaceTexts(entry, schema, how);
        const pattern = toPattern(find, { words: isWords });
        const found = listHits(entry, schema, pattern, []).map(({ address }) => address);
        const told = [...places, ...spared].map(({ address }) => address);
        expect(new Set(told)).toEqual(new Set(found));
        const again = replaceTexts(value, schema, how);
        expect(again.places).toEqual([]);
        expect(again.value).toBe(value);
        expect(again.spared.filter(({ kind }) => isOfText(kind))).toEqual([]);
        const list = (each: typeof spared) =>
          each.filter(({ kind }) => kind !== 'same').map(({ address, kind, count }) => [address, kind, count]);
        expect(list(again.spared)).toEqual(list(spared));
      }),
      { numRuns },
    );
  });

  it('keeps every value that was not hit as the same object, and every key and uid', () => {
    fc.assert(
      fc.property(values(schema), words, (entry, find) => {
        const before = structuredClone(entry);
        const { value, places } = replaceTexts(entry, schema, { find, with: 'zq' });
        expect(entry).toEqual(before);
        if (places.length === 0) expect(value).toBe(entry);
        const hit = places.map(({ address }) => address);
        const after = new Map([...walk(value, schema)].map(visit => [printAddress(visit.address), visit.value]));
        const visits = [...walk(entry, schema)];
        expect(after.size).toBe(new Set(visits.map(({ address }) => printAddress(address))).size);
        for (const { address, value: held, role } of visits) {
          const at = printAddress(address);
          // A node's address does not say in what it lies.
          const isAbove = hit.some(each => each === at || each.startsWith(`${at}.`) || each.startsWith(`${at}[`));
          if (!isAbove && role !== 'node') expect(after.get(at), at).toBe(held);
        }
      }),
      { numRuns },
    );
  });

  it('stays in part where an address is left out', () => {
    fc.assert(
      fc.property(values(schema), words, fc.nat(), (entry, find, draw) => {
        const all = replaceTexts(entry, schema, { find, with: 'zq' });
        fc.pre(all.places.length > 0);
        const out = all.places[draw % all.places.length]?.address;
        const some = replaceTexts(entry, schema, { find, with: 'zq', isLeftOut: address => address === out });
        expect(some.places).toEqual(all.places.filter(({ address }) => address !== out));
        const rest = replaceTexts(some.value, schema, { find, with: 'zq' });
        expect(rest.value).toEqual(all.value);
        expect(new Set(rest.places.map(({ address }) => address))).toEqual(new Set([out]));
      }),
      { numRuns },
    );
  });
});

/** All of a source but what is seen of it, and what is shown with pictures and links. */
function toSkeleton(source: string, held: ReturnType<typeof text>): string {
  const runs = [...listTexts({ [held.uid]: source }, [held], true)]
    .flatMap(({ stored }) => stored?.runs ?? [])
    .filter(({ as }) => as !== 'mark')
    .sort((one, other) => one.from - other.from);
  let at = 0;
  const pieces: string[] = [];
  for (const { from, to } of runs) {
    pieces.push(source.slice(at, from));
    at = Math.max(at, to);
  }
  return [...pieces, source.slice(at)].join('');
}

const see = (source: string, held: ReturnType<typeof text>): string[] =>
  [...listTexts({ [held.uid]: source }, [held], true)].map(
    ({ kind, stored }) => `${kind}: ${joinRuns(stored?.runs ?? [])}`,
  );

const common = [
  'ember',
  'Ember',
  ' stove',
  ' ',
  '\n',
  '\n\n',
  'a',
  '.',
  '&amp;',
  '&lt;',
  '&',
  '<',
  '>',
  '"',
  "'",
  'https://x.example/ember',
];
const ofHtml = [
  ...common,
  ...['<b>', '</b>', '<p>', '</p>', '<br>', '<a href="/ember" title="an ember">', '</a>', '<code>', '</code>'],
  ...['<img alt="ember" src="ember.png">', '<img alt=ember>', '<!-- ember -->', '<script>ember</script>', '&nbsp;'],
];
const ofMarkdown = [
  ...common,
  ...['**', '*', '_', '`', '``', '```', '[', ']', '](/ember)', '](/ember "an ember")', '[ember]: /ember', '[ember]'],
  ...[
    '- ',
    '# ',
    '> ',
    '1. ',
    '\\',
    '\\*',
    '    ',
    '<https://x.example/ember>',
    '<a href="ember">',
    '!',
    '(',
    ')',
    '|',
    '~',
  ],
];

const sources = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map(each => `${each.join('')}\n\nZ`);

const put = fc.oneof(
  fc.constantFrom(
    'zq',
    '',
    'z q',
    'zq stove',
    'Q & A',
    '<b>',
    '*z*',
    'z_q',
    '[z](q)',
    '`z`',
    '# z',
    '1. z',
    'z|q',
    '&amp;',
    '~z~',
    '!',
    '\\',
    '"z"',
  ),
  fc.string({ unit: 'grapheme', maxLength: 5 }).filter(each => !/\p{Cc}/u.test(each)),
);

for (const [name, pieces, mark] of [
  ['HTML', ofHtml, 'allow_rich_text'],
  ['Markdown', ofMarkdown, 'markdown'],
] as const) {
  describe(name, () => {
    const held = text('held', { field_metadata: { [mark]: true } });

    it('keeps all but what is seen, to the byte, and says what was meant; nearly all can be written', () => {
      const seen = { done: 0, not: 0 };
      const finds = fc.constantFrom('Ember', 'Ember stove', 'a', 'r a');
      fc.assert(
        fc.property(sources(pieces), put, finds, (source, fresh, find) => {
          const { value, places, spared } = replaceTexts({ held: source }, [held], { find, with: fresh });
          const after = value.held as string;
          if (places.length === 0) expect(after).toBe(source);
          expect(toSkeleton(after, held)).toBe(toSkeleton(source, held));
          if (spared.some(({ kind }) => kind === 'markup')) seen.not += 1;
          else if (places.length > 0) seen.done += 1;
          if (spared.length > 0 || find !== 'Ember') return;
          const meant = see(source, held).map(each => each.replace(/ember/gi, () => fresh));
          const isSeen = (each: string): boolean => !/^[^:]*: \s*$/.test(each);
          expect(see(after, held).filter(isSeen)).toEqual(meant.filter(isSeen));
        }),
        { numRuns: 4 * numRuns },
      );
      expect(seen.not / seen.done).toBeLessThan(0.02);
    });
  });
}
