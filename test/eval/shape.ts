// How a task says what content shall be in the end: the latest fields of an entry to change, and what is made up on the way.
import type { Json } from '../../src/sandbox/state/json.ts';
import type { State } from '../../src/sandbox/state/state.ts';
import { mainOf } from './ground.ts';
import { Fitting } from './judge.ts';

/** The latest fields in a language of its own, to read or to change. */
export function fieldsOf(state: State, type: string, uid: string, locale = 'en-us'): Json {
  const version = mainOf(state).entries[type]?.[uid]?.locales[locale]?.at(-1);
  if (!version) throw new Error(`there is no ${type} ${uid} in ${locale}`);
  return version.fields;
}

const toVersion = (fields: Json) => ({ _version: 1, fields, updated_at: '', updated_by: '' });

/** The first version in a language. */
export function localize(state: State, type: string, uid: string, locale: string, fields: Json): void {
  const record = mainOf(state).entries[type]?.[uid];
  if (!record) throw new Error(`there is no ${type} ${uid}`);
  record.locales[locale] = [toVersion(fields)];
}

/** A new entry; the only one. */
export function addEntry(state: State, type: string, fields: Json): void {
  const uid = 'new 1';
  const locales = { [state.master_locale]: [toVersion(fields)] };
  mainOf(state).entries[type] = {
    ...mainOf(state).entries[type],
    [uid]: { uid, created_at: '', created_by: '', locales, published: [] },
  };
}

/** Where the stack differs after one save of an entry in a language, and the log of it. */
export function savedOnce(state: State, type: string, uid: string, locale = 'en-us'): string[] {
  const at = `branches.main.entries.${type}.${uid}`;
  const versions = mainOf(state).entries[type]?.[uid]?.locales[locale];
  const stages = type === 'page' ? [`${at}.stages`, `${at}.stages.${locale}`] : [];
  const called = type === 'product' ? ['webhook_executions.*'] : [];
  return [
    ...(versions ? [`${at}.locales.${locale}.${versions.length}`] : [`${at}.locales.${locale}`, ...stages]),
    ...called,
    'branches.main.audit_log.*',
  ];
}

/** Of a new block, or instance of a group. */
export const anyUid = new Fitting(value => typeof value === 'string' && /^cs[0-9a-f]{16}$/.test(value));

/** Rich text as somebody sees it who cares for no uid: `h2: Words`, `li: words`, with marks and links. */
export const anyDocument = (...lines: string[]): Fitting =>
  new Fitting(
    value => (value as Json | null)?.type === 'doc' && toLines(value as Json).join('\n') === lines.join('\n'),
  );

const inner = (node: Json): Json[] => (Array.isArray(node.children) ? (node.children as Json[]) : []);

const lines: Record<string, true> = { p: true, li: true, blockquote: true, code: true, tr: true };

/** One for each block; a table has one for each row, a list one for each item. */
function toLines(node: Json): string[] {
  const type = String(node.type);
  const attrs = (node.attrs ?? {}) as Json;
  if (type === 'reference' || type === 'img') return [`picture: ${String(attrs['asset-uid'] ?? attrs.url)}`];
  if (type === 'code') return [`code ${String(attrs.language ?? '')}: ${toText(node)}`];
  if (type === 'tr') return [`row: ${inner(node).map(toText).join(' | ')}`];
  if (lines[type] || /^h\d$/.test(type)) return [`${type}: ${toText(node)}`];
  return inner(node).flatMap(toLines);
}

function toText(node: Json): string {
  if (typeof node.text === 'string') {
    const marks = ['bold', 'italic', 'inlineCode'].filter(mark => node[mark] === true);
    return marks.reduce((text, mark) => `<${mark}>${text}</${mark}>`, node.text);
  }
  const text = inner(node).map(toText).join('');
  return node.type === 'a' ? `[${text}](${String((node.attrs as Json | undefined)?.url)})` : text;
}
