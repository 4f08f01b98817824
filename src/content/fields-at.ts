// Which fields of a schema an address leads through, and which are the same in every language.
import type { Address } from './address.ts';
import { listFields } from './paths.ts';
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
export function listShared(schema: readonly Field[]): string[] {
  const found: string[] = [];
  for (const { path, field } of listFields(schema)) {
    const isWithin = found.some(above => path.startsWith(`${above}.`));
    if (field.non_localizable === true && !isWithin) found.push(path);
  }
  return found;
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
