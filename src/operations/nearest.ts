// The known name a misspelt one most likely meant.
import leven, { closestMatch } from 'leven';

/** No name is so long, and to compare takes the longer the longer it is. In characters. */
const longest = 100;

/** Nothing when no name is near: a wrong guess misleads more than none. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const given = name.trim().toLowerCase();
  if (given.length > longest) return undefined;
  const same = known.find(each => each.toLowerCase() === given);
  const longer = same ?? known.find(each => given.length > 2 && each.toLowerCase().startsWith(given));
  if (longer !== undefined) return longer;
  // Half the letters may differ: `entry` finds `entries`, `zebra` finds nothing.
  const near = closestMatch(given, known, { maxDistance: Math.round(given.length / 2) });
  // Of the longer of the two no more than that, or `value` would find `all`.
  const isClose = near !== undefined && leven(given, near) <= Math.max(given.length, near.length) / 2;
  const close = isClose ? near : undefined;
  return close ?? (given.length > 2 ? only(known.filter(each => abbreviates(given, each.toLowerCase()))) : undefined);
}

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

/** `stg` is short for `staging`: the same first letter, and the others in their order. */
function abbreviates(short: string, word: string): boolean {
  let at = -1;
  const isWithin = [...short].every(letter => {
    at = word.indexOf(letter, at + 1);
    return at >= 0;
  });
  return isWithin && word[0] === short[0];
}

/** How many letters two names are apart. */
export const countDistance = (one: string, other: string): number => leven(one, other);
