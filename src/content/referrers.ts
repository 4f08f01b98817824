// Which fields of a content type can point at a file or at entries, as the paths that a read takes.
import { listFields } from './paths.ts';
import { isAssetType } from './pointers.ts';
import { type Field, kindOf, targetsOf } from './schema.ts';

const listPathsOf = (fields: readonly Field[], isWanted: (field: Field) => boolean): string[] =>
  [...listFields(fields)].filter(({ field }) => isWanted(field)).map(({ path }) => path);

/** @param type of the entries that are pointed at; undefined for files. */
export const listPointers = (fields: readonly Field[], type: string | undefined): string[] =>
  listPathsOf(fields, field => {
    const isTarget = (target: string): boolean => (type === undefined ? isAssetType(target) : target === type);
    return kindOf(field) === 'reference'
      ? targetsOf(field).some(isTarget)
      : type === undefined && kindOf(field) === 'file';
  });

/** Of all fields that refer to entries, as the paths that a read includes them by; those of files alone are left out. */
export const listReferences = (fields: readonly Field[]): string[] =>
  listPathsOf(fields, field => kindOf(field) === 'reference' && !targetsOf(field).every(isAssetType));
