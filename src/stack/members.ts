// The stacks of a server: each joined on its own, all at once, and what each caller may see of them.

import type { Paces } from '../door/pace.ts';
import type { Shared } from '../door/shared/departures.ts';
import { openShared } from '../door/shared/shared.ts';
import type { Operation } from '../operations/operation.ts';
import { BadSetting, type Settings } from '../settings/settings.ts';
import type { BearerEntry } from '../settings/stacks-file.ts';
import { type Connected, type ConnectOptions, connectStack } from './connect.ts';
import { toAgain } from './facts.ts';
import { type Live, mapLive } from './live.ts';
import { narrow } from './narrow.ts';
import type { Stack } from './stack.ts';

/** One stack of a server, as those who call see it. */
export interface Member {
  stack: Live<Stack>;
  settings: Pick<
    Settings,
    | 'keys'
    | 'origin'
    | 'maxResultTokens'
    | 'timeoutMs'
    | 'confirm'
    | 'protected'
    | 'check'
    | 'dryRun'
    | 'liveSchema'
    | 'surface'
  >;
  /** Stack and region in words. */
  where: string;
  /** By which calls name it, where there are several. */
  name?: string;
  /** Read from when a call names none. */
  isDefault?: boolean;
  /** Where settings are spoken of: in the words of the place that holds them. */
  inItsWords?: (text: string) => string;
}

/** The same, whose answers leave room for so many tokens beside what they show. */
export function leaveRoom(member: Member, tokens: number): Member {
  const { settings } = member;
  return { ...member, settings: { ...settings, maxResultTokens: settings.maxResultTokens - tokens } };
}

/** For settings that stand where they are spoken of, in the environment. */
export const asIs = (text: string): string => text;

/** A stack before it is joined. */
export interface Place extends Omit<Member, 'stack' | 'settings'> {
  settings: Settings;
}

export interface Joined {
  members: readonly Member[];
  /** What this server shares with others; nothing when not given. */
  shared: Shared | undefined;
  close(): Promise<void>;
}

interface JoinOptions extends Omit<ConnectOptions, 'paces' | 'shared'> {
  /** The store of what is shared. */
  store?: Parameters<typeof openShared>[0] | undefined;
}

/** @throws {BadSetting} when the settings of one name a module or tool that there is not. */
export async function connectAll(
  operations: readonly Operation[],
  places: readonly Place[],
  { store, ...options }: JoinOptions = {},
): Promise<Joined> {
  const connected: Connected[] = [];
  const paces: Paces = new Map();
  const shared = store && openShared(store, options.log ?? (() => {}));
  const close = async () => {
    await Promise.all(connected.map(each => each.close()));
    await shared?.close();
  };
  try {
    const members = places.map(place => {
      const one = inItsWords(place, () =>
        connectStack(operations, place.settings, { ...options, paces, shared, log: toLog(place, options.log) }),
      );
      connected.push(one);
      return { ...place, stack: one.stack };
    });
    return { members, shared, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @throws {BadSetting} when the ceiling names a module or tool that there is not. */
export function limit(
  members: readonly Member[],
  { name: caller, stacks, ceiling, inItsWords: own }: Omit<BearerEntry, 'source'>,
): Member[] {
  return members
    .filter(({ name }) => name !== undefined && stacks.includes(name))
    .map(member => {
      const stack = mapLive(member.stack, each => narrow(each, ceiling, own, caller));
      inItsWords({ inItsWords: own }, () => stack.now());
      return { ...member, stack };
    });
}

/** Under the stack's name, where there are several, and in the words of the place that holds its settings. */
const toLog =
  ({ name, inItsWords: say = asIs }: Place, log: (message: string) => void = () => {}) =>
  (message: string): void =>
    log(`${name === undefined ? '' : `stack ${name}: `}${say(message)}`);

function inItsWords<T>({ inItsWords: say = asIs }: Pick<Member, 'inItsWords'>, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof BadSetting ? new BadSetting(say(error.message)) : error;
  }
}

type Readiness = { ready: boolean; reason?: string; stacks?: Record<string, string> };

/**
 * @returns what can be told at any time: whether there is a stack to be asked, and what is wrong with each. Only what was
 * never known and may pass by itself keeps a server from being ready: nothing else would be better at another one.
 */
export function watchReadiness(members: readonly Member[]): () => Readiness {
  const known = new Set<Member>();
  const toState = (member: Member): { isWaiting: boolean; says: string } => {
    const { stack, inItsWords = asIs } = member;
    const { access, health } = stack.now();
    const { fault, open, branches } = access.facts;
    if (!open && stack.isReady()) known.add(member);
    if (!stack.isReady()) return { isWaiting: true, says: 'learning' };
    if (open) return { isWaiting: !known.has(member), says: inItsWords(`${open.cause}; ${toAgain(open)}`) };
    const { failure, answeredAt = 0 } = health();
    const late = failure && failure.at > answeredAt ? failure.says : undefined;
    return { isWaiting: false, says: inItsWords(fault?.message ?? branches.problem ?? late ?? 'ready') };
  };
  return () => {
    const states = members.map(member => [member.name, toState(member)] as const);
    // One bad stack of several leaves the others to be served.
    const isAny = states.some(([, { isWaiting }]) => !isWaiting);
    const isBegun = members.every(({ stack }) => stack.isReady());
    const named = states.flatMap(([name, { says }]) => (name === undefined ? [] : [[name, says] as const]));
    const [[, only]] = states as [(typeof states)[number]];
    return {
      ready: isAny && isBegun,
      ...(named.length > 0
        ? { stacks: Object.fromEntries(named) }
        : only.says === 'ready'
          ? {}
          : { reason: only.says }),
    };
  };
}
