// Routes under /content_types/:type/entries/:entry/variants: what an entry has for each variant.

import type { Call, Module } from '../http/call.ts';
import { findAskedLocale, sortNewest } from '../http/find.ts';
import { markBranch, takeBody, takeFlag, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import type { Json } from '../state/json.ts';
import type { EntryVariant } from '../state/variants.ts';
import { checkVariantBranch } from '../variants/variants.ts';
import { findAskedEntry, findType } from './asked.ts';
import { tellEntryVariant } from './tell.ts';
import { type Base, findEntryVariant, listEntryVariants, saveEntryVariant, showEntryVariant } from './variants.ts';

function findBase(call: Call): Base {
  checkVariantBranch(call);
  const type = findType(call);
  return { type, record: findAskedEntry(call, type), locale: findAskedLocale(call) };
}

const findAsked = (call: Call, base: Base): EntryVariant => findEntryVariant(call, base, takeParam(call, 'variant'));

const show = (call: Call, base: Base, held: EntryVariant): Json => ({
  ...showEntryVariant(call, base, held),
  ...(takeFlag(call, 'include_publish_details') ? { publish_details: held.published } : {}),
});

function list(call: Call): Json {
  const base = findBase(call);
  return answerList(call, 'entries', sortNewest(listEntryVariants(call, base).map(held => show(call, base, held))));
}

function get(call: Call): Json {
  const base = findBase(call);
  return { entry: markBranch(call, show(call, base, findAsked(call, base))) };
}

function save(call: Call): Json {
  const base = findBase(call);
  const { isNew, held } = saveEntryVariant(call, base, takeParam(call, 'variant'), takeBody(call, 'entry'));
  const entry = showEntryVariant(call, base, held);
  tellEntryVariant(call, isNew ? 'create' : 'update', base, entry);
  return { entry: markBranch(call, entry), notice: `Entry variant ${isNew ? 'created' : 'updated'} successfully.` };
}

/** For good: there is no trash for variants. */
function remove(call: Call): Json {
  const base = findBase(call);
  const held = findAsked(call, base);
  const entry = showEntryVariant(call, base, held);
  call.branch.entry_variants = call.branch.entry_variants.filter(other => other !== held);
  tellEntryVariant(call, 'delete', base, entry);
  return { notice: 'Entry variant deleted successfully.' };
}

/** Newest first. */
function listVersions(call: Call): Json {
  const base = findBase(call);
  const versions = [...findAsked(call, base).versions].reverse();
  const shown = versions.map(({ _version, updated_at, updated_by }) => ({
    _version,
    locale: base.locale,
    updated_at,
    updated_by,
  }));
  return answerList(call, 'versions', shown);
}

const base = '/content_types/:type/entries/:entry/variants';

export const entryVariants: Module = {
  name: 'variants',
  reach: 'branch',
  routes: [
    { method: 'GET', path: base, answer: list },
    { method: 'GET', path: `${base}/:variant`, answer: get },
    { method: 'PUT', path: `${base}/:variant`, answer: save },
    { method: 'DELETE', path: `${base}/:variant`, answer: remove },
    { method: 'GET', path: `${base}/:variant/versions`, answer: listVersions },
  ],
};
