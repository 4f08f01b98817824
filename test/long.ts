// How many times as many cases as in `npm test` are drawn where cases are drawn: `npm run prove` sets LONG.

/** They get as many times as long. */
export const times = Number(process.env.LONG ?? 1);

/** Where each case is dear: few in `npm test`, and in `npm run prove` LONG times as many as `many`. */
export const toRuns = (few: number, many: number): number => (times > 1 ? many * times : few);

/**
 * Where each of many meets each of many others: `npm run prove` takes all pairs, and `npm test` every so manieth, so that
 * each still has its turn on either side.
 */
export const hasTurn = (one: number, other: number, every: number): boolean => times > 1 || (one + other) % every === 0;
