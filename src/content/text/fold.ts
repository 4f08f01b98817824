// A text as it is compared: blanks, quotes and dashes alike, letters without their case and accents; with the places they came from.

interface Folded {
  text: string;
  /** Where each character of it comes from; absent where every one is at its own place. */
  at?: number[];
}

/** Blanks that say nothing, and hyphens that only show at the end of a line. */
const unseen = /[\u00ad\u200b\u2060\ufeff]/;

/** Anything but what is as long, and at the same place, in capitals and in small letters. */
const beyond = /[^!-~]/g;

/** What typesetting makes of a keyboard's quotes and dashes; one for one, so that no place moves. */
const plain: ReadonlyMap<string, string> = new Map(
  [
    ["'", '‘’‚‛‹›ʼ′'],
    ['"', '“”„‟«»″'],
    ['-', '‐‑‒–—―−'],
  ].flatMap(([key = '', typeset = '']) => [...typeset].map(char => [char, key] as const)),
);

/** Latin, Greek and Cyrillic: in other scripts what stands on a letter makes another of it. */
const mayHaveAccent = /[\u00c0-\u052f\u1e00-\u1fff]/;

const accents = /[\u0300-\u036f]/g;

/** Case is taken away by way of capitals, so that ß is ss and a last sigma is one like any other. */
function foldLetter(char: string): string {
  const small = char.toUpperCase().toLowerCase();
  return mayHaveAccent.test(char) ? small.normalize('NFD').replace(accents, '') : small;
}

/**
 * A text as it is compared: blanks as one, a paragraph's end as a line break, quotes and dashes as a keyboard has them,
 * letters without their case and accents.
 * @param isCase keeps both.
 */
export function fold(text: string, isCase: boolean): Folded {
  if (!/[^ -~]| {2}/.test(text)) return { text: isCase ? text : text.toLowerCase() };
  const [out, at]: [string[], number[]] = [[], []];
  const put = (folded: string, index: number): void => {
    out.push(folded);
    for (let unit = 0; unit < folded.length; unit += 1) at.push(index);
  };
  for (let index = 0; index < text.length; ) {
    beyond.lastIndex = index;
    const next = beyond.exec(text)?.index ?? text.length;
    if (next > index) {
      out.push(isCase ? text.slice(index, next) : text.slice(index, next).toLowerCase());
      for (; index < next; index += 1) at.push(index);
      continue;
    }
    const char = String.fromCodePoint(text.codePointAt(index) as number);
    if (/\s/.test(char) && char !== '\ufeff') {
      const start = index;
      let lines = 0;
      for (; index < text.length && /\s/.test(text[index] as string); index += 1) if (text[index] === '\n') lines += 1;
      put(lines > 1 ? '\n' : ' ', start);
      continue;
    }
    if (!unseen.test(char)) put(plain.get(char) ?? (isCase ? char : foldLetter(char)), index);
    index += char.length;
  }
  return { text: out.join(''), at };
}
