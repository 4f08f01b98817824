// What judges a solver: differences of the whole stack, and the facts of its answer.
import type { Expected, Fact, Thing } from './task.ts';

/** Stands in what is expected for whatever fits, such as a uid that is made up. */
export class Fitting {
  readonly fits: (value: unknown) => boolean;

  constructor(fits: (value: unknown) => boolean) {
    this.fits = fits;
  }
}

/** Addresses at which two values differ, such as `branches.main.entries.page.blt….locales.en-us.2`; the outermost alone. */
export function findDifferences(before: unknown, after: unknown): string[] {
  const found: string[] = [];
  compare(before, after, [], found);
  return found;
}

/** Whole stacks are compared, most of which are alike: an address is only made of what is not. */
function compare(before: unknown, after: unknown, at: string[], found: string[]): void {
  if (Object.is(before, after)) return;
  const isAlike = before instanceof Fitting ? before.fits(after) : after instanceof Fitting && after.fits(before);
  if (isAlike) return;
  const isEither = before instanceof Fitting || after instanceof Fitting;
  if (isEither || !isHolder(before) || !isHolder(after) || Array.isArray(before) !== Array.isArray(after)) {
    found.push(at.join('.'));
    return;
  }
  for (const key in before) {
    at.push(key);
    compare(before[key], after[key], at, found);
    at.pop();
  }
  for (const key in after) {
    if (Object.hasOwn(before, key)) continue;
    at.push(key);
    compare(before[key], after[key], at, found);
    at.pop();
  }
}

const isHolder = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Differences outside the addresses that may differ. */
export function findHarm(before: unknown, after: unknown, changes: readonly string[] = []): string[] {
  const allowed = changes.map(toPattern);
  return findDifferences(before, after).filter(at => !allowed.some(pattern => pattern.test(at)));
}

function toPattern(address: string): RegExp {
  const escaped = address.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*\*|\*/g, stars => (stars === '**' ? '.*' : '[^.]*'))}$`);
}

/** What is wrong with an answer, in words; nothing when it is right. */
export function findFaults(answer: string, { says, may = [], never = [], things = [] }: Expected): string[] {
  const lines = answer.split('\n').map(toPlain).map(makeNaming(things));
  const wanted = says.map(toTest);
  const told = [...wanted, ...may.map(toTest)];
  const missed = never.map(toTest);
  const isAbout = things.length > 0 ? toTest([things.map(({ uid }) => uid)]) : () => false;
  return [
    ...says.filter((_, index) => !lines.some(line => wanted[index]?.(line))).map(fact => `lacks ${describe(fact)}`),
    ...never.filter((_, index) => lines.some(line => missed[index]?.(line))).map(fact => `says ${describe(fact)}`),
    ...lines
      .filter(line => isAbout(line) && !told.some(holds => holds(line)))
      .map(line => `adds ${line.slice(0, 120)}`),
  ];
}

/** Marks of Markdown, the width of blanks and the size of letters are nobody's fault. */
const toPlain = (text: string): string =>
  text
    .replace(/[*\\]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** Whole words: `v1` does not stand in `v12`, nor `home` in `homesick`. */
function toWords(words: readonly string[], flags = 'u'): RegExp {
  const escaped = words.map(word => toPlain(word).replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, flags);
}

function toTest(fact: Fact): (line: string) => boolean {
  const cells = fact.map(words => toWords(words));
  return line => cells.every(cell => cell.test(line));
}

/**
 * Puts uids in place of titles in a line that holds no uid: the longest first, so that `Winter shop` is not taken for
 * `Shop`. A title that two things share names neither.
 */
function makeNaming(things: readonly Thing[]): (line: string) => string {
  if (things.length === 0) return line => line;
  const byTitle = new Map<string, string | undefined>();
  for (const { uid, titles } of things) {
    for (const title of new Set(titles.map(toPlain))) byTitle.set(title, byTitle.has(title) ? undefined : uid);
  }
  const longestFirst = [...byTitle.keys()].filter(title => title !== '').sort((a, b) => b.length - a.length);
  const [uids, titles] = [toWords(things.map(({ uid }) => uid)), toWords(longestFirst, 'gu')];
  return line => (uids.test(line) ? line : line.replace(titles, title => `${title} ${byTitle.get(title) ?? ''}`));
}

const describe = (fact: Fact): string => fact.map(([first = '']) => first.slice(0, 80)).join(' + ');
