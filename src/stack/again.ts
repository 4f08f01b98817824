// When what is not known yet is asked again: soon at first, seldom later, and never all who failed together at once. Pure.

/** In milliseconds: for the first wait, and for any. A start must be whole within a minute of what kept it from that. */
const waits = { first: 500, longest: 15_000, cap: 60_000 };

/**
 * Milliseconds to wait.
 * @param failures how often in a row nothing new was learnt.
 * @param retryAfter what the API itself wants, in milliseconds.
 */
export function toWait(failures: number, retryAfter: number, random = Math.random): number {
  const most = Math.min(waits.longest, waits.first * 2 ** failures);
  // Not before half of it: a refusal costs the others of the organisation a place, too.
  return Math.max(most * (0.5 + random() / 2), Math.min(waits.cap, retryAfter));
}
