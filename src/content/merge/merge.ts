// What two made of one entry, in one: each change of either is kept, and where both changed the same it is a conflict.
import { instanceUid, parseAddress, printAddress } from '../address.ts';
import { isDocument, listNodes, nodeUid } from '../rich-text-nodes.ts';
import { type Field, findField, topFields } from '../schema.ts';
import { type Json, listKeys, listValues, member } from '../value.ts';
import { isSameValue } from './same.ts';
import type { Conflict } from './three.ts';
import { mergeMembers } from './values.ts';

export type { Conflict } from './three.ts';

interface Merged {
  /** Theirs with what mine changed. Where there is a conflict, theirs. */
  value: Json;
  /** Each by the address of what both changed, or of what one changed and the other removed. */
  conflicts: Conflict[];
  /** Members at the top that differ from theirs; one that is not in `value` was removed. */
  changed: string[];
}

/**
 * As read or as sent, any of the three. None of them is changed. It does not matter which of two changes is mine, but for
 * conflicts and for what no field describes, where theirs stays.
 * @param schema the content type's, global fields spelt out. Without it any JSON is merged, such as a content type.
 */
export function merge(base: Json, mine: Json, theirs: Json, schema?: readonly Field[]): Merged {
  const fields = schema && topFields(schema);
  const isOther = (key: string): boolean => fields !== undefined && findField(fields, key) === undefined;
  const conflicts: Conflict[] = [];
  const take = (value: Json): Json => Object.fromEntries(Object.entries(value).filter(([key]) => !isOther(key)));
  const three = { base: take(base), mine: take(mine), theirs: take(theirs) };
  const merged = mergeMembers(three, fields, { address: [], depth: 0, conflicts }, () => false);
  const rest = Object.fromEntries(Object.entries(theirs).filter(([key]) => isOther(key)));
  const merging: Merging = { ...three, fields, value: { ...merged, ...rest }, conflicts };
  while (refuseTwins(merging));
  const { value } = merging;
  const changed = listKeys(theirs, value).filter(key => isChanged(merging, key));
  return { value, conflicts: merging.conflicts, changed };
}

interface Merging {
  base: Json;
  mine: Json;
  theirs: Json;
  fields: readonly Field[] | undefined;
  value: Json;
  conflicts: Conflict[];
}

const isChanged = ({ fields, value, theirs }: Merging, key: string): boolean =>
  !(fields && !findField(fields, key)) &&
  !isSameValue(fields && findField(fields, key), member(value, key), member(theirs, key));

/**
 * What one moved to another field and the other changed or moved as well would be there twice: such a field stays as it
 * is in theirs.
 * @returns whether there was one.
 */
function refuseTwins(merging: Merging): boolean {
  const { base, mine, theirs, value } = merging;
  const [own, others, all] = [countUids(mine), countUids(theirs), countUids(value)];
  const twins = new Set(
    [...all].filter(([uid, n]) => n > Math.max(own.get(uid) ?? 0, others.get(uid) ?? 0)).map(([uid]) => uid),
  );
  if (twins.size === 0) return false;
  const torn = Object.keys(value).filter(
    key => isChanged(merging, key) && [...countUids(value[key]).keys()].some(uid => twins.has(uid)),
  );
  for (const key of torn) {
    const isInside = ({ address }: Conflict): boolean => parseAddress(address)?.[0] === key;
    const conflict = { address: printAddress([key]), base: base[key], mine: mine[key], theirs: theirs[key] };
    merging.conflicts = [...merging.conflicts.filter(each => !isInside(each)), conflict];
    const { [key]: _, ...rest } = merging.value;
    merging.value = Object.hasOwn(theirs, key) ? { ...rest, [key]: theirs[key] } : rest;
  }
  return torn.length > 0;
}

/** Of instances of groups and blocks, and of nodes of rich text: how often each is there. */
function countUids(value: unknown): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (uid: string | undefined): void => {
    if (uid !== undefined) counts.set(uid, (counts.get(uid) ?? 0) + 1);
  };
  for (const next of listValues(value, held => !isDocument(held))) {
    if (isDocument(next)) for (const node of listNodes(next)) count(nodeUid(node.value));
    else count(instanceUid(next));
  }
  return counts;
}
