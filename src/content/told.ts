// A value of an entry in the few words of a cell: texts as they are, files and references by title and uid, blocks by what is in them.
import { blockOf } from './address.ts';
import { isDocument, listNodes } from './rich-text-nodes.ts';
import { isAbsent, isEmpty, isObject, type Json, listValues } from './value.ts';
import { clip, tellChange } from './words.ts';

/** Titles by uid, of files and entries that a read shows whole. */
export type Titles = ReadonlyMap<string, string>;

/** A cell of a table; null where there is nothing. */
export type Cell = string | number | boolean | null;

/** So many members or items are told; the rest is counted. */
const most = 6;

/** Deeper than anybody reads in a cell. */
const deepest = 3;

/** Titles of all files and entries that stand whole in a value. The entry itself is none of them. */
export function listTitles(...values: unknown[]): Map<string, string> {
  const titles = new Map<string, string>();
  for (const value of listValues(values.flatMap(each => (isObject(each) ? Object.values(each) : [])))) {
    if (!isObject(value)) continue;
    const title = [value.title, value.filename].find(text => typeof text === 'string' && text !== '');
    if (typeof value.uid === 'string' && typeof title === 'string') titles.set(value.uid, title);
  }
  return titles;
}

/** @param longest of a cell, in characters. */
export function toCell(value: unknown, titles: Titles, longest: number): Cell {
  if (isAbsent(value)) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return titles.has(value) ? name(value, titles) : clip(value, longest);
  return clip(tell(value, titles, 0), longest);
}

/** Two values of one place. Of two long texts only what differs is shown, with a word or two around it. */
export function toCells(
  before: unknown,
  after: unknown,
  titles: Titles,
  longest: number,
): { before: Cell; after: Cell } {
  if (typeof before !== 'string' || typeof after !== 'string' || titles.has(before) || titles.has(after)) {
    return { before: toCell(before, titles, longest), after: toCell(after, titles, longest) };
  }
  const told = tellChange(before, after, longest);
  return { before: JSON.parse(told.before) as string, after: JSON.parse(told.after) as string };
}

const name = (uid: string, titles: Titles): string => {
  const title = titles.get(uid);
  return title === undefined ? uid : `${title} (${uid})`;
};

function tell(value: unknown, titles: Titles, depth: number): string {
  if (typeof value === 'string') return titles.has(value) ? name(value, titles) : JSON.stringify(clip(value, 80));
  if (Array.isArray(value)) {
    const more = value.length > most ? `, and ${value.length - most} more` : '';
    return `[${value
      .slice(0, most)
      .map(item => tell(item, titles, depth + 1))
      .join(', ')}${more}]`;
  }
  if (isDocument(value)) return JSON.stringify(readText(value));
  return isObject(value) ? tellObject(value, titles, depth) : String(value);
}

function tellObject(value: Json, titles: Titles, depth: number): string {
  if (typeof value.text === 'string' && !('uid' in value)) return JSON.stringify(clip(value.text, 80));
  if (typeof value.type === 'string' && Array.isArray(value.children)) {
    const { 'entry-uid': entry, 'asset-uid': asset } = isObject(value.attrs) ? value.attrs : {};
    const target = entry ?? asset;
    const to = typeof target === 'string' ? ` to ${name(target, titles)}` : '';
    const text = readText(value);
    return `${value.type}${to}${to !== '' && text === '' ? '' : ` ${JSON.stringify(text)}`}`;
  }
  if (typeof value.term_uid === 'string') return [value.taxonomy_uid, value.term_uid].filter(Boolean).join(':');
  const isPointer = typeof value.uid === 'string' && (titles.has(value.uid) || '_content_type_uid' in value);
  if (isPointer) return name(String(value.uid), titles);
  const block = blockOf(value);
  if (block) return `${block.uid} ${tellMembers(block.values, titles, depth)}`;
  return tellMembers(value, titles, depth);
}

function tellMembers(value: Json, titles: Titles, depth: number): string {
  const members = Object.entries(value).filter(([key, inner]) => key !== '_metadata' && !isEmpty(inner));
  if (depth >= deepest) return `{${members.length} members}`;
  const told = members.slice(0, most).map(([key, inner]) => `${key}: ${tell(inner, titles, depth + 1)}`);
  return `{${told.join(', ')}${members.length > most ? ', …' : ''}}`;
}

/** All texts below a node, in order. */
function readText(node: unknown): string {
  let text = '';
  for (const { value } of listNodes(node)) {
    if (isObject(value) && typeof value.text === 'string') text += value.text;
    else if (text !== '' && !text.endsWith(' ')) text += ' ';
    if (text.length > 200) break;
  }
  return clip(text.trim(), 100);
}
