// What a change of a schema does to the values that entries hold: each consequence with what finds it in an entry.
import { blockOf, printAddress } from '../address.ts';
import { isRequired } from '../check/required.ts';
import { lowerField, mapValues, toPlainLeaf } from '../lower.ts';
import { type Block, blocksOf, type Field, fieldsOf, findField, isList, kindOf, targetsOf } from '../schema.ts';
import { isObject, type Json } from '../value.ts';
import { isBlank } from '../where/blank.ts';
import { listSpots } from '../where/field.ts';
import { globalOf } from './level.ts';
import { listNarrowings } from './narrowing.ts';

/** A value that is hit. */
export interface Hit {
  address: string;
  value: unknown;
}

export interface Consequence {
  /** Of the field, from the top; a kind of block is `sections.hero`. */
  path: string;
  /** `lost`: no longer reachable, or overwritten. `invalid`: the entry cannot be saved as it is. */
  kind: 'lost' | 'invalid';
  /** In a few words: `removed`, `mandatory and empty`. */
  says: string;
  /** Fields at the top that must be read to tell. */
  only: readonly string[];
  /** All languages show what the master holds: it alone counts. */
  isShared: boolean;
  /**
   * `each`: a value is hit by itself. `twins`: where another entry of the language holds the same. `other`: in a
   * language whose values are not the master's. `unseen`: what says something may be hit, and nothing here can tell.
   */
  by: 'each' | 'twins' | 'other' | 'unseen';
  /** Values that are hit, or are to be compared. */
  find(entry: Json): Hit[];
  /** The same for what is the same, without what a read adds and what instances are known by. */
  toKey(value: unknown): string;
}

interface Place {
  steps: readonly string[];
  isShared: boolean;
  /** The whole schema that the steps lead through. */
  root: readonly Field[];
}

/** @param before, after global fields spelt out. Empty where no entry can be hit. */
export function listConsequences(before: readonly Field[], after: readonly Field[]): Consequence[] {
  return compareLevels(before, after, { steps: [], isShared: false, root: before }, after);
}

function compareLevels(
  before: readonly Field[],
  after: readonly Field[],
  place: Place,
  afterRoot: readonly Field[],
): Consequence[] {
  const added = after.filter(field => !findField(before, field.uid));
  return [
    ...before.flatMap(field => {
      const now = findField(after, field.uid);
      const at = below(place, field.uid, field);
      return now
        ? compareField(field, now, at, afterRoot)
        : [lose(field, at, `removed${tellRenamed(field, added, place)}`)];
    }),
    ...added.flatMap(field => requireNew(field, { ...place, root: afterRoot })),
  ];
}

const below = (place: Place, uid: string, field?: Field): Place => ({
  ...place,
  steps: [...place.steps, uid],
  isShared: place.isShared || field?.non_localizable === true,
});

/** Who renames a field mostly thinks that its values go with it. */
function tellRenamed(field: Field, added: readonly Field[], { steps }: Place): string {
  const found = added.find(
    ({ data_type, display_name }) => data_type === field.data_type && display_name === field.display_name,
  );
  return found ? `: values do not follow to ${[...steps, found.uid].join('.')}` : '';
}

const isHeldBy = (field: Field) => (value: unknown) => !isBlank(field, value);

function toConsequence(
  place: Place,
  facts: Pick<Consequence, 'kind' | 'says'> & Partial<Pick<Consequence, 'by' | 'isShared'>>,
  field: Field,
  isHit: (value: unknown) => boolean,
): Consequence {
  const { steps, root, isShared } = place;
  const target = { path: steps.join('.'), steps, field, isSingle: true, isLocalizable: !isShared };
  return {
    path: target.path,
    isShared,
    by: 'each',
    ...facts,
    only: [steps[0] as string],
    find: entry =>
      listSpots(entry, root, target)
        .filter(({ value }) => isHit(value))
        .map(({ address, value }) => ({ address: printAddress(address), value })),
    toKey: value => toKey(mapValues(lowerField(field, value), item => toPlainLeaf(field, item))),
  };
}

/** Members in their order by name. */
const toKey = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    isObject(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([key]) => key !== '_metadata')
            .sort(([one], [other]) => (one < other ? -1 : 1)),
        )
      : inner,
  ) ?? '';

const lose = (field: Field, place: Place, says: string): Consequence =>
  toConsequence(place, { kind: 'lost', says }, field, isHeldBy(field));

/** What has one data type may still not be one thing. */
function typeOf(field: Field): string {
  const kind = kindOf(field);
  if (kind === 'rich_text') return 'JSON rich text';
  return field.data_type === 'global_field' ? `global field ${targetsOf(field).join(', ')}` : field.data_type;
}

const isUnique = (field: Field): boolean => (field.uid === 'title' ? field.unique !== false : field.unique === true);

function compareField(before: Field, after: Field, place: Place, afterRoot: readonly Field[]): Consequence[] {
  if (before === after) return [];
  if (typeOf(before) !== typeOf(after)) return [lose(before, place, `${typeOf(before)} → ${typeOf(after)}`)];
  const now = { ...place, isShared: place.isShared || after.non_localizable === true };
  const isSharedNow = now.isShared && !place.isShared;
  const isHeld = isHeldBy(before);
  const isAtTop = place.steps.length === 1;
  const inner = [fieldsOf(before), fieldsOf(after)] as const;
  const isSameShape = isList(before) === isList(after);
  return [
    ...(isSharedNow
      ? [toConsequence(place, { kind: 'lost', by: 'other', says: "not the master language's" }, before, isHeld)]
      : []),
    ...(isRequired(after) && !isRequired(before) ? [requireValue(after, now)] : []),
    ...listNarrowings(before, after).map(({ says, isWrong }) =>
      toConsequence(now, { kind: 'invalid', says }, before, value => isHeld(value) && isWrong(value)),
    ),
    ...listUnseen(before, after).map(says =>
      toConsequence(now, { kind: 'invalid', by: 'unseen', says }, before, isHeld),
    ),
    ...(isAtTop && isUnique(after) && !isUnique(before)
      ? [toConsequence(now, { kind: 'invalid', by: 'twins', says: 'as in another entry' }, before, isHeld)]
      : []),
    ...(inner[0] && inner[1] && isSameShape ? compareLevels(inner[0], inner[1], now, afterRoot) : []),
    ...(kindOf(before) === 'blocks' ? compareBlocks(before, after, now, afterRoot) : []),
  ];
}

/** A pattern may take longer than any call, and what is embedded has no type before it is read. */
function listUnseen(before: Field, after: Field): string[] {
  const isOtherFormat = typeof after.format === 'string' && after.format !== '' && after.format !== before.format;
  const now = targetsOf(after);
  const isNarrower = kindOf(after) === 'rich_text' && targetsOf(before).some(uid => !now.includes(uid));
  return [
    ...(isOtherFormat ? ['whether it fits the format'] : []),
    ...(isNarrower ? ['whether it embeds what may no longer be'] : []),
  ];
}

const requireValue = (field: Field, place: Place): Consequence =>
  toConsequence(place, { kind: 'invalid', says: 'mandatory and empty' }, field, value => isBlank(field, value));

/** Nothing holds a field that is new: where it is mandatory, that is too little. */
function requireNew(field: Field, place: Place): Consequence[] {
  const at = below(place, field.uid, field);
  const inner = kindOf(field) === 'group' && !isList(field) ? (fieldsOf(field) ?? []) : [];
  return [...(isRequired(field) ? [requireValue(field, at)] : []), ...inner.flatMap(each => requireNew(each, at))];
}

function compareBlocks(before: Field, after: Field, place: Place, afterRoot: readonly Field[]): Consequence[] {
  const now = blocksOf(after);
  return blocksOf(before).flatMap(block => {
    const twin = now.find(({ uid }) => uid === block.uid);
    if (!twin) return [loseBlock(before, block, place, 'block removed')];
    const [from, to] = [block, twin].map(each => globalOf(each));
    // What a read spelt out of the one says nothing of the other.
    if (from !== to) return [loseBlock(before, block, place, `${tellHolder(from)} → ${tellHolder(to)}`)];
    const [old, inner] = [fieldsOf(block), fieldsOf(twin)];
    return old && inner && block !== twin ? compareLevels(old, inner, below(place, block.uid), afterRoot) : [];
  });
}

const tellHolder = (global: string | undefined): string =>
  global === undefined ? 'fields of its own' : `global field ${global}`;

function loseBlock(field: Field, block: Block, place: Place, says: string): Consequence {
  const whole = toConsequence(place, { kind: 'lost', says }, field, Array.isArray);
  return {
    ...whole,
    path: `${whole.path}.${block.uid}`,
    find: entry =>
      whole
        .find(entry)
        .flatMap(({ address, value }) =>
          (value as unknown[])
            .filter(item => isObject(item) && blockOf(item)?.uid === block.uid)
            .map(item => ({ address, value: blockOf(item)?.values })),
        ),
  };
}
