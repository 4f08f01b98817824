// Saves content types: fills what the CMA fills, checks, counts the version and keeps the earlier ones.
import type { Call } from '../http/call.ts';
import { refuseContentType } from '../http/replies.ts';
import type { ContentTypeRecord } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';
import { type Field, readOptions, toBlocks, toFields } from './schema.ts';
import { checkContentType } from './schema-check.ts';
import { tellContentType } from './tell.ts';

type Deed = 'creation' | 'update' | 'import';

const defaultOptions = { is_page: false, singleton: false, title: 'title', sub_title: [] };
const pageOptions = { url_pattern: '/:title', url_prefix: '/' };
const abilities = [
  'get_one_object',
  'get_all_objects',
  'create_object',
  'update_object',
  'delete_object',
  'delete_all_objects',
];
const noAccess = { read: false, create: false, update: false, delete: false };

/** The keys a client may set; the rest is the server's. */
const writable = ['title', 'uid', 'description', 'schema', 'options', 'field_rules', 'labels'];

export function createContentType(call: Call, given: Json, deed: Deed, coming: string[] = []): ContentTypeRecord {
  check(call, given, deed, undefined, coming);
  const uid = String(given.uid);
  const current: ContentTypeRecord['current'] = {
    created_at: call.stamp.at,
    updated_at: call.stamp.at,
    uid,
    _version: 1,
    inbuilt_class: false,
    last_activity: {},
    maintain_revisions: true,
    abilities: Object.fromEntries(abilities.map(name => [name, true])),
    DEFAULT_ACL: {
      others: { read: false, create: false },
      users: [{ read: true, sub_acl: { read: true }, uid: call.stamp.by }],
      management_token: { read: true },
    },
    SYS_ACL: { roles: [], others: { ...noAccess, sub_acl: { ...noAccess, publish: false } } },
    ...fillWritable(call, given),
  };
  const record = { current, earlier: [] };
  call.branch.content_types[uid] = record;
  return record;
}

export function updateContentType(call: Call, record: ContentTypeRecord, given: Json, deed: Deed): ContentTypeRecord {
  const { current } = record;
  const isKept = call.choices.missingSchema === 'keep' && given.schema === undefined;
  const whole = { description: current.description, options: current.options, title: current.title, ...given };
  const settled = { ...whole, ...(isKept ? { schema: current.schema } : {}), uid: current.uid };
  if (given.uid !== undefined && given.uid !== current.uid) {
    throw refuseContentType(deed, { uid: ['cannot be changed.'] });
  }
  check(call, settled, deed, current.uid);
  record.earlier.push(current);
  record.current = {
    ...current,
    ...fillWritable(call, settled),
    updated_at: call.stamp.at,
    _version: current._version + 1,
  };
  return record;
}

/** With its entries and what they have for variants. */
export function deleteContentType(call: Call, { current }: ContentTypeRecord): void {
  const { branch } = call;
  delete branch.content_types[current.uid];
  delete branch.entries[current.uid];
  branch.entry_variants = branch.entry_variants.filter(held => held.content_type !== current.uid);
  tellContentType(call, 'delete', current);
}

function check(call: Call, type: Json, deed: Deed, self?: string, coming: string[] = []): void {
  const complaints = checkContentType({ branch: call.branch, choices: call.choices, coming }, type, self);
  if (Object.keys(complaints).length > 0) throw refuseContentType(deed, complaints);
}

/** A new version whose fields have changed with something else, such as a global field that is gone. */
export function replaceSchema(call: Call, record: ContentTypeRecord, schema: Json[]): void {
  const { current } = record;
  record.earlier.push(current);
  record.current = { ...current, schema, updated_at: call.stamp.at, _version: current._version + 1 };
}

function fillWritable({ choices }: Call, given: Json): Json & { title: string; schema: Json[] } {
  const sent = Object.fromEntries(Object.entries(given).filter(([key]) => writable.includes(key)));
  const options = readOptions(given);
  return {
    ...sent,
    title: String(given.title),
    description: given.description ?? '',
    schema: fillFields(given.schema, true),
    options: {
      ...defaultOptions,
      ...(choices.publishableOption === 'filled in' ? { publishable: true } : {}),
      ...(choices.pageOptions === 'filled in' && options.is_page === true ? pageOptions : {}),
      ...options,
    },
  };
}

/** What a read spells out of a global field stays with the global field. */
function takePointer(holder: Json): Json {
  const isPointer = typeof holder.reference_to === 'string' && holder.schema !== undefined;
  return isPointer ? Object.fromEntries(Object.entries(holder).filter(([key]) => key !== 'schema')) : holder;
}

/** Flags that were not sent come back as false, at every depth; the title of a content type itself is mandatory and unique. */
export function fillFields(schema: unknown, hasTitle: boolean): Json[] {
  return toFields(schema)
    .filter(isObject)
    .map(given => fillField(takePointer(given) as Field, hasTitle));
}

function fillField(field: Field, hasTitle: boolean): Json {
  return {
    multiple: false,
    mandatory: hasTitle && field.uid === 'title',
    unique: hasTitle && field.uid === 'title',
    non_localizable: false,
    ...field,
    ...(Array.isArray(field.schema) ? { schema: fillFields(field.schema, false) } : {}),
    ...(Array.isArray(field.blocks)
      ? {
          blocks: toBlocks(field)
            .filter(isObject)
            .map(takePointer)
            .map(block => (block.schema ? { ...block, schema: fillFields(block.schema, false) } : block)),
        }
      : {}),
  };
}
