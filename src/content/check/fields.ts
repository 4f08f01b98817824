// Checks fields that hold fields, against the schema and what is stored, and gives each value as it is to be sent.
import { blockOf, instanceUid, toStepAt } from '../address.ts';
import { align } from '../align.ts';
import { isSameStored, lowerField } from '../lower.ts';
import { blocksOf, type Field, fieldsOf, findField, isCustom, isList, isSeveral, kindOf } from '../schema.ts';
import { restoreShown } from '../shown.ts';
import { isAbsent, isEmpty, isObject, isSame, type Json, member } from '../value.ts';
import { refuseCutList, refuseCutWithin } from './cut.ts';
import { below, type Place } from './findings.ts';
import { checkLeaf } from './leaf.ts';
import { isRequired, requireFields } from './required.ts';
import { refuseUnknown } from './unknown.ts';

/** The values of an entry, a group or a block. `stored` is undefined where they are new. */
export function checkFields(
  values: Json,
  stored: unknown,
  fields: readonly Field[] | undefined,
  place: Place,
  checkOne: typeof checkField = checkField,
): Json {
  if (!fields) return values;
  const out = Object.entries(values).map(([key, value]) => {
    const field = findField(fields, key);
    if (field) return [key, checkOne(field, value, member(stored, key), below(place, key))];
    const isHeld = isObject(stored) && Object.hasOwn(stored, key) && isSame(stored[key], value);
    // A key that is lost on the way was told of already.
    const isKept = isHeld || key === '_metadata' || key === '__proto__';
    if (!isKept) refuseUnknown(key, value, fields, place);
    return [key, value];
  });
  if (isAbsent(stored) && !place.isPartial) requireFields(values, fields, place);
  return Object.fromEntries(out);
}

export const sharedReason = 'is the same in every language: change it in the master language';

/** It would be saved, if at all, in all languages. */
export const isShared = (field: Field, { isTranslation, isNew }: Place): boolean =>
  isTranslation && !isNew && field.non_localizable === true;

/** The whole value of a field; what is stored already passes. */
export function checkField(field: Field, value: unknown, stored: unknown, place: Place): unknown {
  const { findings, address } = place;
  const lowered = lowerField(field, isFreeForm(field) ? restoreShown(value, stored) : value);
  if (isSameStored(field, lowered, stored)) return lowered;
  if (isShared(field, place)) {
    findings.refuse(address, 'shared', sharedReason);
    return lowered;
  }
  if (isEmpty(lowered)) {
    if (isRequired(field) && !isEmpty(stored))
      findings.refuse(address, 'mandatory', 'is mandatory, so it cannot be emptied');
    return lowered;
  }
  if (isFreeForm(field)) {
    refuseCutWithin(lowered, stored, address, findings);
    return lowered;
  }
  if (!isList(field)) {
    if (!Array.isArray(lowered)) return checkItem(field, lowered, stored, place);
    findings.refuse(address, 'shape', 'takes one value, not a list');
    return lowered;
  }
  return checkList(field, lowered, stored, place);
}

/** The shape is an app's own, or unknown. */
const isFreeForm = (field: Field): boolean =>
  ['json', 'other'].includes(kindOf(field)) || (isCustom(field) && !['reference', 'file'].includes(kindOf(field)));

function checkList(field: Field, given: unknown, stored: unknown, place: Place): unknown {
  const { findings, address } = place;
  const kind = kindOf(field);
  // A single pointer in place of the list of one can mean nothing else.
  const isPointer = ['reference', 'file', 'taxonomy'].includes(kind);
  const list = Array.isArray(given) ? given : isPointer ? [given] : undefined;
  if (!list) {
    const said = kind === 'blocks' ? `must be a list of blocks: ${tellBlocks(field)}` : 'must be a list';
    findings.refuse(address, 'shape', said);
    return given;
  }
  const held = [lowerField(field, isAbsent(stored) ? [] : stored)].flat();
  if (!isSeveral(field) && list.length > 1 && held.length < list.length)
    findings.refuse(address, 'shape', 'takes one reference');
  refuseCutList(list, held, address, findings, start => isSameStored(field, list, start));
  const { pairs } = align(held, list);
  const twins = new Map(pairs.map(([from, to]) => [to, from]));
  const stepAt = toStepAt(list, kind === 'file');
  return list.map((item, index) => {
    const twin = twins.get(index);
    const before = twin === undefined ? undefined : held[twin];
    const at = { ...below(place, stepAt(index)), isNew: twin === undefined };
    // An item that is stored in any place of the list may stay.
    if (twin !== undefined && isSameStored(field, item, before)) return keepUid(field, item, before);
    return keepUid(field, checkItem(field, item, before, at), before);
  });
}

/** An instance that was sent without its uid, and is plainly one that is stored, keeps it: comments hang on it. */
function keepUid(field: Field, item: unknown, stored: unknown): unknown {
  const give = (values: Json, from: unknown): Json => {
    const uid = instanceUid(values) ?? instanceUid(from);
    if (uid === undefined || instanceUid(values) !== undefined) return values;
    return { ...values, _metadata: { ...(isObject(values._metadata) ? values._metadata : {}), uid } };
  };
  if (kindOf(field) === 'group') return isObject(item) ? give(item, stored) : item;
  const [own, twin] = [blockOf(item), blockOf(stored)];
  if (kindOf(field) !== 'blocks' || !isObject(item) || !own || own.uid !== twin?.uid) return item;
  return { ...item, [own.uid]: give(own.values, twin.values) };
}

/** One value of a field. */
export function checkItem(field: Field, item: unknown, stored: unknown, place: Place): unknown {
  const { address, findings } = place;
  const kind = kindOf(field);
  if (kind === 'blocks') return checkBlock(field, item, stored, place);
  if (kind !== 'group') return checkLeaf(item, { field, address, stored, findings });
  if (isObject(item)) return checkFields(item, isObject(stored) ? stored : undefined, fieldsOf(field), place);
  findings.refuse(address, 'shape', 'must be an object of the fields of this group');
  return item;
}

const tellBlocks = (field: Field): string => {
  const [first, ...others] = blocksOf(field).map(({ uid }) => `{"${uid}": {…}}`);
  return [first ?? '{…}', ...others].slice(0, 30).join(', ');
};

function checkBlock(field: Field, item: unknown, stored: unknown, place: Place): unknown {
  const { address, findings } = place;
  const found = blockOf(item);
  if (!found || !isObject(item)) {
    findings.refuse(address, 'shape', `must be one block under its uid: ${tellBlocks(field)}`);
    return item;
  }
  const blocks = blocksOf(field);
  const block = blocks.find(({ uid }) => uid === found.uid);
  if (!block) {
    if (blocks.length > 0) {
      const at = below(place, found.uid);
      refuseUnknown(
        found.uid,
        found.values,
        blocks,
        { ...place, address },
        `is no block of this field: there are ${blocks
          .map(({ uid }) => uid)
          .slice(0, 40)
          .join(', ')}`,
        at.address,
      );
    }
    return item;
  }
  const twin = blockOf(stored);
  const before = twin?.uid === found.uid ? twin.values : undefined;
  const { _metadata: outside, ...rest } = item;
  // Its uid belongs inside of the block.
  const values =
    isObject(outside) && found.values._metadata === undefined ? { ...found.values, _metadata: outside } : found.values;
  return { ...rest, [found.uid]: checkFields(values, before, fieldsOf(block), below(place, found.uid)) };
}
