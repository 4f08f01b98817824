// What a tool takes: the flat union of an operation's fields, as zod for the call and as JSON Schema for the list.

import * as z from 'zod';
import { toBrief } from './brief.ts';
import { unshown } from './fields.ts';
import { isObject } from './is-object.ts';
import { type JsonSchema, type JsonSchemaNode, toPortable, toRoot } from './json-schema.ts';
import { listLost } from './lost.ts';
import { nearest } from './nearest.ts';
import { type Fields, type Offered, places, toArgumentName } from './operation.ts';
import { hasStrays, type LeftOut, mostProblems, type Notes, understandAll } from './understand.ts';

export type Arguments = Record<string, unknown>;

export interface Input {
  /** As sent in tools/list. */
  schema(): JsonSchema;
  /** The arguments as zod gives them back, or what is wrong with them, one line each. */
  parse(given: unknown): Parsed;
}

type Parsed = { value: Arguments; leftOut?: LeftOut[] } | { problems: string[] };

/**
 * @param extra arguments that the machine adds to the operation's own, such as the branch.
 * @param hidden those of them that are taken but not shown.
 */
export function toInput(operation: Offered, extra: Fields = {}, hidden: readonly string[] = []): Input {
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
  return { schema: json, parse: given => parse(zod(), operation, json(), given) };
}

/** What an operation takes is the same on every stack, and whatever becomes known of one. */
const ownSchemas = new WeakMap<Offered, JsonSchema>();

/** The operation's own arguments as JSON Schema. */
export function toOwnSchema(operation: Offered): JsonSchema {
  const known = ownSchemas.get(operation) ?? makeOwnSchema(operation);
  ownSchemas.set(operation, known);
  return known;
}

function makeOwnSchema(operation: Offered): JsonSchema {
  // Every answer names its branch, and what is given anyway need not be asked for: some 600 tokens in each conversation.
  const shape = toShape(operation);
  const unchosen = Object.entries(shape).filter(([, field]) => unshown.has(field));
  const hidden = ['include_branch', ...Object.keys(toDefaults(operation)), ...unchosen.map(([name]) => name)];
  return toRoot(z.toJSONSchema(z.strictObject(shape), { io: 'input' }), hidden);
}

/** What goes with a call unless it says otherwise: what an outline shows. */
export function toDefaults({ outline, query }: Offered): Arguments {
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

/** What goes with this call besides what it says: the defaults, and with an outline of fields those that are nested. */
export function toUsual(operation: Offered, { fields }: Arguments): Arguments {
  const { opens } = operation;
  return { ...toDefaults(operation), ...(opens !== undefined && fields === undefined ? { [opens]: true } : {}) };
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

function toShape(operation: Offered): Record<string, z.ZodType> {
  const shape: Record<string, z.ZodType> = {};
  for (const place of places) {
    for (const [wireName, field] of Object.entries(operation[place])) {
      shape[toArgumentName(wireName)] = field;
    }
  }
  return shape;
}

function parse(zod: z.ZodObject, own: Offered, schema: JsonSchema, given: unknown): Parsed {
  if (!isObject(given)) return { problems: ['arguments: expected an object'] };
  const notes: Notes = { leftOut: [], problems: [], strays: [] };
  const read = readAll(zod, own, given, notes);
  const [much] = notes.strays;
  if (much) {
    const path = much.path === '' ? [] : much.path.split('.');
    const issue = { code: 'unrecognized_keys', keys: much.keys, path, message: stray, input: read } as const;
    return { problems: [...toProblems(issue, mostProblems, read, schema), `and ${much.rest} more`] };
  }
  if (isTooDeep(read)) return { problems: [`arguments: nested more than ${deepest} levels deep`] };
  // Before zod, whose copies have no such keys any more.
  const lost = listLost(own, read, mostProblems);
  if (lost.length > 0) return { problems: lost };
  if (notes.problems.length >= mostProblems)
    return { problems: [...notes.problems.slice(0, mostProblems), 'and more'] };
  const parsed = zod.safeParse(read);
  if (parsed.success && notes.problems.length === 0) {
    return { value: parsed.data as Arguments, ...(notes.leftOut.length > 0 ? { leftOut: notes.leftOut } : {}) };
  }
  return { problems: listProblems(notes.problems, parsed.error?.issues ?? [], read, schema) };
}

/** What creates or updates clears by `""` and `[]` in its body; everywhere else they are nothing. */
function readAll(zod: z.ZodObject, { effect, body, form }: Offered, given: Arguments, notes: Notes): Arguments {
  const saves = effect === 'create' || effect === 'update';
  const saved = new Set(saves ? Object.keys({ ...body, ...form }).map(toArgumentName) : []);
  const [kept, rest] = [true, false].map(isSaved =>
    Object.fromEntries(Object.entries(zod.shape).filter(([name]) => saved.has(name) === isSaved)),
  ) as [z.ZodRawShape, z.ZodRawShape];
  if (hasStrays(given, zod, { path: '', clears: false, notes })) return given;
  const read = understandAll(given, rest, { path: '', clears: false, notes });
  return understandAll(read, kept, { path: '', clears: true, notes });
}

/** In levels. Far more than content has; somewhat more, and neither it nor an answer that holds it could be shown. */
const deepest = 500;

function isTooDeep(given: unknown): boolean {
  let level: unknown[] = [given];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    const next: unknown[] = [];
    const add = (inner: unknown): void => {
      if (typeof inner === 'object' && inner !== null) next.push(inner);
    };
    for (const value of level) {
      if (Array.isArray(value)) value.forEach(add);
      else for (const key in value as object) add((value as Arguments)[key]);
    }
    level = next;
  }
  return false;
}

/** The first ones, and how many more there are; near names are sought for those alone. */
function listProblems(noted: string[], issues: z.core.$ZodIssue[], given: Arguments, schema: JsonSchema): string[] {
  const problems = [...noted];
  const isTold = (path: string) => noted.some(problem => problem.startsWith(`${path}:`));
  let rest = 0;
  for (const issue of issues) {
    if (isTold(issue.path.join('.'))) continue;
    const room = mostProblems - problems.length;
    const count = issue.code === 'unrecognized_keys' && issue.message.startsWith(stray) ? issue.keys.length : 1;
    rest += Math.max(0, count - room);
    if (room > 0) problems.push(...toProblems(issue, room, given, schema));
  }
  return rest > 0 ? [...problems, `and ${rest} more`] : problems;
}

/** Of a key that was given, so many characters are said back. */
const word = 40;

/** How zod begins, where a schema has no words of its own for a key that is not to be given. */
const stray = 'Unrecognized key';

function toProblems(issue: z.core.$ZodIssue, most: number, given: Arguments, schema: JsonSchema): string[] {
  const path = issue.path.map(part => toBrief(String(part), word)).join('.');
  if (issue.code !== 'unrecognized_keys') {
    return [`${path}: ${toPlain(issue.message)}${toHint(issue, readAt(given, issue.path))}`];
  }
  if (!issue.message.startsWith(stray)) return [`${path}: ${issue.message}`];
  const known = listKeys(schema, issue.path);
  return issue.keys.slice(0, most).map(key => {
    const name = toBrief(key, word);
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
  // A schema that has words of its own tells itself what was meant.
  if (issue.code === 'invalid_value' && typeof value === 'string' && issue.message.startsWith('Invalid ')) {
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
