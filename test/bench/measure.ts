// Measuring in turn, so that what else the machine does meets all candidates alike, and what is kept of the numbers.

/** Between which something lies. */
export interface Range {
  low: number;
  high: number;
}

/** What is kept of many measurements of one thing: between low and high, the quartiles, lies the middle half of them. */
export interface Spread extends Range {
  median: number;
  p99: number;
  count: number;
}

export function toSpread(values: readonly number[]): Spread {
  const at = (part: number) => percentile(values, part);
  return { median: at(0.5), low: at(0.25), high: at(0.75), p99: at(0.99), count: values.length };
}

/** Of each by the one that was taken in the same round, when the machine did the same to both. */
export const byRound = (
  ones: readonly number[],
  others: readonly number[],
  set: (one: number, other: number) => number,
): Spread => toSpread(ones.map((one, round) => set(one, others[round] ?? Number.NaN)));

export const quotient = (one: number, other: number): number => one / other;
export const difference = (one: number, other: number): number => one - other;

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

/** For a look at whether all works: no more rounds than this, whose figures are good for nothing else. */
const most = Number(process.env.BENCH_ROUNDS ?? Number.POSITIVE_INFINITY);

/** Each candidate once in a round, another one first in each, after some rounds that do not count. */
export async function interleave<Name extends string, Taken>(
  candidates: Candidates<Name, Taken>,
  { rounds, before = 1 }: { rounds: number; before?: number },
): Promise<Record<Name, Taken[]>> {
  const names = Object.keys(candidates) as Name[];
  const taken = Object.fromEntries(names.map(name => [name, [] as Taken[]])) as Record<Name, Taken[]>;
  for (let round = -Math.min(before, most); round < Math.min(rounds, most); round += 1) {
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
