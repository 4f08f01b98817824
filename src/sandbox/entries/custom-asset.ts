// Custom fields that hold assets: stored as pointers with their own data, read with the asset beside it.
import { readAsset } from '../assets/read.ts';
import type { Call } from '../http/call.ts';
import { type Field, readMetadata } from '../model/schema.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';

/** Marked in the schema, or told by its data. */
export function isCustomAsset(field: Field, value: Json): boolean {
  const isMarked = readMetadata(field).is_asset === true;
  const isExtension = typeof field.extension_uid === 'string' && typeof value.uid === 'string';
  return isExtension && (isMarked || 'unique_identifier' in value);
}

export function readCustomAsset(call: Call, field: Field, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => readCustomAsset(call, field, item));
  if (!isObject(value) || !isCustomAsset(field, value)) return value;
  const asset = pick(call.branch.assets, String(value.uid));
  return asset ? { ...value, asset: readAsset(call, asset) } : value;
}
