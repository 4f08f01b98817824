// What is wrong with a JSON file that a person wrote, in words that quote nothing of it. Pure.

/** The first line with which the text is no beginning of any JSON; counted from 1. */
export function findFaultyLine(text: string): number {
  const lines = text.split('\n');
  const isBeginning = (count: number): boolean => {
    const start = lines.slice(0, count).join('\n').trimEnd();
    try {
      return JSON.parse(start) !== undefined;
    } catch (error) {
      const { message } = error as Error;
      const [, position] = / at position (\d+)/.exec(message) ?? [];
      // What breaks off at its very end may go on; but no text goes on in the next line.
      return !/string/.test(message) && (/end of JSON/.test(message) || Number(position) >= start.length);
    }
  };
  const count = lines.findIndex((_, index) => !isBeginning(index + 1)) + 1;
  return count === 0 ? text.trimEnd().split('\n').length : count;
}

/** The first key that an object of the text has twice, of which a parser would take the last alone. @param text valid JSON. */
export function findTwice(text: string): string | undefined {
  const open: Set<string>[] = [];
  let word: string | undefined;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}:]/g)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token !== ':') word = token;
    else if (word !== undefined) {
      const key = JSON.parse(word) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}
