// Fills the fields that a new entry does not name with the default values of their content type.
import type { Call } from '../http/call.ts';
import type { ContentTypeRecord } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import { type Field, findInnerSchema, isContainer, nameBlock, readMetadata, toBlocks, toFields } from './schema.ts';

export const fillDefaults = (call: Call, type: ContentTypeRecord, given: Json): Json =>
  call.choices.defaultValues === 'applied on create'
    ? fillFields(call, toFields(type.current.schema), given, false)
    : given;

function fillFields(call: Call, schema: Field[], given: Json, isInBlock: boolean): Json {
  const out = { ...given };
  for (const field of schema) {
    const value = pick(given, field.uid);
    if (isContainer(field)) {
      if (value !== undefined) out[field.uid] = fillContainer(call, field, value, isInBlock);
    } else if (value === undefined) {
      if (isInBlock && field.data_type === 'boolean' && call.choices.booleansInBlocks === 'left out') continue;
      const standard = readDefault(field);
      if (standard !== undefined) out[field.uid] = standard;
    }
  }
  return out;
}

/** A group or block that is not sent does not come into being by the defaults of its fields. */
function fillContainer(call: Call, field: Field, value: unknown, isInBlock: boolean): unknown {
  const isBlock = isInBlock || field.data_type === 'blocks';
  const enter = (holder: Json, inner: unknown): unknown => {
    const schema = findInnerSchema(call.branch, holder);
    return schema && isObject(inner) ? fillFields(call, schema, inner, isBlock) : inner;
  };
  if (!Array.isArray(value)) return enter(field, value);
  if (field.data_type !== 'blocks') return value.map(item => enter(field, item));
  return value.map(item => {
    const uid = nameBlock(item);
    const block = toBlocks(field).find(known => known.uid === uid);
    return isObject(item) && block ? { ...item, [uid]: enter(block, item[uid]) } : item;
  });
}

/** An empty default is none. */
const readers: Record<string, (value: unknown) => unknown> = {
  text: value => (value === '' ? undefined : value),
  number: value => (typeof value === 'number' ? value : undefined),
  boolean: value => (typeof value === 'boolean' ? value : undefined),
  isodate: value => (typeof value === 'string' && value !== '' ? value : undefined),
  json: value => (isObject(value) ? value : undefined),
  // The schema writes `url` where the value has `href`.
  link: value => {
    const { title, url, href = url }: Json = isObject(value) ? value : {};
    return href ? { title: title ?? '', href } : undefined;
  },
};

function readDefault(field: Field): unknown {
  const { default_value: held } = readMetadata(field);
  if (held === undefined || held === null) return undefined;
  const read = readers[field.data_type];
  if (!read) return undefined;
  const values = [held].flat().map(read);
  if (values.length === 0 || values.includes(undefined)) return undefined;
  return field.multiple === true ? values : values[0];
}
