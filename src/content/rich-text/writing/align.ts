// What two sequences have in common, in its order.

/** Places of what is equal, rising on both sides. */
export type Pairs = [from: number, to: number][];

/** Comparisons that are kept in memory at once. */
const most = 4_000_000;

/** As much as can be paired in order; of very long sequences what stands once in both leads the way. */
export function alignEqual(from: readonly string[], to: readonly string[]): Pairs {
  const pairs: Pairs = [];
  const left: [number, number, number, number][] = [[0, from.length, 0, to.length]];
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    let [a, aEnd, b, bEnd] = part;
    for (; a < aEnd && b < bEnd && from[a] === to[b]; a += 1, b += 1) pairs.push([a, b]);
    for (; a < aEnd && b < bEnd && from[aEnd - 1] === to[bEnd - 1]; aEnd -= 1, bEnd -= 1)
      pairs.push([aEnd - 1, bEnd - 1]);
    if (a === aEnd || b === bEnd) continue;
    if ((aEnd - a) * (bEnd - b) <= most) {
      const found = alignShort(from.slice(a, aEnd), to.slice(b, bEnd));
      for (const [one, other] of found) pairs.push([a + one, b + other]);
      continue;
    }
    const anchors = alignUnique(from, to, [a, aEnd, b, bEnd]);
    if (anchors.length === 0) continue;
    let [one, other] = [a, b];
    for (const [place, otherPlace] of [...anchors, [aEnd, bEnd] as const]) {
      left.push([one, place, other, otherPlace]);
      if (place < aEnd) pairs.push([place, otherPlace]);
      [one, other] = [place + 1, otherPlace + 1];
    }
  }
  return pairs.sort(([one], [other]) => one - other);
}

/** The longest common subsequence, by the table of lengths. */
function alignShort(from: readonly string[], to: readonly string[]): Pairs {
  const width = to.length + 1;
  const lengths = new Uint16Array((from.length + 1) * width);
  for (let a = from.length - 1; a >= 0; a -= 1) {
    for (let b = to.length - 1; b >= 0; b -= 1) {
      const at = a * width + b;
      lengths[at] =
        from[a] === to[b]
          ? (lengths[at + width + 1] as number) + 1
          : Math.max(lengths[at + width] as number, lengths[at + 1] as number);
    }
  }
  const pairs: Pairs = [];
  for (let a = 0, b = 0; a < from.length && b < to.length; ) {
    const at = a * width + b;
    if (from[a] === to[b]) pairs.push([a++, b++]);
    else if ((lengths[at + width] as number) >= (lengths[at + 1] as number)) a += 1;
    else b += 1;
  }
  return pairs;
}

function alignUnique(
  from: readonly string[],
  to: readonly string[],
  [a, aEnd, b, bEnd]: [number, number, number, number],
): Pairs {
  const count = (keys: readonly string[], start: number, end: number): Map<string, number> => {
    const places = new Map<string, number>();
    for (let at = start; at < end; at += 1) places.set(keys[at] as string, places.has(keys[at] as string) ? -1 : at);
    return places;
  };
  const inTo = count(to, b, bEnd);
  const both: Pairs = [];
  for (const [key, place] of count(from, a, aEnd)) {
    const other = inTo.get(key) ?? -1;
    if (place >= 0 && other >= 0) both.push([place, other]);
  }
  return keepRising(both.sort(([one], [other]) => one - other));
}

/** Of pairs in the order of their first places, as many as have their second ones in order too. */
export function keepRising(pairs: Pairs): Pairs {
  const [ends, before]: [number[], number[]] = [[], []];
  for (const [index, [, to]] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] as number]?.[1] as number) < to) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (ends[low - 1] as number) : -1;
    ends[low] = index;
  }
  const kept: Pairs = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] as number) kept.push(pairs[at] as [number, number]);
  return kept.reverse();
}
