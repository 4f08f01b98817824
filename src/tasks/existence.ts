// Whether entries and files that something points at are there, in any language.
import type { Ground } from '../operations/task.ts';
import { Lookup, readByUids } from './by-uids.ts';
import { assetUid } from './types.ts';

/** `type`: its content type is gone, and it with it. */
type Existence = 'there' | 'gone' | 'type gone';

interface Where {
  ground: Ground;
  /** All languages there are. */
  codes: readonly string[];
  master: string | undefined;
  /** All content types there are; where they are not known, none is taken for gone. */
  types: readonly { uid: string }[] | undefined;
}

/** The master first, which every language falls back to; what it lacks is asked in the other languages. */
export function lookForExistence({ ground, types, codes, master }: Where): Lookup<Existence> {
  const known = types && new Set(types.map(({ uid }) => uid));
  const others = codes.filter(code => code !== master);
  return new Lookup<Existence>(async (type, uids) => {
    if (type !== assetUid && known && !known.has(type)) return new Map(uids.map(uid => [uid, 'type gone']));
    const found = new Map<string, Existence>();
    const [first, ...rest] = type === assetUid ? [undefined] : [master, ...others];
    let left = uids;
    for (const locale of [first, ...rest]) {
      if (left.length === 0) break;
      const items = await readByUids(ground, type, left, { locale });
      // What was not found so far may be there or not.
      if (!items) return found;
      for (const { uid } of items) found.set(String(uid), 'there');
      left = left.filter(uid => !found.has(uid));
    }
    for (const uid of left) found.set(uid, 'gone');
    return found;
  });
}

/** In a few words, with what it was. */
export const tellGone = (type: string, uid: string, existence: Existence = 'gone'): string => {
  if (type === assetUid) return `asset ${uid} is gone`;
  return existence === 'type gone' ? `content type ${type} is gone, with ${uid}` : `${type} ${uid} is gone`;
};
