// Names of the stack in the schemas of tools, as far as a list of tools may grow by them.
import { isObject } from '../operations/is-object.ts';
import { type Kind, kinds, sources, toEnum, toKind, type Vocabulary } from '../operations/words.ts';

type Node = Record<string, unknown>;

/** By how much all names together may lengthen a list of tools. */
const share = 0.3;

/**
 * Characters a token, rather too many of a list of tools and too few of names, which are plain: so the share is kept, and
 * nothing has to be estimated piece by piece while a client waits for its first list.
 */
const charactersPerToken = { list: 5, names: 3 };

/** Whether a name may be a choice in one of the schemas. */
export type Allows = (index: number, kind: Kind, name: string) => boolean;

/**
 * @param allows the names that make sense there: of a write those that the owner's rules leave.
 * @returns the schemas with choices of each kind, the cheapest kinds first, while the whole stays within its share.
 */
export function withChoices<T extends Node>(
  schemas: readonly T[],
  vocabulary: Vocabulary,
  allows?: Allows,
): readonly T[] {
  const known = kinds
    .map(kind => [kind, toEnum(vocabulary[kind] ?? [])] as const)
    .filter(([kind, { length }]) => length > 0 && (vocabulary[kind]?.length ?? 0) <= (sources[kind].choices ?? 0));
  if (known.length === 0) return schemas;
  const places = new Map<Kind, number>();
  for (const schema of schemas) {
    choose(schema, kind => {
      places.set(kind, (places.get(kind) ?? 0) + 1);
      return undefined;
    });
  }
  let room = (JSON.stringify(schemas).length / charactersPerToken.list) * share;
  const chosen = new Map<Kind, string[]>();
  for (const [kind, values] of known) {
    const cost = (JSON.stringify({ enum: values }).length / charactersPerToken.names) * (places.get(kind) ?? 0);
    if (cost > room) continue;
    room -= cost;
    chosen.set(kind, values);
  }
  return schemas.map((schema, index) => choose(schema, kind => toAllowed(chosen.get(kind), index, kind)) as T);

  function toAllowed(names: readonly string[] | undefined, index: number, kind: Kind): readonly string[] | undefined {
    const left = allows ? names?.filter(name => allows(index, kind, name)) : names;
    // A choice of nothing cannot be said; the call says why each is refused.
    return left?.length === 0 ? names : left;
  }
}

/** The choices for a place of one kind; undefined leaves it as it is. */
type Choose = (kind: Kind) => readonly string[] | undefined;

/**
 * In the schema alone: the call takes other values too, as the stack may have got them since, and says what is near when
 * they are wrong.
 */
function choose(node: unknown, by: Choose): unknown {
  if (!isObject(node)) return node;
  const changed: Node = {};
  const { properties, items, additionalProperties, anyOf } = node;
  if (isObject(properties)) {
    const named = mapNode(properties, (property, name) => {
      const kind = toKind(name);
      const inner = choose(property, by);
      return kind ? toChoice(inner, () => by(kind)) : inner;
    });
    if (named !== properties) changed.properties = named;
  }
  if (items) changed.items = choose(items, by);
  if (additionalProperties) changed.additionalProperties = choose(additionalProperties, by);
  if (Array.isArray(anyOf)) changed.anyOf = anyOf.map(each => choose(each, by));
  const isSame = Object.entries(changed).every(([key, value]) => value === node[key]);
  return isSame ? node : { ...node, ...changed };
}

/** The same node where nothing changes: most of a list of tools names nothing of the stack. */
function mapNode(node: Node, change: (value: unknown, key: string) => unknown): Node {
  let mapped = node;
  for (const [key, value] of Object.entries(node)) {
    const next = change(value, key);
    if (next === value) continue;
    if (mapped === node) mapped = { ...node };
    mapped[key] = next;
  }
  return mapped;
}

/** Where a field's own words say that it takes something else too: a uid, or a key such as `sys_assets`. */
const other = /\buids?\b|\w_\w/i;

/** A plain text, or each text of a list, becomes a choice. */
function toChoice(property: unknown, by: () => readonly string[] | undefined): unknown {
  if (!isObject(property) || other.test(String(property.description ?? ''))) return property;
  if (property.type === 'array') {
    const items = toChoice(property.items, by);
    return items === property.items ? property : { ...property, items };
  }
  const values = property.type === 'string' && !property.enum ? by() : undefined;
  return values ? { ...property, enum: [...values] } : property;
}
