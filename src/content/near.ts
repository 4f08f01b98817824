// The known name or address that one which leads nowhere most likely meant.
import { closestMatch } from 'leven';

/** In characters, of a name or an address. */
const longest = 300;

/** Nothing when no name is near: a wrong guess misleads more than none. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  // Longer than any name, it is not compared.
  if (name.length > longest) return undefined;
  const others = known.filter(each => each !== name);
  const same = others.find(each => fold(each) === fold(name));
  if (same !== undefined) return same;
  const wanted = name.toLowerCase();
  const lowered = others.map(each => each.toLowerCase());
  const longer = wanted.length > 2 ? lowered.findIndex(each => each.startsWith(wanted)) : -1;
  if (longer >= 0) return others[longer];
  // A third of the letters may differ, and one in short names.
  const near = closestMatch(wanted, lowered, { maxDistance: Math.max(1, Math.round(name.length / 3)) });
  return near === undefined ? undefined : others[lowered.indexOf(near)];
}

/** Case, and what words are joined by, are what one misremembers first. */
const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** The keys of an address, without the brackets. */
const foldPath = (path: string): string => fold(path.replace(/\[[^\]]*\]/g, ''));

/**
 * Addresses near to one, best first: the same but for how words are joined (`seo_description`), the same ending
 * elsewhere (`description`), a slip in the spelling.
 */
export function nearestPaths(path: string, known: readonly string[], most = 3): string[] {
  if (path.length > longest) return [];
  const wanted = foldPath(path);
  const words = path.replace(/\[[^\]]*\]/g, '').split('.');
  const last = fold(words.at(-1) ?? '');
  const ranked = known.map(each => {
    const folded = foldPath(each);
    if (folded === wanted) return { each, rank: 0 };
    if (last !== '' && folded.endsWith(last) && isWithin(words, each)) return { each, rank: 1 };
    return { each, rank: 2 };
  });
  const found = ranked
    .filter(({ rank }) => rank < 2)
    .sort((one, other) => one.rank - other.rank)
    .map(({ each }) => each);
  const slip = found.length > 0 ? undefined : findSlip(path, known.slice(0, mostSpelt));
  return [...found, ...(slip === undefined ? [] : [slip])].slice(0, most);
}

/** So many addresses are compared letter by letter. */
const mostSpelt = 2000;

/** A slip in the address, or in its last name if it has but one. */
function findSlip(path: string, known: readonly string[]): string | undefined {
  const whole = nearestName(path, known);
  if (whole !== undefined || path.includes('.')) return whole;
  const lasts = known.map(each => each.split('.').at(-1) ?? '');
  const last = nearestName(path, [...new Set(lasts)]);
  return last === undefined ? undefined : known[lasts.indexOf(last)];
}

/** Whether all words stand in the address in their order, so that only steps between them were left out. */
function isWithin(words: readonly string[], address: string): boolean {
  const steps = address
    .replace(/\[[^\]]*\]/g, '')
    .split('.')
    .map(fold);
  let at = 0;
  for (const word of words) {
    const found = steps.indexOf(fold(word), at);
    if (found < 0) return false;
    at = found + 1;
  }
  return true;
}
