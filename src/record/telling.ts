// What may stand in the record of what others wrote: uids and known names as they are, other words made harmless. Pure.
import { mask } from '../operations/answer.ts';
import { toBrief } from '../operations/brief.ts';
import { toVisibleJson } from '../results/text/visible.ts';
import type { Stack } from '../stack/stack.ts';

/** Values that must not stand in any line. */
export type Secrets = readonly string[];

/** In characters, of what a client says of itself. */
const longest = 256;

/** Made by the machine: `blt` or `cs` with 16 digits, or a UUID behind such letters. A token is longer. */
const machine = /^(?:(?:blt|cs)[0-9a-f]{16}|(?:cs)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** What the API takes for a uid or a name, once it has said so itself. */
const name = /^[\p{L}\p{N}$][\p{L}\p{N} ._$-]{0,99}$/u;

const holds = (text: string, secrets: Secrets): boolean => secrets.some(each => each !== '' && text.includes(each));

/** What calls things in this stack, and nothing that only looks like it. */
interface Known {
  has(word: string): boolean;
}

/** @param confirmed what the API has answered for in this call. */
export function toKnown({ vocabulary, access }: Stack, confirmed: ReadonlySet<string>): Known {
  const { usable, aliases } = access.facts.branches;
  const words = new Set<string>([...usable, ...Object.keys(aliases), ...Object.values(aliases), 'sys_assets']);
  for (const list of Object.values(vocabulary)) for (const { value } of list ?? []) words.add(value);
  return { has: word => words.has(word) || (confirmed.has(word) && name.test(word)) };
}

/** Undefined where it may be anything. */
export function toTold(word: unknown, known: Known, secrets: Secrets): string | undefined {
  if (typeof word !== 'string' || word === '' || holds(word, secrets)) return undefined;
  return machine.test(word) || known.has(word) ? toVisible(word) : undefined;
}

/** On one line, and not without end. */
export const toVisible = (text: string, most = longest): string => toVisibleJson(toBrief(text, most));

/** Anybody's words. */
export function toHarmless(text: string, secrets: Secrets, most = longest): string {
  const clean = secrets.reduce((left, each) => (each === '' ? left : left.replaceAll(each, mask)), text);
  return toVisible(clean, most);
}

/** `traceparent` of W3C: the trace alone. */
export function toTraceId(given: unknown): string | undefined {
  const [, id] =
    typeof given === 'string' ? (/^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(given) ?? []) : [];
  return id === undefined || /^0+$/.test(id) ? undefined : id;
}
