// What the CMA puts into the fields that a new entry does not name.
import { type Address, blockOf, printAddress, toSteps } from '../address.ts';
import { blocksOf, type Field, fieldsOf, kindOf, metadataOf } from '../schema.ts';
import { isEmpty, isObject, type Json, member } from '../value.ts';

/** By address. A group or block that is not there does not come into being by the defaults of its fields. */
export function listDefaults(fields: readonly Field[], values: Json): Json {
  return Object.fromEntries([...find(fields, values, [])]);
}

function* find(fields: readonly Field[] | undefined, values: unknown, at: Address): Generator<[string, unknown]> {
  for (const field of isObject(values) ? (fields ?? []) : []) {
    const value = member(values, field.uid);
    const address = [...at, field.uid];
    const kind = kindOf(field);
    if (kind === 'group' || kind === 'blocks') yield* findWithin(field, value, address);
    else if (value === undefined) {
      const standard = metadataOf(field).default_value;
      if (!isEmpty(standard) && !isBlankLink(field, standard)) yield [printAddress(address), standard];
    }
  }
}

function* findWithin(field: Field, value: unknown, address: Address): Generator<[string, unknown]> {
  if (!Array.isArray(value)) return yield* find(fieldsOf(field), value, address);
  const steps = toSteps(value);
  for (const [place, item] of value.entries()) {
    const at = [...address, steps[place] ?? { place }];
    if (kindOf(field) === 'group') yield* find(fieldsOf(field), item, at);
    const found = kindOf(field) === 'blocks' ? blockOf(item) : undefined;
    const block = blocksOf(field).find(({ uid }) => uid === found?.uid);
    if (found) yield* find(fieldsOf(block), found.values, [...at, found.uid]);
  }
}

const isBlankLink = (field: Field, standard: unknown): boolean =>
  kindOf(field) === 'link' && isObject(standard) && Object.values(standard).every(isEmpty);
