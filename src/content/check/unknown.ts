// Says of a key that no field has what it most likely meant.
import type { Address } from '../address.ts';
import { nearestName, nearestPaths } from '../near.ts';
import { listPaths } from '../paths.ts';
import type { Field } from '../schema.ts';
import { isObject, type Json } from '../value.ts';
import type { Findings } from './findings.ts';

interface Place {
  address: Address;
  findings: Findings;
  schema: readonly Field[];
}

/**
 * @param known what there is at this level.
 * @param address of the key, where it is not just below the place.
 */
export function refuseUnknown(
  key: string,
  value: unknown,
  known: readonly { uid: string }[],
  { address, findings, schema }: Place,
  reason?: string,
  at: Address = [...address, key],
): void {
  const uids = known.map(({ uid }) => uid);
  if (reason !== undefined) return void findings.refuse(at, 'unknown', reason, () => nearestName(key, uids));
  if (isObject(value) && isWrapper(key, value, address, uids)) {
    return void findings.refuse(at, 'wrapper', 'wraps the fields once more: they stand directly in the entry');
  }
  const near = (): string | undefined => nearestPath(key, uids, address, schema);
  if (!key.includes('.')) return void findings.refuse(at, 'unknown', 'is no field here', near);
  findings.refuse(
    at,
    'dotted',
    'is no field: a full stop leads nowhere in what is sent, so give the group or block itself',
    near,
  );
}

/** `entry: {entry: {…}}`, as a request has it once. */
const isWrapper = (key: string, value: Json, address: Address, uids: readonly string[]): boolean =>
  address.length === 0 &&
  key === 'entry' &&
  (uids.some(uid => Object.hasOwn(value, uid)) || Object.keys(value).length === 0);

/** The name at this level if one is near, else the same name elsewhere in the content type. */
export function nearestPath(
  key: string,
  uids: readonly string[],
  address: Address,
  schema: readonly Field[],
): string | undefined {
  const isPlain = !key.includes('.');
  const here = isPlain ? nearestName(key, uids) : undefined;
  if (here !== undefined) return here;
  const above = address.filter(step => typeof step === 'string');
  const path = [...(isPlain ? [] : above), key.replace(/\.\d+(?=\.|$)/g, '').replace(/\[[^\]]*\]/g, '')].join('.');
  return nearestPaths(path, listPaths(schema), 1)[0];
}
