// Contentstack's own words as data: quoted, on one line, cut, without what is secret. What it says of each field becomes lines.
import { isObject } from '../../operations/is-object.ts';

/** Takes what is secret out of a value; before it is made text and cut, so that no half of it is left. */
export type Strike = <T>(value: T) => T;

const page = /<!doctype|<(html|head|body|title|h1)\b/i;

/** As JSON. A page of HTML is none of the API's words. */
export function quote(value: unknown, length: number, strike: Strike): string {
  const struck = strike(value);
  const text = typeof struck === 'string' ? struck : (JSON.stringify(struck) ?? '');
  if (page.test(text)) return '(a page of HTML, left out)';
  return typeof value === 'string' ? JSON.stringify(cut(text, length)) : cut(text, length);
}

export const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}… (${text.length} characters)` : text;

/**
 * Characters of one complaint, of one that is a tree, of a name, of the names in a line, of the complaints in a line, of all
 * lines; lines; fields and complaints that are looked at. A refusal of forty references to types that are not there is told
 * in full; of what is longer a good part is.
 */
const most = { complaint: 200, tree: 600, name: 60, names: 800, list: 3_000, all: 3_500, lines: 12, seen: 400 };

/** `errors` is documented as field → messages; a text, a list or deeper nesting have been seen too. */
export function listComplaints(errors: unknown, strike: Strike): string[] {
  if (!errors || (Array.isArray(errors) && errors.length === 0)) return [];
  if (!isObject(errors)) return [`- ${quoteAll(errors, strike)}`];
  const entries = Object.entries(errors);
  // What is said of several fields is said once.
  const names = new Map<string, string[]>();
  for (const [field, said] of entries.slice(0, most.seen)) {
    const words = quoteAll(Array.isArray(said) && said.length === 1 ? said[0] : said, strike);
    const same = names.get(words) ?? [];
    same.push(toName(field, strike));
    names.set(words, same);
  }
  const lines = [...names].map(([words, fields]) => `- ${listNames(fields, fields.length)}: ${words}`);
  const shown = countFitting(lines.slice(0, most.lines), most.all);
  const rest = [...names.values()].slice(shown).flat();
  const left = rest.length + Math.max(0, entries.length - most.seen);
  return [...lines.slice(0, shown), ...(left > 0 ? [`- and ${left} more: ${listNames(rest, left)}`] : [])];
}

/** A name is somebody's text like the rest, unless it is plainly the path of a field. */
const toName = (field: string, strike: Strike): string =>
  /^[\w.[\]$-]{1,80}$/.test(field) ? strike(field) : quote(field, most.name, strike);

/** @param all how many there are, of whom some may not be among these. */
function listNames(names: string[], all: number): string {
  const shown = names.slice(0, countFitting(names, most.names));
  return [...shown, ...(all > shown.length ? [`and ${all - shown.length} more`] : [])].join(', ');
}

/** A list is cut between its items. */
function quoteAll(said: unknown, strike: Strike): string {
  if (!Array.isArray(said)) return quote(said, typeof said === 'string' ? most.complaint : most.tree, strike);
  const items = said.slice(0, most.seen).map(item => quote(item, most.complaint, strike));
  const shown = items.slice(0, countFitting(items, most.list));
  return `[${shown.join(',')}]${said.length > shown.length ? ` and ${said.length - shown.length} more` : ''}`;
}

/** How many, from the first on, are together within so many characters; the first always is. */
function countFitting(texts: string[], length: number): number {
  let left = length;
  const over = texts.findIndex((text, index) => {
    left -= text.length;
    return left < 0 && index > 0;
  });
  return over < 0 ? texts.length : over;
}
