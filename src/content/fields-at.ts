// Which fields of a schema an address leads through, and which are the same in every language.
import type { Address } from './address.ts';
import { type Block, blocksOf, type Field, fieldsOf, findField, kindOf, topFields } from './schema.ts';

/** From the top to the innermost that the schema knows; items and nodes of rich text lie in the last. */
export function listFieldsAt(schema: readonly Field[], address: Address): Field[] {
  const found: Field[] = [];
  let level: readonly Field[] | undefined = topFields(schema);
  let blocks: Block[] = [];
  for (const step of address) {
    if (typeof step !== 'string') continue;
    const block = blocks.find(({ uid }) => uid === step);
    blocks = [];
    if (block) {
      level = fieldsOf(block);
      continue;
    }
    const field: Field | undefined = level && findField(level, step);
    if (!field) break;
    found.push(field);
    const kind = kindOf(field);
    level = kind === 'group' ? fieldsOf(field) : undefined;
    if (kind === 'blocks') blocks = blocksOf(field);
    else if (kind !== 'group') break;
  }
  return found;
}

/** Whether what lies there is the same in every language. */
export const isShared = (schema: readonly Field[], address: Address): boolean =>
  listFieldsAt(schema, address).some(field => field.non_localizable === true);

/** Paths of fields that all languages share, the outermost alone. */
export const listShared = (schema: readonly Field[]): string[] =>
  findPaths(schema, field => field.non_localizable === true);

/** So many references are asked for with an entry. */
const mostIncludes = 50;

/** Paths of reference fields, as `include[]` takes them. */
export const listReferences = (schema: readonly Field[]): string[] =>
  findPaths(schema, field => kindOf(field) === 'reference').slice(0, mostIncludes);

/** What lies in a field that is found is not looked at. */
function findPaths(level: readonly Field[], isWanted: (field: Field) => boolean, above = ''): string[] {
  return level.flatMap(field => {
    const path = `${above}${field.uid}`;
    if (isWanted(field)) return [path];
    const inner = blocksOf(field).flatMap(block => findPaths(fieldsOf(block) ?? [], isWanted, `${path}.${block.uid}.`));
    return [...findPaths(fieldsOf(field) ?? [], isWanted, `${path}.`), ...inner];
  });
}

/** The outermost field on the way to an address that all languages share; undefined where there is none. */
export function findShared(schema: readonly Field[], address: Address): Address | undefined {
  const length = address.findIndex((_, index) => isShared(schema, address.slice(0, index + 1)));
  return length < 0 ? undefined : address.slice(0, length + 1);
}

/** Some field, at any depth, may say something else in each language. */
export const hasLocalizable = (schema: readonly Field[]): boolean =>
  schema.some(field => {
    if (field.non_localizable === true) return false;
    const inner = [fieldsOf(field), ...blocksOf(field).map(fieldsOf)].filter(fields => fields !== undefined);
    return inner.length === 0 || inner.some(hasLocalizable);
  });
