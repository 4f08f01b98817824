// What processes share through the store: departures of each organisation, and what was claimed for one use.
import { createHash, randomBytes } from 'node:crypto';
import type { SharedLimit } from '../../settings/shared-limit.ts';
import {
  type Departure,
  type Departures,
  kinds,
  type Places,
  type Shared,
  type Sharing,
  window,
} from './departures.ts';
import { openStore, type Store } from './store.ts';

/** In the store's unit. */
const windowUs = Math.round(window * 1_000_000);

/**
 * In milliseconds. A limit is told with every answer. Who has not sent for a minute counts no more among those whose part
 * is kept. The organisation of a stack seldom changes, and nobody is told to wait for longer than that.
 */
const life = { limit: 3_600_000, process: 60_000, organization: 86_400_000 };

/** In one part of a cluster, so that a script may use them together. No key holds what was given. */
const toKey = (...parts: string[]): string => ['{contentstack-cma-mcp}', ...parts].join(':');

const digest = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);

export function openShared(address: SharedLimit, log: (message: string) => void): Shared {
  const store = openStore(address, log);
  /** By which this process is told from the others. */
  const own = randomBytes(9).toString('base64url');
  const toClaim = (id: string): string => toKey('used', digest(id));
  return {
    share: (origin, stack) => toSharing(store, own, origin, digest('stack', origin, stack)),
    claim: (id, milliseconds) =>
      store.ask(async client => (await client.set(toClaim(id), '1', 'PX', milliseconds, 'NX')) === 'OK'),
    isClaimed: id => store.ask(async client => (await client.exists(toClaim(id))) === 1),
    close: () => store.close(),
  };
}

function toSharing(store: Store, own: string, origin: string, stack: string): Sharing {
  let scope = stack;
  return {
    of: (kind, rate, places) =>
      toDepartures(store, rate, places, {
        process: own,
        at: (...names) => names.map(name => toKey(scope, kind, name)),
        moved: () => toKey(scope, 'moved'),
        move: to => {
          scope = to;
        },
      }),
    join(organization) {
      const to = digest('organization', origin, organization);
      if (scope === to) return;
      const pairs = kinds.flatMap(kind => [toKey(scope, kind, 'log'), toKey(to, kind, 'log')]);
      scope = to;
      void store.ask(client => client.join(1 + pairs.length, toKey(stack, 'moved'), ...pairs, to, life.organization));
    },
  };
}

interface Keys {
  /** Who asks. */
  process: string;
  at(...names: string[]): string[];
  moved(): string;
  /** What is asked of from now on. */
  move(scope: string): void;
}

type Reserved = [
  wait: number,
  at: number,
  learnt: number,
  processes: number,
  free: number,
  pause: number,
  told: number,
];

function toDepartures(store: Store, rate: number, places: Places, keys: Keys): Departures {
  /** Kept for the next request where the one that it was for is given up. */
  let held = 0;
  /** Of the limit: how many processes there were when the store was last asked, and what it knew. */
  let [processes, learnt] = [1, 0];

  const reserve = async (): Promise<Reserved | undefined> => {
    const given = [rate, windowUs, keys.process, held, life.process * 1000];
    const answer = await store.ask(client => {
      const names = [...keys.at('log', 'limit', 'pause', 'processes'), keys.moved()];
      return client.reserve(names.length, ...names, ...given) as Promise<Reserved | [string]>;
    });
    if (answer?.length !== 1) return answer as Reserved | undefined;
    keys.move(answer[0] as string);
    return reserve();
  };

  const toHeed =
    ([, at, , , free]: Reserved, left: number): Departure['heed'] =>
    async ({ status, rate: told, pause }, limit) => {
      const remaining = status === 429 && !pause ? 0 : (told?.remaining ?? limit);
      const isNews = pause !== undefined || (told !== undefined && told.limit !== learnt) || remaining < free;
      if (!isNews) return;
      if (told) learnt = told.limit;
      const rest = Date.now() - left < window * 1000 ? remaining : -1;
      const wanted = [pause?.left ?? 0, Math.min(pause?.told ?? 0, life.organization)].map(Math.ceil);
      const said = [told?.limit ?? 0, life.limit, rest, at, ...wanted];
      await store.ask(client => client.learn(3, ...keys.at('log', 'limit', 'pause'), rate, windowUs, ...said));
    };

  return {
    async next(limit, hold) {
      for (;;) {
        const reserved = await reserve();
        if (!reserved) {
          held = 0;
          return places.next(limit / processes, hold);
        }
        const [milliseconds, at, known, others, , pause, told] = reserved;
        [processes, learnt] = [others, known];
        if (pause > 0) {
          held = 0;
          return { limit: known, pause: { left: pause, told }, heed: async () => {} };
        }
        held = at;
        if (milliseconds > 0) {
          await hold(milliseconds);
          continue;
        }
        held = 0;
        await places.mark(limit / processes);
        return { limit: known, heed: toHeed(reserved, Date.now()) };
      }
    },
  };
}
