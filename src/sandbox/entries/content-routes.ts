// Routes under /content_types/:type/entries that read, create, change, localise and delete entries.

import type { Call, Module } from '../http/call.ts';
import { findAskedLocale, listFallbacks } from '../http/find.ts';
import { missEntry, missEnvironment, refuseEntry, refuseRequest } from '../http/replies.ts';
import { markBranch, takeBody, takeFlag, takeNumber, takeOptionalBody } from '../http/take.ts';
import { showContentType } from '../model/content-types-routes.ts';
import { fillDefaults } from '../model/default-values.ts';
import { type Field, findInnerSchema, listTargets, toBlocks, toFields } from '../model/schema.ts';
import { compileFilter, type FindReferred, filterAll, listNames } from '../query/filter.ts';
import { projectFields } from '../query/projection.ts';
import { answerList } from '../query/query.ts';
import { listRecords, recall } from '../records/index.ts';
import { dropLocales, findEntry, findVersion, type Resolved, resolveAlong } from '../records/store.ts';
import type { ContentTypeRecord, EntryRecord } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import { findQueriedTerms } from '../taxonomies/query.ts';
import { checkEntryLock, showStanding } from '../workflows/governance.ts';
import { findAskedEntry, findType, readUid, showSaved } from './asked.ts';
import { finishEntry, makeReader, readEntry } from './read.ts';
import { tellEntry } from './tell.ts';
import { createEntry, updateEntry } from './write.ts';

function showType(call: Call, type: ContentTypeRecord): Json {
  if (!takeFlag(call, 'include_content_type') && !takeFlag(call, 'include_schema')) return {};
  const shown = showContentType(call, type.current);
  return {
    ...(takeFlag(call, 'include_content_type') ? { content_type: shown } : {}),
    ...(takeFlag(call, 'include_schema') ? { schema: shown.schema } : {}),
  };
}

function listEntries(call: Call): Json {
  const type = findType(call);
  const locale = findAskedLocale(call);
  const number = takeNumber(call, 'version');
  const environment = findPublishedIn(call);
  const all = listFound(call, type, locale, number);
  const items = environment ? all.filter(({ record }) => isPublishedIn(record, environment, locale)) : all;
  return answerList(call, 'entries', items, {
    findReferred: makeLookup(call, type, locale),
    look: names => makeLook(call, type, names),
    changed: ({ version }) => version.updated_at,
    finish: item => finishEntry(call, type, item.record, readEntry(call, type, item.record, item), locale),
    beside: showType(call, type),
  });
}

/** An entry and the version of it that a reader gets. */
interface Found extends Resolved {
  record: EntryRecord;
}

/** Those that are not in the trash and can be read in a language. */
function listFound(call: Call, type: ContentTypeRecord, locale: string, number?: number): readonly Found[] {
  const chain = listFallbacks(call.branch, call.state.master_locale, locale);
  const find = (records: readonly EntryRecord[]): Found[] => {
    const out: Found[] = [];
    for (const record of records) {
      const found = record.deleted_at === undefined ? resolveAlong(chain, record, number) : undefined;
      if (found) out.push({ record, locale: found.locale, version: found.version });
    }
    return out;
  };
  const { uid } = type.current;
  // Of the endless numbers that may be asked for none is remembered.
  return number === undefined ? recall(call.branch, uid, chain.join(' '), find) : find(listRecords(call.branch, uid));
}

function makeLook(call: Call, type: ContentTypeRecord, names: ReadonlySet<string>): (found: Found) => Json {
  const read = makeReader(call, type, names);
  if (!names.has('_workflow')) return found => read(found.record, found);
  // Entries are found by their stage even where it is not shown.
  return found => ({
    ...read(found.record, found),
    ...showStanding(call, type.current.uid, found.record, found.locale),
  });
}

function findPublishedIn(call: Call): string | undefined {
  const name = call.query.get('environment');
  if (!name) return undefined;
  const found = Object.values(call.state.environments).find(environment =>
    [environment.name, environment.uid].includes(name),
  );
  if (!found) throw missEnvironment(call.choices.notFoundStatus.environments);
  return found.uid;
}

const isPublishedIn = (record: EntryRecord, environment: string, locale: string): boolean =>
  record.published.some(detail => detail.environment === environment && detail.locale === locale);

/** For `$in_query` and `$nin_query`: looks through the types that the reference field may point at. */
function makeLookup(call: Call, type: ContentTypeRecord, locale: string): FindReferred {
  return (path, query) => {
    if (path.startsWith('taxonomies.')) return findQueriedTerms(call, path, query);
    const field = findField(call, toFields(type.current.schema), path.split('.'));
    if (field?.data_type !== 'reference') {
      throw refuseRequest(`'${path}' is not a reference field.`, { query: ['is not valid.'] });
    }
    return listTargets(field).flatMap(target => {
      const referred = pick(call.branch.content_types, target);
      if (!referred) return [];
      const look = makeLook(call, referred, new Set(listNames(query)));
      const test = compileFilter(query, makeLookup(call, referred, locale));
      return filterAll(listFound(call, referred, locale), found => test(look(found))).map(({ record }) => record.uid);
    });
  };
}

/** The field at a dotted path; a block's uid is one step of it. */
function findField(call: Call, schema: Field[], [uid, ...rest]: string[]): Field | undefined {
  const field = schema.find(held => held.uid === uid);
  if (!field || rest.length === 0) return field;
  if (field.data_type !== 'blocks') return findField(call, findInnerSchema(call.branch, field) ?? [], rest);
  const block = toBlocks(field).find(held => held.uid === rest[0]);
  return block && findField(call, findInnerSchema(call.branch, block) ?? [], rest.slice(1));
}

function getEntry(call: Call): Json {
  const type = findType(call);
  const record = findAskedEntry(call, type);
  const locale = findAskedLocale(call);
  const found = findVersion(call, record, locale, takeNumber(call, 'version'));
  const entry = finishEntry(call, type, record, readEntry(call, type, record, found), locale);
  return { entry: projectFields(call, markBranch(call, entry)), ...showType(call, type) };
}

function create(call: Call): Json {
  const type = findType(call);
  const given = takeBody(call, 'entry');
  const locale = findAskedLocale(call);
  const record = takeFlag(call, 'copy_to_master')
    ? copyToMaster(call, type, given)
    : createEntry(call, type, fillDefaults(call, type, given), locale, readUid(given));
  const saved = takeFlag(call, 'copy_to_master') ? call.state.master_locale : locale;
  const entry = showSaved(call, type, record, saved);
  tellEntry(call, 'create', { type, record, locale: saved, entry });
  return { notice: 'Entry created successfully.', entry };
}

/** Makes the master's version, which is missing, out of a localised one. */
function copyToMaster(call: Call, type: ContentTypeRecord, given: Json): EntryRecord {
  const record = findEntry(call, type.current.uid, String(given.uid));
  const master = call.state.master_locale;
  if (record.locales[master]) throw refuseEntry('creation', { uid: ['is not unique.'] });
  const [source] = Object.values(record.locales);
  updateEntry(call, type, record, { ...source?.at(-1)?.fields, ...given }, master);
  return record;
}

function update(call: Call): Json {
  const type = findType(call);
  const record = findAskedEntry(call, type);
  const locale = findAskedLocale(call);
  const { isLocalized } = updateEntry(call, type, record, takeBody(call, 'entry'), locale);
  const event = isLocalized && locale !== call.state.master_locale ? 'localize' : 'update';
  const entry = showSaved(call, type, record, locale);
  tellEntry(call, event, { type, record, locale, entry });
  return { notice: `Entry ${event}d successfully.`, entry };
}

function unlocalize(call: Call): Json {
  const type = findType(call);
  const record = findAskedEntry(call, type);
  if (!call.query.get('locale')) throw refuseRequest('The locale is required.', { locale: ['is a required field.'] });
  const locale = findAskedLocale(call);
  if (locale === call.state.master_locale) {
    throw refuseRequest('The entry cannot be unlocalized in the master language.', { locale: ['is not valid.'] });
  }
  checkRemovable(call, type, record, [locale]);
  tellEntry(call, 'unlocalize', { type, record, locale });
  dropLocales(call, record, [locale]);
  return { notice: 'Entry unlocalized successfully.' };
}

function checkRemovable(call: Call, type: ContentTypeRecord, record: EntryRecord, locales: string[]): void {
  for (const locale of locales) {
    if (!pick(record.locales, locale)) throw missEntry(call.choices.notFoundStatus.entries);
    checkEntryLock(call, type.current.uid, record, locale);
  }
}

function remove(call: Call): Json {
  const type = findType(call);
  const record = findAskedEntry(call, type);
  const locales = readDeleted(call, record);
  checkRemovable(call, type, record, locales);
  for (const locale of locales) tellEntry(call, 'delete', { type, record, locale });
  dropLocales(call, record, locales, 'trash');
  return { notice: 'Entry deleted successfully.' };
}

function readDeleted(call: Call, record: EntryRecord): string[] {
  const { locales } = takeOptionalBody(call, 'entry');
  if (locales !== undefined) {
    if (!Array.isArray(locales) || locales.length === 0) {
      throw refuseRequest('The locales are not a list.', { locales: ['is not valid.'] });
    }
    return locales.map(code => findAskedLocale(call, String(code)));
  }
  const locale = findAskedLocale(call);
  if (!takeFlag(call, 'delete_all_localized')) return [locale];
  if (locale !== call.state.master_locale) {
    throw refuseRequest('All localized entries can be deleted from the master language only.', {
      locale: ['is not valid.'],
    });
  }
  return Object.keys(record.locales);
}

const base = '/content_types/:type/entries';

export const entryContent: Module = {
  name: 'entries',
  reach: 'branch',
  routes: [
    { method: 'GET', path: base, answer: listEntries },
    { method: 'POST', path: base, status: 201, answer: create },
    { method: 'GET', path: `${base}/:entry`, answer: getEntry },
    { method: 'PUT', path: `${base}/:entry`, answer: update },
    { method: 'DELETE', path: `${base}/:entry`, answer: remove },
    { method: 'POST', path: `${base}/:entry/unlocalize`, answer: unlocalize },
  ],
};
