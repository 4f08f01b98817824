// What a model writes of a field in short, as the schema has it; and members laid over those that are there.
import { isObject, type Json, member } from '../value.ts';

/** What belongs into `field_metadata` and is mostly written beside it. */
const metadataKeys: ReadonlySet<string> = new Set([
  'description',
  'default_value',
  'instruction',
  'placeholder',
  'multiline',
  'markdown',
  'allow_rich_text',
  'allow_json_rte',
  'rich_text_type',
  'embed_entry',
  'ref_multiple',
]);

/**
 * `choices` and `description` where the schema has them; choices, targets and taxonomies by their names alone.
 * @param held the field that is there, else what is sent itself: what a member means depends on its data type.
 */
export function spellOut(given: Json, held: Json = given): Json {
  const inside = Object.entries(given).filter(([key]) => metadataKeys.has(key));
  const out: Json = Object.fromEntries(Object.entries(given).filter(([key]) => !metadataKeys.has(key)));
  if (inside.length > 0) out.field_metadata = { ...Object.fromEntries(inside), ...asObject(out.field_metadata) };
  if (Array.isArray(out.choices) && out.enum === undefined) {
    out.enum = { choices: out.choices };
    delete out.choices;
  }
  const choices = member(out.enum, 'choices');
  if (Array.isArray(choices)) out.enum = { ...asObject(out.enum), choices: choices.map(toChoice(held)) };
  if (Array.isArray(out.taxonomies)) {
    out.taxonomies = out.taxonomies.map(each => (typeof each === 'string' ? { taxonomy_uid: each } : each));
  }
  return isReference(given, held) ? spellOutReference(out) : out;
}

const asObject = (value: unknown): Json => (isObject(value) ? value : {});

/** One that is there keeps its label; where all have labels, a new one is its own. */
const toChoice =
  ({ enum: held }: Json) =>
  (each: unknown): unknown => {
    if (isObject(each)) return each;
    const known = member(held, 'choices');
    const found = Array.isArray(known) ? known.find(choice => member(choice, 'value') === each) : undefined;
    return found ?? (member(held, 'advanced') === true ? { key: String(each), value: each } : { value: each });
  };

/** A reference of the old kind names its one content type as a text, and means `multiple` as it says it. */
const isReference = (given: Json, held: Json): boolean =>
  (given.data_type ?? held.data_type) === 'reference' && (given === held || typeof held.reference_to !== 'string');

function spellOutReference({ multiple, reference_to, ...rest }: Json): Json {
  const targets = typeof reference_to === 'string' ? [reference_to] : reference_to;
  const out: Json = { ...rest, ...(targets === undefined ? {} : { reference_to: targets }) };
  if (multiple === undefined) return out;
  return { ...out, field_metadata: { ref_multiple: multiple === true, ...asObject(out.field_metadata) } };
}

/** Objects are merged, all else is replaced. */
export function overlay(held: Json, given: Json): Json {
  const merged = Object.entries(given).map(([key, value]) => {
    const old = member(held, key);
    return [key, isObject(old) && isObject(value) ? overlay(old, value) : value] as const;
  });
  return { ...held, ...Object.fromEntries(merged) };
}

/** The same, where null takes a member away. @returns the same object where nothing changes. */
export function patchMembers(held: Json, given: Json): Json {
  let out = held;
  for (const [key, value] of Object.entries(given)) {
    const old = member(out, key);
    const next = isObject(old) && isObject(value) ? patchMembers(old, value) : value;
    if (next === null ? !Object.hasOwn(out, key) : isEqual(old, next) && Object.hasOwn(out, key)) continue;
    if (next === null) out = Object.fromEntries(Object.entries(out).filter(([each]) => each !== key));
    else out = { ...out, [key]: isObject(next) && !isObject(old) ? dropNulls(next) : next };
  }
  return out;
}

/** To the byte, order included. */
const isEqual = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

const dropNulls = (value: Json): Json =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      each === null ? [] : [[key, isObject(each) ? dropNulls(each) : each]],
    ),
  );
