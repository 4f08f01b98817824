// Changes taxonomies: makes them, words them in languages, and takes them away with all that hangs on them.
import type { Call } from '../http/call.ts';
import { findAskedLocale, findLocale } from '../http/find.ts';
import { CmaError, missObject, refuseRequest } from '../http/replies.ts';
import { takeFlag } from '../http/take.ts';
import type { Json } from '../state/json.ts';
import { isWord, pick } from '../state/json.ts';
import type { Taxonomy, Term, Wording } from '../state/taxonomies.ts';
import { dropTaxonomy, dropTerms } from './term-use.ts';

const longest = { name: 50, uid: 50, description: 255 };

type Kind = 'Taxonomy' | 'Term';
type Deed = 'creation' | 'update' | 'localization' | 'import' | 'move' | 'removal';

export const refuseTaxonomy = (kind: Kind, deed: Deed, errors: Json, status = 422): CmaError =>
  new CmaError(status, 141, `${kind} ${deed} failed. Please enter valid data.`, errors);

/** What is wrong with the name and description, by key. */
function checkWording(given: Json): Record<string, string[]> {
  const { name, description } = given;
  const found: Record<string, string[]> = {};
  if (typeof name !== 'string' || name.trim() === '') found.name = ['is a required field.'];
  else if (name.length > longest.name) found.name = [`is longer than ${longest.name} characters.`];
  if (description === undefined || description === null) return found;
  if (typeof description !== 'string') found.description = ['is not a string.'];
  else if (description.length > longest.description) {
    found.description = [`is longer than ${longest.description} characters.`];
  }
  return found;
}

/** What is wrong with a uid, but for its being taken. */
function checkUid(uid: unknown, kind: Kind): string[] {
  if (typeof uid !== 'string' || uid === '') return ['is a required field.'];
  if (uid.length > longest.uid) return [`is longer than ${longest.uid} characters.`];
  if (!isWord(uid)) return ['is not valid: use letters, digits and underscores.'];
  if (kind === 'Term') return [];
  if (uid.startsWith('_')) return ['is not valid: it must not start with an underscore.'];
  return uid === 'entries' ? ['is a reserved word.'] : [];
}

export function checkNew(kind: Kind, deed: Deed, given: Json): void {
  const uid = checkUid(given.uid, kind);
  const complaints = { ...checkWording(given), ...(uid.length > 0 ? { uid } : {}) };
  if (Object.keys(complaints).length > 0) throw refuseTaxonomy(kind, deed, complaints);
}

export const makeWording = ({ stamp }: Call, { name, description }: Json, kind: Kind): Wording => ({
  name: String(name),
  ...(kind === 'Taxonomy' ? { description: typeof description === 'string' ? description : '' } : {}),
  created_at: stamp.at,
  created_by: stamp.by,
  updated_at: stamp.at,
  updated_by: stamp.by,
});

const isTaken = (call: Call, uid: string): boolean => {
  const held = pick(call.state.taxonomies, uid);
  return held !== undefined && held.deleted_at === undefined;
};

export function createTaxonomy(call: Call, given: Json, deed: Deed = 'creation'): Taxonomy {
  checkNew('Taxonomy', deed, given);
  const uid = String(given.uid);
  if (isTaken(call, uid)) {
    throw refuseTaxonomy('Taxonomy', deed, { uid: ['is not unique.'] }, call.choices.takenUidStatus);
  }
  const locales = { [call.state.master_locale]: makeWording(call, given, 'Taxonomy') };
  const taxonomy: Taxonomy = { uid, locales, terms: {}, published: [] };
  call.state.taxonomies[uid] = taxonomy;
  return taxonomy;
}

type Worded = Taxonomy | Term;

/** The language that must be named, as without it the request means something else. */
function takeLocale(call: Call, deed: Deed): string {
  const code = call.query.get('locale');
  if (!code) throw refuseTaxonomy('Taxonomy', deed, { locale: ['is a required field.'] });
  return findLocale(call, code).code;
}

/** Adds a language that it is not worded in yet. The address names what is meant, whatever uid is sent. */
export function localize(call: Call, kind: Kind, held: Worded, given: Json): string {
  const locale = takeLocale(call, 'localization');
  const complaints = checkWording(given);
  if (pick(held.locales, locale)) complaints.locale = ['has it already: update it there.'];
  if (Object.keys(complaints).length > 0) throw refuseTaxonomy(kind, 'localization', complaints);
  held.locales[locale] = makeWording(call, given, kind);
  return locale;
}

export function unlocalize(call: Call, kind: Kind, held: Worded): void {
  const locale = takeLocale(call, 'removal');
  if (locale === call.state.master_locale) {
    throw refuseTaxonomy(kind, 'removal', { locale: ['is the master language, which always has it.'] });
  }
  if (!pick(held.locales, locale))
    throw missObject(kind.toLowerCase(), 'locale', call.choices.notFoundStatus.taxonomies);
  delete held.locales[locale];
}

/** Changes the words in a language; the uid and the place of a term stay, whatever is sent. */
export function reword(call: Call, kind: Kind, held: Worded, given: Json): string {
  const locale = findAskedLocale(call);
  const wording = pick(held.locales, locale);
  if (!wording) throw missObject(kind.toLowerCase(), 'locale', call.choices.notFoundStatus.taxonomies);
  const { name = kind === 'Taxonomy' ? wording.name : undefined, description = wording.description } = given;
  const complaints = checkWording({ name, description });
  if (given.uid !== undefined && given.uid !== held.uid) complaints.uid = ['cannot be changed.'];
  if (Object.keys(complaints).length > 0) throw refuseTaxonomy(kind, 'update', complaints);
  const { created_at, created_by } = wording;
  held.locales[locale] = { ...makeWording(call, { name, description }, kind), created_at, created_by };
  return locale;
}

/** A deletion has to be confirmed. */
export function demandForce(call: Call, isUsed: boolean): void {
  const isNeeded = call.choices.deleteTaxonomy === 'force always' || isUsed;
  if (isNeeded && !takeFlag(call, 'force')) {
    throw refuseRequest('Use force to confirm the deletion.', { force: ['is required.'] });
  }
}

export function deleteTaxonomy(call: Call, taxonomy: Taxonomy): void {
  dropTerms(call.state, taxonomy.uid, () => true);
  dropTaxonomy(call, taxonomy.uid);
  taxonomy.published = [];
  taxonomy.deleted_at = call.stamp.at;
}
