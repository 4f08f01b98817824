// Says what is wrong with the value of a file field: its form, and whether the asset keeps within the field's limits.

import type { Call } from '../http/call.ts';
import { type Field, readMetadata } from '../model/schema.ts';
import type { Asset } from '../state/assets.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';

const megabyte = 1024 * 1024;

/** An asset that is not there has nothing to be measured: pointers at nothing are taken. */
export function checkFile(call: Call, field: Field, value: unknown): string | undefined {
  if (typeof value !== 'string') return 'is not valid: give the uid of the asset, not the asset.';
  const asset = pick(call.branch.assets, value);
  return asset && (checkKind(field, asset) ?? checkSize(field, asset) ?? checkDimension(field, asset));
}

function checkKind(field: Field, asset: Asset): string | undefined {
  if (readMetadata(field).image === true && !String(asset.content_type).startsWith('image/')) return 'is not an image.';
  const allowed = Array.isArray(field.extensions) ? field.extensions : [];
  const clean = (extension: unknown): string => String(extension).replace(/^\./, '').toLowerCase();
  const own = clean(asset.filename.split('.').at(-1));
  if (allowed.length === 0 || allowed.some(extension => clean(extension) === own)) return undefined;
  return `has the extension '${own}', which is not allowed here.`;
}

/** In megabytes. The reference knows of the limits, not of their keys. */
function checkSize({ min_size: least, max_size: most }: Field, { file_size }: Asset): string | undefined {
  const size = Number(file_size) / megabyte;
  if (typeof least === 'number' && size < least) return `is smaller than ${least} MB.`;
  return typeof most === 'number' && size > most ? `is larger than ${most} MB.` : undefined;
}

function checkDimension(field: Field, asset: Asset): string | undefined {
  const limits: Json = isObject(field.dimension) ? field.dimension : {};
  const dimension: Json = isObject(asset.dimension) ? asset.dimension : {};
  for (const side of ['width', 'height']) {
    const length = dimension[side];
    const { min: least, max: most }: Json = isObject(limits[side]) ? limits[side] : {};
    if (typeof length !== 'number') continue;
    if (typeof least === 'number' && length < least) return `has a ${side} below ${least} pixels.`;
    if (typeof most === 'number' && length > most) return `has a ${side} above ${most} pixels.`;
  }
  return undefined;
}
