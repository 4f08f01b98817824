// Finds where an address leads in an entry that is edited, along its schema: also to what is not there yet but may be.
import { blockOf, identify, parseAddress, type Step, toStepAt } from '../address.ts';
import type { Path } from '../resolve.ts';
import { addressNode, isDocument, listNodes, listShared, nodeUid, pathTo } from '../rich-text-nodes.ts';
import { blocksOf, type Field, fieldsOf, findField, isCustom, kindOf, topFields } from '../schema.ts';
import { isAbsent, isObject, member } from '../value.ts';
import type { Draft } from './draft.ts';
import { Refused, refuse } from './edit.ts';
import { explain } from './explain.ts';
import { isListSpot, type Spot } from './spot.ts';

/** @throws {Refused} with what is near, where it leads nowhere. */
export function locate(draft: Draft, schema: readonly Field[], at: string): Spot {
  const address = parseAddress(at);
  if (!address) return refuse(`${at} is no address: seo.description, sections[cs1].hero.title or tags[2] would be`);
  let spot: Spot = toTop(draft, schema);
  for (const [index, step] of address.entries()) {
    const next = enter(spot, step, draft);
    if (!next) return refuse(explain(spot, address.slice(index), draft, schema));
    spot = next;
  }
  return spot;
}

const toTop = (draft: Draft, schema: readonly Field[]): Spot => ({
  ...{ role: 'entry', address: [], path: [], value: draft.root, fields: topFields(schema), isByPlace: false },
});

function enter(spot: Spot, step: Step, draft: Draft): Spot | undefined {
  if (spot.fields) return enterField(spot, step);
  const { field } = spot;
  if (!field || spot.role === 'node' || spot.role === 'member') return enterJson(spot, step, draft);
  if (isListSpot(spot)) return enterList(spot, step, draft);
  switch (kindOf(field)) {
    case 'blocks':
      return enterBlock(spot, step);
    case 'rich_text':
      return typeof step === 'object' && 'uid' in step ? enterNode(spot, step.uid) : enterJson(spot, step, draft);
    case 'link':
      return step === 'title' || step === 'href' || isCustom(field) ? enterJson(spot, step, draft) : undefined;
    case 'reference':
    case 'file':
    case 'taxonomy':
      return undefined;
    case 'json':
    case 'other':
    case 'group':
      return enterJson(spot, step, draft);
    default:
      return isCustom(field) ? enterJson(spot, step, draft) : undefined;
  }
}

const below = (spot: Spot, step: Step, path: Path, value: unknown, more: Omit<Partial<Spot>, 'value'>): Spot => ({
  ...{ role: spot.role, field: spot.field, isByPlace: spot.isByPlace, around: undefined },
  ...more,
  ...{ address: [...spot.address, step], path: [...spot.path, ...path], value },
});

function enterField(spot: Spot, step: Step): Spot | undefined {
  if (typeof step !== 'string' || !(isAbsent(spot.value) || isObject(spot.value))) return undefined;
  const field = findField(spot.fields ?? [], step);
  if (!field) return undefined;
  return toSingle(below(spot, step, [step], member(spot.value, step), { role: 'field', field, fields: undefined }));
}

/** A group that is no list, or one of a list, holds fields. */
function toSingle(spot: Spot): Spot {
  const { field } = spot;
  return field && kindOf(field) === 'group' && !isListSpot(spot) ? { ...spot, fields: fieldsOf(field) } : spot;
}

function enterList(spot: Spot, step: Step, draft: Draft): Spot | undefined {
  const { field, value } = spot;
  if (!Array.isArray(value) || !field) return undefined;
  const place = findItem(value, step, draft);
  if (place !== undefined) return toItem(spot, place, isPlace(step));
  if (typeof step !== 'string') return undefined;
  // Where only one can be meant, it need not be named.
  const [only, another] = [...value.keys()].filter(
    each => kindOf(field) !== 'blocks' || blockOf(value[each])?.uid === step,
  );
  if (only === undefined || another !== undefined || !['blocks', 'group'].includes(kindOf(field))) return undefined;
  return enter(toItem(spot, only), step, draft);
}

/** An item of a list, by where it is now. */
function toItem(spot: Spot, place: number, isByPlace = false): Spot {
  const items = spot.value as readonly unknown[];
  const step = toStepAt(items, spot.field !== undefined && kindOf(spot.field) === 'file')(place);
  const more = { role: 'item' as const, isByPlace: spot.isByPlace || isByPlace };
  return toSingle(below(spot, step, [place], items[place], more));
}

export const isPlace = (step: Step): boolean => (typeof step === 'string' ? /^\d{1,9}$/.test(step) : 'place' in step);

/** By its uid, its value where that is a text or number, or the place at which it was read. */
export function findItem(items: readonly unknown[], step: Step, draft: Draft): number | undefined {
  if (isPlace(step))
    return draft.placeOf(items, Number(typeof step === 'object' && 'place' in step ? step.place : step));
  if (typeof step === 'string' || !('uid' in step)) return undefined;
  const places = [...items.keys()];
  const known = places.filter(place => identify(items[place]) === step.uid);
  const [only, another] = known.length > 0 ? known : places.filter(place => isPlain(items[place], step.uid));
  return another === undefined ? only : undefined;
}

const isPlain = (item: unknown, said: string): boolean =>
  item === said || (typeof item === 'number' && String(item) === said);

function enterBlock(spot: Spot, step: Step): Spot | undefined {
  const found = blockOf(spot.value);
  if (!found || !spot.field || typeof step !== 'string') return undefined;
  const block = blocksOf(spot.field).find(({ uid }) => uid === found.uid);
  const inner = below(spot, found.uid, [found.uid], found.values, { role: 'block', fields: fieldsOf(block) });
  if (step === found.uid) return inner;
  // The kind of block is clear from the item.
  return inner.fields ? enterField(inner, step) : undefined;
}

function enterNode(spot: Spot, uid: string): Spot | undefined {
  if (!isDocument(spot.value)) return undefined;
  const [only, another] = [...listNodes(spot.value)].filter(node => nodeUid(node.value) === uid);
  if (!only || another) return undefined;
  return below(spot, { uid }, pathTo(only), only.value, { role: 'node', around: spot });
}

/** What no field describes: a part of a link, of what an app keeps, of a node of rich text. */
function enterJson(spot: Spot, step: Step, draft: Draft): Spot | undefined {
  const { value } = spot;
  const around = spot.around ?? spot;
  const isRich = around.field !== undefined && kindOf(around.field) === 'rich_text';
  if (Array.isArray(value)) {
    const place = findItem(value, step, draft);
    if (place === undefined) return undefined;
    const isByPlace = spot.isByPlace || isPlace(step);
    const found = below(spot, toStepAt(value)(place), [place], value[place], {
      role: 'member',
      around,
      isByPlace,
    });
    if (!isRich || spot.address.at(-1) !== 'children') return found;
    const parent = spot.address.slice(0, -1);
    const address = addressNode(value[place], place, around.address, parent, listShared(around.value));
    return { ...found, role: 'node', address };
  }
  if (typeof step !== 'string') return undefined;
  const mayBeNew = isObject(value) ? !isRich : isAbsent(value) && spot.role !== 'member' && !isRich;
  if (!mayBeNew && !(isObject(value) && Object.hasOwn(value, step))) return undefined;
  return below(spot, step, [step], member(value, step), { role: 'member', around });
}

/** The same address with what is there now; undefined where an edit took it away. */
export function findAgain(draft: Draft, schema: readonly Field[], at: string): Spot | undefined {
  try {
    return locate(draft, schema, at);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
