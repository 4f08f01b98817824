// What a tool takes: the flat union of an operation's fields, as zod for the call and as JSON Schema for the list.

import * as z from 'zod';
import { isObject } from './is-object.ts';
import { type JsonSchema, type JsonSchemaNode, toPortable, toRoot } from './json-schema.ts';
import { nearest, toBriefWord } from './nearest.ts';
import { type Fields, type Operation, places, toArgumentName } from './operation.ts';

export type Arguments = Record<string, unknown>;

export interface Input {
  /** As sent in tools/list. */
  schema(): JsonSchema;
  /** The arguments as zod gives them back, or what is wrong with them, one line each. */
  parse(given: unknown): { value: Arguments } | { problems: string[] };
}

/**
 * @param extra arguments that the machine adds to the operation's own, such as the branch.
 * @param hidden those of them that are taken but not shown.
 */
export function toInput(operation: Operation, extra: Fields = {}, hidden: readonly string[] = []): Input {
  // Both are made on first use: most tools of a session are never called, and a list is asked for once or twice.
  let object: z.ZodObject | undefined;
  let schema: JsonSchema | undefined;
  const zod = () => {
    object ??= z.strictObject({ ...toShape(operation), ...extra });
    return object;
  };
  const json = () => {
    schema ??= withExtra(operation.schema ?? toOwnSchema(operation), extra, hidden);
    return schema;
  };
  return { schema: json, parse: given => parse(zod(), json(), given) };
}

/** The operation's own arguments as JSON Schema. */
export function toOwnSchema(operation: Operation): JsonSchema {
  // Every answer names its branch, and what is given anyway need not be asked for: some 600 tokens in each conversation.
  const hidden = ['include_branch', ...Object.keys(toDefaults(operation))];
  return toRoot(z.toJSONSchema(z.strictObject(toShape(operation)), { io: 'input' }), hidden);
}

/** What goes with a call unless it says otherwise: what an outline shows. */
export function toDefaults({ outline, query }: Operation): Arguments {
  if (!outline) return {};
  const wanted = {
    include_count: true,
    ...(outline.includes('publish_details') ? { include_publish_details: true } : {}),
    // Of versions these are left out unless asked for.
    include_updated_at: true,
    include_updated_by: true,
  };
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => name in query));
}

function withExtra(own: JsonSchema, extra: Fields, hidden: readonly string[]): JsonSchema {
  const shown = Object.entries(extra).filter(([name]) => !hidden.includes(name));
  if (shown.length === 0) return own;
  const nodes = shown.map(([name, field]) => [name, toNode(field)] as const);
  const added = shown.filter(([, field]) => !field.isOptional()).map(([name]) => name);
  const required = [...((own.required as string[] | undefined) ?? []), ...added];
  return {
    ...own,
    properties: { ...own.properties, ...Object.fromEntries(nodes) },
    ...(required.length > 0 ? { required } : {}),
  };
}

/** The same few fields are added to a hundred tools. */
const extraNodes = new WeakMap<z.ZodType, JsonSchemaNode>();

function toNode(field: z.ZodType): JsonSchemaNode {
  const known = extraNodes.get(field) ?? (toPortable(z.toJSONSchema(field, { io: 'input' })) as JsonSchemaNode);
  extraNodes.set(field, known);
  return known;
}

function toShape(operation: Operation): Record<string, z.ZodType> {
  const shape: Record<string, z.ZodType> = {};
  for (const place of places) {
    for (const [wireName, field] of Object.entries(operation[place])) {
      shape[toArgumentName(wireName)] = field;
    }
  }
  return shape;
}

function parse(zod: z.ZodObject, schema: JsonSchema, given: unknown): { value: Arguments } | { problems: string[] } {
  if (!isObject(given)) return { problems: ['arguments: expected an object'] };
  const read = unquote(given, schema);
  const parsed = zod.safeParse(read);
  if (parsed.success) return { value: parsed.data };
  const problems = parsed.error.issues.flatMap(issue => toProblems(issue, read, schema));
  const rest = problems.length - mostProblems;
  return { problems: rest > 0 ? [...problems.slice(0, mostProblems), `and ${rest} more`] : problems };
}

/** More would only repeat each other, as of a long list whose items are all of one wrong kind. */
const mostProblems = 20;

/** Models often give an object or a list as a string of JSON; where the schema wants one, it is read as that. */
function unquote(given: Arguments, schema: JsonSchema): Arguments {
  const entries = Object.entries(given).map(([name, value]) => {
    const type = schema.properties[name]?.type;
    return [name, typeof value === 'string' && (type === 'object' || type === 'array') ? fromJson(value) : value];
  });
  return Object.fromEntries(entries) as Arguments;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function toProblems(issue: z.core.$ZodIssue, given: Arguments, schema: JsonSchema): string[] {
  const path = issue.path.map(part => toBriefWord(String(part))).join('.');
  if (issue.code !== 'unrecognized_keys') {
    return [`${path || 'arguments'}: ${toPlain(issue.message)}${toHint(issue, readAt(given, issue.path))}`];
  }
  // A schema may have words of its own for a key that is not to be given.
  if (!issue.message.startsWith('Unrecognized key')) return [`${path}: ${issue.message}`];
  const known = listKeys(schema, issue.path);
  return issue.keys.map(key => {
    const name = toBriefWord(key);
    const close = nearest(key, known);
    if (path) return `${path}.${name}: not known here${toChoice(close, known.slice(0, mostProblems))}`;
    return `${name}: no such argument${close ? `; did you mean ${close}?` : `; there are ${known.join(', ') || 'none'}`}`;
  });
}

const toChoice = (close: string | undefined, known: string[]): string =>
  close ? `; did you mean ${close}?` : known.length > 0 ? `; there are ${known.join(', ')}` : '';

function toPlain(message: string): string {
  if (message.endsWith('received undefined')) return 'required';
  return message.replace(/^(Invalid input|Invalid option|Too big|Too small): /, '');
}

/** What was meant, where that can be told from what was given. */
function toHint(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_value' && typeof value === 'string') {
    const close = nearest(value, issue.values.map(String));
    return close ? `; did you mean ${close}?` : '';
  }
  if (issue.code !== 'invalid_type') return '';
  // Models give the object that they read where its uid is wanted.
  if (issue.expected === 'string' && isObject(value) && typeof value.uid === 'string' && value.uid.length <= 60) {
    return `; give only its uid, ${JSON.stringify(value.uid)}`;
  }
  const isJson = issue.path.length === 1 && typeof value === 'string' && /^\s*[{[]/.test(value);
  return isJson ? ' that is not valid JSON' : '';
}

function readAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (Array.isArray(value) || isObject(value) ? (value as Arguments)[String(step)] : undefined),
    given,
  );
}

/** The keys that an object may have, as far as the schema that is shown says. */
function listKeys(schema: JsonSchemaNode, path: readonly PropertyKey[]): string[] {
  const node = path.reduce<unknown>((at, step) => {
    if (!isObject(at)) return undefined;
    return typeof step === 'number' ? at.items : isObject(at.properties) ? at.properties[String(step)] : undefined;
  }, schema);
  return isObject(node) && isObject(node.properties) ? Object.keys(node.properties) : [];
}
