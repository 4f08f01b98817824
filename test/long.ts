// How many times as many cases as in `npm test` are drawn where cases are drawn: `npm run prove` sets LONG.

/** They get as many times as long. */
export const times = Number(process.env.LONG ?? 1);
