// A block or item that was copied with its uid would be the same as its original to comments and variants: it gets its own.
import { listInstances, withoutTaken } from '../instances.ts';
import { type Field, findField } from '../schema.ts';
import { type Json, member } from '../value.ts';
import type { Findings } from './findings.ts';
import { operatorOf } from './operators.ts';

/** @returns the value with each uid on one instance alone; what is stored twice already may stay so. */
export function withoutCopiedUids(value: Json, stored: Json, fields: readonly Field[], findings: Findings): Json {
  const isPushed = (key: string): boolean => {
    const field = findField(fields, key);
    return field !== undefined && operatorOf(field, member(value, key)) === 'PUSH';
  };
  const staying = Object.entries(stored).filter(([key]) => !Object.hasOwn(value, key) || isPushed(key));
  const taken = listInstances(Object.fromEntries(staying));
  const held = new Set(listTwice(listInstances(stored)));
  const copied = new Set(listTwice([...taken, ...listInstances(value)]).filter(uid => !held.has(uid)));
  if (copied.size === 0) return value;
  const seen = new Set(taken);
  return Object.fromEntries(
    Object.entries(value).map(([key, given]) => {
      const own = withoutTaken(given, seen, uid => copied.has(uid));
      if (own !== given)
        findings.note([key], 'copy', 'holds a copy with the uid of its original: the copy gets a uid of its own');
      return [key, own];
    }),
  );
}

function listTwice(uids: readonly string[]): string[] {
  const seen = new Set<string>();
  return uids.filter(uid => seen.size === seen.add(uid).size);
}
