// A wrong bearer becomes a line. Pure.
import { randomUUID } from 'node:crypto';
import type { Line } from './fields.ts';
import { toVisible } from './telling.ts';

export interface Wrong {
  /** Tells one token from another, and nothing else; undefined for many together. */
  digest?: string;
  address?: string | undefined;
  count: number;
}

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
