// Whether a value says nothing to a reader, and how long a text is to one.
import { isDocument, listNodes } from '../rich-text-nodes.ts';
import { type Field, kindOf } from '../schema.ts';
import { listDocumentTexts } from '../text/document.ts';
import { readHtml } from '../text/html.ts';
import { isAbsent, isObject, type Json } from '../value.ts';
import { isHtml } from './field.ts';

/** Nodes that show something without any text. */
const shows = new Set(['reference', 'img', 'embed', 'social-embeds', 'hr']);

/** Absent, only blanks, rich text without text or pictures, a group or list with nothing but such. False and 0 are values. */
export function isBlank(field: Field, value: unknown): boolean {
  if (isAbsent(value)) return true;
  if (Array.isArray(value))
    return kindOf(field) === 'blocks' ? value.length === 0 : value.every(item => isBlank(field, item));
  if (kindOf(field) === 'rich_text' && isDocument(value)) return isBlankDocument(value);
  if (typeof value === 'string' && (isHtml(field) || kindOf(field) === 'rich_text')) {
    const { text, attributes } = readHtml(value);
    return isBlankText(text) && !attributes.some(([name]) => name === 'src' || name.startsWith('data-sys-'));
  }
  return isBlankJson(value);
}

const isBlankText = (text: string): boolean => !/[^\s\u00ad\u200b\u2060\ufeff]/.test(text);

function isBlankJson(value: unknown): boolean {
  if (isAbsent(value)) return true;
  if (typeof value === 'string') return isBlankText(value);
  if (Array.isArray(value)) return value.every(isBlankJson);
  if (!isObject(value)) return false;
  if (isDocument(value)) return isBlankDocument(value);
  return Object.entries(value).every(([key, inner]) => key === '_metadata' || isBlankJson(inner));
}

function isBlankDocument(document: unknown): boolean {
  for (const { value } of listNodes(document)) {
    if (!isObject(value)) continue;
    if (typeof value.text === 'string' && !isBlankText(value.text)) return false;
    if (typeof value.type === 'string' && shows.has(value.type)) return false;
  }
  return true;
}

export const readDocument = (document: Json): string =>
  [...listDocumentTexts(document, [])].flatMap(({ attribute, text }) => (attribute ? [] : [text.trim()])).join('\n');

/** What a reader sees of a text; undefined for what is none. */
export function readText(field: Field, value: unknown): string | undefined {
  if (kindOf(field) === 'rich_text' && isDocument(value)) return readDocument(value);
  if (typeof value !== 'string') return undefined;
  return isHtml(field) || kindOf(field) === 'rich_text' ? readHtml(value).text : value;
}

/** In characters as Unicode counts them; of Markdown its marks count too. */
export const countCharacters = (text: string): number => [...text].length;

export const isTextual = (field: Field): boolean => ['text', 'rich_text'].includes(kindOf(field));
