// How many times as many cases as in `npm test` are drawn where cases are drawn: `npm run prove` sets LONG.

/** They get as many times as long. */
export const times = Number(process.env.LONG ?? 1);

/** So many in `npm test`, where each call is dear; so many, and that many times, in `npm run prove`. */
export const toRuns = (few: number, many: number): number => (times > 1 ? many * times : few);

/**
 * Where each of many meets each of many others: `npm run prove` takes all pairs, and `npm test` every so manieth, so that
 * each still has its turn on either side.
 */
export const hasTurn = (one: number, other: number, every: number): boolean => times > 1 || (one + other) % every === 0;
