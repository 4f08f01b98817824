// Says what is wrong with rich text: a JSON document's nodes, its size, and what it or an HTML string embeds.
import type { Call } from '../http/call.ts';
import { listEmbeds } from '../model/embeds.ts';
import { type Field, readMetadata } from '../model/schema.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';

const mostEmbeds = 100;
const largestDocument = 30 * 1024;

export const isDocumentField = (field: Field): boolean =>
  field.data_type === 'json' && readMetadata(field).allow_json_rte === true;

function checkEmbeds(field: Field, value: unknown): string | undefined {
  const count = listEmbeds(value).length;
  if (count > 0 && readMetadata(field).rich_text_type === 'basic') return 'is of a basic editor, which embeds nothing.';
  return count > mostEmbeds ? `embeds more than ${mostEmbeds} entries and assets.` : undefined;
}

export const checkHtml = (field: Field, value: unknown): string | undefined =>
  readMetadata(field).allow_rich_text === true ? checkEmbeds(field, value) : undefined;

export function checkDocument(call: Call, field: Field, value: unknown): string | undefined {
  if (!isDocumentField(field)) return undefined;
  if (typeof value === 'string' && call.choices.htmlForRichText === 'accept') return undefined;
  if (!isObject(value)) return 'is not a document.';
  if (Object.keys(value).length === 0) return undefined;
  if (value.type !== 'doc' || !Array.isArray(value.children)) return 'is not a document of type doc with children.';
  if (value.children.length === 0 && call.choices.emptyRichText === 'refuse') return 'has no children.';
  if (call.choices.largeRichText === 'refuse' && Buffer.byteLength(JSON.stringify(value)) > largestDocument) {
    return `is larger than ${largestDocument / 1024} KB.`;
  }
  return checkNodes(value, new Set()) ?? checkEmbeds(field, value);
}

function checkNodes(node: Json, seen: Set<string>): string | undefined {
  if (typeof node.uid === 'string') {
    if (seen.has(node.uid)) return `has a duplicate UID '${node.uid}'.`;
    seen.add(node.uid);
  }
  if (typeof node.text === 'string') return undefined;
  if (typeof node.type !== 'string') return 'has a node without type or text.';
  for (const child of Array.isArray(node.children) ? node.children : []) {
    const complaint = isObject(child) ? checkNodes(child, seen) : 'has a child that is not a node.';
    if (complaint) return complaint;
  }
  return undefined;
}
