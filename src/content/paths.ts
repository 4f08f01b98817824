// The fields of a content type at any depth, by their paths: `seo.title`, `sections.hero.headline`.
import { blocksOf, type Field, fieldsOf } from './schema.ts';

/** A field before those that lie in it. */
export function* listFields(fields: readonly Field[], above = ''): Generator<{ path: string; field: Field }> {
  for (const field of fields) {
    const path = `${above}${field.uid}`;
    yield { path, field };
    yield* listFields(fieldsOf(field) ?? [], `${path}.`);
    for (const block of blocksOf(field)) yield* listFields(fieldsOf(block) ?? [], `${path}.${block.uid}.`);
  }
}

/** So many fields of a schema are looked through for near ones. */
const mostPaths = 2000;

export function listPaths(fields: readonly Field[]): string[] {
  const found: string[] = [];
  for (const { path } of listFields(fields)) if (found.push(path) >= mostPaths) break;
  return found;
}
