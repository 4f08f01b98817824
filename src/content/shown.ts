// Files and entries that lie in an entry, as a read shows them: enough to know them by, and taken back when it is written.
import { isEmpty, isObject, isSame, type Json } from './value.ts';

/** A whole asset, as reads have it in place of its uid. */
const isFile = (value: Json): boolean =>
  ['uid', 'filename', 'content_type', 'url'].every(key => typeof value[key] === 'string') &&
  ('is_dir' in value || '_version' in value);

/** A whole entry, where a read was asked to show it in place of its pointer. */
export const isEntry = (value: Json): boolean =>
  typeof value.uid === 'string' &&
  typeof value._content_type_uid === 'string' &&
  ('_version' in value || 'created_at' in value);

const pick = (value: Json, keys: readonly string[]): Json =>
  Object.fromEntries(keys.flatMap(key => (isEmpty(value[key]) ? [] : [[key, value[key]]])));

const toShort = (value: Json): Json | undefined => {
  if (isFile(value)) return pick(value, ['uid', '_content_type_uid', 'title', 'filename']);
  return isEntry(value) ? pick(value, ['uid', '_content_type_uid', 'title']) : undefined;
};

/** The value with files as `{uid, title, filename}` and entries as `{uid, _content_type_uid, title}`, at any depth. */
export function toShown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toShown);
  if (!isObject(value)) return value;
  return toShort(value) ?? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toShown(inner)]));
}

/**
 * What was shown in short is whole again, where it lies in a value that nobody here knows the shape of: an app's. In
 * files and references the uid says all.
 */
export function restoreShown(sent: unknown, stored: unknown): unknown {
  const whole = listWhole(stored);
  return whole.length === 0 ? sent : restore(sent, whole);
}

function restore(sent: unknown, whole: readonly Json[]): unknown {
  if (Array.isArray(sent)) return sent.map(item => restore(item, whole));
  if (!isObject(sent)) return sent;
  const known = whole.find(each => each.uid === sent.uid && isSame(toShort(each), sent));
  return known ?? Object.fromEntries(Object.entries(sent).map(([key, inner]) => [key, restore(inner, whole)]));
}

function listWhole(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(listWhole);
  if (!isObject(value)) return [];
  return toShort(value) ? [value] : Object.values(value).flatMap(listWhole);
}
