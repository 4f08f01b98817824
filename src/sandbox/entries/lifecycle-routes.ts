// Routes on one entry beyond its content: publishing, versions and their names, languages, references, export, import.
import type { Call, Module } from '../http/call.ts';
import { findAskedLocale } from '../http/find.ts';
import { missEntry, refuseEntry, refuseRequest } from '../http/replies.ts';
import { markBranch, takeBody, takeFlag, takeImport, takeOptionalBody, takeParam } from '../http/take.ts';
import { listEmbeds } from '../model/embeds.ts';
import { type Field, mapValues, toFields } from '../model/schema.ts';
import { changePublication, type Publication, readPublication, versionIn } from '../publishing/publication.ts';
import { readPage } from '../query/query.ts';
import { listRecords } from '../records/index.ts';
import {
  findRecord,
  findVersion,
  listLiving,
  type Resolved,
  resolveVersion,
  restoreLocales,
} from '../records/store.ts';
import type { ContentTypeRecord, EntryRecord, EntryVersion } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import type { PublishDetail } from '../state/publishing.ts';
import { changeVariants } from '../variants/publish.ts';
import { checkPublishRules } from '../workflows/guard.ts';
import { findAskedEntry, findType, readUid, showSaved } from './asked.ts';
import { checkPublishable } from './publish.ts';
import { readEntry } from './read.ts';
import { tellEntry } from './tell.ts';
import { createEntry, updateEntry } from './write.ts';

const changeEntry =
  (action: 'publish' | 'unpublish') =>
  (call: Call): Json => {
    const type = findType(call);
    const record = findAskedEntry(call, type);
    const localized = takeFlag(call, 'publish_all_localized') ? Object.keys(record.locales) : undefined;
    const publication = readPublication(call, 'entry', localized);
    if (action === 'publish') {
      for (const locale of publication.locales)
        checkPublishable(call, type, record, locale, versionIn(publication, locale));
    }
    checkGuards(call, type, record, action, publication);
    const item = { kind: 'entry', uid: record.uid, content_type: type.current.uid };
    const asked = { item, record, given: takeBody(call, 'entry') };
    return changeVariants(call, asked, action, publication) ?? changePublication(call, item, action, publication);
  };

function checkGuards(
  call: Call,
  type: ContentTypeRecord,
  record: EntryRecord,
  action: 'publish' | 'unpublish',
  { environments, locales }: Publication,
): void {
  for (const environment of environments) {
    for (const locale of locales) {
      checkPublishRules(call, { action, content_type: type.current.uid, record, environment, locale });
    }
  }
}

/** Newest first; a language without own versions shows those it falls back to. */
function listVersions(call: Call): Json {
  const record = findAskedEntry(call, findType(call));
  const { locale } = findVersion(call, record, findAskedLocale(call));
  const isNamed = takeFlag(call, 'named');
  const versions = (record.locales[locale] ?? []).filter(version => !isNamed || version._version_name).reverse();
  const { skip, limit } = readPage(call);
  const shown = versions.slice(skip, skip + limit).map(version => ({
    _version: version._version,
    locale,
    ...(version._version_name === undefined ? {} : { _version_name: version._version_name }),
    ...(takeFlag(call, 'include_updated_at') ? { updated_at: version.updated_at } : {}),
    ...(takeFlag(call, 'include_updated_by') ? { updated_by: version.updated_by } : {}),
  }));
  return { versions: shown, ...(takeFlag(call, 'include_count') ? { count: versions.length } : {}) };
}

/** The version a name is for: its number from the path, its language from the body. */
function findNamed(call: Call): { version: EntryVersion; versions: EntryVersion[] } {
  const record = findAskedEntry(call, findType(call));
  const given = takeOptionalBody(call, 'entry');
  const locale = findAskedLocale(call, typeof given.locale === 'string' ? given.locale : null);
  const number = Number(takeParam(call, 'version'));
  const { version, locale: real } = findVersion(call, record, locale, Number.isInteger(number) ? number : -1);
  return { version, versions: record.locales[real] ?? [] };
}

function nameVersion(call: Call): Json {
  const { _version_name: name, force } = takeBody(call, 'entry');
  const { version, versions } = findNamed(call);
  const refuse = (message: string): Error =>
    refuseRequest('The version could not be named.', { _version_name: [message] });
  if (typeof name !== 'string' || name.trim() === '') throw refuse('is a required field.');
  const holder = versions.find(other => other._version_name === name && other !== version);
  const isRename = version._version_name !== undefined && version._version_name !== name;
  if ((holder || isRename) && force !== true) throw refuse(holder ? 'is not unique.' : 'is there already: use force.');
  if (holder) delete holder._version_name;
  version._version_name = name;
  return { notice: 'Version name assigned successfully' };
}

function unnameVersion(call: Call): Json {
  const { version } = findNamed(call);
  if (version._version_name === undefined) {
    throw refuseRequest('The version has no name.', { _version_name: ['is not valid.'] });
  }
  delete version._version_name;
  return { notice: 'Version name deleted successfully' };
}

/** The master language first. */
const listLocales = (call: Call): Json => {
  const { locales } = findAskedEntry(call, findType(call));
  const isMaster = (code: string): boolean => code === call.state.master_locale;
  const codes = Object.keys(locales).sort((a, b) => Number(isMaster(b)) - Number(isMaster(a)));
  return { locales: codes.map(code => ({ code, localized: true })) };
};

/** Entries that point at this one by reference fields or by embeds in rich text. */
function listReferences(call: Call): Json {
  const type = findType(call);
  const target = findAskedEntry(call, type);
  const locale = findAskedLocale(call);
  const wantsDeleted = takeFlag(call, 'deleted');
  const references = Object.values(call.branch.content_types).flatMap(referring =>
    listRecords(call.branch, referring.current.uid).flatMap(record => {
      const found = resolveVersion(call, record, locale);
      const isSeen =
        found && (record.deleted_at === undefined || wantsDeleted) && mentions(found.version.fields, target.uid);
      if (!isSeen || !isReferring(call, referring, found.version.fields, target.uid)) return [];
      return [markBranch(call, showReference(call, referring, record, found))];
    }),
  );
  return { references, ...(takeFlag(call, 'include_count') ? { count: references.length } : {}) };
}

/** Sorts most entries out before they are read field by field. */
function mentions(value: unknown, uid: string): boolean {
  if (typeof value === 'string') return value.includes(uid);
  return typeof value === 'object' && value !== null && Object.values(value).some(inner => mentions(inner, uid));
}

function isReferring(call: Call, type: ContentTypeRecord, fields: Json, uid: string): boolean {
  let isFound = false;
  mapValues(call.branch, toFields(type.current.schema), fields, {
    leaf: (field, value) => {
      const pointers = field.data_type === 'reference' && Array.isArray(value) ? value : [];
      isFound ||= pointers.some(item => item === uid || (isObject(item) && item.uid === uid));
      isFound ||= listEmbeds(value).some(embed => embed.entry === uid);
      return value;
    },
  });
  return isFound;
}

function showReference(call: Call, type: ContentTypeRecord, record: EntryRecord, { locale, version }: Resolved): Json {
  const name = version._version_name;
  const { updated_by, updated_at } = version;
  const details = {
    _version: version._version,
    ...(name === undefined ? {} : { _version_name: { title: name, updated_by, updated_at } }),
    publish_details: record.published.map(detail => ({ ...detail, ...nameOf(record, detail) })),
  };
  return {
    entry_uid: record.uid,
    content_type_uid: type.current.uid,
    content_type_title: type.current.title,
    title: version.fields.title,
    locale,
    ...(takeFlag(call, 'include_publish_details') ? details : {}),
  };
}

/** The name of the version that stands there, if it has one. */
function nameOf(record: EntryRecord, { locale, version: number }: PublishDetail): Json {
  const found = record.locales[locale]?.find(version => version._version === number);
  if (found?._version_name === undefined) return {};
  const { _version_name: title, updated_by, updated_at } = found;
  return { version_name: { title, updated_by, updated_at } };
}

/** In the shape a save takes, so that an import takes it back: files by uid. */
function exportEntry(call: Call): Json {
  const type = findType(call);
  const record = findAskedEntry(call, type);
  const found = findVersion(call, record, findAskedLocale(call));
  const shown = readEntry(call, type, record, found);
  return markBranch(
    call,
    call.choices.exportShape === 'read' ? shown : { ...shown, ...keepKnown(shown, found.version.fields) },
  );
}

const keepKnown = (shown: Json, stored: Json): Json =>
  Object.fromEntries(Object.entries(stored).filter(([uid]) => uid in shown));

/** A file may hold what a read gave: its assets come as what they are, and are saved by their uids. */
function takeEntryFile(call: Call, type: ContentTypeRecord): Json {
  const given = takeImport(call, 'entry');
  const toUid = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(toUid) : isObject(value) && typeof value.uid === 'string' ? value.uid : value;
  const leaf = (field: Field, value: unknown): unknown => (field.data_type === 'file' ? toUid(value) : value);
  return { ...given, ...mapValues(call.branch, toFields(type.current.schema), given, { leaf }) };
}

/** With the file's uid where it is free or to be overwritten; else as another entry. */
function importEntry(call: Call): Json {
  const type = findType(call);
  const given = takeEntryFile(call, type);
  const locale = findAskedLocale(call);
  const uid = readUid(given);
  const held = uid === undefined ? undefined : findRecord(call.branch, type.current.uid, uid);
  if (held && held.deleted_at === undefined && takeFlag(call, 'overwrite')) {
    updateEntry(call, type, held, given, locale, 'clear');
    return answerImport(call, 'update', type, held, locale);
  }
  const record = createEntry(call, type, given, locale, held ? undefined : uid);
  return answerImport(call, 'import', type, record, locale);
}

function answerImport(
  call: Call,
  event: 'import' | 'update',
  type: ContentTypeRecord,
  record: EntryRecord,
  locale: string,
): Json {
  const entry = showSaved(call, type, record, locale);
  tellEntry(call, event, { type, record, locale, entry });
  return { notice: 'Entry imported successfully.', entry };
}

/** As a new version of the entry; without `overwrite` fields that the file lacks keep their values. */
function importVersion(call: Call): Json {
  const type = findType(call);
  const record = findAskedEntry(call, type);
  const locale = findAskedLocale(call);
  updateEntry(call, type, record, takeEntryFile(call, type), locale, takeFlag(call, 'overwrite') ? 'clear' : 'keep');
  return answerImport(call, 'update', type, record, locale);
}

/** The reference knows no way back out of the trash; the official tools have this one. */
function restore(call: Call): Json {
  const type = findType(call);
  const record = findRecord(call.branch, type.current.uid, takeParam(call, 'entry'));
  const { locale } = takeOptionalBody(call, 'entry');
  const options = isObject(type.current.options) ? type.current.options : {};
  const others = options.singleton === true ? listLiving(call.branch, type.current.uid) : [];
  if (record && others.some(other => other !== record)) {
    throw refuseEntry('update', { content_type: ['is single and has its entry already.'] });
  }
  if (!record || !restoreLocales(record, typeof locale === 'string' ? locale : undefined)) {
    throw missEntry(call.choices.notFoundStatus.entries);
  }
  const [shown = call.state.master_locale] = Object.keys(record.locales);
  const master = record.locales[call.state.master_locale] ? call.state.master_locale : shown;
  const entry = showSaved(call, type, record, master);
  tellEntry(call, 'restore', { type, record, locale: master, entry });
  return { notice: 'Entry restored successfully.', entry };
}

const base = '/content_types/:type/entries';

export const entryLifecycle: Module = {
  name: 'entries',
  reach: 'branch',
  routes: [
    { method: 'POST', path: `${base}/import`, status: 201, answer: importEntry },
    { method: 'POST', path: `${base}/:entry/import`, answer: importVersion },
    { method: 'POST', path: `${base}/:entry/publish`, answer: changeEntry('publish') },
    { method: 'POST', path: `${base}/:entry/unpublish`, answer: changeEntry('unpublish') },
    { method: 'GET', path: `${base}/:entry/versions`, answer: listVersions },
    { method: 'POST', path: `${base}/:entry/versions/:version/name`, status: 201, answer: nameVersion },
    { method: 'DELETE', path: `${base}/:entry/versions/:version/name`, answer: unnameVersion },
    { method: 'GET', path: `${base}/:entry/locales`, answer: listLocales },
    { method: 'GET', path: `${base}/:entry/references`, answer: listReferences },
    { method: 'GET', path: `${base}/:entry/export`, answer: exportEntry },
    { method: 'PUT', path: `${base}/:entry/restore`, answer: restore },
  ],
};
