// Terms in entries: which are there, how many entries have them, and what becomes of them when a term is gone.
import type { Call } from '../http/call.ts';
import { listBranches } from '../http/find.ts';
import { replaceSchema } from '../model/content-type-write.ts';
import { type Field, toFields } from '../model/schema.ts';
import { listLiving } from '../records/store.ts';
import type { ContentTypeRecord, EntryRecord, EntryVersion } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import type { Branch, State } from '../state/state.ts';

interface Pointer extends Json {
  taxonomy_uid: string;
  term_uid: string;
}

const readPointers = (value: unknown): Pointer[] =>
  Array.isArray(value) ? (value.filter(item => isObject(item) && typeof item.term_uid === 'string') as Pointer[]) : [];

/** Of the newest version in each language. */
const listPointers = (record: EntryRecord): Pointer[] =>
  Object.values(record.locales).flatMap(versions => readPointers(versions.at(-1)?.fields.taxonomies));

const listEntries = (branch: Branch): EntryRecord[] =>
  Object.keys(branch.content_types).flatMap(type => listLiving(branch, type));

/** Entries with a term, or with any term of the taxonomy. */
export const countEntries = (branch: Branch, taxonomy: string, term?: string): number =>
  listEntries(branch).filter(record =>
    listPointers(record).some(held => held.taxonomy_uid === taxonomy && (term === undefined || held.term_uid === term)),
  ).length;

/** Terms that entries have. */
export function countTerms(branch: Branch, taxonomy: string): number {
  const held = listEntries(branch).flatMap(listPointers);
  return new Set(held.filter(({ taxonomy_uid }) => taxonomy_uid === taxonomy).map(({ term_uid }) => term_uid)).size;
}

/** Whether entries of any branch have it, as with it they all lose it. */
export const isUsed = (state: State, taxonomy: string, term?: string): boolean =>
  listBranches(state).some(branch => countEntries(branch, taxonomy, term) > 0);

/** No entry keeps a term that is gone: in no version, no variant, on no branch and not in the trash. It is no change of the entry. */
export function dropTerms(state: State, taxonomy: string, isGone: (term: string) => boolean): void {
  const keep = (pointer: Pointer): boolean => pointer.taxonomy_uid !== taxonomy || !isGone(pointer.term_uid);
  const all = listBranches(state).flatMap(({ entries, entry_variants }) => [
    ...entry_variants.flatMap(({ versions }) => versions),
    ...Object.values(entries)
      .flatMap(Object.values<EntryRecord>)
      .flatMap(({ locales, trashed = {} }) => [locales, trashed].flatMap(Object.values<EntryVersion[]>).flat()),
  ]);
  for (const { fields } of all) {
    if (Array.isArray(fields.taxonomies)) fields.taxonomies = readPointers(fields.taxonomies).filter(keep);
  }
}

const readAllowed = (field: Field): Json[] =>
  Array.isArray(field.taxonomies) ? field.taxonomies.filter(isObject) : [];

/** No content type keeps a taxonomy that is gone; a field without taxonomies goes too. */
export function dropTaxonomy(call: Call, taxonomy: string): void {
  for (const branch of listBranches(call.state)) {
    for (const type of Object.values(branch.content_types)) dropFromType(call, type, taxonomy);
  }
}

function dropFromType(call: Call, type: ContentTypeRecord, taxonomy: string): void {
  const uses = (field: Field): boolean => readAllowed(field).some(({ taxonomy_uid }) => taxonomy_uid === taxonomy);
  const fields = toFields(type.current.schema);
  if (!fields.some(uses)) return;
  const left = fields.flatMap(field => {
    if (!uses(field)) return [field];
    const taxonomies = readAllowed(field).filter(({ taxonomy_uid }) => taxonomy_uid !== taxonomy);
    return taxonomies.length > 0 ? [{ ...field, taxonomies }] : [];
  });
  replaceSchema(call, type, left);
}

/** What is wrong with the terms of an entry, besides their form. */
export function checkTerms({ state, choices }: Call, field: Field, value: unknown): string[] {
  const pointers = readPointers(value);
  const found = readAllowed(field).flatMap(({ taxonomy_uid, max_terms, mandatory }) => {
    const count = pointers.filter(pointer => pointer.taxonomy_uid === taxonomy_uid).length;
    return [
      ...(mandatory === true && count === 0 ? [`needs a term of the taxonomy '${taxonomy_uid}'.`] : []),
      ...(typeof max_terms === 'number' && count > max_terms
        ? [`takes at most ${max_terms} terms of the taxonomy '${taxonomy_uid}'.`]
        : []),
    ];
  });
  if (choices.unknownTerms === 'allow') return found;
  const isKnown = ({ taxonomy_uid, term_uid }: Pointer): boolean => {
    const taxonomy = pick(state.taxonomies, taxonomy_uid);
    const term = taxonomy && taxonomy.deleted_at === undefined ? pick(taxonomy.terms, term_uid) : undefined;
    return term !== undefined && term.deleted_at === undefined;
  };
  const unknown = pointers.filter(pointer => !isKnown(pointer));
  return [
    ...found,
    ...unknown.map(({ taxonomy_uid, term_uid }) => `has no term '${term_uid}' in the taxonomy '${taxonomy_uid}'.`),
  ];
}
