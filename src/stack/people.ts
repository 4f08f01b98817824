// Who the users are whose uids stand in lists: by name where users may be listed, else by role. Read when first needed.

import { isObject } from '../operations/is-object.ts';
import type { Operation, RequestLine } from '../operations/operation.ts';
import type { Stack } from './stack.ts';
import { tryRead } from './try-read.ts';

/** By uid, what is shown of a user. */
export type People = ReadonlyMap<string, string>;

type Json = Record<string, unknown>;

/** In this order; each is an operation that who calls may call as well. */
const sources: readonly { line: RequestLine; toPeople: (items: readonly Json[]) => People }[] = [
  { line: 'GET /stacks/users', toPeople: toNames },
  { line: 'GET /roles', toPeople: toRoles },
];

/** How long they are remembered, in milliseconds; and how long it is that they could not be read. */
const life = 300_000;

/** By stack, then by request: callers of one stack may have different ones. */
const known = new WeakMap<object, Map<RequestLine, { people: People; until: number }>>();

/** A column that tells who did something. */
export const isWho = (column: string): boolean => /(^|[._])by$|(^|\.)user$/.test(column);

/** Never rejects: who cannot be named stays a uid. */
export async function learnPeople(stack: Stack, branch: string, signal: AbortSignal): Promise<People> {
  const held = known.get(stack.identity) ?? new Map<RequestLine, { people: People; until: number }>();
  known.set(stack.identity, held);
  for (const { line, toPeople } of sources) {
    const operation = stack.access.kept.find(each => each.line === line);
    if (!operation) continue;
    const last = held.get(line);
    const isCurrent = last !== undefined && last.until > Date.now();
    const people = isCurrent ? last.people : toPeople(await read(stack, operation, branch, signal));
    if (!isCurrent && !signal.aborted) held.set(line, { people, until: Date.now() + life });
    if (people.size > 0) return people;
  }
  return new Map();
}

/** Nothing where it is refused, as it mostly is to tokens. */
async function read(stack: Stack, operation: Operation, branch: string, signal: AbortSignal): Promise<Json[]> {
  const [list] = Object.values((await tryRead(stack, operation, {}, branch, signal)) ?? {});
  return Array.isArray(list) ? list.filter(isObject) : [];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Two of one name keep their uids beside it. */
export function toNames(users: readonly Json[]): People {
  const named = users.map(user => {
    const name = [user.first_name, user.last_name].map(textOf).filter(Boolean).join(' ');
    return [textOf(user.uid), name || textOf(user.username)] as const;
  });
  const isShared = (name: string): boolean => named.filter(([, each]) => each === name).length > 1;
  return new Map(
    named
      .filter(([uid, name]) => uid !== '' && name !== '')
      .map(([uid, name]) => [uid, isShared(name) ? `${name} (${uid})` : name]),
  );
}

/** Who has which roles: the uid, with them beside it. */
export function toRoles(roles: readonly Json[]): People {
  const found = new Map<string, string[]>();
  for (const { name, users } of roles) {
    for (const uid of Array.isArray(users) ? users.map(textOf) : []) {
      if (uid !== '' && textOf(name) !== '') found.set(uid, [...(found.get(uid) ?? []), textOf(name)]);
    }
  }
  return new Map([...found].map(([uid, names]) => [uid, `${uid} (${names.join(', ')})`]));
}
