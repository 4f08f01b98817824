// The store that processes share, a Redis or Valkey: asked briefly, left alone while it is away, and taken up again when it is back.
import { isIP } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Redis, RedisOptions } from 'iovalkey';
import type { SharedLimit } from '../../settings/shared-limit.ts';
import * as scripts from './scripts.ts';

type Argument = string | number;

/** Each script: how many of what it is given are keys, and the rest. */
export type Client = Record<keyof typeof scripts, (keys: number, ...given: Argument[]) => Promise<unknown>> &
  Pick<Redis, 'set' | 'exists'>;

export interface Store {
  /** @returns what it answers; undefined, within a quarter of a second, where it does not. */
  ask<T>(work: (client: Client) => Promise<T>): Promise<T | undefined>;
  close(): Promise<void>;
}

/**
 * In milliseconds. `answer`: a store in the same network takes one; `turn` lets answers be read that came while this process
 * stood still. `first`: nobody has waited in vain yet, and the library has to be read and hands shaken; then the others go
 * on by themselves. `again`: how often it is looked for. `silent`: then the connection is given up, as the other end may be
 * gone for good.
 */
const patience = { answer: 180, turn: 40, first: 2_000, again: 1_000, silent: 5_000 };

/** No command is kept for later or sent again: its turn would be over. */
const toOptions = ({ isTls, database, host, ...address }: SharedLimit): RedisOptions => ({
  ...address,
  ...(host === undefined ? {} : { host }),
  ...(isTls ? { tls: host === undefined || isIP(host) ? {} : { servername: host } } : {}),
  db: database,
  lazyConnect: true,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  connectTimeout: patience.silent,
  socketTimeout: patience.silent,
  commandTimeout: patience.silent,
  retryStrategy: times => Math.min(100 * times, patience.again),
});

/** @param log told once that it is away, and once that it is back. */
export function openStore(address: SharedLimit, log: (message: string) => void): Store {
  const closing = new AbortController();
  const { signal } = closing;
  let redis: Redis | undefined;
  let connected = false;
  let away = false;
  /** What the connection itself told last, as a command only says that there is none. */
  let fault: unknown;

  const open = async (): Promise<void> => {
    const { Redis } = await import('iovalkey');
    redis = new Redis(toOptions(address));
    redis.on('error', error => {
      fault = error;
    });
    for (const [name, lua] of Object.entries(scripts)) redis.defineCommand(name, { lua });
    if (signal.aborted) redis.disconnect();
    else await redis.connect();
    connected = true;
  };

  const leave = (error: unknown): void => {
    if (away || signal.aborted) return;
    away = true;
    log(
      `the store of CONTENTSTACK_SHARED_LIMIT is away (${toReason(error, fault)}): until it is back, this process keeps to its own part of the limits`,
    );
    void seek().catch(() => {});
  };
  /** By what is asked of it anyway: one that answers and may not write is of no use. */
  const seek = async (): Promise<void> => {
    for (;;) {
      await wait(patience.again, undefined, { signal, ref: false });
      const client = redis as unknown as Client | undefined;
      if (client && (await soon(toProbe(client)).then(Boolean, () => false))) break;
    }
    [away, connected, fault] = [false, true, undefined];
    log('the store of CONTENTSTACK_SHARED_LIMIT is back: the limits are shared again');
  };
  const first = Promise.race([open().catch(leave), wait(patience.first, undefined, { ref: false })]);

  return {
    async ask(work) {
      if (away || signal.aborted) return undefined;
      await first;
      if (away || !connected) return undefined;
      try {
        return await soon(work(redis as unknown as Client));
      } catch (error) {
        leave(error);
        return undefined;
      }
    },
    async close() {
      closing.abort();
      redis?.disconnect();
    },
  };
}

const toProbe = (client: Client): Promise<unknown> => {
  const keys = ['log', 'limit', 'pause', 'processes', 'moved'].map(name => `{contentstack-cma-mcp}:probe:${name}`);
  return client.reserve(keys.length, ...keys, 1, 1, 'probe', 0, 1_000);
};

class Late extends Error {}

/** @throws {Late} */
async function soon<T>(work: Promise<T>): Promise<T> {
  const ending = new AbortController();
  const { signal } = ending;
  const late = async (): Promise<never> => {
    await wait(patience.answer, undefined, { signal });
    // A process that stood still hears its clock before it reads what came meanwhile.
    await wait(patience.turn, undefined, { signal });
    throw new Late();
  };
  const timer = late();
  timer.catch(() => {});
  try {
    return await Promise.race([work, timer]);
  } finally {
    ending.abort();
    work.catch(() => {});
  }
}

/** A code, such as ECONNREFUSED or WRONGPASS: whole messages may hold what was given. */
function toReason(error: unknown, fault: unknown): string {
  if (error instanceof Late) return 'no answer within a quarter of a second';
  for (const each of [error, fault]) {
    const { code, message = '' } = (each ?? {}) as { code?: unknown; message?: string };
    if (typeof code === 'string') return code;
    const [, word] = /^([A-Z]{3,})\b/.exec(message) ?? [];
    if (word) return word;
  }
  return 'no connection';
}
