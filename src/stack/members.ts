// The stacks of a server: each joined on its own, all at once, and what each caller may see of them.

import type { Paces } from '../door/pace.ts';
import type { Operation } from '../operations/operation.ts';
import { BadSetting, type Settings } from '../settings/settings.ts';
import type { BearerEntry } from '../settings/stacks-file.ts';
import { type Connected, connectStack } from './connect.ts';
import { type Live, mapLive } from './live.ts';
import { narrow } from './narrow.ts';
import type { Stack } from './stack.ts';

/** One stack of a server, as those who call see it. */
export interface Member {
  stack: Live<Stack>;
  settings: Pick<Settings, 'token' | 'apiKey' | 'origin' | 'maxResultTokens' | 'timeoutMs' | 'confirm' | 'check'>;
  /** Stack and region in words. */
  where: string;
  /** By which calls name it, where there are several. */
  name?: string;
  /** Read from when a call names none. */
  isDefault?: boolean;
  /** Where settings are spoken of: in the words of the place that holds them. */
  inItsWords?: (text: string) => string;
}

/** For settings that stand where they are spoken of, in the environment. */
export const asIs = (text: string): string => text;

/** A stack before it is joined. */
export interface Place extends Omit<Member, 'stack' | 'settings'> {
  settings: Settings;
}

export interface Joined {
  members: readonly Member[];
  close(): Promise<void>;
}

/** @throws {BadSetting} when the settings of one name a module or tool that there is not. */
export async function connectAll(
  operations: readonly Operation[],
  places: readonly Place[],
  options: Parameters<typeof connectStack>[2] = {},
): Promise<Joined> {
  const connected: Connected[] = [];
  const paces: Paces = new Map();
  const close = async () => {
    await Promise.all(connected.map(each => each.close()));
  };
  try {
    const members = places.map(place => {
      const one = inItsWords(place, () => connectStack(operations, place.settings, { ...options, paces }));
      connected.push(one);
      return { ...place, stack: one.stack };
    });
    return { members, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @throws {BadSetting} when the ceiling names a module or tool that there is not. */
export function limit(
  members: readonly Member[],
  { name: caller, stacks, ceiling, inItsWords: own }: BearerEntry,
): Member[] {
  return members
    .filter(({ name }) => name !== undefined && stacks.includes(name))
    .map(member => {
      const stack = mapLive(member.stack, each => narrow(each, ceiling, own, caller));
      inItsWords({ inItsWords: own }, () => stack.now());
      return { ...member, stack };
    });
}

function inItsWords<T>({ inItsWords: say = asIs }: Pick<Member, 'inItsWords'>, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof BadSetting ? new BadSetting(say(error.message)) : error;
  }
}

/** @returns what can be told at any time: which stacks are known, or have had their time. Names alone, nothing of what is in them. */
export function watchReadiness(members: readonly Member[]): () => { ready: boolean; stacks?: Record<string, string> } {
  const done = new Set<Member>();
  for (const member of members) void member.stack.ready().then(() => done.add(member));
  const named = members.flatMap(member => (member.name === undefined ? [] : [[member.name, member] as const]));
  return () => ({
    ready: done.size === members.length,
    ...(named.length > 0
      ? { stacks: Object.fromEntries(named.map(([name, member]) => [name, done.has(member) ? 'ready' : 'learning'])) }
      : {}),
  });
}
