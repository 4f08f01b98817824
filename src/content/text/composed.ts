// A text with its accents put together with their letters, and the way back to the places of the text as it was given.

/** A letter with all that stands on it, or a syllable of Hangul. */
const letter =
  /(?:[\u1100-\u115f\ua960-\ua97c]+[\u1160-\u11a7\ud7b0-\ud7c6]*|[\uac00-\ud7a3])[\u1160-\u11ff\ud7b0-\ud7fb]*\p{M}*|\P{M}?\p{M}+|\P{M}/gsu;

interface Composed {
  text: string;
  /** Of the start of a letter; undefined where letters are composed in a way that is not known here. */
  toGiven: ((place: number) => number) | undefined;
}

export function toComposed(given: string): Composed {
  const text = given.normalize('NFC');
  if (text === given) return { text, toGiven: place => place };
  /** For each place in what is composed, where it comes from. */
  const origins: number[] = [];
  const pieces: string[] = [];
  for (const { 0: piece, index } of given.matchAll(letter)) {
    const composed = piece.normalize('NFC');
    pieces.push(composed);
    for (let unit = 0; unit < composed.length; unit += 1) origins.push(index);
  }
  const isKnown = pieces.join('') === text;
  return { text, toGiven: isKnown ? place => origins[place] ?? given.length : undefined };
}
