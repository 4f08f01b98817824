// The content type and the entry that a request on entries is about, and how the saved entry goes back.
import type { Call } from '../http/call.ts';
import { findContentType } from '../http/find.ts';
import { refuseEntry } from '../http/replies.ts';
import { markBranch, takeParam } from '../http/take.ts';
import { findEntry, findVersion } from '../records/store.ts';
import type { ContentTypeRecord, EntryRecord } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { readEntry } from './read.ts';

export const findType = (call: Call): ContentTypeRecord => findContentType(call, takeParam(call, 'type'));

export function findAskedEntry(call: Call, type: ContentTypeRecord): EntryRecord {
  return findEntry(call, type.current.uid, takeParam(call, 'entry'));
}

/** The entry as a save answers with it. */
export function showSaved(call: Call, type: ContentTypeRecord, record: EntryRecord, locale: string): Json {
  return markBranch(call, readEntry(call, type, record, findVersion(call, record, locale)));
}

/** A uid may be brought along; it must look like one. */
export function readUid(given: Json): string | undefined {
  if (given.uid === undefined) return undefined;
  if (typeof given.uid !== 'string' || !/^[a-zA-Z0-9_]{1,200}$/.test(given.uid) || given.uid.startsWith('__')) {
    throw refuseEntry('creation', { uid: ['is not valid.'] });
  }
  return given.uid;
}
