// Which fields of a content type can point at a file or at entries of a type, as the paths that a query takes.
import { blocksOf, type Field, fieldsOf, kindOf, targetsOf } from './schema.ts';

/** @param type of the entries that are pointed at; undefined for files. */
export function listPointers(fields: readonly Field[], type: string | undefined, above = ''): string[] {
  return fields.flatMap(field => {
    const path = `${above}${field.uid}`;
    const kind = kindOf(field);
    const targets = targetsOf(field);
    const isPointer =
      type === undefined
        ? kind === 'file' || (kind === 'reference' && targets.includes('sys_assets'))
        : kind === 'reference' && targets.includes(type);
    return [
      ...(isPointer ? [path] : []),
      ...listPointers(fieldsOf(field) ?? [], type, `${path}.`),
      ...blocksOf(field).flatMap(block => listPointers(fieldsOf(block) ?? [], type, `${path}.${block.uid}.`)),
    ];
  });
}

/** Of all fields that refer to entries, as the paths that a read includes them by; those of files alone are left out. */
export function listReferences(fields: readonly Field[], above = ''): string[] {
  return fields.flatMap(field => {
    const path = `${above}${field.uid}`;
    const isReference = kindOf(field) === 'reference' && targetsOf(field).some(target => target !== 'sys_assets');
    return [
      ...(isReference ? [path] : []),
      ...listReferences(fieldsOf(field) ?? [], `${path}.`),
      ...blocksOf(field).flatMap(block => listReferences(fieldsOf(block) ?? [], `${path}.${block.uid}.`)),
    ];
  });
}
