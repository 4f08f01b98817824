// Changes of an entry that somebody might make: drawn, by address, each of one place.
import fc from 'fast-check';
import { type Address, printAddress } from '../../../src/content/address.ts';
import { resolveAddress } from '../../../src/content/resolve.ts';
import { isList, isSeveral, kindOf } from '../../../src/content/schema.ts';
import { walk } from '../../../src/content/walk.ts';
import { document, type Json, schema } from '../schema.ts';

export interface Draw {
  at: number;
  verb: 'set' | 'insert' | 'remove' | 'move';
  to: number;
}

export const draws = (most: number): fc.Arbitrary<Draw[]> =>
  fc.array(
    fc.record({
      at: fc.nat(10_000),
      verb: fc.constantFrom('set', 'set', 'set', 'insert', 'remove', 'move'),
      to: fc.nat(10_000),
    }) as fc.Arbitrary<Draw>,
    { minLength: 1, maxLength: most },
  );

type Path = readonly (string | number)[];

const parentOf = (root: unknown, path: Path): Record<string | number, unknown> =>
  path.slice(0, -1).reduce<unknown>((value, key) => (value as Json)[key], root) as Record<string | number, unknown>;

/** Every text, number, list and item of an entry that a person might change, by address. */
export const listTexts = (entry: Json) =>
  [...walk(entry, schema)].filter(({ value, role, field, address }) => {
    const isOfRichText = field !== undefined && kindOf(field) === 'rich_text';
    if (role === 'node') return typeof (value as Json).text === 'string';
    return (
      !isOfRichText &&
      field !== undefined &&
      field.uid !== 'settings' &&
      typeof value === 'string' &&
      !printAddress(address).includes('_metadata')
    );
  });

const listLists = (entry: Json) =>
  [...walk(entry, schema)].flatMap(({ address, value, role, field }): { path: Path; isOfNodes: boolean }[] => {
    const isNode = role === 'node' && Array.isArray((value as Json).children);
    const isDocument =
      role === 'field' && field !== undefined && kindOf(field) === 'rich_text' && typeof value === 'object';
    const holds = isNode || isDocument ? (value as Json).children : value;
    if (!Array.isArray(holds) || holds.length === 0) return [];
    const found = resolveAddress(entry, address);
    if (!found.found) return [];
    if (isNode || isDocument) {
      const hasLeaf = holds.some(child => typeof (child as Json).text === 'string');
      return hasLeaf ? [] : [{ path: [...found.path, 'children'], isOfNodes: true }];
    }
    return role === 'field' && field && isList(field) && isSeveral(field)
      ? [{ path: found.path, isOfNodes: false }]
      : [];
  });

/** Who makes them says so in what is new, so that two never make the same by chance. */
export function change(entry: Json, drawn: readonly Draw[], who: string): Json {
  const changed = structuredClone(entry);
  drawn.forEach((draw, number) => {
    const name = `${who}${number}`;
    if (draw.verb === 'set') setText(changed, draw, name);
    else changeList(changed, draw, name);
  });
  return changed;
}

function setText(entry: Json, { at, to }: Draw, name: string): void {
  const texts = listTexts(entry);
  const visit = texts[at % Math.max(1, texts.length)];
  const found = visit && resolveAddress(entry, visit.address);
  if (
    !visit ||
    !found?.found ||
    ['uid', 'term_uid', 'taxonomy_uid', '_content_type_uid'].includes(String(found.path.at(-1)))
  )
    return;
  const holder = parentOf(entry, found.path);
  const key = found.path.at(-1) as string;
  if (visit.role !== 'node') {
    holder[key] = visit.field && kindOf(visit.field) === 'file' ? `blt${name}` : `${String(visit.value)} ${name}`;
    return;
  }
  const leaf = visit.value as { text: string };
  const words = leaf.text.split(' ');
  words[to % words.length] = name;
  leaf.text = words.join(' ');
}

function changeList(entry: Json, { at, verb, to }: Draw, name: string): void {
  const lists = listLists(entry);
  const list = lists[at % Math.max(1, lists.length)];
  if (!list) return;
  const items = list.path.reduce<unknown>((value, key) => (value as Json)[key], entry) as unknown[];
  const from = to % items.length;
  if (verb === 'remove' && !(list.isOfNodes && items.length === 1)) items.splice(from, 1);
  else if (verb === 'move') items.splice((to * 7) % items.length, 0, ...items.splice(from, 1));
  else if (verb === 'insert') {
    const [first] = document([`New ${name}`], name).children as unknown[];
    items.splice(from, 0, list.isOfNodes ? first : renew(items[from], name));
  }
}

/** Something of the same kind that is another thing. */
function renew(item: unknown, name: string): unknown {
  if (typeof item === 'string') return `${item} ${name}`;
  return JSON.parse(
    JSON.stringify(item, (key, value) => {
      if ((key === 'uid' || key === 'term_uid') && typeof value === 'string') return `${value}${name}`;
      return value;
    }),
  );
}

/** The entry with another value at an address. */
export function setAt(entry: Json, address: Address, value: unknown): Json {
  const changed = structuredClone(entry);
  const found = resolveAddress(changed, address);
  if (!found.found) throw new Error(`nothing at ${printAddress(address)}`);
  parentOf(changed, found.path)[found.path.at(-1) as string] = value;
  return changed;
}

/** Instances of groups and blocks in lists. */
export const listItems = (entry: Json) =>
  [...walk(entry, schema)].filter(({ role, address }) => role === 'item' && typeof address.at(-1) === 'object');
