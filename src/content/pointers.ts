// Finds all that an entry points at: references, files, assets of custom fields, and what rich text embeds or links to.
import type { Address } from './address.ts';
import { blocksOf, type Field, fieldsOf, isCustom, type Kind, kindOf, metadataOf, targetsOf } from './schema.ts';
import { isObject, member } from './value.ts';
import { walk } from './walk.ts';

/** What assets are called where a content type is named. */
const assets = 'sys_assets';

/** By that name, or by the one from before it. */
export const isAssetType = (type: unknown): boolean => type === assets || type === 'built_io_upload';

export interface Pointer {
  address: Address;
  /** The content type of an entry; `sys_assets` for a file. */
  type: string;
  uid: string;
  /** What the read itself tells: a file is shown whole where it exists, and by its uid where it does not. */
  isThere?: boolean;
  /** False where it is the same in every language. */
  isLocalizable: boolean;
}

type Found = Pick<Pointer, 'type' | 'uid' | 'isThere'>;

/** Of any depth, from the top to the bottom. @param entry as the CMA reads it. */
export function* listPointers(entry: unknown, schema: readonly Field[]): Generator<Pointer> {
  for (const { address, value, role, field, isLocalizable } of walk(entry, schema)) {
    if (!field) continue;
    const isValue = role === 'item' || (role === 'field' && !Array.isArray(value));
    const found = role === 'node' ? findInNode(value) : isValue ? findInValue(field, value) : [];
    for (const each of found) yield { address, ...each, isLocalizable };
  }
}

function findInValue(field: Field, value: unknown): Found[] {
  const uid = isObject(value) ? value.uid : value;
  const kind = kindOf(field);
  if (kind === 'text' && typeof value === 'string') return findInHtml(value);
  if (typeof uid !== 'string' || uid === '') return [];
  if (kind === 'file') return [{ type: assets, uid, isThere: isObject(value) }];
  if (kind === 'reference') {
    const [only, another] = targetsOf(field);
    const type = member(value, '_content_type_uid') ?? (another === undefined ? only : undefined);
    return typeof type === 'string' ? [{ type: isAssetType(type) ? assets : type, uid }] : [];
  }
  const isAsset = isObject(value) && ('unique_identifier' in value || metadataOf(field).is_asset === true);
  if (!isCustom(field) || !isAsset) return [];
  return [{ type: assets, uid, ...(isObject(value.asset) ? { isThere: true } : {}) }];
}

function findInNode(node: unknown): Found[] {
  const attrs = member(node, 'type') === 'reference' ? member(node, 'attrs') : undefined;
  return toEmbed(name => member(attrs, name));
}

/** No tag is looked at beyond where another begins, so that the search stays linear. */
const tag = /<[a-z][^<>]*>/gi;

function findInHtml(html: string): Found[] {
  if (!html.includes('data-sys-')) return [];
  return [...html.matchAll(tag)]
    .filter(([text]) => text.includes('data-sys-'))
    .flatMap(([text]) =>
      toEmbed(name => new RegExp(`\\sdata-sys-${name}\\s*=\\s*["']([^"']*)["']`, 'i').exec(text)?.[1]),
    );
}

function toEmbed(read: (name: string) => unknown): Found[] {
  const [asset, entry, type] = [read('asset-uid'), read('entry-uid'), read('content-type-uid')];
  if (typeof asset === 'string' && asset !== '') return [{ type: assets, uid: asset }];
  const isEntry = typeof entry === 'string' && entry !== '' && typeof type === 'string' && type !== '';
  return isEntry ? [{ type, uid: entry }] : [];
}

const pointing: ReadonlySet<Kind> = new Set(['reference', 'file', 'rich_text', 'json']);

const isPointing = (field: Field): boolean =>
  pointing.has(kindOf(field)) ||
  isCustom(field) ||
  metadataOf(field).allow_rich_text === true ||
  [fieldsOf(field), ...blocksOf(field).map(fieldsOf)].some(fields => fields?.some(isPointing));

/** Uids of the fields at the top in which, at any depth, something can be pointed at. */
export const listPointing = (schema: readonly Field[]): string[] => schema.filter(isPointing).map(({ uid }) => uid);
