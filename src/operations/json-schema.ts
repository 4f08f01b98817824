// JSON Schema as clients and models read it: of what zod makes, the part that says something, in a form that all take.
import { isObject } from './is-object.ts';

export type JsonSchema = { type: 'object'; properties: Record<string, JsonSchemaNode> } & Record<string, unknown>;
export type JsonSchemaNode = Record<string, unknown>;

/**
 * The root always has properties, if none. That it takes no others it does not say: it takes what is hidden, a client that
 * checks would not let that through, and of a stray argument the call tells more.
 * @param hidden what is taken but not shown.
 */
export function toRoot(schema: unknown, hidden: readonly string[]): JsonSchema {
  const { properties = {}, additionalProperties: _, ...rest } = toPortable(schema) as Partial<JsonSchema>;
  const shown = Object.entries(properties).filter(([name]) => !hidden.includes(name));
  return { type: 'object', properties: Object.fromEntries(shown), ...rest };
}

/**
 * JSON Schema that every model provider takes, in as few words as say it: no bounds that only say "an integer" or
 * "not empty", no `propertyNames`, no `$schema`. Below the root nothing says whether more keys may
 * come: the call finds out, and names the stray one.
 */
export function toPortable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toPortable);
  if (!isObject(node)) return node;
  const only = withoutNull(node);
  if (only) return toPortable(only);
  const out: JsonSchemaNode = {};
  for (const [key, value] of Object.entries(node)) {
    if (unsaid.has(key) || (key === 'maximum' && value === Number.MAX_SAFE_INTEGER)) continue;
    // Where null is a value too, that is not said: some providers take one type alone.
    if (key === 'type' && Array.isArray(value)) out.type = value.find(type => type !== 'null');
    else if (key === 'properties') out[key] = mapValues(value as JsonSchemaNode, toPortable);
    else if (key === 'additionalProperties') Object.assign(out, toRest(node));
    else out[key] = toPortable(value);
  }
  if (isObject(out.properties) && Object.keys(out.properties).length === 0) delete out.properties;
  return out;
}

/** What may be null as well is shown as what it is otherwise: not all clients know values of several types. */
function withoutNull({ anyOf, type, ...rest }: JsonSchemaNode): JsonSchemaNode | undefined {
  const types = Array.isArray(type) ? type.filter(each => each !== 'null') : [];
  if (types.length === 1) return { type: types[0], ...rest };
  const others = Array.isArray(anyOf) ? anyOf.filter(each => !isObject(each) || each.type !== 'null') : [];
  const [only] = others;
  return others.length === 1 && isObject(only) ? { ...only, ...rest } : undefined;
}

const unsaid = new Set(['$schema', 'propertyNames', 'minimum', 'minLength', 'maxItems']);

/** What an object of no known keys takes: anything, or values of one type. */
function toRest({ properties, additionalProperties: rest }: JsonSchemaNode): JsonSchemaNode {
  if (isObject(properties) && Object.keys(properties).length > 0) return {};
  return isObject(rest) && Object.keys(rest).length > 0 ? { additionalProperties: toPortable(rest) } : {};
}

function mapValues(object: JsonSchemaNode, change: (value: unknown) => unknown): JsonSchemaNode {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
