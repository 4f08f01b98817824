// Agreements as they travel through the client: signed with what the server is let in by, and checked by what it lately was.
import { createRequestStateCodec, type RequestStateCodec, type ServerContext } from '@modelcontextprotocol/server';
import type { Keys, Pair } from '../../settings/keys.ts';
import { type Agreement, agreementLife, toAgreementKey } from './agreement.ts';

/** Signed for the method and whoever was let in, so that nobody comes back with another's agreement. */
export function toAgreements({ keys }: { keys: Keys }, ttlSeconds = agreementLife): RequestStateCodec<Agreement> {
  const codecs = new WeakMap<Pair, RequestStateCodec<Agreement>>();
  const codecOf = (pair: Pair): RequestStateCodec<Agreement> => {
    const known = codecs.get(pair);
    if (known) return known;
    const bind = ({ mcpReq, http }: ServerContext) => `${mcpReq.method}\0${http?.authInfo?.clientId ?? ''}`;
    const made = createRequestStateCodec<Agreement>({ key: toAgreementKey(pair), ttlSeconds, bind });
    codecs.set(pair, made);
    return made;
  };
  return {
    mint: (agreement, request) => codecOf(keys.pair).mint(agreement, request),
    async verify(state, request) {
      const [now, ...lately] = keys.valid();
      const checked = codecOf(now).verify(state, request);
      return lately.reduce((last, pair) => last.catch(() => codecOf(pair).verify(state, request)), checked);
    },
  };
}
