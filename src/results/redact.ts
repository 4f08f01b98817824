// What must not leave is struck out: by value, by shape, by field. Pure, and the only place that does.

import { mask } from '../operations/answer.ts';
import { isObject } from '../operations/is-object.ts';

/** What must not leave; absent where there are no credentials. */
export interface Secrets {
  token?: string | undefined;
  /** Kept in answers where Contentstack itself shows it to everybody, in addresses: without it they lead nowhere. */
  apiKey?: string | undefined;
}

/** Of an error: nothing in it is content, so the key goes too. */
export const redactError = (text: string, { token, apiKey }: Secrets): string =>
  redactShapes(redactValues(text, [token, apiKey]));

/** Addresses of assets (`…/v3/assets/<key>/…`) and of the web app (`…/stack/<key>/…`) stay whole. */
export function redactAnswer(text: string, { token, apiKey }: Secrets): string {
  const known = redactShapes(redactValues(text, [token]));
  if (!apiKey || !known.includes(apiKey)) return known;
  const literal = apiKey.replace(/\W/g, '\\$&');
  return known.replace(new RegExp(`(?<!/v3/assets/|/stack/)${literal}`, 'g'), mask);
}

function redactValues(text: string, secrets: (string | undefined)[]): string {
  return secrets.reduce<string>((left, secret) => (secret ? left.replaceAll(secret, mask) : left), text);
}

/**
 * Words that a secret stands beside, then what may stand between: quotes, colons, `is`, a scheme. Uids of some of a
 * stack's own objects look like its tokens (`cs` and 16 hex digits), so the look alone says nothing.
 */
const beside = String.raw`(?:token|secret|password|authorization)\b(?:[^\w\n]{1,8}(?:is|was|bearer|basic)\b)?[^\w\n]{1,8}`;

/** All are bounded, so that no text takes long; what all of a shape have in it is looked for first, which takes less still. */
const shapes: [shape: RegExp, instead: string, sign?: string][] = [
  // Tokens of Contentstack.
  [new RegExp(`(${beside})(?:cs|blt)[0-9a-f]{16,}\\b`, 'gi'), `$1${mask}`],
  // A header's value. Prose about such headers has neither digits nor the mixed case of base64 in its next word.
  [/\b(Bearer|Basic)(\s+)(?=[\w.~+/-]{0,4000}(?:\d|[a-z][A-Z]|=))[\w.~+/-]{12,4000}=*/g, `$1$2${mask}`],
  // Addresses with a name and a password in them.
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>\\?#]{1,256}):[^\s/@"'<>\\?#]{1,256}@/gi, `$1:${mask}@`, '@'],
];

function redactShapes(text: string): string {
  return shapes.reduce(
    (left, [shape, instead, sign = '']) => (left.includes(sign) ? left.replace(shape, instead) : left),
    text,
  );
}

/** How far down the keys below a withheld field are still told: `request.entry.title` says what was changed, not to what. */
const told = 2;

/** The answer without the values of the masked keys; `a.b` masks b below a, lists between them do not count. */
export function withhold(node: unknown, masked: readonly string[], path = ''): unknown {
  if (masked.length === 0) return node;
  if (Array.isArray(node)) return node.map(item => withhold(item, masked, path));
  if (!isObject(node)) return node;
  const entries = Object.entries(node).map(([key, value]) => {
    const at = `${path}.${key}`;
    // A header has the same name however it is written.
    const isMasked = masked.some(name => at.toLowerCase().endsWith(`.${name.toLowerCase()}`));
    return [key, isMasked ? hide(value, told) : withhold(value, masked, at)];
  });
  return Object.fromEntries(entries);
}

function hide(value: unknown, depth: number): unknown {
  if (value === null || value === '') return value;
  if (!isObject(value) || depth === 0) return mask;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hide(inner, depth - 1)]));
}
