// Checks an entry that is stored against the content type of today: what could not be saved so any more.
import { isShared } from '../fields-at.ts';
import { blocksOf, type Field, fieldsOf, isCustom, metadataOf } from '../schema.ts';
import type { Json } from '../value.ts';
import { check } from './check.ts';
import { type IsLeftOut, mostProblems } from './findings.ts';

interface StoredProblem {
  address: string;
  /** A phrase whose subject is the address: `is not one of the choices: …`. */
  reason: string;
}

interface StoredOptions {
  /** As `toStrict` makes it of the content type's. */
  schema: readonly Field[];
  /** The language the entry is stored in. */
  locale?: string | undefined;
  masterLocale?: string | undefined;
  hasRules?: boolean | undefined;
}

/** About what is sent alone. */
const onlySent: ReadonlySet<Parameters<IsLeftOut>[1]> = new Set([
  'cut',
  'masked',
  'system',
  'locale',
  'key',
  'wrapper',
  'operator',
  'copy',
]);

/** The fields without what would fill them when something new is saved: what is stored empty is empty. */
export const toStrict = (fields: readonly Field[]): Field[] =>
  fields.map(field => {
    const { default_value: _, ...metadata } = metadataOf(field);
    const inner = fieldsOf(field);
    const blocks = blocksOf(field).map(block => ({ ...block, schema: toStrict(fieldsOf(block) ?? []) }));
    const isKept = isCustom(field) || field.field_metadata === undefined;
    return {
      ...field,
      ...(isKept ? {} : { field_metadata: metadata }),
      ...(inner ? { schema: toStrict(inner) } : {}),
      ...(blocks.length > 0 ? { blocks } : {}),
    };
  });

/**
 * In a translation without what is the same in every language: that is the master's.
 * @param entry as the CMA reads it.
 * @returns at most twenty problems; `more` counts the rest.
 */
export function checkStored(entry: Json, options: StoredOptions): { problems: StoredProblem[]; more: number } {
  const { schema, locale, masterLocale, hasRules } = options;
  const isTranslation = locale !== undefined && masterLocale !== undefined && locale !== masterLocale;
  const isLeftOut: IsLeftOut = (address, kind) => onlySent.has(kind) || (isTranslation && isShared(schema, address));
  const checked = check(entry, { schema, locale, masterLocale, hasRules, isLeftOut });
  const problems = checked.problems.map(({ address, kind, reason }) => ({
    address,
    reason: kind === 'mandatory' ? 'is mandatory and empty' : reason,
  }));
  // What would be put right before it is sent is stored wrong.
  const labels = checked.notes.map(({ address, reason }) => ({ address, reason: `holds a label: ${reason}` }));
  const all = [...problems, ...labels];
  const told = all.slice(0, mostProblems);
  return { problems: told, more: all.length - told.length + checked.more + checked.moreNotes };
}
