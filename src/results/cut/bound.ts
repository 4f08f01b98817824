// A number that the estimate of a text is never above, found in one pass: most answers fit by it, and need no estimate.

/** Tokens that no character beyond ASCII is estimated above; one beyond the basic plane is two of a text's characters. */
export const dearest = 3.9 / 2;

/** A run as long as this may be taken for Base64, which costs a token a character at most. */
const longest = 40;

const [space, slash, plus] = [0x20, 0x2f, 0x2b];
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isUpper = (code: number): boolean => code >= 0x41 && code <= 0x5a;
const isLower = (code: number): boolean => code >= 0x61 && code <= 0x7a;
/** What is beyond ASCII is taken for letters: then its neighbours are of one word with it, which costs most. */
const isLetter = (code: number): boolean => isLower(code) || isUpper(code) || code > 0x7f;
const isBase64 = (code: number): boolean =>
  isLower(code) || isUpper(code) || isDigit(code) || code === slash || code === plus;

/** Of each code of a letter whether it is a vowel, as `estimate.ts` takes them. */
const vowels = new Set([...'aeiouyAEIOUY'].map(letter => letter.charCodeAt(0)));

export function boundTokens(text: string): number {
  const { length } = text;
  let bound = 0;
  let known = 0;
  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (at >= known) {
      known = at + 1;
      if (isBase64(code)) while (known < length && isBase64(text.charCodeAt(known))) known += 1;
      if (known - at >= longest) {
        bound += known - at;
        at = known;
        continue;
      }
    }
    const from = at;
    at += 1;
    if (isLetter(code)) {
      let isFar = code > 0x7f;
      for (; at < length && isLetter(text.charCodeAt(at)); at += 1) isFar ||= text.charCodeAt(at) > 0x7f;
      bound += isFar ? (at - from + 1) * dearest : boundOfLetters(text, from, at);
    } else if (isDigit(code)) {
      while (at < length && isDigit(text.charCodeAt(at))) at += 1;
      bound += Math.ceil((at - from) / 3);
    } else if (code <= space) {
      // A single space goes along with what follows it.
      if (code !== space || at >= length || !isLetter(text.charCodeAt(at))) bound += 1;
    } else {
      while (at < length && isMark(text.charCodeAt(at))) at += 1;
      const isLead = at - from === 1 && at < length && isLetter(text.charCodeAt(at)) && !isSpace(text, from - 1);
      const marks = at - from + (isSpace(text, from - 1) ? 1 : 0) + countEnds(text, at);
      if (!isLead) bound += marks > 3 ? marks / 2.4 : 1;
    }
  }
  return bound;
}

const isMark = (code: number): boolean => code > space && !isLetter(code) && !isDigit(code);

const isSpace = (text: string, at: number): boolean => text.charCodeAt(at) <= space;

/** Ends of lines are of the marks before them. */
function countEnds(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === 0x0a || text.charCodeAt(end) === 0x0d) end += 1;
  return end - at;
}

/** Words of ASCII: a capital after a small letter begins one. */
function boundOfLetters(text: string, from: number, to: number): number {
  const before = text.charCodeAt(from - 1);
  let lead = before === space ? 1 : 1.22;
  let bound = 0;
  let begin = from;
  for (let at = from + 1; at <= to; at += 1) {
    if (at < to && !(isUpper(text.charCodeAt(at)) && isLower(text.charCodeAt(at - 1)))) continue;
    bound += boundOfWord(text, begin, at, lead);
    begin = at;
    lead = 1.18;
  }
  return bound;
}

function boundOfWord(text: string, from: number, to: number, lead: number): number {
  const length = to - from;
  if (length < 3) return 1;
  let [hasVowel, isHex, capitals] = [false, true, 0];
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    hasVowel ||= vowels.has(code);
    // `a` to `f`
    isHex &&= code >= 0x61 && code <= 0x66;
    if (isUpper(code)) capitals += 1;
  }
  if (!hasVowel || isHex) return length / 1.7;
  if (capitals === length) return Math.max(1, length / 3.3);
  if (capitals > 1) return length / 1.9;
  return lead + Math.max(0, length - 7) * 0.1;
}
