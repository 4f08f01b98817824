// Where the path of a condition leads in a content type, and what stands there in an entry: through groups and blocks.
import { type Address, blockOf, toSteps } from '../address.ts';
import { nearestPaths } from '../near.ts';
import { listPaths } from '../paths.ts';
import { blocksOf, type Field, fieldsOf, findField, isList, kindOf, metadataOf, topFields } from '../schema.ts';
import { isObject, type Json, member } from '../value.ts';

export interface Target {
  /** As queries take it. */
  path: string;
  /** From the top; blocks by their uid between the field and what is in it. */
  steps: readonly string[];
  field: Field;
  /** `title` or `href` of a link. */
  part?: string;
  /** One value at most, and the same path for a query. */
  isSingle: boolean;
  /** False where a language shows what the master says. */
  isLocalizable: boolean;
}

/** What stands at a target in one place. */
export interface Spot {
  address: Address;
  value: unknown;
  /** It is what is looked for but for case. */
  isNear?: true;
}

/** Places of items are left out of a path: a condition is about any. */
const toPathSteps = (path: string): string[] =>
  path
    .replace(/\[[^[\]]*\]/g, '')
    .split('.')
    .filter((step, index) => index === 0 || !/^\d+$/.test(step));

export function findTarget(path: string, schema: readonly Field[]): Target | undefined {
  let fields: readonly Field[] = topFields(schema);
  const steps = toPathSteps(path);
  let [isSingle, isLocalizable] = [true, true];
  for (let index = 0; index < steps.length; index += 1) {
    const field = findField(fields, steps[index] as string);
    if (!field) return undefined;
    isLocalizable &&= field.non_localizable !== true;
    const [next, later] = steps.slice(index + 1);
    const kind = kindOf(field);
    const target = { path: steps.join('.'), steps, field, isLocalizable };
    if (next === undefined) return { ...target, isSingle: isSingle && !isList(field) };
    isSingle &&= kind === 'group' && !isList(field);
    if (kind === 'link' && later === undefined) return { ...target, steps: steps.slice(0, -1), part: next, isSingle };
    // What a reference is asked for is the uid in it.
    if (kind === 'reference' && next === 'uid' && later === undefined)
      return { ...target, steps: steps.slice(0, -1), isSingle };
    if (kind === 'blocks') {
      const block = blocksOf(field).find(({ uid }) => uid === next);
      if (!block || later === undefined) return undefined;
      fields = fieldsOf(block) ?? [];
      index += 1;
    } else if (kind === 'group') fields = fieldsOf(field) ?? [];
    else return undefined;
  }
  return undefined;
}

export const findNearTarget = (path: string, schema: readonly Field[]): string | undefined =>
  nearestPaths(toPathSteps(path).join('.'), listPaths(topFields(schema)), 1)[0];

/** Every field that may point at something: references, files, and rich text with what is embedded in it. */
export function listPointing(schema: readonly Field[]): Target[] {
  return listPaths(topFields(schema)).flatMap(path => {
    const target = findTarget(path, schema);
    return target && mayPoint(target.field) ? [target] : [];
  });
}

export function mayPoint(field: Field): boolean {
  const kind = kindOf(field);
  return ['reference', 'file', 'rich_text', 'json'].includes(kind) || isHtml(field);
}

export const isHtml = (field: Field): boolean => kindOf(field) === 'text' && metadataOf(field).allow_rich_text === true;

/** The field's whole value wherever it stands; in a group that is not there it is undefined, in a block that is not there it is not. */
export function listSpots(entry: Json, schema: readonly Field[], { steps, part }: Target): Spot[] {
  const whole = enter(entry, topFields(schema), steps, []);
  if (part === undefined) return whole;
  return whole.flatMap(({ address, value }) => {
    if (!Array.isArray(value)) return [{ address: [...address, part], value: member(value, part) }];
    const places = toSteps(value);
    return value.map((item, place) => ({
      address: [...address, places[place] ?? { place }, part],
      value: member(item, part),
    }));
  });
}

function enter(
  values: Json,
  fields: readonly Field[],
  [step = '', ...rest]: readonly string[],
  above: Address,
): Spot[] {
  const field = findField(fields, step);
  if (!field) return [];
  const [address, value] = [[...above, step], member(values, step)];
  if (rest.length === 0) return [{ address, value }];
  const isBlocks = kindOf(field) === 'blocks';
  const inner = isBlocks ? fieldsOf(blocksOf(field).find(({ uid }) => uid === rest[0])) : fieldsOf(field);
  if (!inner) return [];
  if (!isBlocks && !Array.isArray(value)) {
    return isList(field) ? [] : enter(isObject(value) ? value : {}, inner, rest, address);
  }
  if (!Array.isArray(value)) return [];
  const places = toSteps(value);
  return value.flatMap((item, place) => {
    const at = [...address, places[place] ?? { place }];
    if (!isBlocks) return isObject(item) ? enter(item, inner, rest, at) : [];
    const block = blockOf(item);
    return block && block.uid === rest[0] ? enter(block.values, inner, rest.slice(1), [...at, block.uid]) : [];
  });
}
