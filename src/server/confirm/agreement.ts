// What a person agreed to, or a code stands for: how long it holds, what it is signed with, and that it is used once.
import { hkdfSync, randomBytes } from 'node:crypto';
import type { Shared } from '../../door/shared/departures.ts';
import type { Keys, Pair } from '../../settings/keys.ts';

/** What a user agrees to. It travels through the client, signed but readable: digests, no content. */
export interface Agreement {
  /** Each is good for one use. */
  id: string;
  /** When it was asked, in milliseconds as `Date.now()` tells them. */
  at: number;
  tool: string;
  /** Digest of the request as it would be sent. */
  request: string;
  /** Digest of what the question told, and of the versions it was read at. */
  seen: string;
}

/** How long an agreement holds, in seconds: time to read and decide, not to come back to it tomorrow. */
export const agreementLife = 300;

/** Agreements and codes that were used, for as long as they could be used again. */
export interface Used {
  has(id: string): Promise<boolean>;
  /** False when it was there. Of two that add the same at once, one is told so. */
  add(id: string): Promise<boolean>;
}

/** With whom it is shared what was used. */
export type Sharing = Pick<Shared, 'claim' | 'isClaimed'> | undefined;

/**
 * In this process, and in all others with the same store. Without one, or while it is away, each would take an agreement
 * once. What the first did shows in the versions by then, so a second save or delete asks again; a second publish would
 * publish the same once more.
 */
export function toUsed(shared?: Sharing, now: () => number = Date.now): Used {
  const until = new Map<string, number>();
  const life = agreementLife * 1000;
  return {
    has: async id => until.has(id) || (await shared?.isClaimed(id)) === true,
    async add(id) {
      for (const [old, end] of until) if (end < now()) until.delete(old);
      if (until.has(id)) return false;
      until.set(id, now() + life);
      return (await shared?.claim(id, life)) !== false;
    },
  };
}

/**
 * The key that agreements are signed with. Derived from the management token, so that every process with this token takes
 * what another has signed, and no key must be handed around; one way, so that a signature tells nothing of the token.
 */
export function toAgreementKey({ token, apiKey }: Pair): Uint8Array {
  if (!token) {
    own ??= randomBytes(32);
    return own;
  }
  return new Uint8Array(hkdfSync('sha256', token, apiKey ?? '', 'contentstack-cma-mcp agreement', 32));
}

/** The first signs; by the others something may have been signed before key or token were exchanged, that still holds. */
export function toAgreementKeys(keys: Keys): [Uint8Array, ...Uint8Array[]] {
  const [now, ...lately] = keys.valid();
  return [toAgreementKey(now), ...lately.map(toAgreementKey)];
}

/** Without a token nothing is sent, and so nothing agreed to. */
let own: Uint8Array | undefined;
