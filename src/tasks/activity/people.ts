// Who did it: by name where the users may be listed, else by uid and role.
import { isObject, type Json } from '../../content/value.ts';
import { BadTask, type Ground } from '../../operations/task.ts';
import { type People, toNames, toRoles } from '../../stack/people.ts';
import { findNear } from '../near.ts';
import { textOf } from './happening.ts';

export interface Folk {
  /** By uid, what is shown of somebody. */
  people: People;
  /** Whether users are known by name and mail. */
  areNamed: boolean;
  users: readonly Json[];
}

const listOf = (body: Json | undefined, key: string): Json[] => {
  const list = body?.[key];
  return Array.isArray(list) ? list.filter(isObject) : [];
};

/** At most two requests; most tokens are refused the first. Never fails: who cannot be named stays a uid. */
export async function readFolk(ground: Ground): Promise<Folk> {
  const users = listOf(await ground.tryRead('list_users', {}), 'users');
  if (users.length > 0) return { people: toNames(users), areNamed: true, users };
  const roles = listOf(await ground.tryRead('list_roles', {}), 'roles');
  return { people: toRoles(roles), areNamed: false, users };
}

/** So many are named. */
const most = 12;

/** Uids look so; other forms are names or mail addresses. */
const isUid = (text: string): boolean => /^[a-z]{2,4}[0-9a-f]{14,}$/.test(text);

const nameOf = ({ first_name, last_name }: Json): string =>
  [first_name, last_name].map(textOf).filter(Boolean).join(' ').trim();

/** As an argument may have them: names where those are known, else uids with their roles. */
const listKnown = ({ areNamed, users, people }: Folk): string[] =>
  areNamed ? users.map(user => nameOf(user) || textOf(user.email) || textOf(user.uid)) : [...people.values()];

/** Uids of those who are meant. @throws {BadTask} for a name nobody has, or where nobody's name can be known. */
export function findPeople(who: string, folk: Folk): string[] {
  const { areNamed, users } = folk;
  const wanted = who.trim().toLowerCase();
  if (isUid(wanted)) return [wanted];
  if (!areNamed) {
    const known = listKnown(folk).slice(0, most).join(', ');
    throw new BadTask(
      `who: users cannot be listed with this token, so their names are not known; give a uid${known ? `: there are ${known}` : ''}`,
    );
  }
  const isExact = (user: Json): boolean =>
    [user.uid, user.email, user.username, nameOf(user)].some(each => textOf(each).toLowerCase() === wanted);
  const isPart = (user: Json): boolean => nameOf(user).toLowerCase().split(/\s+/).includes(wanted);
  const found = [users.filter(isExact), users.filter(isPart)].find(each => each.length > 0) ?? [];
  if (found.length > 0) return found.map(({ uid }) => textOf(uid));
  throw new BadTask(`who: ${findNear(who, listKnown(folk), 'user')}`);
}

/**
 * Where nothing was found of somebody: who has left the stack may still stand in its log.
 * @param seen uids of those who did what was read.
 * @returns what to say where it cannot be known who there is.
 * @throws {BadTask} for a uid that nobody has.
 */
export function judgeWho(by: readonly string[], folk: Folk, seen: ReadonlySet<string>): string[] {
  const [uid = ''] = by;
  if (folk.people.has(uid) || seen.has(uid)) return [];
  const known = listKnown(folk);
  // Of roles only the users that have one are known, and of the log only those who did what was read.
  const there = known.length > 0 ? known : [...seen].filter(each => each !== '');
  if (there.length === 0) return [`whether there is a user ${uid} is not known: users cannot be read here`];
  throw new BadTask(`who: ${findNear(uid, there, 'user')}`);
}
