// What a save would destroy of what is stored.
import { type Address, blockOf, identify, instanceUid, printAddress, toStepAt } from '../address.ts';
import { align } from '../align.ts';
import { listInstances } from '../instances.ts';
import { type Block, blocksOf, type Field, fieldsOf, kindOf } from '../schema.ts';
import { isEmpty, isObject, type Json, member } from '../value.ts';
import { clip, tellValue } from '../words.ts';
import { operatorOf } from './operators.ts';

/** Something stored that the value sent does not hold. */
export interface Loss {
  address: string;
  /** The field at the top, which `replace` would name. */
  field: string;
  kind: 'block' | 'item' | 'member';
  /** What it is: a block's or field's title, as editors see it. */
  title: string;
  /** What it says, in short: the first text of it, or the value. */
  text: string;
}

/** @param isTranslation what is the same in every language cannot be lost there. */
export function listLosses(fields: readonly Field[], stored: Json, value: Json, isTranslation: boolean): Loss[] {
  // What moved elsewhere is not lost.
  const kept = new Set(listInstances(Object.fromEntries(fields.flatMap(field => toKept(field, stored, value)))));
  return fields.flatMap(field => {
    const { uid } = field;
    if (!Object.hasOwn(value, uid)) return [];
    const held = member(stored, uid);
    const operator = operatorOf(field, value[uid]);
    const lose = toLose(uid, kept, isTranslation);
    if (operator === undefined) return lose(field, held, value[uid], [uid]);
    const operand = member(value[uid], operator);
    // Whoever names what is pulled means it; a query that fits everything names nothing.
    if (operator === 'PULL' && isEmpty(member(operand, 'query'))) return lose(field, held, [], [uid]);
    return operator === 'UPDATE' ? lose(field, held, toUpdated(held, operand), [uid]) : [];
  });
}

/** A field as it would be: what an operator leaves is kept. */
function toKept(field: Field, stored: Json, value: Json): [string, unknown][] {
  const { uid } = field;
  if (!Object.hasOwn(value, uid)) return [];
  const operator = operatorOf(field, value[uid]);
  return [[uid, operator === 'UPDATE' ? toUpdated(member(stored, uid), member(value[uid], operator)) : value[uid]]];
}

/** What UPDATE makes of a value: members that are named are merged, lists among them replaced. */
function toUpdated(held: unknown, operand: unknown): unknown {
  const [data, index] = [member(operand, 'data'), member(operand, 'index')];
  if (!Array.isArray(held)) return mergeInto(held, data);
  if (typeof index !== 'number') return data;
  return held.map((item, place) => (place === index ? mergeInto(item, data) : item));
}

function mergeInto(held: unknown, data: unknown): unknown {
  if (!isObject(held) || !isObject(data)) return data;
  return {
    ...held,
    ...Object.fromEntries(Object.entries(data).map(([key, value]) => [key, mergeInto(held[key], value)])),
  };
}

type Lose = (field: Field, stored: unknown, value: unknown, address: Address) => Loss[];

function toLose(top: string, kept: ReadonlySet<string>, isTranslation: boolean): Lose {
  const lose: Lose = (field, stored, value, address) => {
    const kind = kindOf(field);
    if (kind !== 'group' && kind !== 'blocks') return [];
    if (isTranslation && field.non_localizable === true) return [];
    if (Array.isArray(stored)) return loseItems(field, stored, value, address);
    return loseMembers(fieldsOf(field), stored, value, address);
  };

  const loseItems: Lose = (field, stored, value, address) => {
    const stepAt = toStepAt(stored as unknown[]);
    const items = Array.isArray(value) ? value : [];
    const held = new Map(items.map(item => [identify(item), item]));
    // Items that were made before there were uids have none.
    const areNamed = (stored as unknown[]).every(item => identify(item) !== undefined);
    const gone = areNamed ? [] : align(stored as unknown[], items, { isByOrder: true }).removed;
    return (stored as unknown[]).flatMap((item, place) => {
      const at = [...address, stepAt(place)];
      const found = blockOf(item);
      const isBlock = kindOf(field) === 'blocks' && found !== undefined;
      const block = isBlock ? blocksOf(field).find(({ uid }) => uid === found.uid) : undefined;
      const values = isBlock ? found.values : item;
      const inner = fieldsOf(isBlock ? block : field);
      const uid = instanceUid(values);
      const isGone = uid === undefined ? isObject(item) && gone.includes(place) : !kept.has(uid);
      if (isGone) return [toLoss(isBlock ? 'block' : 'item', at, top, block ?? field, values, inner)];
      if (uid === undefined) return [];
      const twin = held.get(uid);
      if (!twin) return [];
      return isBlock
        ? loseMembers(inner, values, member(twin, found.uid), [...at, found.uid])
        : loseMembers(inner, values, twin, at);
    });
  };

  /** A group that is emptied as a whole was named; a member that was left out was not. */
  const loseMembers = (inner: readonly Field[] | undefined, stored: unknown, value: unknown, at: Address): Loss[] => {
    if (!inner || !isObject(stored)) return [];
    return inner.flatMap(field => {
      const [held, given] = [member(stored, field.uid), member(value, field.uid)];
      const address = [...at, field.uid];
      if (isTranslation && field.non_localizable === true) return [];
      if (isObject(value) && !Object.hasOwn(value, field.uid) && !isEmpty(held)) {
        return [toLoss('member', address, top, field, held, fieldsOf(field))];
      }
      return lose(field, held, given, address);
    });
  };

  return lose;
}

const longestText = 60;

function toLoss(
  kind: Loss['kind'],
  address: Address,
  field: string,
  holder: Field | Block,
  value: unknown,
  inner: readonly Field[] | undefined,
): Loss {
  const title = [holder.title, member(holder, 'display_name'), holder.uid].find(name => typeof name === 'string') ?? '';
  const text = inner ? findText(value, inner) : tellValue(value, longestText);
  return { address: printAddress(address), field, kind, title: clip(String(title), longestText), text };
}

/** The first plain text in the order of the schema: a headline, a name. */
function findText(value: unknown, fields: readonly Field[]): string {
  const texts = fields
    .filter(field => kindOf(field) === 'text')
    .map(({ uid }) => member(value, uid))
    .filter((text): text is string => typeof text === 'string' && text.trim() !== '');
  return texts[0] === undefined ? '' : clip(texts[0].trim(), longestText);
}
