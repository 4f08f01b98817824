// Tells a uid that nothing points at from one that nothing has: a slip in it would read as "nobody uses it".
import { isObject, member } from '../content/value.ts';
import type { Condition } from '../content/where/condition.ts';
import { NoAnswer } from '../operations/answer.ts';
import { type Ground, isOver } from '../operations/task.ts';
import { saysAbsent } from '../operations/verdict.ts';
import { assetUid, type Type } from './types.ts';

/** What a search that found nothing has gone through. */
interface Searched {
  /** All of their entries came. */
  looked: readonly Type[];
  /** Theirs did not: they refer to nothing, or the API left some out. */
  rest: readonly Type[];
  /** There are no other types. */
  isAll: boolean;
}

/** The uids that a search asks for. */
export const listPointed = (where: readonly Condition[]): string[] => [
  ...new Set(where.flatMap(({ is, value }) => (is === 'refers_to' ? [String(value)] : []))),
];

/**
 * Takes a request where it may be an asset's: these refer to nothing, so that a search does not go through them.
 * @param uid that came with nothing.
 * @returns in words; undefined where it is there.
 */
export async function tellUnseen(ground: Ground, uid: string, searched: Searched): Promise<string | undefined> {
  const assets = searched.rest.filter(type => type.uid === assetUid);
  const isFile = assets.length > 0 ? await isAsset(ground, uid) : undefined;
  if (isFile) return undefined;
  const looked = isFile === false ? [...searched.looked, ...assets] : searched.looked;
  const rest = searched.rest.filter(type => !looked.includes(type));
  if (looked.length === 0) return `whether anything has the uid ${uid} was not looked for`;
  if (searched.isAll && rest.length === 0) return `nothing here has the uid ${uid}`;
  const not = rest.length > 0 ? `; not looked for in ${listUids(rest)}` : '';
  return `${uid} was not seen: nothing in ${listUids(looked)} has that uid${not}`;
}

/** Undefined where that cannot be known. */
async function isAsset(ground: Ground, uid: string): Promise<boolean | undefined> {
  if (!ground.has('get_asset') || isOver(ground)) return undefined;
  try {
    const answer = await ground.send('get_asset', { asset_uid: uid });
    if (isObject(member(answer.body, 'asset'))) return true;
    return saysAbsent(answer) ? false : undefined;
  } catch (error) {
    // What was found is told without it.
    if (!(error instanceof NoAnswer) || ground.signal.aborted) throw error;
    return undefined;
  }
}

const most = 12;

const listUids = (types: readonly Type[]): string =>
  types
    .slice(0, most)
    .map(({ uid }) => uid)
    .join(', ') + (types.length > most ? ` and ${types.length - most} more` : '');
