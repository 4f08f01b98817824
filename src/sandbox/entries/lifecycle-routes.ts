// Routes on one entry beyond its content: publishing, versions and their names, languages, references, export, import.
import type { Call, Module } from '../http/call.ts';
import { findAskedLocale } from '../http/find.ts';
import { missEntry, refuseEntry, refuseRequest } from '../http/replies.ts';
import { markBranch, takeBody, takeFlag, takeImport, takeOptionalBody, takeParam } from '../http/take.ts';
import { listPointers } from '../model/pointers.ts';
import { type Field, mapValues, readOptions, toFields } from '../model/schema.ts';
import { changePublication, type Publication, readPublication, versionIn } from '../publishing/publication.ts';
import { answerVersions, takeVersionNumber, unname } from '../query/versions.ts';
import { listRecords } from '../records/index.ts';
import { answerReferences, showReference } from '../records/references.ts';
import { findRecord, findVersion, listLiving, resolveVersion, restoreLocales } from '../records/store.ts';
import type { ContentTypeRecord, EntryRecord, EntryVersion } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';
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
  return answerVersions(call, [...(record.locales[locale] ?? [])].reverse(), { locale });
}

/** The version a name is for: its number from the path, its language from the body. */
function findNamed(call: Call): { version: EntryVersion; versions: EntryVersion[] } {
  const record = findAskedEntry(call, findType(call));
  const given = takeOptionalBody(call, 'entry');
  const locale = findAskedLocale(call, typeof given.locale === 'string' ? given.locale : null);
  const { version, locale: real } = findVersion(call, record, locale, takeVersionNumber(call));
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
      if (!isSeen || !isReferring(call, referring, found.version.fields, target, type.current.uid)) return [];
      return [showReference(call, referring, record, found)];
    }),
  );
  return answerReferences(call, references);
}

/** Sorts most entries out before they are read field by field. */
function mentions(value: unknown, uid: string): boolean {
  if (typeof value === 'string') return value.includes(uid);
  return typeof value === 'object' && value !== null && Object.values(value).some(inner => mentions(inner, uid));
}

function isReferring(call: Call, type: ContentTypeRecord, fields: Json, target: EntryRecord, of: string): boolean {
  let isFound = false;
  mapValues(call.branch, toFields(type.current.schema), fields, {
    leaf: (field, value) => {
      isFound ||= listPointers(field, value).some(item => item.uid === target.uid && item.content_type === of);
      return value;
    },
  });
  return isFound;
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
  const others = readOptions(type.current).singleton === true ? listLiving(call.branch, type.current.uid) : [];
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
    {
      method: 'DELETE',
      path: `${base}/:entry/versions/:version/name`,
      answer: call => unname(findNamed(call).version),
    },
    { method: 'GET', path: `${base}/:entry/locales`, answer: listLocales },
    { method: 'GET', path: `${base}/:entry/references`, answer: listReferences },
    { method: 'GET', path: `${base}/:entry/export`, answer: exportEntry },
    { method: 'PUT', path: `${base}/:entry/restore`, answer: restore },
  ],
};
