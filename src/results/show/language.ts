// Says first that what was read in a language is there in another: a fallback, which nobody should take for a translation.
import type { Arguments } from '../../operations/arguments.ts';
import type { Operation } from '../../operations/operation.ts';

type Json = Record<string, unknown>;

/** The language that was asked for, where the operation reads in one. */
const findAsked = ({ query }: Operation, { locale }: Arguments): string | undefined =>
  'locale' in query && typeof locale === 'string' && locale !== '' ? locale : undefined;

const isOther = ({ locale }: Json, asked: string): boolean =>
  typeof locale === 'string' && locale.toLowerCase() !== asked.toLowerCase();

export function noteFallback(operation: Operation, given: Arguments, object: Json): string[] {
  const asked = findAsked(operation, given);
  return asked !== undefined && isOther(object, asked) ? [`no ${asked}: this is ${String(object.locale)}`] : [];
}

/** Each row shows its language, unless that was left out or is the same in all. */
export function noteFallbacks(operation: Operation, given: Arguments, items: readonly Json[]): string[] {
  const asked = findAsked(operation, given);
  if (asked === undefined || items.length === 0) return [];
  if (items.every(({ locale }) => locale === undefined)) {
    const isLeftOut = given.only !== undefined || given.except !== undefined;
    return isLeftOut ? [`rows may be in another language than ${asked}: locale was left out`] : [];
  }
  const others = items.filter(item => isOther(item, asked));
  if (others.length === 0) return [];
  const shown = [...new Set(others.map(({ locale }) => String(locale)))].join(', ');
  return others.length === items.length
    ? [`no ${asked}: ${items.length === 1 ? 'this is' : 'all of these are'} ${shown}`]
    : [`${others.length} of these ${items.length} have no ${asked}: their text is ${shown}, as their locale says`];
}
