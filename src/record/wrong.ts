// A wrong bearer becomes a line. Pure.
import { randomUUID } from 'node:crypto';
import type { Wrong } from '../server/transports/slowing.ts';
import type { Line } from './fields.ts';
import { toVisible } from './telling.ts';

export function toWrongLine({ digest, address, count }: Wrong, version: string, now = Date.now()): Line {
  return {
    v: 1,
    event: 'wrong_bearer',
    time: new Date(now).toISOString(),
    id: randomUUID(),
    transport: 'http',
    ...(digest === undefined ? {} : { token_digest: digest }),
    ...(address === undefined ? {} : { address: toVisible(address, 64) }),
    count,
    version,
  };
}
