// Checks the operators that change part of a stored value: PUSH, PULL, UPDATE, ADD, SUB.

import { nearestName } from '../near.ts';
import { type Field, fieldsOf, findField, isList, isSeveral, kindOf } from '../schema.ts';
import { isObject, type Json } from '../value.ts';
import { checkField, checkItem, isShared, sharedReason } from './fields.ts';
import { below, type Place } from './findings.ts';

const operators = ['PUSH', 'PULL', 'UPDATE', 'ADD', 'SUB'] as const;

type Operator = (typeof operators)[number];

const isOperator = (key: string): key is Operator => (operators as readonly string[]).includes(key);

/** Fields whose value may be any object, so that a key in capitals is one of theirs. */
const isFree = (field: Field): boolean => ['json', 'rich_text', 'other'].includes(kindOf(field));

/** The operator a value is: an object with that one key. A group's member of such a name is no operator. */
export function operatorOf(field: Field, value: unknown): Operator | undefined {
  const key = soleKey(field, value);
  return key !== undefined && isOperator(key) ? key : undefined;
}

function soleKey(field: Field, value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const [key, another] = Object.keys(value);
  if (key === undefined || another !== undefined) return undefined;
  return kindOf(field) === 'group' && findField(fieldsOf(field) ?? [], key) ? undefined : key;
}

/** What looks like an operator that there is not: `{MOVE: {…}}`, `{push: …}`, `{$push: …}`. */
function mistakenOf(field: Field, value: unknown): string | undefined {
  const key = isFree(field) ? undefined : soleKey(field, value);
  const isLike = key !== undefined && (/^[A-Z]{2,20}$/.test(key) || isOperator(key.replace(/^\$/, '').toUpperCase()));
  return isLike ? key : undefined;
}

/** A field's value, which may be an operator. */
export function checkChange(field: Field, value: unknown, stored: unknown, place: Place): unknown {
  const operator = operatorOf(field, value);
  if (operator) return { [operator]: checkers[operator](field, (value as Json)[operator], stored, place) };
  const key = mistakenOf(field, value);
  if (key === undefined) return checkField(field, value, stored, place);
  const reason = `is no operator: there are ${operators.join(', ')}`;
  place.findings.refuse([...place.address, key], 'operator', reason, () =>
    nearestName(key.replace(/^\$/, ''), operators),
  );
  return value;
}

type CheckOperator = (field: Field, operand: unknown, stored: unknown, place: Place) => unknown;

const refuse = ({ findings, address }: Place, reason: string): void => findings.refuse(address, 'operator', reason);

function refuseShared(field: Field, place: Place): boolean {
  const isWrong = isShared(field, place);
  if (isWrong) place.findings.refuse(place.address, 'shared', sharedReason);
  return isWrong;
}

const checkPush: CheckOperator = (field, operand, stored, place) => {
  if (refuseShared(field, place)) return operand;
  if (!isObject(operand) || !('data' in operand)) {
    refuse(place, 'needs PUSH: {data: […]}');
    return operand;
  }
  if (!isList(field)) refuse(place, 'holds one value, to which nothing can be pushed');
  const { data, ...others } = operand;
  for (const key of Object.keys(others))
    place.findings.note([...place.address, key], 'operator', 'is ignored: PUSH adds at the end');
  const items = [data]
    .flat()
    .map((item, index) => checkItem(field, item, undefined, { ...below(place, { place: index }), isNew: true }));
  const count = (Array.isArray(stored) ? stored.length : 0) + items.length;
  if (isList(field) && !isSeveral(field) && count > 1) refuse(place, 'takes one reference: send it without PUSH');
  return { ...others, data: Array.isArray(data) ? items : items[0] };
};

const checkPull: CheckOperator = (field, operand, _stored, place) => {
  if (refuseShared(field, place)) return operand;
  if (!isObject(operand) || !isObject(operand.query)) refuse(place, 'needs PULL: {query: {…}}');
  else if (!isList(field)) refuse(place, 'holds one value, from which nothing can be pulled');
  return operand;
};

const merges = 'what data leaves out stays as it is';

/** What is named of the one item, or of the group, changes; what is not stays. */
const checkUpdate: CheckOperator = (field, operand, stored, place) => {
  if (refuseShared(field, place)) return operand;
  if (!isObject(operand) || !('data' in operand)) {
    refuse(place, 'needs UPDATE: {data: …}, with the index in a list');
    return operand;
  }
  const { index, data } = operand;
  const partial: Place = { ...place, isPartial: true };
  const isMerged = ['group', 'blocks'].includes(kindOf(field));
  if (!isList(field)) {
    if (isMerged) place.findings.note(place.address, 'operator', merges);
    return { ...operand, data: checkPart(field, data, stored, partial) };
  }
  if (index === undefined && Array.isArray(data)) return { ...operand, data: checkField(field, data, stored, place) };
  const items: readonly unknown[] = Array.isArray(stored) ? stored : [];
  if (typeof index !== 'number' || !Object.hasOwn(items, index)) {
    const range = items.length === 0 ? 'and nothing is stored' : `from 0 to ${items.length - 1}`;
    refuse(place, `needs the index of what is updated, ${range}`);
    return operand;
  }
  place.findings.note(
    [...place.address, 'UPDATE'],
    'operator',
    `index ${index} counts from 0${isMerged ? `; ${merges}` : ''}`,
  );
  return { ...operand, data: checkPart(field, data, items[index], below(partial, { place: index })) };
};

/** Operators may stand within UPDATE, but for PULL. */
function checkPart(field: Field, data: unknown, stored: unknown, place: Place): unknown {
  const fields = fieldsOf(field);
  if (kindOf(field) !== 'group' || !isObject(data) || !fields) return checkItem(field, data, stored, place);
  const known = Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => {
      const inner = findField(fields, key);
      const operator = inner && operatorOf(inner, value);
      if (!inner || !operator) return [];
      const at = below(place, key);
      if (operator === 'PULL') refuse(at, 'takes no PULL: it works at the top of an entry alone');
      return [[key, checkChange(inner, value, isObject(stored) ? stored[key] : undefined, at)]];
    }),
  );
  const plain = Object.fromEntries(Object.entries(data).filter(([key]) => !Object.hasOwn(known, key)));
  const checked = checkItem(field, plain, stored ?? {}, place);
  return isObject(checked) ? { ...checked, ...known } : checked;
}

const checkCount: CheckOperator = (field, operand, _stored, place) => {
  if (refuseShared(field, place)) return operand;
  if (kindOf(field) !== 'number') refuse(place, 'is no number, so nothing can be added or taken away');
  else if (typeof operand !== 'number') refuse(place, 'needs a number to add or take away');
  return operand;
};

const checkers: Record<Operator, CheckOperator> = {
  PUSH: checkPush,
  PULL: checkPull,
  UPDATE: checkUpdate,
  ADD: checkCount,
  SUB: checkCount,
};
