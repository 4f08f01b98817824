// An entry that points at something, as the lists of references to an entry and to an asset show it.
import type { Call } from '../http/call.ts';
import { markBranch, takeFlag } from '../http/take.ts';
import type { ContentTypeRecord, EntryRecord, EntryVersion } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import type { Resolved } from './store.ts';

export function showReference(
  call: Call,
  type: ContentTypeRecord,
  record: EntryRecord,
  { locale, version }: Resolved,
): Json {
  const findPublished = (place: { locale: string; version: number }): EntryVersion | undefined =>
    pick(record.locales, place.locale)?.find(held => held._version === place.version);
  const details = {
    _version: version._version,
    ...showName('_version_name', version),
    publish_details: record.published.map(place => ({ ...place, ...showName('version_name', findPublished(place)) })),
  };
  return markBranch(call, {
    entry_uid: record.uid,
    content_type_uid: type.current.uid,
    content_type_title: type.current.title,
    title: version.fields.title,
    locale,
    ...(takeFlag(call, 'include_publish_details') ? details : {}),
  });
}

export const answerReferences = (call: Call, references: Json[]): Json => ({
  references,
  ...(takeFlag(call, 'include_count') ? { count: references.length } : {}),
});

const showName = (key: string, version: EntryVersion | undefined): Json => {
  if (version?._version_name === undefined) return {};
  const { _version_name: title, updated_by, updated_at } = version;
  return { [key]: { title, updated_by, updated_at } };
};
