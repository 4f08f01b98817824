// Reads content type schemas: the fields of every container, and a walk over an entry's values along them.

import type { Choices } from '../state/choices.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import type { Branch } from '../state/state.ts';

/** What a content type may point at. */
export interface Surroundings {
  branch: Branch;
  choices: Choices;
  /** Content types that are being made together with this one. */
  coming?: string[];
}

export interface Field extends Json {
  uid: string;
  data_type: string;
  display_name?: string;
  mandatory?: boolean;
  unique?: boolean;
  multiple?: boolean;
  non_localizable?: boolean;
}

interface Block extends Json {
  uid: string;
  title?: string;
}

export const toFields = (schema: unknown): Field[] => (Array.isArray(schema) ? (schema as Field[]) : []);

export const toBlocks = (field: Field): Block[] => (Array.isArray(field.blocks) ? (field.blocks as Block[]) : []);

export const readMetadata = ({ field_metadata }: Field): Json => (isObject(field_metadata) ? field_metadata : {});

/** `options` of a content type. */
export const readOptions = ({ options }: Json): Json => (isObject(options) ? options : {});

/** What tells an instance of a repeated group or of a block from the others, in every language. */
export const readInstanceUid = (values: unknown): unknown =>
  isObject(values) && isObject(values._metadata) ? values._metadata.uid : undefined;

/** The schema that a group, a global field or a block definition holds or points to; undefined when nobody knows it. */
export function findInnerSchema(branch: Branch, holder: Json): Field[] | undefined {
  if (Array.isArray(holder.schema)) return toFields(holder.schema);
  const global = typeof holder.reference_to === 'string' ? pick(branch.global_fields, holder.reference_to) : undefined;
  return global && toFields(global.current.schema);
}

export const isContainer = (field: Field): boolean => ['group', 'global_field', 'blocks'].includes(field.data_type);

/** The uid of the block that an item is: its only key but for what a client may have put beside it. */
export const nameBlock = (item: unknown): string =>
  (isObject(item) ? Object.keys(item).find(key => key !== '_metadata') : undefined) ?? '';

export const listTargets = (field: Field): string[] => [field.reference_to].flat().filter(to => typeof to === 'string');

interface Walk {
  /** Called with the whole value of every field that holds no fields itself. */
  leaf?: (field: Field, value: unknown, path: string) => unknown;
  /** Called with the rebuilt values of every instance of a repeated container, before it takes its place. */
  instance?: (values: Json, path: string) => Json;
}

/** Rebuilds an entry's values along a schema; values of fields that the schema lacks are left out. */
export function mapValues(branch: Branch, schema: Field[], values: Json, walk: Walk, base = ''): Json {
  const out: Json = {};
  for (const field of schema) {
    const value = pick(values, field.uid);
    if (value === undefined) continue;
    const path = base === '' ? field.uid : `${base}.${field.uid}`;
    out[field.uid] = isContainer(field)
      ? mapContainer(branch, field, value, walk, path)
      : walk.leaf
        ? walk.leaf(field, value, path)
        : value;
  }
  return out;
}

function mapContainer(branch: Branch, field: Field, value: unknown, walk: Walk, path: string): unknown {
  const keep = (values: Json): Json => walk.instance?.(values, path) ?? values;
  const enter = (schema: Field[] | undefined, inner: unknown, at: string): unknown => {
    if (!isObject(inner) || schema === undefined) return inner;
    const metadata = inner._metadata === undefined ? {} : { _metadata: inner._metadata };
    return { ...mapValues(branch, schema, inner, walk, at), ...metadata };
  };
  if (field.data_type === 'blocks') {
    if (!Array.isArray(value)) return value;
    const blocks = toBlocks(field);
    return value.filter(isObject).map(item => {
      const uid = nameBlock(item);
      const block = blocks.find(known => known.uid === uid);
      const inner = block && enter(findInnerSchema(branch, block), item[uid], `${path}.${uid}`);
      return isObject(inner) ? { [uid]: keep(inner) } : item;
    });
  }
  const schema = findInnerSchema(branch, field);
  if (!Array.isArray(value)) return enter(schema, value, path);
  return value.map(item => {
    const inner = enter(schema, item, path);
    return isObject(inner) ? keep(inner) : inner;
  });
}
