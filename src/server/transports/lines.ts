// Bytes become lines, however they were cut up on the way; a line that is too long is left out, and the next one is read.

/** @param limit in bytes. @returns what takes the bytes as they come. */
export function toLines(limit: number, onLine: (line: string) => void, onLong: () => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer): void => {
    length += part.length;
    if (length <= limit) parts.push(part);
    else parts = [];
  };
  const end = (): void => {
    // Decoded whole: a character may have been cut in two.
    if (length > limit) onLong();
    else onLine(Buffer.concat(parts).toString('utf8'));
    parts = [];
    length = 0;
  };
  return chunk => {
    let from = 0;
    for (let at = chunk.indexOf('\n'); at !== -1; at = chunk.indexOf('\n', from)) {
      add(chunk.subarray(from, at));
      end();
      from = at + 1;
    }
    add(chunk.subarray(from));
  };
}
