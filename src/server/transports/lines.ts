// Bytes become lines, however they were cut up on the way; of a line that is too long both ends are kept.

/** Of a line that is too long: how it begins and ends. */
type OnLong = (start: string, end: string) => void;

/** How much of either end is kept, in bytes. */
const kept = 4096;

/** @param limit in bytes. @returns what takes the bytes as they come. */
export function toLines(limit: number, onLine: (line: string) => void, onLong: OnLong): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let length = 0;
  let tail = Buffer.alloc(0);
  const add = (part: Buffer): void => {
    length += part.length;
    const isLong = length > limit;
    if (isLong && tail.length > 0) tail = Buffer.concat([tail, part.subarray(-kept)]).subarray(-kept);
    else parts.push(part);
    // From here on nothing but the ends is held.
    if (isLong && tail.length === 0) {
      const whole = Buffer.concat(parts);
      parts = [Buffer.from(whole.subarray(0, kept))];
      tail = Buffer.from(whole.subarray(-kept));
    }
  };
  const end = (): void => {
    // Decoded whole: a character may have been cut in two.
    const start = Buffer.concat(parts).toString('utf8');
    if (length > limit) onLong(start, tail.toString('utf8'));
    else onLine(start);
    parts = [];
    tail = Buffer.alloc(0);
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
