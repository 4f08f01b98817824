// An error in a few lines, however much was sent or came back: what somebody else wrote is not said again at length.

/** Lines, and characters to a line: all in all some 1,000 tokens. */
const most = { lines: 12, line: 400 };

/** Characters of a word that was given and is not known: enough to know it again. */
const word = 40;

export function toBriefText(text: string): string {
  const lines = text.split('\n');
  const more = lines.length > most.lines ? [`… and ${lines.length - most.lines} lines more`] : [];
  return [...lines.slice(0, most.lines).map(line => cut(line, most.line)), ...more].join('\n');
}

export const toBriefWord = (text: string): string => cut(text, word);

/** Never in the middle of a character that takes two. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…`;
}
