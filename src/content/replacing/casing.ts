// Lets a text that is put in begin as what it replaces does: "Stove" for "stove" becomes "Burner", "STOVE" becomes "BURNER".

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const isUpper = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase();

const isLower = (text: string): boolean => text === text.toLowerCase();

const capitalize = (word: string): string => {
  const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
  return first.toUpperCase() + word.slice(first.length);
};

const words = /[\p{L}\p{M}\p{N}'\u2019]+/gu;

const startsUpper = (word: string): boolean => isUpper(String.fromCodePoint(word.codePointAt(0) ?? 0));

/**
 * Only what was asked for in small letters is a word like any other; a name is written as it is given.
 * @param hit as it stands in the text.
 */
export function toCased(hit: string, find: string, fresh: string): string {
  // Who changes nothing but the case means it.
  if (fresh === '' || isSame(find, fresh) || !isLower(find) || isLower(hit)) return fresh;
  const own = hit.match(words) ?? [];
  const letters = own.join('');
  if (letters.length > 1 && isUpper(letters)) return fresh.toUpperCase();
  if (!own.every(startsUpper)) return startsUpper(own[0] ?? '') ? capitalize(fresh) : fresh;
  return own.length > 1 ? fresh.replace(words, capitalize) : capitalize(fresh);
}

/** Whether a text is one of those that may come of it. */
export const isCasedLike = (text: string, find: string, fresh: string): boolean =>
  text === fresh || (isSame(text, fresh) && !isSame(find, fresh) && isLower(find) && !isLower(text));
