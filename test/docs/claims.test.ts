// No number with a unit stands in README or docs without its source: what is not made from code has a row in claims.ts.
import { describe, expect, it } from 'vitest';
import { type Claim, claims } from './claims.ts';
import { pages, read } from './pages.ts';

const words: Readonly<Record<string, number>> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, number) => [word, number]),
);
const numbers: Readonly<Record<string, number>> = {
  ...words,
  thirty: 30,
  dozen: 12,
  hundred: 100,
  'a quarter of a': 0.25,
  'half a': 0.5,
};

/** How many of what a program counts in such a unit may be. */
const scales: Readonly<Record<string, readonly number[]>> = {
  second: [1, 1_000],
  minute: [60, 60_000],
  hour: [3_600, 3_600_000],
  day: [1, 86_400, 86_400_000],
  KB: [1_000, 1_024],
  MB: [1_000_000, 1_048_576],
  GB: [1_000_000_000, 1_073_741_824],
};
const measured = Object.keys(scales).join('|');
const counted =
  '%|milliseconds?|bytes|pixels|characters|tokens|tools|entries|items|nodes|names|modules|companions|tasks|settings|operations?|questions|changes|reads|writes|requests|deletes|redirects|pages|files|folders|jobs';

/** Small words are counts only of more than one; `a minute` is a time, and `a second`, as in ten a second, seldom is one. */
const number = `\\d[\\d,]*(?:\\.\\d+)?|${Object.keys(numbers).slice(2).join('|')}`;
const claimed = new RegExp(
  `(?<![\\w.,#/-])(?:${number})\\s+(?:[a-z]+\\s+)?(?:(?:${measured})s?|${counted})(?![\\w-])|\\ba (?:minute|hour|day|second and)\\b|\\d ?%`,
  'gi',
);

const blank = (found: string): string => found.replace(/[^\n]/g, ' ');

/** What a person wrote, each character in its place: without what is made, code, headings, and titles in quotes. */
const toWritten = (text: string): string =>
  text
    .replace(/<!-- ([\w-]+): generated[\s\S]*?<!-- \/\1 -->/g, blank)
    .replace(/^```[\s\S]*?^```$/gm, blank)
    .replace(/`[^`\n]*`/g, blank)
    .replace(/^## .*$/gm, blank)
    .replace(/"[A-Z][^"\n]*"/g, blank);

const paths = [
  ...pages.filter(path => path !== 'docs/measurements.md'),
  'SECURITY.md',
  'SUPPORT.md',
  'CONTRIBUTING.md',
];

/** Where a text stands in another, each time. */
function findAll(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) found.push(at);
  return found;
}

const listUnsourced = (text: string, known: readonly Pick<Claim, 'says'>[]): string[] => {
  const covered = known.flatMap(({ says }) => findAll(text, says).map(at => [at, at + says.length] as const));
  return [...toWritten(text).matchAll(claimed)]
    .filter(({ index, 0: found }) => {
      const [first = ''] = found.split(/\s/);
      return !covered.some(([from, to]) => index >= from && index + first.length <= to);
    })
    .map(({ index, 0: found }) => text.slice(Math.max(0, index - 30), index + found.length + 20));
};

it.each(paths)('%s has no number with a unit that nothing stands behind', path => {
  expect(listUnsourced(read(path), claims)).toEqual([]);
});

const spelt = Object.keys(numbers).sort((one, other) => other.length - one.length);
const shownFirst = new RegExp(
  `(?<!\\w)(\\d[\\d,]*(?:\\.\\d+)?|${spelt.join('|')}|a(?= (?:minute|second|hour|day))|every(?= second))\\s*(?:more )?(${measured})?`,
  'i',
);

/** The one number of a claim, as a program may count it in its unit. */
function toValues(says: string): number[] {
  const [, shown = '', unit = ''] = shownFirst.exec(says.replace('a second and a half', '1.5 seconds')) ?? [];
  const plain = shown.replaceAll(',', '').toLowerCase();
  const value = /^(a|every)$/.test(plain) ? 1 : (numbers[plain] ?? Number(plain));
  return (scales[unit] ?? [1]).map(scale => scale * value);
}

/** The last number of a line of code, products included. */
function toCoded(line: string): number {
  const [last = ''] = /\d[\d_]*(?: \* \d[\d_]*)*(?=\D*$)/.exec(line) ?? [];
  return last.split(' * ').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1);
}

describe('a claim', () => {
  it.each(claims.map(claim => [claim.says, claim] as const))('%s', (says, claim) => {
    expect(
      paths.some(path => read(path).includes(says)),
      'no page says so',
    ).toBe(true);
    if (claim.is !== undefined) expect(toValues(says)).toContain(claim.is);
    const [file, line] = claim.code ?? claim.by ?? [];
    if (file !== undefined && line !== undefined) expect(read(file)).toContain(line);
    if (claim.code) expect(toValues(says)).toContain(toCoded(claim.code[1]));
  });
});

describe('the law', () => {
  it('finds numbers with a unit where people wrote them', () => {
    const text = [
      'It waits up to five seconds, or half a second, and takes 1,000 characters or 64 KB.',
      'At most ten\nentries and 30 % of it, for a minute.',
      '`5 of 62 entries` and "Four days in May" are none of it, and neither is one call.',
      '```\n9 seconds\n```',
    ].join('\n');
    expect(listUnsourced(text, []).length).toBe(7);
    expect(listUnsourced(text, [{ says: 'up to five seconds' }, { says: 'or 64 KB' }]).length).toBe(5);
    expect(listUnsourced(text, [{ says: 'seconds, or' }]).length).toBe(7);
  });

  it('holds a number against that of the code, in any unit', () => {
    expect(toValues('waits half a second')).toContain(500);
    expect(toValues('for thirty minutes')).toContain(1800);
    expect(toValues('up to 16 MB')).toContain(toCoded('largest = 16 * 1024 * 1024'));
    expect(toValues('up to 15 MB')).not.toContain(toCoded('largest = 16 * 1024 * 1024'));
    expect(toValues('from 1,000 characters on')).toContain(toCoded('text: 1_000'));
    expect(toValues('every second')).toContain(1000);
  });
});
