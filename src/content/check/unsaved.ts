// What was sent and is not there after the save, with the reason where the schema knows it.
import { type Address, printAddress } from '../address.ts';
import { type Change, diff } from '../diff.ts';
import { listPaths } from '../paths.ts';
import { type Field, findField, topFields } from '../schema.ts';
import { isEmpty, type Json } from '../value.ts';
import { walk } from '../walk.ts';
import { operatorOf } from './operators.ts';
import { nearestPath } from './unknown.ts';
import { isSystemKey } from './writable.ts';

interface Unsaved {
  address: string;
  reason: string;
  /** The field that was most likely meant. */
  near?: string;
}

/**
 * @param sent the entry's fields as they went out; operators are left out, as they name no value.
 * @param after the entry as it was read or answered after the save.
 * @param isTranslation the language is not the master's.
 */
export function listUnsaved(sent: Json, after: Json, schema: readonly Field[], isTranslation = false): Unsaved[] {
  const fields = topFields(schema);
  const isTold = (key: string): boolean => {
    const field = findField(fields, key);
    return !isSystemKey(key, fields) && !(field && operatorOf(field, sent[key]));
  };
  const keys = Object.keys(sent).filter(isTold);
  const take = (value: Json): Json =>
    Object.fromEntries(keys.filter(key => Object.hasOwn(value, key)).map(key => [key, value[key]]));
  const fieldAt = toFinder(take(sent), schema);
  return diff(take(sent), take(after), { schema }).flatMap(change => {
    // What the CMA adds by itself, such as uids of instances and defaults, was not sent.
    if (change.kind === 'added' || (change.kind === 'removed' && isEmpty(change.before))) return [];
    return [{ address: printAddress(change.address), ...explain(change, fieldAt, fields, isTranslation) }];
  });
}

interface Found {
  isField: boolean;
  isLocalizable: boolean;
}

/** Without the items on the way, whose uids the save may have made. */
const toFieldPath = (address: Address): string => address.filter(step => typeof step === 'string').join('.');

/** What the schema knows of an address in what was sent. */
function toFinder(sent: Json, schema: readonly Field[]): (address: Address) => Found | undefined {
  const found = new Map<string, Found>();
  for (const { address, field, isLocalizable } of walk(sent, schema)) {
    found.set(toFieldPath(address), { isField: field !== undefined, isLocalizable });
  }
  return address => found.get(toFieldPath(address));
}

function explain(
  { kind, address }: Change,
  fieldAt: (address: Address) => Found | undefined,
  fields: readonly Field[],
  isTranslation: boolean,
): { reason: string; near?: string } {
  if (kind === 'moved') return { reason: 'stands in another place' };
  const found = fieldAt(address);
  if (found?.isField === false) {
    const above = address.slice(0, -1);
    const near = nearestPath(String(address.at(-1)), listBeside(above, fields), above, fields);
    return { reason: 'there is no such field', ...(near === undefined ? {} : { near }) };
  }
  if (isTranslation && found?.isLocalizable === false) return { reason: 'it is the same in every language' };
  return { reason: kind === 'set' ? 'another value was stored' : 'it was not stored' };
}

/** The fields there are at a place. */
function listBeside(above: Address, fields: readonly Field[]): string[] {
  const start = above.length === 0 ? '' : `${toFieldPath(above)}.`;
  return listPaths(fields)
    .filter(path => path.startsWith(start) && !path.includes('.', start.length))
    .map(path => path.slice(start.length));
}
