// What a task's save is to store: made of the version that it names, and merged with what others have saved since.

import { printAddress } from '../content/address.ts';
import { sharedReason } from '../content/check/fields.ts';
import { toWritable } from '../content/check/writable.ts';
import { diff } from '../content/diff.ts';
import { findShared } from '../content/fields-at.ts';
import { merge } from '../content/merge/merge.ts';
import { putAt } from '../content/put.ts';
import { readAddress, resolveAddress } from '../content/resolve.ts';
import { findField } from '../content/schema.ts';
import { isEmpty, type Json } from '../content/value.ts';
import type { Conflict, Saved } from '../operations/saving.ts';
import { saysAbsent } from '../operations/verdict.ts';
import type { Course } from './course.ts';
import { tellStale } from './demands.ts';
import { isOtherLanguage } from './outcome.ts';
import type { Reader } from './reads.ts';
import { pickAddress } from './save.ts';

/** Members at the top that become others. */
interface Aimed {
  value: Json;
  /** What is left as it is, by address, with the reason. */
  left: string[];
  notes: readonly string[];
}

export async function aim(course: Course): Promise<Aimed | Saved> {
  const { saving, stored, schema } = course;
  const found = await readBase(course);
  if ('failed' in found) return found.failed;
  const { base } = found;
  const made = await saving.make(base, schema, version => readVersion(course, version));
  if ('problems' in made) return { state: 'wrong', problems: made.problems };
  const { notes = [] } = made;
  if (!stored || !base) return { value: made.value, left: [], notes };
  const kept = keepShared(course, base, made.value);
  if ('problems' in kept) return { state: 'wrong', problems: kept.problems };
  const { value, left } = kept;
  if (base === stored) return { value: withWhole(course, value), left, notes };
  const [old, now] = [base, stored].map(each => toWritable(each, schema).value) as [Json, Json];
  const merged = merge(old, { ...old, ...value }, now, schema);
  const { conflicts } = merged;
  if (conflicts.length > 0 && !saving.isPartial) return { state: 'conflict', conflicts, stored };
  const changed = Object.fromEntries(merged.changed.map(uid => [uid, merged.value[uid]]));
  return {
    value: withWhole(course, changed),
    left: [...left, ...conflicts.map(tellConflict)],
    notes: [...notes, `merged with version ${String(stored._version)}, which was saved since`],
  };
}

const tellConflict = ({ address }: Conflict): string => `${address}: others changed it since`;

/** The version that the edits are made for; undefined for what is new. */
async function readBase(course: Course): Promise<{ base: Json | undefined } | { failed: Saved }> {
  const { saving, operation, saver, stored } = course;
  const { ifVersion } = saving;
  if (ifVersion === undefined || !stored || stored._version === ifVersion) return { base: stored };
  const stale: Saved = { state: 'refused', says: tellStale(stored, ifVersion) };
  const isLater = typeof stored._version === 'number' && stored._version < ifVersion;
  if (isLater || operation.model === undefined || operation.before === undefined) return { failed: stale };
  const read = await askVersion(course, ifVersion);
  if (!read) return { failed: stale };
  return 'refused' in read
    ? { failed: { state: 'refused', says: await saver.tell(read.refused) } }
    : { base: read.object };
}

/** In the language in which it is stored. */
function askVersion({ saving, operation, reader, stored }: Course, version: number): ReturnType<Reader['read']> {
  const language = typeof stored?.locale === 'string' ? { locale: stored.locale } : {};
  return reader.read(operation.before ?? '', { ...pickAddress(operation, saving.given), version, ...language });
}

/** @returns undefined where there is no such version in this language. @throws {Unread} for any other refusal. */
async function readVersion(course: Course, version: number): Promise<Json | undefined> {
  const read = await askVersion(course, version);
  if (!read) return undefined;
  if (!('refused' in read)) return read.object.locale === course.stored?.locale ? read.object : undefined;
  const { answer } = read.refused;
  if ((answer.json && answer.status === 400) || saysAbsent(answer)) return undefined;
  throw new Unread(await course.saver.tell(read.refused));
}

/** A version that is needed cannot be read: nothing can be made. */
export class Unread extends Error {}

/** What all languages share is not changed in a translation. */
function keepShared(
  { saving, schema, isTranslation }: Course,
  base: Json,
  value: Json,
): { value: Json; left: string[] } | { problems: string[] } {
  if (!isTranslation) return { value, left: [] };
  const places = diff(base, { ...base, ...value }, { schema })
    .map(({ address }) => findShared(schema, address))
    .filter(address => address !== undefined);
  const told = [...new Set(places.map(address => `${printAddress(address)}: ${sharedReason}`))];
  if (told.length === 0) return { value, left: [] };
  if (!saving.isPartial) {
    return { problems: [...told, 'Or send partial: true to save everything else.'] };
  }
  let kept: Json = value;
  for (const address of places) {
    const found = resolveAddress(kept, address);
    if (found.found) kept = putAt(kept, found.path, readAddress(base, address)) as Json;
  }
  return { value: kept, left: told };
}

/** A first version in a language begins as what it fell back to, or what was not translated would be gone. */
function withWhole({ stored, schema, locale }: Course, value: Json): Json {
  if (!stored || !isOtherLanguage(stored, locale) || Object.keys(value).length === 0) return value;
  const own = Object.entries(toWritable(stored, schema).value).filter(
    ([uid, held]) => !isEmpty(held) && findField(schema, uid)?.non_localizable !== true,
  );
  return { ...Object.fromEntries(own), ...value };
}
