// Finds the first of many without sorting all of them.

/** The numbers below `count` that come first by `compare`, in order, at most `most` of them. */
export function selectFirst(count: number, most: number, compare: (a: number, b: number) => number): number[] {
  if (most <= 0) return [];
  const kept: number[] = [];
  let worst: number | undefined;
  for (let each = 0; each < count; each++) {
    if (worst !== undefined && compare(each, worst) >= 0) continue;
    kept.push(each);
    if (kept.length < most * 2) continue;
    kept.sort(compare);
    kept.length = most;
    worst = kept[most - 1];
  }
  return kept.sort(compare).slice(0, most);
}
