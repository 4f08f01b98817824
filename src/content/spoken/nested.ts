// Fields by address, as read_entry shows them, as the values of an entry: `seo.title` lies in `seo`.
import { type Address, parseAddress, printAddress, printStep, type Step } from '../address.ts';
import { type Field, findField, topFields } from '../schema.ts';
import { isObject, type Json } from '../value.ts';

/** Parts of a group, or items of a list by what stands in the brackets, in the order in which they came. */
type Parts = Map<string, { step: Step; value: unknown }>;

/**
 * An item's uid or place says only which parts belong to one item. Names that lead nowhere stay as they are.
 * @returns problems, which begin with the address, where two say different things of one place.
 */
export function toNested(fields: Json, schema: readonly Field[]): { value: Json; problems: string[] } {
  const top = topFields(schema);
  const whole: Parts = new Map();
  const problems: string[] = [];
  for (const [key, value] of Object.entries(fields)) {
    const address = findField(top, key) ? [key] : (toAddress(key, top) ?? [key]);
    if (!put(whole, address, value)) problems.push(`${key}: is given twice, as a part and as a whole`);
  }
  return { value: toValue(whole) as Json, problems };
}

/** Of a part of a field; a name that is none is left to the check, which knows what is near. */
function toAddress(key: string, top: readonly Field[]): Address | undefined {
  const address = parseAddress(key);
  const [first, another] = address ?? [];
  return another !== undefined && typeof first === 'string' && findField(top, first) ? address : undefined;
}

function put(parts: Parts, [step, ...rest]: Address, value: unknown): boolean {
  if (step === undefined) return false;
  const key = printStep(step, true);
  const held = parts.get(key);
  if (rest.length === 0) {
    if (held)
      return (
        isParts(held.value) &&
        isObject(value) &&
        Object.entries(value).every(([name, each]) => put(held.value as Parts, [name], each))
      );
    parts.set(key, { step, value });
    return true;
  }
  const inner = held ? held.value : new Map();
  if (!held) parts.set(key, { step, value: inner });
  // A group that was given as a whole takes parts that it does not have.
  if (isObject(inner) && !isParts(inner)) {
    const opened: Parts = new Map(Object.entries(inner).map(([name, each]) => [name, { step: name, value: each }]));
    parts.set(key, { step, value: opened });
    return put(opened, rest, value);
  }
  return isParts(inner) && put(inner, rest, value);
}

const isParts = (value: unknown): value is Parts => value instanceof Map;

function toValue(value: unknown): unknown {
  if (!isParts(value)) return value;
  const parts = [...value.values()];
  const isItems = parts.length > 0 && parts.every(({ step }) => typeof step === 'object');
  if (!isItems) return Object.fromEntries(parts.map(({ step, value: inner }) => [nameOf(step), toValue(inner)]));
  const arePlaces = parts.every(({ step }) => placeOf(step) !== undefined);
  const inOrder = arePlaces
    ? parts.toSorted((one, other) => Number(placeOf(one.step)) - Number(placeOf(other.step)))
    : parts;
  return inOrder.map(({ value: inner }) => toValue(inner));
}

const placeOf = (step: Step): number | undefined =>
  typeof step === 'object' && 'place' in step ? step.place : undefined;

const nameOf = (step: Step): string => (typeof step === 'string' ? step : printAddress([step]));
