// Somebody else's words as data: quoted, on one line, cut, without what is secret.

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
