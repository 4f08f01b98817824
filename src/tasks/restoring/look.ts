// What of a restored value may no longer hold: what it points at may be gone, and its title or URL taken.
import { printAddress } from '../../content/address.ts';
import { listPointers } from '../../content/pointers.ts';
import { type Field, findField } from '../../content/schema.ts';
import { isEmpty, isObject, type Json } from '../../content/value.ts';
import type { Ground } from '../../operations/task.ts';
import { lookForExistence, tellGone } from '../checks/existence.ts';
import { attempt } from '../checks/lookup.ts';
import { isAssets } from '../numbers.ts';
import type { Row } from './row.ts';

export interface Restored {
  stored: Json;
  /** Members at the top that become others. */
  value: Json;
  schema: readonly Field[];
}

/** Looks up once what several rows of a call point at. */
export function makeLook(ground: Ground) {
  const lookup = start(ground);
  return async (row: Row, restored: Restored): Promise<string[]> => [
    ...(await tellDangling(ground, await lookup, restored)),
    ...(await tellTaken(ground, row, restored)),
  ];
}

async function start(ground: Ground): Promise<ReturnType<typeof lookForExistence>> {
  const [types, locales] = [await ground.words('content_types'), await ground.words('locales')];
  return lookForExistence({
    ground,
    types: types?.map(({ value }) => ({ uid: value })),
    codes: locales?.map(({ value }) => value) ?? [],
    master: locales?.find(({ isMaster }) => isMaster)?.value,
  });
}

type Existences = ReturnType<typeof lookForExistence>;

/** Only what is not stored already: of all else nobody asked. */
async function tellDangling(
  ground: Ground,
  lookup: Existences,
  { stored, value, schema }: Restored,
): Promise<string[]> {
  const toKey = ({ type, uid }: { type: string; uid: string }): string => `${type} ${uid}`;
  const held = new Set([...listPointers(stored, schema)].map(toKey));
  const pointers = [...listPointers({ ...stored, ...value }, schema)].filter(pointer => !held.has(toKey(pointer)));
  const canLook = ({ type }: { type: string }): boolean => ground.has(isAssets(type) ? 'list_assets' : 'list_entries');
  for (const { type, uid } of pointers.filter(canLook)) lookup.want(type, uid);
  await lookup.fill(true);
  const gone: string[] = [];
  const unknown: string[] = [];
  for (const { type, uid, address } of pointers) {
    const existence = lookup.find(type, uid);
    if (existence === undefined) unknown.push(`${type} ${uid}`);
    else if (existence !== 'there') gone.push(`${printAddress(address)}: ${tellGone(type, uid, existence)}`);
  }
  return unknown.length === 0
    ? gone
    : [...gone, `whether these are still there could not be looked up: ${[...new Set(unknown)].join(', ')}`];
}

/** Others may have taken them since. What must be unique the API refuses; two pages at one address it does not. */
async function tellTaken(ground: Ground, row: Row, { stored, value, schema }: Restored): Promise<string[]> {
  if (!ground.has('list_entries')) return [];
  const told: string[] = [];
  for (const key of ['title', 'url']) {
    const field = findField(schema, key);
    const isAsked = key === 'url' || field?.unique === true;
    if (!field || !isAsked || typeof value[key] !== 'string' || isEmpty(value[key])) continue;
    const body = await attempt(ground, () =>
      ground.read('list_entries', {
        content_type_uid: row.content_type_uid,
        ...(row.locale === undefined ? {} : { locale: row.locale }),
        query: { [key]: value[key], uid: { $ne: row.entry_uid } },
        only: ['uid'],
        limit: 2,
      }),
    );
    const others = Array.isArray(body?.entries) ? body.entries.filter(isObject) : [];
    const own = others.filter(({ uid, locale }) => uid !== row.entry_uid && locale === stored.locale);
    if (own.length > 0)
      told.push(`${key}: ${JSON.stringify(value[key])} is that of ${own.map(({ uid }) => uid).join(' and ')} by now`);
  }
  return told;
}
