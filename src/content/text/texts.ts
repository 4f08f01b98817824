// Every text that stands in an entry, along its content type: where it is, of which kind, and what a reader sees of it.
import type { Address } from '../address.ts';
import { isDocument, type Node } from '../rich-text-nodes.ts';
import { blocksOf, choicesOf, type Field, fieldsOf, isCustom, kindOf, metadataOf, topFields } from '../schema.ts';
import { isObject, type Json } from '../value.ts';
import { type Visit, walk } from '../walk.ts';
import { listDocumentTexts } from './document.ts';
import { scanHtml } from './html.ts';
import { scanMarkdown } from './markdown.ts';
import { type Form, joinRuns, type Run, toPlainRuns } from './seen.ts';

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
  /** Where it is stored; absent for what is none of the entry's own texts: a choice, a file's title. */
  stored?: Stored;
}

interface Stored {
  field: Field;
  /** Of the string, or of the document of rich text that the runs lie in. */
  at: Address;
  runs: readonly Run[];
  /** How what is new is written there. */
  form: Form;
  /** In rich text: of the block, or of the node that has the attribute. */
  node?: Node | undefined;
}

/**
 * Uids and numbers are no texts.
 * @param schema the content type's.
 * @param isWhole where links of Markdown lead comes by itself, too, and not only as a part of the source.
 */
export function* listTexts(entry: Json, schema: readonly Field[], isWhole = false): Generator<Text> {
  for (const visit of walk(entry, schema)) {
    if (!visit.field || visit.role === 'node' || visit.role === 'block') continue;
    if (visit.role === 'member') yield* toMember(visit.field, visit);
    // A list's items come one by one.
    else if (!Array.isArray(visit.value)) yield* toTexts(visit.field, visit, isWhole);
  }
}

/** Of one value of a field, all of them. */
export const listTextsOf = (field: Field, address: Address, value: unknown): Generator<Text> =>
  toTexts(field, { address, value }, true);

function* toTexts(
  field: Field,
  { address, value }: Pick<Visit, 'address' | 'value'>,
  isWhole: boolean,
): Generator<Text> {
  const kind = kindOf(field);
  if (kind === 'file') yield* toFileTexts(address, value);
  else if (isDocument(value) && kind === 'rich_text') {
    for (const { attribute, runs, node, ...found } of listDocumentTexts(value, address)) {
      const stored: Stored = { field, at: address, runs, form: 'plain', node };
      yield { ...found, kind: attribute === undefined ? 'rich text' : `rich text ${attribute}`, stored };
    }
  } else if (choicesOf(field)) yield* toChoiceTexts(field, address, value);
  else if (typeof value !== 'string' || value === '') return;
  else if (kind === 'text') yield* toTextsOf(field, address, value, isWhole);
  else if (kind === 'rich_text') yield* toHtmlTexts(field, address, value);
  else if (kind === 'json' || kind === 'other') yield toPlain(field, address, 'custom', value);
}

const toPlain = (field: Field, address: Address, kind: string, text: string): Text => ({
  address,
  kind,
  text,
  stored: { field, at: address, runs: toPlainRuns(text), form: 'plain' },
});

function* toTextsOf(field: Field, address: Address, value: string, isWhole: boolean): Generator<Text> {
  const { allow_rich_text, markdown, multiline } = metadataOf(field);
  if (allow_rich_text === true) yield* toHtmlTexts(field, address, value);
  else if (markdown === true) yield* toMarkdownTexts(field, address, value, isWhole);
  else {
    const kind = isTag(address) ? 'tag' : isCustom(field) ? 'custom' : multiline === true ? 'multi-line' : 'text';
    yield toPlain(field, address, kind, value);
  }
}

const isTag = ([first, second]: Address): boolean => first === 'tags' && typeof second === 'object';

function* toMarkdownTexts(field: Field, address: Address, value: string, isWhole: boolean): Generator<Text> {
  const { runs, beside } = scanMarkdown(value);
  const stored = { field, at: address };
  yield { address, kind: 'Markdown', text: joinRuns(runs), or: value, stored: { ...stored, runs, form: 'Markdown' } };
  if (!isWhole) return;
  for (const { kind, name, isQuoted, runs: own } of beside) {
    const text = joinRuns(own);
    if (text === '' || (name !== undefined && !written.has(name))) continue;
    const form = kind === 'attribute' ? (isQuoted ? 'attribute' : 'bare attribute') : (`Markdown ${kind}` as const);
    const what = name ?? (kind === 'url' ? 'href' : 'title');
    yield { address, kind: `Markdown ${what}`, text, stored: { ...stored, runs: own, form } };
  }
}

/** What a reader sees or follows; the rest are classes, measures and uids. */
const written = new Set(['href', 'src', 'alt', 'title', 'aria-label', 'placeholder', 'poster', 'cite', 'srcset']);

function* toHtmlTexts(field: Field, address: Address, value: string): Generator<Text> {
  const { runs, attributes } = scanHtml(value);
  const stored = { field, at: address };
  const text = joinRuns(runs).trim();
  if (text !== '') yield { address, kind: 'HTML', text, stored: { ...stored, runs, form: 'HTML' } };
  for (const { name, runs: own, isQuoted } of attributes) {
    const inner = joinRuns(own);
    if (!written.has(name) || inner === '') continue;
    const form = isQuoted ? 'attribute' : 'bare attribute';
    yield { address, kind: `HTML ${name}`, text: inner, stored: { ...stored, runs: own, form } };
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
  const text =
    typeof value === 'string' ? value : typeof value === 'number' && label !== String(value) ? label : undefined;
  if (text === undefined || text === '') return;
  yield { address, kind: 'choice', text, ...(label === undefined || label === text ? {} : { or: label }) };
}

/** A part of a link, or of what an app keeps. */
function* toMember(field: Field, { address, value }: Visit): Generator<Text> {
  const key = address.findLast(step => typeof step === 'string') ?? '';
  if (typeof value !== 'string' || value === '' || isUidKey(key)) return;
  const kind = kindOf(field) === 'link' ? `link ${key}` : 'custom';
  if (!address.some(step => step === '_metadata')) yield toPlain(field, address, kind, value);
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
