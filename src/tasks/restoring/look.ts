// What of a restored value may no longer hold: what it points at may be gone, and its title or URL taken.
import { printAddress } from '../../content/address.ts';
import { listPointers, type Pointer } from '../../content/pointers.ts';
import type { Field } from '../../content/schema.ts';
import { isEmpty, isObject, type Json } from '../../content/value.ts';
import type { Ground } from '../../operations/task.ts';
import { attempt } from '../by-uids.ts';
import { lookForExistence, tellGone } from '../existence.ts';
import { isAssets, join } from '../numbers.ts';
import type { Row } from './row.ts';

interface Restored {
  stored: Json;
  /** Members at the top that become others. */
  value: Json;
  schema: readonly Field[];
}

export interface Looked {
  /** What comes back all the same, in words. */
  notes: string[];
  /** Fields that cannot, and why: another entry has their value, which must be unique. */
  taken: { uid: string; says: string }[];
}

export type Look = (row: Row, restored: Restored) => Promise<Looked>;

/** Looks up once what several rows of a call point at. */
export function makeLook(ground: Ground): Look {
  let lookup: Promise<Existences> | undefined;
  return async (row, restored) => {
    lookup ??= start(ground);
    const taken = await findTaken(ground, row, restored);
    return {
      notes: [
        ...(await tellDangling(ground, await lookup, restored)),
        ...taken.filter(({ isUnique }) => !isUnique).map(({ says }) => says),
      ],
      taken: taken.filter(({ isUnique }) => isUnique),
    };
  };
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
  const toKey = ({ address, type, uid }: Pointer): string => `${printAddress(address)} ${type} ${uid}`;
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

/** What must be unique the API refuses; two pages at one address it does not. */
async function findTaken(
  ground: Ground,
  row: Row,
  { stored, value, schema }: Restored,
): Promise<{ uid: string; says: string; isUnique: boolean }[]> {
  if (!ground.has('list_entries')) return [];
  const found: { uid: string; says: string; isUnique: boolean }[] = [];
  for (const { uid, unique } of schema) {
    const isUnique = unique === true;
    if ((!isUnique && uid !== 'url') || isEmpty(value[uid])) continue;
    const body = await attempt(ground, () =>
      ground.read('list_entries', {
        content_type_uid: row.content_type_uid,
        ...(row.locale === undefined ? {} : { locale: row.locale }),
        query: { [uid]: value[uid], uid: { $ne: row.entry_uid } },
        only: ['uid', 'locale'],
        limit: 2,
      }),
    );
    const others = Array.isArray(body?.entries) ? body.entries.filter(isObject) : [];
    const holders = others.filter(each => each.uid !== row.entry_uid && each.locale === stored.locale);
    if (holders.length === 0) continue;
    const says = `${uid}: ${JSON.stringify(value[uid])} is now used by ${join(holders.map(each => String(each.uid)))}`;
    found.push({ uid, says, isUnique });
  }
  return found;
}
