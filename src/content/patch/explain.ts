// Says why an address leads nowhere, and what is near it.
import { type Address, blockOf, identify, printAddress, type Step, toStepAt } from '../address.ts';
import { nearestPaths } from '../near.ts';
import { blocksOf, type Field, fieldsOf, isList, kindOf, systemKeys, topFields } from '../schema.ts';
import { listTitles, toCell } from '../told.ts';
import { isAbsent, isObject, type Json, member } from '../value.ts';
import { clip, tellValue } from '../words.ts';
import type { Draft } from './draft.ts';
import type { Spot } from './spot.ts';

/** So many items of a list are told. */
const most = 12;

const longestItem = 50;

/** @param rest the steps that lead nowhere from the spot. */
export function explain(spot: Spot, rest: Address, draft: Draft, schema: readonly Field[]): string {
  const whole = printAddress([...spot.address, ...rest]);
  const [step = ''] = rest;
  const { field, value, role } = spot;
  const here = printAddress(spot.address);
  if (spot.fields && !isAbsent(value) && !isObject(value))
    return `${here} holds ${tellValue(value)}, and no group: set it as a whole`;
  if (spot.fields || !field) {
    if (typeof step !== 'string') return `${here || 'the entry'} is no list${toNear(whole, draft, schema)}`;
    if (role === 'entry' && systemKeys.has(step)) return `${step} is kept by the CMA itself and cannot be edited`;
    if (isObject(value) && Object.hasOwn(value, step))
      return `${whole} is no field of the content type any more, so it cannot be saved`;
    return `${whole} leads nowhere${toNear(whole, draft, schema)}`;
  }
  if (role === 'field' && isList(field)) return explainItem(spot, step, whole);
  const kind = kindOf(field);
  if (role === 'node' || role === 'member') return `${whole} leads nowhere: ${here} is ${tellValue(value)}`;
  if (kind === 'blocks') return explainBlock(spot, step, whole);
  if (kind === 'reference') return `${whole} belongs to the entry that is referred to: edit that one`;
  if (kind === 'file') return `${whole} belongs to the asset itself, and is changed there`;
  if (kind === 'rich_text') {
    return `${whole} leads nowhere: ${here} has no such node. Name a text of it with replace, or a place with insert and after`;
  }
  return `${whole} leads nowhere: ${here} is ${tellValue(value)}, and holds nothing below it${toNear(whole, draft, schema)}`;
}

function explainItem(spot: Spot, step: Step, whole: string): string {
  const { field, value } = spot;
  const here = printAddress(spot.address);
  if (!Array.isArray(value) || value.length === 0) {
    return Array.isArray(value) || isAbsent(value)
      ? `${whole} leads nowhere: ${here} is empty`
      : `${here} holds ${tellValue(value)}, and no list: set it as a whole`;
  }
  const uid = typeof step === 'object' && 'uid' in step ? step.uid : undefined;
  if (uid !== undefined && value.filter(item => item === uid || identify(item) === uid).length > 1)
    return `${whole} is there more than once: name it by its place, as ${here}[0], with if_version`;
  const kind = typeof step === 'string' && field && kindOf(field) === 'blocks' ? step : undefined;
  const same = kind === undefined ? [] : listItems(value, field).filter(({ item }) => blockOf(item)?.uid === kind);
  const isKind = kind !== undefined && field && blocksOf(field).some(block => block.uid === kind);
  const shown = same.length > 0 ? same : listItems(value, field);
  const why =
    same.length > 0
      ? `${here} has ${same.length} blocks of the kind ${kind}: name one`
      : isKind
        ? `${whole} leads nowhere: ${here} has no block of the kind ${kind}`
        : `${whole} leads nowhere: ${here} has ${value.length} ${value.length === 1 ? 'item' : 'items'}`;
  return `${why}: ${tellSteps(shown, spot.address)}`;
}

function explainBlock(spot: Spot, step: Step, whole: string): string {
  const found = blockOf(spot.value);
  const here = printAddress(spot.address);
  if (!found) return `${here} holds ${tellValue(spot.value)}, and no block: set or remove it as a whole`;
  const block = spot.field && blocksOf(spot.field).find(({ uid }) => uid === found.uid);
  const paths = (fieldsOf(block) ?? []).map(({ uid }) => `${here}.${found.uid}.${uid}`);
  const near = nearestPaths(whole, paths);
  return `${whole} leads nowhere: ${here} is a block of the kind ${found.uid}${typeof step === 'string' && near.length > 0 ? `; near it: ${near.join(', ')}` : ''}`;
}

interface Item {
  step: Step;
  item: unknown;
}

function listItems(items: readonly unknown[], field: Field | undefined): Item[] {
  const stepAt = toStepAt(items, field !== undefined && kindOf(field) === 'file');
  return items.map((item, place) => ({ step: stepAt(place), item }));
}

/** What there is in a list, by address and in few words. */
export const tellItems = ({
  address,
  items,
  field,
}: {
  address: Address;
  items: readonly unknown[];
  field: Field | undefined;
}): string => tellSteps(listItems(items, field), address);

function tellSteps(items: readonly Item[], at: Address): string {
  const titles = listTitles([items.map(({ item }) => item)]);
  const told = items
    .slice(0, most)
    .map(
      ({ step, item }) =>
        `${printAddress([...at, step])} ${clip(String(toCell(item, titles, longestItem)), longestItem)}`,
    );
  return `${told.join('; ')}${items.length > most ? `; and ${items.length - most} more` : ''}`;
}

function toNear(address: string, draft: Draft, schema: readonly Field[]): string {
  const near = nearestPaths(address, listAddresses(draft.root, topFields(schema)));
  return near.length > 0 ? `; near it: ${near.join(', ')}` : '';
}

/** So many are looked through. */
const mostAddresses = 5000;

/** Of all fields that an entry has or may have: in groups that are not there, too. */
function listAddresses(entry: Json, fields: readonly Field[]): string[] {
  const found: string[] = [];
  const enter = (values: unknown, inner: readonly Field[], at: Address): void => {
    for (const field of inner) {
      if (found.length >= mostAddresses) return;
      const address = [...at, field.uid];
      found.push(printAddress(address));
      const value = member(values, field.uid);
      if (!isList(field)) open(field, value, address);
      else if (Array.isArray(value)) {
        const stepAt = toStepAt(value);
        for (const [place, item] of value.entries()) open(field, item, [...address, stepAt(place)]);
      }
    }
  };
  const open = (field: Field, value: unknown, at: Address): void => {
    if (kindOf(field) === 'group') enter(value, fieldsOf(field) ?? [], at);
    const block = kindOf(field) === 'blocks' ? blockOf(value) : undefined;
    if (!block) return;
    const inner = blocksOf(field).find(({ uid }) => uid === block.uid);
    enter(block.values, fieldsOf(inner) ?? [], [...at, block.uid]);
  };
  enter(entry, fields, []);
  return found;
}
