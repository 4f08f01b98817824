// What is said of a thing that was deleted and asked after: that it is gone, and which entries still point at it. Pure.
import { listPointers } from '../../content/referrers.ts';
import { fieldsOf } from '../../content/schema.ts';
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';

type Json = Record<string, unknown>;

/** A content type whose entries may point at the thing, and the query that finds those that do. */
interface Pointing {
  type: string;
  query: Arguments;
}

/** Of a file that is gone its bare uid is left in some answers, so both are asked for. */
export function listPointing(types: readonly Json[], uid: string, target: string | undefined): Pointing[] {
  return types.flatMap(type => {
    const paths = listPointers(fieldsOf(type) ?? [], target);
    const pointers = paths.flatMap(path => [
      { [`${path}.uid`]: uid },
      ...(target === undefined ? [{ [path]: uid }] : []),
    ]);
    const [only] = pointers;
    if (only === undefined || typeof type.uid !== 'string') return [];
    return [{ type: type.uid, query: pointers.length === 1 ? only : { $or: pointers } }];
  });
}

interface Looked {
  uid: string;
  /** The item of the audit log; undefined where there is none, or it cannot be read. */
  deleted: Json | undefined;
  /** Entries that were found; undefined where nobody could look. */
  count: number | undefined;
  shown: number;
  /** Content types that were not looked through. */
  unseen: readonly string[];
}

export function tellGone({ uid, deleted, count, shown, unseen }: Looked): string[] {
  const { title } = isObject(deleted?.metadata) ? deleted.metadata : {};
  const name = typeof title === 'string' ? `${JSON.stringify(title)} (${uid})` : uid;
  const gone = deleted
    ? `${name} was deleted ${String(deleted.created_at).replace(/:\d\d(\.\d+)?Z$/, 'Z')} by ${String(deleted.created_by)}`
    : `there is no ${uid} any more`;
  if (count === undefined) return [`${gone}; what still refers to it cannot be read here`];
  const more = count > shown ? `, of which ${shown} are shown` : '';
  const found = count > 0 ? `these entries still refer to it${more}` : 'no entry refers to it any more';
  const rest = unseen.length > 0 ? `, and not in ${unseen.join(', ')}` : '';
  return [`${gone}; ${found}`, `fields were looked through, not rich text${rest}`];
}
