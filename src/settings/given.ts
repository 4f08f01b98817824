// What was given for a setting: whether it is a value at all, and how it is said back without giving a secret away. Pure.
import { toBrief } from '../operations/brief.ts';
import { isUnfilled, strip } from '../operations/unfilled.ts';

/** An empty field of the dialog in which desktop clients ask for settings. */
const emptyField = /^\$\{user_config\.[^}]*\}$/;

/** The value; undefined where nothing was given; `unfilled` where something was meant and did not come. */
export function judge(given: string): { value: string | undefined; isUnfilled: boolean } {
  const value = strip(given);
  if (given.trim() === '' || emptyField.test(value)) return { value: undefined, isUnfilled: false };
  const isWhole = value === '' || isUnfilled(value);
  return { value: isWhole ? undefined : value, isUnfilled: isWhole };
}

/** Whether one of a comma-separated list is a placeholder. */
export const hasUnfilled = (value: string): boolean => value.split(',').some(isUnfilled);

/** Keys and tokens as Contentstack makes them, a name and password of an address, or a long word as only machines make it. */
const secretLike = [/(?:cs|blt)[0-9a-f]{12,}/i, /@/, /^(?=.*\d)(?=.*[a-z])[\w+/=.-]{24,}$/i];

/** For a message: a token may have come where something else was wanted. */
export const toShown = (text: string): string =>
  secretLike.some(each => each.test(text)) ? 'what was given' : `"${toBrief(text, 100)}"`;
