// Routes under /locales, addressed by code: the languages of a branch and what they fall back to.

import { type Call, type Module, tell } from '../http/call.ts';
import { findLocale, sortNewest } from '../http/find.ts';
import { refuseLanguage } from '../http/replies.ts';
import { markBranch, takeBody, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import { clearPlaces } from '../records/places.ts';
import { dropLocales } from '../records/store.ts';
import type { Locale } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';

type Deed = 'creation' | 'update';

const longestName = 50;

function checkCode(call: Call, code: unknown): string {
  const refuse = (message: string): Error => refuseLanguage('creation', { code: [message] });
  if (typeof code !== 'string' || code === '') throw refuse('is a required field.');
  const known = code.toLowerCase();
  if (code.length < 2 || code.length > 16 || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(known)) throw refuse('is not valid.');
  if (pick(call.branch.locales, known)) throw refuse('is already taken.');
  return known;
}

function checkName(name: unknown, deed: Deed): string {
  if (typeof name === 'string' && name !== '' && name.length <= longestName) return name;
  throw refuseLanguage(deed, { name: [`is not a name of at most ${longestName} characters.`] });
}

/** Languages inherit over one step only: a fallback must itself fall back to the master, or be the master. */
function checkFallback(call: Call, fallback: unknown, code: string, deed: Deed): string {
  const refuse = (message: string): Error => refuseLanguage(deed, { fallback_locale: [message] });
  const master = call.state.master_locale;
  const found = typeof fallback === 'string' ? pick(call.branch.locales, fallback) : undefined;
  if (!found || found.code === code) throw refuse('is not valid.');
  if (found.code !== master && found.fallback_locale !== master) throw refuse('has a fallback language of its own.');
  const isFallback = Object.values(call.branch.locales).some(other => other.fallback_locale === code);
  if (isFallback && found.code !== master) throw refuse('is not possible: other languages fall back to this one.');
  return found.code;
}

/** The usual English name, `French - France`; the code itself where there is none. */
function nameLanguage(code: string): string {
  const [language = code, region] = code.split('-');
  try {
    const languages = new Intl.DisplayNames('en', { type: 'language' });
    const regions = new Intl.DisplayNames('en', { type: 'region' });
    return [languages.of(language), region && regions.of(region.toUpperCase())].filter(Boolean).join(' - ');
  } catch {
    return code;
  }
}

const list = (call: Call): Json => answerList(call, 'locales', sortNewest(Object.values(call.branch.locales)));

const get = (call: Call): Json => ({ locale: markBranch(call, findLocale(call, takeParam(call, 'code'))) });

function create(call: Call): Json {
  const given = takeBody(call, 'locale');
  const code = checkCode(call, given.code);
  const fallback = given.fallback_locale || call.state.master_locale;
  const locale = createLocale(call, {
    uid: call.newUid(),
    code,
    name: given.name === undefined ? nameLanguage(code) : checkName(given.name, 'creation'),
    fallback_locale: checkFallback(call, fallback, code, 'creation'),
  });
  tellLocale(call, 'create', locale);
  return { notice: 'Language added successfully.', locale: markBranch(call, locale) };
}

export function createLocale(call: Call, given: Pick<Locale, 'uid' | 'code' | 'name' | 'fallback_locale'>): Locale {
  const locale = {
    ...given,
    created_by: call.stamp.by,
    updated_by: call.stamp.by,
    created_at: call.stamp.at,
    updated_at: call.stamp.at,
    ACL: {},
    _version: 1,
  };
  call.branch.locales[given.code] = locale;
  return locale;
}

function update(call: Call): Json {
  const held = findLocale(call, takeParam(call, 'code'));
  const given = takeBody(call, 'locale');
  if (given.code !== undefined && given.code !== held.code) {
    throw refuseLanguage('update', { code: ['cannot be changed.'] });
  }
  const isMoved = given.fallback_locale !== undefined && given.fallback_locale !== held.fallback_locale;
  const locale: Locale = {
    ...held,
    ...(given.name === undefined ? {} : { name: checkName(given.name, 'update') }),
    ...(isMoved ? { fallback_locale: checkFallback(call, given.fallback_locale, held.code, 'update') } : {}),
    updated_by: call.stamp.by,
    updated_at: call.stamp.at,
    _version: Number(held._version) + 1,
  };
  if (isMoved && held.code === call.state.master_locale) {
    throw refuseLanguage('update', { fallback_locale: ['is not possible for the master language.'] });
  }
  call.branch.locales[held.code] = locale;
  tellLocale(call, 'update', locale);
  return { notice: 'Language updated successfully.', locale: markBranch(call, locale) };
}

/** Takes the language's localisations along; entries that were in no other language go to the trash. */
function remove(call: Call): Json {
  const held = findLocale(call, takeParam(call, 'code'));
  const { code } = held;
  const master = call.state.master_locale;
  if (code === master) throw refuseLanguage('removal', { code: ['is the master language.'] });
  const heirs = Object.values(call.branch.locales).filter(locale => locale.fallback_locale === code);
  if (heirs.length > 0 && call.choices.deleteFallback === 'refuse') {
    throw refuseLanguage('removal', { code: ['is the fallback of other languages.'] });
  }
  for (const locale of heirs) locale.fallback_locale = master;
  delete call.branch.locales[code];
  for (const record of Object.values(call.branch.entries).flatMap(entries => Object.values(entries))) {
    if (record.trashed) delete record.trashed[code];
    if (!pick(record.locales, code)) continue;
    if (record.deleted_at === undefined) dropLocales(call, record, [code]);
    else if (Object.keys(record.locales).length > 1) delete record.locales[code];
  }
  call.branch.entry_variants = call.branch.entry_variants.filter(variant => variant.locale !== code);
  clearPlaces(call.state, place => place.locale === code && place.branch === call.branch.uid);
  tellLocale(call, 'delete', held);
  return { notice: 'Language removed successfully.' };
}

const tellLocale = (call: Call, event: 'create' | 'update' | 'delete', locale: Locale): void =>
  tell(call, {
    module: 'locale',
    event,
    metadata: { title: locale.name, uid: locale.uid, code: locale.code },
    data: { locale },
  });

export const languages: Module = {
  name: 'languages',
  reach: 'branch',
  routes: [
    { method: 'GET', path: '/locales', answer: list },
    { method: 'POST', path: '/locales', status: 201, answer: create },
    { method: 'GET', path: '/locales/:code', answer: get },
    { method: 'PUT', path: '/locales/:code', answer: update },
    { method: 'DELETE', path: '/locales/:code', answer: remove },
  ],
};
