// Measuring in turn, so that what else the machine does meets all candidates alike, and what is kept of the numbers.

/** Between which something lies. */
export interface Range {
  low: number;
  high: number;
}

/** What is kept of many measurements of one thing. */
export interface Spread extends Range {
  /** The true one lies between low and high, 19 times in 20. */
  median: number;
  p99: number;
  count: number;
}

export function toSpread(values: readonly number[]): Spread {
  // So many ranks to either side of the middle, in whatever way the values are distributed.
  const aside = 0.98 / Math.sqrt(values.length);
  const at = (part: number) => percentile(values, Math.min(1, Math.max(0, part)));
  return { median: at(0.5), low: at(0.5 - aside), high: at(0.5 + aside), p99: at(0.99), count: values.length };
}

/** @param part 0.5 is the median; between two values it is the mean of both, weighted. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const place = (sorted.length - 1) * part;
  const [below, above] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
  return round(below + (above - below) * (place - Math.floor(place)));
}

/** Four digits are more than any of this is good for. */
export const round = (value: number): number => Number(value.toPrecision(4));

type Candidates<Name extends string, Taken> = Record<Name, () => Promise<Taken>>;

/** Each candidate once in a round, another one first in each, after some rounds that do not count. */
export async function interleave<Name extends string, Taken>(
  candidates: Candidates<Name, Taken>,
  { rounds, before = 1 }: { rounds: number; before?: number },
): Promise<Record<Name, Taken[]>> {
  const names = Object.keys(candidates) as Name[];
  const taken = Object.fromEntries(names.map(name => [name, [] as Taken[]])) as Record<Name, Taken[]>;
  for (let round = -before; round < rounds; round += 1) {
    const first = (round + before) % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const one = await candidates[name]();
      if (round >= 0) taken[name].push(one);
    }
  }
  return taken;
}

/** Milliseconds that something takes. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export const mapValues = <Name extends string, From, To>(
  record: Record<Name, From>,
  change: (value: From, name: Name) => To,
): Record<Name, To> =>
  Object.fromEntries(
    Object.entries<From>(record).map(([name, value]) => [name, change(value, name as Name)]),
  ) as Record<Name, To>;
