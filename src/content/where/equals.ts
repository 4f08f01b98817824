// Whether a field holds one value: as it is stored, or as a person writes it. What no such field can hold is refused.
import { type Choice, choicesOf, kindOf } from '../schema.ts';
import { isAbsent } from '../value.ts';
import { readText } from './blank.ts';
import { isHtml, type Target } from './field.ts';
import { type Test, toItems, type Unfit, unfit } from './fit.ts';
import { toEqualsQuery } from './query.ts';

/** @param isCase whether texts must be the same to the letter; where not, those that differ in case alone are near. */
export function toEquals(value: unknown, target: Target, isCase: boolean): Test | Unfit {
  const { field, part } = target;
  const kind = part === undefined ? kindOf(field) : 'text';
  if (kind === 'reference' || kind === 'file')
    return unfit(target, 'points at something: ask for refers_to and its uid');
  if (['group', 'blocks', 'rich_text', 'json', 'other'].includes(kind)) return unfit(target, 'is not a single value');
  const choices = part === undefined ? choicesOf(field) : undefined;
  const wanted = choices ? findChoice(choices, value)?.value : toWanted(kind, value);
  if (wanted === undefined) return unfit(target, choices ? listChoices(choices) : sayKind(kind));
  if (kind === 'isodate') {
    const moment = Date.parse(String(wanted));
    return toItems(target, held => held === wanted || (typeof held === 'string' && Date.parse(held) === moment));
  }
  const isLoose = !isCase && !choices && typeof wanted === 'string';
  const lower = isLoose ? toLower(wanted) : '';
  const isHeld = (held: unknown): boolean | 'near' => {
    if (isAbsent(held)) return false;
    const read = isHtml(field) && part === undefined ? readText(field, held) : held;
    if (held === wanted || read === wanted) return true;
    return isLoose && typeof read === 'string' && toLower(read) === lower && 'near';
  };
  // A query minds case: it stands in only where there is none.
  const isSure = !isLoose || (lower === wanted && wanted === wanted.toUpperCase());
  return { ...toItems(target, isHeld), query: isSure ? toEqualsQuery(target, wanted) : undefined };
}

/** By way of capitals, as a search for text does. */
const toLower = (text: string): string => text.toUpperCase().toLowerCase();

/** By its value or its label; where neither is the same, by one that differs in case. */
function findChoice(choices: readonly Choice[], value: unknown): Choice | undefined {
  const [text, lower] = [String(value), toLower(String(value))];
  return (
    choices.find(each => String(each.value) === text) ??
    choices.find(({ label }) => label === text) ??
    choices.find(each => toLower(String(each.value)) === lower || toLower(each.label) === lower)
  );
}

/** So many are named. */
const most = 12;

function listChoices(choices: readonly Choice[]): string {
  const named = choices.slice(0, most).map(({ value, label }) => {
    return label === String(value) ? label : `${value} (${label})`;
  });
  return `is one of ${named.join(', ')}${choices.length > most ? ` and ${choices.length - most} more` : ''}`;
}

function sayKind(kind: string): string {
  if (kind === 'boolean') return 'holds no such value: it is true or false';
  return kind === 'isodate' ? 'holds dates: give one as 2026-01-12' : 'holds no such value';
}

/** As it is stored: a number without its quotes. */
function toWanted(kind: string, value: unknown): unknown {
  if (kind === 'number') {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
  }
  if (kind === 'boolean') {
    if (typeof value === 'boolean') return value;
    return value === 'true' ? true : value === 'false' ? false : undefined;
  }
  if (kind === 'isodate') return typeof value === 'string' && isDate(value) ? value : undefined;
  return String(value);
}

/** A day of the calendar, with or without a time: `Date.parse` alone takes any words with a number in them. */
function isDate(text: string): boolean {
  const day = /^\d{4}-\d\d-\d\d(?=$|T\d)/.exec(text)?.[0];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  const read = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
}
