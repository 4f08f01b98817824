// How much is drawn and tried: little in `npm test`, more in `npm run prove` (LONG=1), and most in `npm run prove -- --long` (LONG=2).

const long = Math.min(2, Number(process.env.LONG ?? 0));

/** In `npm run prove`, in either form. */
export const isProof = long > 0;

/** Where each case is cheap, how many times as many are drawn as in `npm test`; they get as many times as long. */
export const times = Math.max(1, long);

/** Where each case is dear: few in `npm test`, and `many` in `npm run prove`, or twice as many. */
export const toRuns = (few: number, many: number): number => (isProof ? many * times : few);

/** What is as dear as it is large. */
export const toSize = (small: number, large: number, largest: number): number => [small, large, largest][long] ?? small;

/**
 * Where each of many meets each of many others: `npm test` takes every so manieth pair, so that each has its turn on
 * either side; `npm run prove` takes as many others, and in its long form all.
 */
export const hasTurn = (one: number, other: number, every: number): boolean =>
  long > 1 || (one + other) % every === Number(isProof);
