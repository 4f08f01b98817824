// Says what is wrong with one value of one field, by data type.
import type { Call } from '../http/call.ts';
import { type Field, listTargets, readMetadata } from '../model/schema.ts';
import { runWithin } from '../query/run-within.ts';
import { isObject } from '../state/json.ts';
import { checkFile } from './file-check.ts';
import { checkDocument, checkHtml } from './rich-text-check.ts';

/** The complaint about a value, or nothing. */
type Check = (value: unknown, field: Field, call: Call) => string | undefined;

/** In milliseconds of the clock on the wall, so a busy machine needs room: only a pattern without end takes this long. */
const longestMatch = 1000;
const mostReferences = 100;
const mostTerms = 25;
const largestInteger = 2147483647;

const isDate = (value: string): boolean => /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(value);

const checkDate: Check = (value, field) => {
  if (typeof value !== 'string' || !isDate(value) || Number.isNaN(Date.parse(value))) return 'is not an ISO date.';
  const isBefore = (limit: unknown): boolean => typeof limit === 'string' && Date.parse(value) < Date.parse(limit);
  const isAfter = (limit: unknown): boolean => typeof limit === 'string' && Date.parse(value) > Date.parse(limit);
  if (isBefore(field.startDate)) return `is before ${field.startDate}.`;
  return isAfter(field.endDate) ? `is after ${field.endDate}.` : undefined;
};

const checkText: Check = (value, field) => {
  if (typeof value !== 'string') return 'is not a string.';
  return checkChoice(value, field) ?? checkFormat(value, field) ?? checkHtml(field, value);
};

const checkNumber: Check = (value, field, call) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'is not a number.';
  const isNarrow = call.choices.largeNumbers === 'refuse';
  if (isNarrow && Number.isInteger(value) && (value > largestInteger || value < -largestInteger - 1))
    return 'is out of range.';
  return checkBounds(value, field) ?? checkChoice(value, field);
};

function checkBounds(value: number, { min: least, max: most }: Field): string | undefined {
  if (typeof least === 'number' && value < least) return `is less than ${least}.`;
  return typeof most === 'number' && value > most ? `is more than ${most}.` : undefined;
}

const checkChoice = (value: unknown, field: Field): string | undefined => {
  const choices = isObject(field.enum) ? field.enum.choices : undefined;
  if (!Array.isArray(choices)) return undefined;
  return choices.some(choice => isObject(choice) && choice.value === value) ? undefined : 'is not one of the choices.';
};

const checkFormat = (value: unknown, field: Field): string | undefined => {
  if (typeof field.format !== 'string' || field.format === '') return undefined;
  const pattern = new RegExp(field.format);
  const message = isObject(field.error_messages) ? field.error_messages.format : undefined;
  try {
    if (runWithin(longestMatch, () => pattern.test(String(value)))) return undefined;
  } catch {
    // A pattern that does not come to an end has not matched either.
  }
  return typeof message === 'string' && message !== '' ? message : 'does not match the required format.';
};

const checkLink: Check = value => {
  const isLink = isObject(value) && ['title', 'href'].every(key => ['string', 'undefined'].includes(typeof value[key]));
  return isLink ? undefined : 'is not a link with title and href.';
};

const checkReference: Check = (value, field) => {
  if (!Array.isArray(value)) return 'is not a list of references.';
  if (value.length > mostReferences) return `has more than ${mostReferences} references.`;
  if (value.length > 1 && readMetadata(field).ref_multiple !== true && field.multiple !== true)
    return 'takes one reference.';
  const isLegacy = typeof field.reference_to === 'string';
  for (const item of value) {
    if (isLegacy && typeof item === 'string') continue;
    if (!isObject(item) || typeof item.uid !== 'string' || typeof item._content_type_uid !== 'string') {
      return 'is not valid: give { uid, _content_type_uid }.';
    }
    if (Object.keys(item).length > 2) return 'is not valid: give { uid, _content_type_uid }, not the entry.';
    if (!listTargets(field).includes(item._content_type_uid)) return `must not refer to '${item._content_type_uid}'.`;
  }
  return undefined;
};

const checkTaxonomy: Check = (value, field) => {
  if (!Array.isArray(value)) return 'is not a list of terms.';
  if (value.length > mostTerms) return `has more than ${mostTerms} terms.`;
  const allowed = (Array.isArray(field.taxonomies) ? field.taxonomies : []).filter(isObject);
  for (const item of value) {
    if (!isObject(item) || typeof item.taxonomy_uid !== 'string' || typeof item.term_uid !== 'string') {
      return 'is not valid: give { taxonomy_uid, term_uid }.';
    }
    if (!allowed.some(taxonomy => taxonomy.taxonomy_uid === item.taxonomy_uid)) {
      return `must not use the taxonomy '${item.taxonomy_uid}'.`;
    }
  }
  return undefined;
};

const checks: Record<string, Check> = {
  text: checkText,
  number: checkNumber,
  boolean: value => (typeof value === 'boolean' ? undefined : 'is not true or false.'),
  isodate: checkDate,
  file: (value, field, call) => checkFile(call, field, value),
  link: checkLink,
  reference: checkReference,
  json: (value, field, call) => checkDocument(call, field, value),
  taxonomy: checkTaxonomy,
};

/** Data types that are lists by themselves, whatever `multiple` says. */
export const isListType = (field: Field): boolean => ['reference', 'taxonomy', 'blocks'].includes(field.data_type);

/** Checks one value, or each of the values of a field that holds many. */
export function checkLeaf(call: Call, field: Field, value: unknown): string | undefined {
  const check = checks[field.data_type];
  if (!check) return undefined;
  if (field.multiple !== true || isListType(field)) return check(value, field, call);
  if (!Array.isArray(value)) return 'is not a list.';
  for (const item of value) {
    const complaint = check(item, field, call);
    if (complaint) return complaint;
  }
  return undefined;
}
