// Names of the stack in the schemas of tools, as far as a list of tools may grow by them.
import { estimateJson } from './results/estimate.ts';
import { type Kind, kinds, toEnum, toKind, type Vocabulary } from './vocabulary.ts';

type Node = Record<string, unknown>;

/** By how much all names together may lengthen a list of tools. */
const share = 0.3;

/** @returns the schemas with choices of each kind, the cheapest kinds first, while the whole stays within its share. */
export function withChoices<T extends Node>(schemas: readonly T[], vocabulary: Vocabulary): readonly T[] {
  let most: number | undefined;
  const chosen = new Map<Kind, string[]>();
  let best = schemas;
  for (const kind of kinds) {
    const values = toEnum(vocabulary[kind] ?? []);
    if (values.length === 0) continue;
    chosen.set(kind, values);
    most ??= estimateJson(schemas) * (1 + share);
    const tried = schemas.map(schema => choose(schema, chosen) as T);
    if (estimateJson(tried) <= most) best = tried;
    else chosen.delete(kind);
  }
  return best;
}

/**
 * In the schema alone: the call takes other values too, as the stack may have got them since, and says what is near when
 * they are wrong.
 */
function choose(node: unknown, chosen: ReadonlyMap<Kind, string[]>): unknown {
  if (Array.isArray(node)) return node.map(item => choose(item, chosen));
  if (!isNode(node)) return node;
  const entries = Object.entries(node).map(([key, value]) => {
    if (key !== 'properties' || !isNode(value)) return [key, choose(value, chosen)];
    const properties = Object.entries(value).map(([name, property]) => {
      const kind = toKind(name);
      return [name, toChoice(choose(property, chosen), kind && chosen.get(kind))];
    });
    return [key, Object.fromEntries(properties)];
  });
  return Object.fromEntries(entries);
}

/** Where a field's own words say that it takes something else too: a uid, or a key such as `sys_assets`. */
const other = /\buids?\b|\w_\w/i;

/** A plain text, or each text of a list, becomes a choice. */
function toChoice(property: unknown, values: readonly string[] | undefined): unknown {
  if (!values || !isNode(property) || other.test(String(property.description ?? ''))) return property;
  if (property.type === 'array') return { ...property, items: toChoice(property.items, values) };
  return property.type === 'string' && !property.enum ? { ...property, enum: [...values] } : property;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
