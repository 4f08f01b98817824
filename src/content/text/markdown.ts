// What Markdown says, without the marks for bold, headings, links and code: near enough to look for words in it.

/** Within words an underscore is one of their letters. */
const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/**
 * The text of a link stands for the link, its address is gone. What is written in Markdown alone is to be looked for in
 * the source.
 */
export function readMarkdown(source: string): string {
  const out: string[] = [];
  let closing = -1;
  /** The next bracket that closes an address, found once for many that may open one. */
  const findClosing = (from: number): number => {
    if (closing < from && closing !== source.length) {
      const found = source.indexOf(')', from);
      closing = found < 0 ? source.length : found;
    }
    return closing;
  };
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at] as string;
    const next = source[at + 1];
    if (char === '\\' && next !== undefined && /[!-/:-@[-`{-~]/.test(next)) {
      out.push(next);
      at += 1;
    } else if (char === ']' && next === '(') {
      const end = findClosing(at + 2);
      if (end < source.length && end - at < longestAddress) at = end;
    } else if (char === '!' && next === '[') {
      // Of a picture stays what it is called.
    } else if (char === '_' && isLetter(source[at - 1]) && isLetter(next)) out.push(char);
    else if (!'*_`~[]'.includes(char)) out.push(char);
  }
  return out.join('').replace(/^[ \t]{0,3}(?:#{1,6}|>|[-+]|\d{1,9}[.)])[ \t]+/gm, '');
}

/** An opening bracket with a closing one further away is not the start of an address. */
const longestAddress = 2_000;
