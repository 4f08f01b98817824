// What a content type's schema says of its fields, in the form `include_global_field_schema` gives it: global fields spelt out.
import { isObject, type Json, member } from './value.ts';

/** A field as `GET /content_types/{uid}` shows it; what is not named here is kept in it. */
export interface Field extends Json {
  uid: string;
  data_type: string;
  display_name?: string;
  multiple?: boolean;
  mandatory?: boolean;
  non_localizable?: boolean;
}

/** A kind of block in a modular blocks field. */
export interface Block extends Json {
  uid: string;
  title?: string;
}

/**
 * What a value is shaped like. `group` is a global field too; `rich_text` is JSON rich text alone, as HTML and Markdown
 * are texts; `json` is a custom field's; `other` is a data type that nobody here knows.
 */
export type Kind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'isodate'
  | 'file'
  | 'link'
  | 'reference'
  | 'taxonomy'
  | 'group'
  | 'blocks'
  | 'rich_text'
  | 'json'
  | 'other';

const kinds: ReadonlyMap<string, Kind> = new Map([
  ['text', 'text'],
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['isodate', 'isodate'],
  ['file', 'file'],
  ['link', 'link'],
  ['reference', 'reference'],
  ['taxonomy', 'taxonomy'],
  ['group', 'group'],
  ['global_field', 'group'],
  ['blocks', 'blocks'],
  ['json', 'json'],
]);

/** All that the API takes. What one of the last holds is an app's own. */
export const dataTypes: readonly string[] = [...kinds.keys(), 'experience_container'];

export const metadataOf = (field: Field): Json => (isObject(field.field_metadata) ? field.field_metadata : {});

/** A custom field's JSON is not rich text, even if its value looks so. */
const isRichText = (field: Field): boolean => {
  const { allow_json_rte, rich_text_type } = metadataOf(field);
  return typeof field.extension_uid !== 'string' && (allow_json_rte === true || typeof rich_text_type === 'string');
};

export function kindOf(field: Field): Kind {
  const kind = kinds.get(field.data_type) ?? 'other';
  return kind === 'json' && isRichText(field) ? 'rich_text' : kind;
}

/** An app's field: its values are shaped as the app likes. */
export const isCustom = (field: Field): boolean => typeof field.extension_uid === 'string';

/** References, terms and blocks are lists whatever `multiple` says. */
export const isList = (field: Field): boolean =>
  ['reference', 'taxonomy', 'blocks'].includes(kindOf(field)) || field.multiple === true;

/** A list that may hold several: of references only if the field says so. */
export const isSeveral = (field: Field): boolean =>
  kindOf(field) === 'reference' ? metadataOf(field).ref_multiple === true || field.multiple === true : isList(field);

const isNamed = (value: unknown): value is Field => isObject(value) && typeof value.uid === 'string';

/** The fields a group, a global field or a block is made of; undefined where the schema does not spell them out. */
export const fieldsOf = (holder: Json | undefined): readonly Field[] | undefined =>
  Array.isArray(holder?.schema) ? (holder.schema as unknown[]).filter(isNamed) : undefined;

export const blocksOf = (field: Field): Block[] => (Array.isArray(field.blocks) ? field.blocks.filter(isNamed) : []);

/** Content types a reference field takes. */
export const targetsOf = (field: Field): string[] =>
  [field.reference_to].flat().filter((to): to is string => typeof to === 'string');

export interface Choice {
  value: unknown;
  label: string;
}

/** What a select field takes: `enum: {choices: [{value, key?}]}`; undefined for a field without choices. */
export function choicesOf(field: Field): Choice[] | undefined {
  const choices = member(field.enum, 'choices');
  if (!Array.isArray(choices)) return undefined;
  const known = choices
    .filter(choice => isObject(choice) && ['string', 'number'].includes(typeof choice.value))
    .map(({ value, key }) => ({ value, label: typeof key === 'string' && key !== '' ? key : String(value) }));
  return known.length > 0 ? known : undefined;
}

export const findField = (fields: readonly Field[], uid: string): Field | undefined =>
  fields.find(field => field.uid === uid);

/** Every entry has tags, though no schema says so. */
const tagsField: Field = { uid: 'tags', data_type: 'text', display_name: 'Tags', multiple: true };

/** The fields at the top of an entry. */
export const topFields = (schema: readonly Field[]): Field[] =>
  findField(schema, 'tags') ? schema.filter(isNamed) : [...schema.filter(isNamed), tagsField];

/** What the CMA adds to an entry when it is read, and takes no notice of when it is sent. */
export const systemKeys: ReadonlySet<string> = new Set([
  'uid',
  'locale',
  'ACL',
  'DEFAULT_ACL',
  'SYS_ACL',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'deleted_at',
  'deleted_by',
  'publish_details',
  'published',
  'content_type_uid',
  'stackHeaders',
  '_version',
  '_in_progress',
  '_branch',
  '_metadata',
  '_workflow',
  '_content_type_uid',
  '_embedded_items',
  '_rules',
  '_variant',
  '_restore_status',
  '_owner',
  '_schema',
]);
