// An old value in today's content type: what lies in fields and blocks that are gone is left out and named.
import { type Address, blockOf, printAddress, toStepAt } from '../address.ts';
import { blocksOf, type Field, fieldsOf, findField, isList, kindOf } from '../schema.ts';
import { isObject, type Json } from '../value.ts';

export interface Fitted {
  value: Json;
  /** Addresses. */
  gone: string[];
}

/** @param values in the form the CMA takes, without what it adds at the top. */
export function fitFields(values: Json, schema: readonly Field[]): Fitted {
  const gone: string[] = [];
  return { value: fitMembers(values, schema, [], gone), gone };
}

function fitMembers(values: Json, fields: readonly Field[] | undefined, at: Address, gone: string[]): Json {
  if (!fields) return values;
  const kept = Object.entries(values).flatMap(([key, value]): [string, unknown][] => {
    if (key === '_metadata') return [[key, value]];
    const field = findField(fields, key);
    if (field) return [[key, fitField(value, field, [...at, key], gone)]];
    gone.push(printAddress([...at, key]));
    return [];
  });
  return Object.fromEntries(kept);
}

function fitField(value: unknown, field: Field, at: Address, gone: string[]): unknown {
  const kind = kindOf(field);
  if (kind !== 'group' && kind !== 'blocks') return value;
  if (!isList(field) || !Array.isArray(value)) return fitOne(value, field, at, gone);
  const stepAt = toStepAt(value);
  return value.flatMap((item, place) => {
    const address = [...at, stepAt(place)];
    const fitted = fitOne(item, field, address, gone);
    return fitted === undefined ? [] : [fitted];
  });
}

/** Undefined for a block that the field no longer has. */
function fitOne(value: unknown, field: Field, at: Address, gone: string[]): unknown {
  if (!isObject(value)) return value;
  if (kindOf(field) === 'group') return fitMembers(value, fieldsOf(field), at, gone);
  const found = blockOf(value);
  const blocks = blocksOf(field);
  if (!found || blocks.length === 0) return value;
  const block = blocks.find(({ uid }) => uid === found.uid);
  if (block) return { ...value, [found.uid]: fitMembers(found.values, fieldsOf(block), [...at, found.uid], gone) };
  gone.push(printAddress([...at, found.uid]));
  return undefined;
}
