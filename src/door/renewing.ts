// Whom a door speaks as: where an answer says that key or token are no longer good and there are others, it asks once more.
import type { Answer } from '../operations/answer.ts';
import type { Credentials } from './exchange.ts';

/** @returns those to go on with; undefined where there are no others. */
export type Renew = (refused: Credentials) => Credentials | undefined;

type Send = (credentials: Credentials, isAgain: boolean) => Promise<Answer>;

/** The key is not known, or the token is not. */
const unknown = new Set([401, 412]);

/**
 * What was refused so was not carried out, whatever it would have done. Another key is another stack's: there is nothing to
 * go on with.
 * @param isOnce then only whoever gives them hears of it.
 */
export function makeSpeaker(first: Credentials, renew: Renew | undefined, isOnce: boolean) {
  let own = first;
  return async (send: Send): Promise<Answer> => {
    const used = own;
    const answer = await send(used, false);
    const others = unknown.has(answer.status) ? renew?.(used) : undefined;
    if (!others || isOnce || others.apiKey !== used.apiKey) return answer;
    own = others;
    return send(own, true);
  };
}
