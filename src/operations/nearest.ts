// The known name a misspelt one most likely meant.
import leven, { closestMatch } from 'leven';

/** No name is so long, and to compare takes the longer the longer it is. In characters. */
const longest = 100;

/** Nothing when no name is near: a wrong guess misleads more than none. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > longest) return undefined;
  const longer = known.find(each => name.length > 2 && each.startsWith(name));
  if (longer !== undefined) return longer;
  // Half the letters may differ: `entry` finds `entries`, `zebra` finds nothing.
  return closestMatch(name.toLowerCase(), known, { maxDistance: Math.round(name.length / 2) });
}

/** How many letters two names are apart. */
export const countDistance = (one: string, other: string): number => leven(one, other);
