// Text for a terminal of 80 columns.

/** The first line begins with `first`, those after it with `indent`; only a word that is longer by itself is let stand out. */
export function wrap(text: string, indent = '', first = indent): string {
  const [start = '', ...words] = text.split(/\s+/);
  const lines: string[] = [];
  let line = first + start;
  for (const word of words) {
    if (line.length + 1 + word.length <= 79) line += ` ${word}`;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return [...lines, line].join('\n');
}

/** A name in a column of `width`, and what is said of it beside: all lines of that begin in the same column. A longer name has a line of its own. */
export function row(name: string, says: string, width: number, indent = '  '): string {
  const column = ' '.repeat(indent.length + width);
  if (name.length >= width) return `${indent}${name}\n${wrap(says, column)}`;
  return wrap(says, column, `${indent}${name.padEnd(width)}`);
}
