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

/** Uids look so; other forms are names or mail addresses. */
const isUid = (text: string): boolean => /^[a-z]{2,4}[0-9a-f]{14,}$/.test(text);

/** Uids of those who are meant. @throws {BadTask} for a name nobody has, or where nobody's name can be known. */
export function findPeople(who: string, { areNamed, users }: Folk): string[] {
  const wanted = who.trim().toLowerCase();
  if (isUid(wanted)) return [wanted];
  if (!areNamed) {
    throw new BadTask('who: users cannot be listed with this token, so their names are not known; give a uid');
  }
  const nameOf = ({ first_name, last_name }: Json): string =>
    [first_name, last_name].map(textOf).filter(Boolean).join(' ').trim();
  const isExact = (user: Json): boolean =>
    [user.uid, user.email, user.username, nameOf(user)].some(each => textOf(each).toLowerCase() === wanted);
  const isPart = (user: Json): boolean => nameOf(user).toLowerCase().split(/\s+/).includes(wanted);
  const found = [users.filter(isExact), users.filter(isPart)].find(each => each.length > 0) ?? [];
  if (found.length > 0) return found.map(({ uid }) => textOf(uid));
  throw new BadTask(`who: ${findNear(who, users.map(nameOf), 'user')}`);
}
