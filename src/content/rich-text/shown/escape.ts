// Writes characters so that Markdown takes them for what they are, and leaves alone what it would not take for anything else.

interface Place {
  /** A pipe would end the cell. */
  isCell: boolean;
  isLink: boolean;
}

const isAlphanumeric = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/** A text between two tags or marks; what is beside it is not known, so its ends are taken for dangerous. */
export const escapeText = (text: string, place: Place): string =>
  text
    .replace(/[\\`*_[\]<&~|!]/g, (char, at: number) => (isTaken(char, text, at, place) ? `\\${char}` : char))
    .replaceAll('\uFEFF', '&#xFEFF;');

function isTaken(char: string, text: string, at: number, { isCell, isLink }: Place): boolean {
  const [before, after] = [text[at - 1], text[at + 1]];
  if (char === '\\') return after === undefined || /[!-/:-@[-`{-~]/.test(after);
  if (char === '_') return !(isAlphanumeric(before) && isAlphanumeric(after));
  if (char === ']') return isLink;
  if (char === '<') return after === undefined || /[a-z/!?]/i.test(after);
  if (char === '&') return after === undefined || /^&(#|[a-z][a-z0-9]*;)/i.test(text.slice(at, at + 40));
  if (char === '~') return before === undefined || after === undefined || before === '~' || after === '~';
  if (char === '|') return isCell;
  // Before a link it would make an image of it.
  if (char === '!') return after === undefined;
  return true;
}

/** What at the start of a line would begin a heading, a quote, a list, a rule or a table. */
export const escapeStart = (line: string): string =>
  line
    .replace(/^(?=#{1,6}(?:[ \t]|$)|[-+](?:[ \t]|$)|>|=+[ \t]*$|(?=.*-)[-:|][-:| \t]*$)/, '\\')
    .replace(/^(\d{1,9})(?=[.)](?:[ \t]|$))/, '$1\\');

/** Numbers at the end of a heading would close it. */
export const escapeEnd = (line: string): string => line.replace(/(^|[ \t])(#+)$/, '$1\\$2');

export function printCode(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  const isPadded = /^`|`$/.test(text) || (/^ .* $/s.test(text) && /[^ ]/.test(text));
  return isPadded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/** Of backticks. */
export const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/** What follows a link's text. */
export function printTarget(url: string, title: string): string {
  const isPlain = /^[^\s<>()\\`\p{Cc}]+$/u.test(url);
  const target = isPlain ? escapeEntities(url) : url === '' && title === '' ? '' : `<${escapeInside(url, /[<>\\`]/g)}>`;
  return title === '' ? `(${target})` : `(${target} "${escapeInside(title, /["<\\`]/g)}")`;
}

const escapeInside = (text: string, chars: RegExp): string =>
  escapeEntities(text.replace(chars, '\\$&')).replaceAll('\n', '&#10;').replaceAll('\r', '&#13;');

const escapeEntities = (text: string): string => text.replace(/&(?=#|[a-z][a-z0-9]*;)/gi, '\\&');
