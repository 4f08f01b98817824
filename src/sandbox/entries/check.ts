// Checks an entry's values against its content type and against the other entries: what 422/119 tells about.
import type { Call } from '../http/call.ts';
import type { Complaints } from '../http/replies.ts';
import { type Field, findInnerSchema, isContainer, toBlocks, toFields } from '../model/schema.ts';
import { findHolder } from '../records/index.ts';
import type { ContentTypeRecord, EntryRecord } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { areTexts, isObject, pick } from '../state/json.ts';
import { checkTerms } from '../taxonomies/term-use.ts';
import { isDocumentField } from './rich-text-check.ts';
import { checkLeaf, isListType } from './value-check.ts';

/** Where in the entry, and what. */
type Complaint = [path: string, message: string];

const longestTitle = 200;
const mostTags = 50;
const longestTag = 50;
const mostBlocks = 100;

/** `mandatory` has no effect on these. */
const neverMandatory = ['boolean', 'taxonomy', 'global_field', 'blocks'];

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What is wrong with the values an entry would have in a language; empty when nothing is. */
export function checkEntry(
  call: Call,
  type: ContentTypeRecord,
  fields: Json,
  locale: string,
  self?: EntryRecord,
): Complaints {
  const schema = toFields(type.current.schema);
  const taken = schema
    .filter(({ unique }) => unique === true)
    .filter(({ uid }) => !isEmpty(pick(fields, uid)))
    .filter(({ uid }) => findHolder(call.branch, type.current.uid, { uid, locale }, pick(fields, uid), self?.uid))
    .map(({ uid }): Complaint => [uid, 'is not unique.']);
  const complaints: Complaints = {};
  const own = [...checkTitle(fields.title), ...checkTags(fields.tags)];
  for (const [path, message] of [...checkFields(call, schema, fields, ''), ...own, ...taken]) {
    complaints[path] = [...(complaints[path] ?? []), message];
  }
  return complaints;
}

const checkFields = (call: Call, schema: Field[], values: Json, base: string): Complaint[] =>
  schema.flatMap(field =>
    checkField(call, field, pick(values, field.uid), base === '' ? field.uid : `${base}.${field.uid}`),
  );

function checkField(call: Call, field: Field, value: unknown, path: string): Complaint[] {
  if (field.data_type === 'taxonomy') return checkTaxonomyField(call, field, value, path);
  if (isEmpty(value) || isBlank(field, value)) {
    if (field.mandatory === true && !neverMandatory.includes(field.data_type)) return [[path, 'is a required field.']];
    return checkAbsent(call, field, path);
  }
  const instances = Array.isArray(value) ? checkInstances(field, value.length, path) : [];
  if (field.data_type === 'blocks') return [...instances, ...checkBlocks(call, field, value, path)];
  if (isContainer(field)) return [...instances, ...checkGroup(call, field, value, path)];
  const complaint = checkLeaf(call, field, value);
  return complaint ? [...instances, [path, complaint]] : instances;
}

/** A link to nowhere and a document of nothing are there, but say nothing. */
function isBlank(field: Field, value: unknown): boolean {
  if (!isObject(value)) return false;
  if (field.data_type === 'link') return isEmpty(value.title) && isEmpty(value.href);
  return isDocumentField(field) && Object.keys(value).length === 0;
}

/** What is mandatory in a group that is not there. */
function checkAbsent(call: Call, field: Field, path: string): Complaint[] {
  const isChecked = call.choices.absentGroups === 'checked' && isContainer(field) && !isListType(field);
  if (!isChecked || field.multiple === true) return [];
  return checkFields(call, findInnerSchema(call.branch, field) ?? [], {}, path);
}

function checkTaxonomyField(call: Call, field: Field, value: unknown, path: string): Complaint[] {
  const complaint = isEmpty(value) ? undefined : checkLeaf(call, field, value);
  const complaints = complaint ? [complaint] : checkTerms(call, field, value);
  return complaints.map(message => [path, message]);
}

function checkInstances(field: Field, count: number, path: string): Complaint[] {
  const { min_instance: least, max_instance: most } = field;
  if (typeof least === 'number' && count < least) return [[path, `needs at least ${least} instances.`]];
  if (typeof most === 'number' && count > most) return [[path, `takes at most ${most} instances.`]];
  return [];
}

function checkGroup(call: Call, field: Field, value: unknown, path: string): Complaint[] {
  const isList = field.multiple === true;
  if (Array.isArray(value) !== isList) return [[path, isList ? 'is not a list.' : 'is not an object.']];
  const schema = findInnerSchema(call.branch, field) ?? [];
  return [value].flat().flatMap((item, index): Complaint[] => {
    const at = isList ? `${path}.${index}` : path;
    return isObject(item) ? checkFields(call, schema, item, at) : [[at, 'is not an object.']];
  });
}

function checkBlocks(call: Call, field: Field, value: unknown, path: string): Complaint[] {
  if (!Array.isArray(value)) return [[path, 'is not a list of blocks.']];
  if (value.length > mostBlocks) return [[path, `has more than ${mostBlocks} blocks.`]];
  return value.flatMap((item, index) => checkBlock(call, field, item, `${path}.${index}`));
}

function checkBlock(call: Call, field: Field, item: unknown, at: string): Complaint[] {
  if (!isObject(item)) return [[at, 'is not an object.']];
  const [uid = '', another] = Object.keys(item).filter(key => key !== '_metadata');
  if (uid === '' || another !== undefined) return [[at, 'is not one block by its uid.']];
  const block = toBlocks(field).find(known => known.uid === uid);
  if (!block) return [[at, `has no block '${uid}'.`]];
  const inner = item[uid];
  if (!isObject(inner)) return [[`${at}.${uid}`, 'is not an object.']];
  return checkFields(call, findInnerSchema(call.branch, block) ?? [], inner, `${at}.${uid}`);
}

/** That of the entry: within a group a field of this name is like any other. */
const checkTitle = (title: unknown): Complaint[] =>
  typeof title === 'string' && title.length > longestTitle
    ? [['title', `is longer than ${longestTitle} characters.`]]
    : [];

function checkTags(tags: unknown): Complaint[] {
  if (tags === undefined || tags === null) return [];
  if (!areTexts(tags)) return [['tags', 'is not a list of strings.']];
  if (tags.length > mostTags) return [['tags', `has more than ${mostTags} tags.`]];
  return tags.some(tag => tag.length > longestTag) ? [['tags', `has a tag longer than ${longestTag} characters.`]] : [];
}

/** Field uids that the content type does not have, in what was sent; containers are entered. */
export function listUnknown(call: Call, schema: Field[], values: Json, known: string[], base = ''): string[] {
  return Object.entries(values).flatMap(([uid, value]) => {
    const path = base === '' ? uid : `${base}.${uid}`;
    const field = schema.find(held => held.uid === uid);
    if (!field) return known.includes(uid) ? [] : [path];
    if (!isContainer(field) || isListType(field)) return [];
    const inner = findInnerSchema(call.branch, field);
    return [value].flat().flatMap(item => (inner && isObject(item) ? listUnknown(call, inner, item, known, path) : []));
  });
}
