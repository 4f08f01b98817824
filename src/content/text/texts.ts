// Every text that stands in an entry, along its content type: where it is, of which kind, and what a reader sees of it.
import type { Address } from '../address.ts';
import { isDocument } from '../rich-text-nodes.ts';
import { blocksOf, choicesOf, type Field, fieldsOf, isCustom, kindOf, metadataOf, topFields } from '../schema.ts';
import { isObject, type Json } from '../value.ts';
import { type Visit, walk } from '../walk.ts';
import { listDocumentTexts } from './document.ts';
import { readHtml } from './html.ts';
import { readMarkdown } from './markdown.ts';

export interface Text {
  /** Several texts may stand at one: what HTML says, and each of its attributes. */
  address: Address;
  /**
   * `text`, `multi-line`, `Markdown`, `HTML`, `rich text`, `choice`, `tag`, `link title`, `link href`, `file title`,
   * `file name`, `custom`; with an attribute's name behind it, as `HTML href` or `rich text url`.
   */
  kind: string;
  text: string;
  /** What it is as well: the source of Markdown, the label of a choice. Of no interest where the text itself was found. */
  or?: string;
}

/** Uids and numbers are no texts. @param schema the content type's. */
export function* listTexts(entry: Json, schema: readonly Field[]): Generator<Text> {
  for (const visit of walk(entry, schema)) {
    if (!visit.field || visit.role === 'node' || visit.role === 'block') continue;
    if (visit.role === 'member') yield* toMember(visit.field, visit);
    // A list's items come one by one.
    else if (!Array.isArray(visit.value)) yield* toTexts(visit.field, visit);
  }
}

function* toTexts(field: Field, { address, value }: Visit): Generator<Text> {
  const kind = kindOf(field);
  if (kind === 'file') yield* toFileTexts(address, value);
  else if (isDocument(value) && kind === 'rich_text') {
    for (const { attribute, ...found } of listDocumentTexts(value, address)) {
      yield { ...found, kind: attribute === undefined ? 'rich text' : `rich text ${attribute}` };
    }
  } else if (choicesOf(field)) yield* toChoiceTexts(field, address, value);
  else if (typeof value !== 'string' || value === '') return;
  else if (kind === 'text') yield* toTextsOf(field, address, value);
  else if (kind === 'rich_text') yield* toHtmlTexts(address, value);
  else if (kind === 'json' || kind === 'other') yield { address, kind: 'custom', text: value };
}

function* toTextsOf(field: Field, address: Address, value: string): Generator<Text> {
  const { allow_rich_text, markdown, multiline } = metadataOf(field);
  if (allow_rich_text === true) yield* toHtmlTexts(address, value);
  else if (markdown === true) yield { address, kind: 'Markdown', text: readMarkdown(value), or: value };
  else {
    const kind = isTag(address) ? 'tag' : isCustom(field) ? 'custom' : multiline === true ? 'multi-line' : 'text';
    yield { address, kind, text: value };
  }
}

const isTag = ([first, second]: Address): boolean => first === 'tags' && typeof second === 'object';

/** What a reader sees or follows; the rest are classes, measures and uids. */
const written = new Set(['href', 'src', 'alt', 'title', 'aria-label', 'placeholder', 'poster', 'cite', 'srcset']);

function* toHtmlTexts(address: Address, value: string): Generator<Text> {
  const { text, attributes } = readHtml(value);
  if (text !== '') yield { address, kind: 'HTML', text };
  for (const [name, inner] of attributes) {
    if (written.has(name) && inner !== '') yield { address, kind: `HTML ${name}`, text: inner };
  }
}

function* toFileTexts(address: Address, value: unknown): Generator<Text> {
  if (!isObject(value)) return;
  const { title, filename } = value;
  if (typeof title === 'string') yield { address: [...address, 'title'], kind: 'file title', text: title };
  if (typeof filename === 'string') yield { address: [...address, 'filename'], kind: 'file name', text: filename };
}

function* toChoiceTexts(field: Field, address: Address, value: unknown): Generator<Text> {
  const label = choicesOf(field)?.find(choice => choice.value === value)?.label;
  // A number is no text, though what it stands for may be.
  const text = typeof value === 'string' ? value : label === String(value) ? undefined : label;
  if (text === undefined || text === '') return;
  yield { address, kind: 'choice', text, ...(label === undefined || label === text ? {} : { or: label }) };
}

/** A part of a link, or of what an app keeps. */
function* toMember(field: Field, { address, value }: Visit): Generator<Text> {
  const key = address.findLast(step => typeof step === 'string') ?? '';
  if (typeof value !== 'string' || value === '' || isUidKey(key)) return;
  const kind = kindOf(field) === 'link' ? `link ${key}` : 'custom';
  if (!address.some(step => step === '_metadata')) yield { address, kind, text: value };
}

const isUidKey = (key: string): boolean => key === 'uid' || key.endsWith('_uid');

/** Whether any text may stand in it. */
function holdsText(field: Field): boolean {
  const kind = kindOf(field);
  if (kind === 'group') return fieldsOf(field)?.some(holdsText) ?? true;
  if (kind === 'blocks') return blocksOf(field).some(block => fieldsOf(block)?.some(holdsText) ?? true);
  if (['text', 'file', 'link', 'rich_text', 'json', 'other'].includes(kind)) return true;
  return choicesOf(field) !== undefined;
}

/** Fields at the top of an entry in which a text may stand. */
export const listTextFields = (schema: readonly Field[]): string[] =>
  topFields(schema)
    .filter(holdsText)
    .map(({ uid }) => uid);
