// Which item of one list is which of another: by uid, then the same value, then likeness.
import { identify } from './address.ts';
import { keyOf, pairByKey, pairByLikeness, pairByOrder } from './pairing.ts';
import { listRising } from './rows/common.ts';

interface Aligned {
  /** Places before and after, in the order of those after. */
  pairs: readonly (readonly [before: number, after: number])[];
  removed: readonly number[];
  added: readonly number[];
  /** Places after, of those that stand elsewhere among their fellows: as few as explain the new order. */
  moved: ReadonlySet<number>;
}

interface AlignOptions {
  /** Pairs also what has different uids, as instances of two languages may have. */
  isLoose?: boolean;
  /** Pairs at last what has nothing in common but its kind and its order. */
  isByOrder?: boolean;
}

export function align(before: readonly unknown[], after: readonly unknown[], options: AlignOptions = {}): Aligned {
  const { isLoose = false, isByOrder = false } = options;
  const twin = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (from: number, to: number): void => {
    twin.set(to, from);
    taken.add(from);
  };
  const open = (): { from: number[]; to: number[] } => ({
    from: [...before.keys()].filter(place => !taken.has(place)),
    to: [...after.keys()].filter(place => !twin.has(place)),
  });
  pairByKey(
    open(),
    place => identify(before[place]),
    place => identify(after[place]),
    pair,
  );
  const loose = open();
  pairByKey(
    loose,
    place => keyOf(before[place]),
    place => keyOf(after[place]),
    pair,
    mayPair,
  );
  pairByLikeness(open(), before, after, mayPair, pair);
  if (isByOrder) pairByOrder(open(), before, after, mayPair, pair);
  const pairs = [...twin.entries()].sort(([one], [other]) => one - other).map(([to, from]) => [from, to] as const);
  const { from: removed, to: added } = open();
  return { pairs, removed, added, moved: listMoved(pairs) };

  /** Two that both have uids are two things, unless told otherwise; what never had one may be any. */
  function mayPair(from: number, to: number): boolean {
    return isLoose || identify(before[from]) === undefined || identify(after[to]) === undefined;
  }
}

/** All but a longest run that kept its order. */
function listMoved(pairs: Aligned['pairs']): ReadonlySet<number> {
  const kept = new Set(listRising(pairs.map(([from]) => from)));
  return new Set(pairs.flatMap(([, to], index) => (kept.has(index) ? [] : [to])));
}
