// What tests of the writing half share: a document as Markdown, applied, and compared.
import { expect } from 'vitest';
import { applyMarkdown, type Writing } from '../../../src/content/rich-text/apply.ts';
import { type Markdown, toMarkdown } from '../../../src/content/rich-text/markdown.ts';

export async function show(document: unknown): Promise<Markdown> {
  const shown = await toMarkdown(document);
  if ('reason' in shown) throw new Error(shown.reason);
  return shown;
}

export interface Made {
  type: string;
  uid: string;
  attrs: Record<string, unknown>;
  children: Made[];
  text: string;
  [key: string]: unknown;
}

let made = 0;

export const newUid = (): string => {
  made += 1;
  return `b${made.toString(16).padStart(31, '0')}`;
};

/** @throws what was refused. */
export async function apply(document: unknown, markdown: string, writing: Writing = {}): Promise<Made> {
  const written = await applyMarkdown(document, markdown, { newUid, ...writing });
  if ('problems' in written) throw new Error(written.problems.join('\n'));
  return written.document as unknown as Made;
}

export async function refusal(document: unknown, markdown: string, writing: Writing = {}): Promise<string[]> {
  const written = await applyMarkdown(document, markdown, { newUid, ...writing });
  return 'problems' in written ? written.problems : ['not refused'];
}

/** What is frozen throws where it is changed. */
export function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

/** All nodes and leaves below, from top to bottom. */
export const nodesOf = (node: unknown): Made[] =>
  ((node as Partial<Made>).children ?? []).flatMap(child => [child, ...nodesOf(child)]);

export const uidsOf = (document: unknown): string[] =>
  nodesOf(document).flatMap(({ uid, text }) => (uid === undefined || text !== undefined ? [] : [uid]));

/** Texts of leaves and types of nodes that are not in the new document, and those that only it has. */
export function compare(before: unknown, after: unknown): { gone: string[]; came: string[] } {
  const tell = ({ text, type }: Made): string => text ?? type;
  const [old, now] = [nodesOf(before), nodesOf(after)];
  return {
    gone: old.filter(node => !now.includes(node)).map(tell),
    came: now.filter(node => !old.includes(node)).map(tell),
  };
}

/** One place of its Markdown changed, which stands there once. */
export async function edit(document: unknown, find: string, put: string, drop: string[] = []) {
  freeze(document);
  const { markdown } = await show(document);
  expect(markdown.split(find).length - 1, `${find} in\n${markdown}`).toBe(1);
  const made = await apply(document, markdown.replace(find, put), { drop });
  const uids = uidsOf(made);
  expect(new Set(uids).size).toBe(uids.length);
  return { made, ...compare(document, made) };
}
