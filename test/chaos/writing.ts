// How tasks that write are brought to write, where one call is not enough: the first gives a code, or there must be something to take back.
import type { Json } from '../harness.ts';

/** Gives the arguments of the call that writes, by calls before it. */
export type Play = (call: (given: Json) => Promise<Json>) => Promise<Json>;

export const plays: Record<string, Play> = {};
