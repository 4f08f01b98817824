// Where the path of a read leads in a content type: `seo.title`, `sections.hero.headline`, `sections.0.hero`.
import { nearestPaths } from './near.ts';
import { blocksOf, type Field, fieldsOf, findField, kindOf, systemKeys, topFields } from './schema.ts';

/**
 * `field`: there is such a field. `within`: it leads into what the content type says nothing of, such as a referred
 * entry. `unknown`: there is none; with the path that was most likely meant.
 */
type Lead = { to: 'field' | 'within' } | { to: 'unknown'; near?: string | undefined };

export function leadTo(schema: readonly Field[], steps: readonly string[]): Lead {
  const fields = topFields(schema);
  const [first = ''] = steps;
  if (!findField(fields, first) && (systemKeys.has(first) || first.startsWith('_'))) return { to: 'within' };
  const to = follow(fields, steps);
  if (to !== 'unknown') return { to };
  return { to, near: nearestPaths(steps.join('.'), listPaths(fields), 1)[0] };
}

function follow(fields: readonly Field[], steps: readonly string[]): 'field' | 'within' | 'unknown' {
  const [step = '', ...rest] = steps;
  const field = findField(fields, step);
  if (!field) return 'unknown';
  return enter(field, rest);
}

function enter(field: Field, steps: readonly string[]): 'field' | 'within' | 'unknown' {
  const [step, ...rest] = steps;
  if (step === undefined) return 'field';
  if (/^\d+$/.test(step)) return enter(field, rest);
  const kind = kindOf(field);
  if (kind === 'group') {
    const inner = fieldsOf(field);
    return inner ? follow(inner, steps) : 'within';
  }
  if (kind !== 'blocks') return 'within';
  const block = blocksOf(field).find(({ uid }) => uid === step);
  if (!block) return 'unknown';
  const inner = fieldsOf(block);
  return rest.length === 0 ? 'field' : inner ? follow(inner, rest) : 'within';
}

/** So many fields of a schema are looked through for near ones. */
const mostPaths = 2000;

/** Every field of a schema from the top: `seo.description`, `sections.hero.headline`. */
export function listPaths(fields: readonly Field[]): string[] {
  const found: string[] = [];
  const enter = (level: readonly Field[], above: string): void => {
    for (const field of level) {
      if (found.length >= mostPaths) return;
      const path = `${above}${field.uid}`;
      found.push(path);
      enter(fieldsOf(field) ?? [], `${path}.`);
      for (const block of blocksOf(field)) enter(fieldsOf(block) ?? [], `${path}.${block.uid}.`);
    }
  };
  enter(fields, '');
  return found;
}
