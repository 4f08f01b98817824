// How many of a list still fit, with few tries where far more are there than do.

/** The largest number for which it holds, by doubling and then halving; it holds for 0. Far more may be there than is tried. */
export function findMost(most: number, holds: (number: number) => boolean): number {
  let [low, high] = [0, Math.min(64, most)];
  while (high < most && holds(high)) [low, high] = [high, Math.min(2 * high, most)];
  if (holds(high)) return high;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
