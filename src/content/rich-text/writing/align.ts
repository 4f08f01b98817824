// What two sequences have in common, in its order.
import { listCommon, listRising, type Pairs } from '../../rows/common.ts';

/** As much as can be paired in order; where they differ in too much, by what stands once in both. */
export const alignEqual = (from: readonly string[], to: readonly string[]): Pairs =>
  listCommon(from, to) ?? alignUnique(from, to);

function alignUnique(from: readonly string[], to: readonly string[]): Pairs {
  const places = (keys: readonly string[]): Map<string, number> => {
    const found = new Map<string, number>();
    for (const [at, key] of keys.entries()) found.set(key, found.has(key) ? -1 : at);
    return found;
  };
  const inTo = places(to);
  const both = [...places(from)].flatMap(([key, place]): Pairs => {
    const other = inTo.get(key) ?? -1;
    return place >= 0 && other >= 0 ? [[place, other]] : [];
  });
  return keepRising(both.sort(([one], [other]) => one - other));
}

/** Of pairs in the order of their first places, as many as have their second ones in order too. */
export const keepRising = (pairs: Pairs): Pairs =>
  listRising(pairs.map(([, to]) => to)).map(index => pairs[index] as Pairs[number]);
