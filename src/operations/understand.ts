// What clients send, understood by the declared type: scalars and JSON as text, one word for a list, nulls for what is not given.
import * as z from 'zod';
import { toBrief } from './brief.ts';
import { whole } from './fields.ts';
import { isObject } from './is-object.ts';

/** What was noticed on the way. */
export interface Notes {
  /** Paths of nulls that a body was relieved of, though nothing there could also be said by `""` or `[]`. */
  leftOut: LeftOut[];
  /** What cannot be read, a line each. */
  problems: string[];
  /** Objects with more keys that nobody knows than are worth naming. */
  strays: { path: string; keys: string[]; rest: number }[];
}

export interface LeftOut {
  path: string;
  /** What clears it; undefined where nothing does. */
  clear: '""' | '[]' | undefined;
}

/** Where something stands. */
interface At {
  path: string;
  /** Of what creates or updates: there `""` and `[]` clear; elsewhere they say that nothing is given. */
  clears: boolean;
  notes: Notes;
}

/** So many problems are named; more would only repeat each other. */
export const mostProblems = 20;

/** Longer lists are judged item by item until there are enough problems: of each zod would note all that is wrong. */
const longList = 200;

/** @returns the value as the schema wants it, as far as it says so; what is free content comes back as it is. */
function understand(value: unknown, given: z.ZodType, at: At): unknown {
  const { schema } = bare(given);
  if (schema instanceof z.ZodNumber) return typeof value === 'string' ? toNumber(value, schema) : value;
  if (schema instanceof z.ZodBoolean) return typeof value === 'string' ? toBoolean(value) : value;
  // Some clients make a number of a text that looks like one.
  if (schema instanceof z.ZodEnum && typeof value === 'number')
    return schema.options.includes(String(value)) ? String(value) : value;
  if (schema instanceof z.ZodObject) return ofObject(fromJson(value, '{'), schema, at);
  if (schema instanceof z.ZodRecord) return ofRecord(fromJson(value, '{'), schema.valueType as z.ZodType, at);
  if (schema instanceof z.ZodArray) return ofArray(value, schema.element as z.ZodType, at);
  return value;
}

function ofObject(value: unknown, schema: z.ZodObject, at: At): unknown {
  return isObject(value) && !hasStrays(value, schema, at) ? understandAll(value, schema.shape, at) : value;
}

/** Whether there are so many that nothing else is worth a look: zod would name them all. */
export function hasStrays(value: Record<string, unknown>, { shape, def }: z.ZodObject, at: At): boolean {
  if (!(def.catchall instanceof z.ZodNever)) return false;
  const keys: string[] = [];
  let count = 0;
  for (const key in value) {
    if (Object.hasOwn(shape, key)) continue;
    count += 1;
    if (count <= mostProblems) keys.push(key);
  }
  if (count > mostProblems) at.notes.strays.push({ path: at.path, keys, rest: count - mostProblems });
  return count > mostProblems;
}

/** By the declared keys alone: of others there may be any number, and they are free content or refused later. */
export function understandAll(value: Record<string, unknown>, shape: z.ZodRawShape, at: At): Record<string, unknown> {
  let out = value;
  const change = (): Record<string, unknown> => {
    if (out === value) out = { ...value };
    return out;
  };
  for (const [key, field] of Object.entries(shape) as [string, z.ZodType][]) {
    if (!Object.hasOwn(value, key) || value[key] === undefined) continue;
    const here = { ...at, path: at.path ? `${at.path}.${key}` : key };
    if (isNothing(value[key], field, here)) {
      delete change()[key];
      continue;
    }
    const read = understand(value[key], field, here);
    if (read !== value[key]) change()[key] = read;
    // A list whose items were all empty.
    if (isNothing(read, field, here)) delete change()[key];
  }
  return out;
}

function ofRecord(value: unknown, schema: z.ZodType, at: At): unknown {
  // With that key a copy would be another object. It is refused where it stands.
  if (!isObject(value) || Object.hasOwn(value, '__proto__')) return value;
  const isLong = Object.keys(value).length > longList;
  const read: Record<string, unknown> = {};
  for (const key in value) {
    const here = { ...at, path: `${at.path}.${toBrief(key)}` };
    read[key] = understand(value[key], schema, here);
    if (isLong && isEnough(read[key], schema, here)) return value;
  }
  return read;
}

function ofArray(given: unknown, element: z.ZodType, at: At): unknown {
  const value = toList(fromJson(given, '['), element);
  if (!Array.isArray(value)) return value;
  const isOfScalars = isScalar(bare(element).schema);
  const items = at.clears || !isOfScalars ? value : value.filter(item => item !== '');
  const isLong = items.length > longList;
  const read: unknown[] = [];
  for (const [index, item] of items.entries()) {
    const here = { ...at, path: `${at.path}.${index}` };
    if (isOfScalars && !at.clears) noteWord(item, element, here, false);
    read.push(understand(item, element, here));
    if (isLong && isEnough(read[index], element, here)) return value;
  }
  return read;
}

/** Of a long list: notes what is wrong with an item, and says whether that are enough problems to look no further. */
function isEnough(item: unknown, schema: z.ZodType, at: At): boolean {
  const { problems, strays } = at.notes;
  for (const { path, message } of schema.safeParse(item).error?.issues.slice(0, mostProblems) ?? [])
    problems.push(`${[at.path, ...path.map(part => toBrief(String(part)))].join('.')}: ${message}`);
  return problems.length >= mostProblems || strays.length > 0;
}

/** Whether it says that nothing is given, where something need not be. A null in a body that is saved is noted. */
function isNothing(value: unknown, field: z.ZodType, at: At): boolean {
  const isWord = typeof value === 'string' && words.has(value);
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
  // Most values are none of this: what the schema says of being left out takes longer to ask.
  if (!isWord && value !== null && (!isEmpty || at.clears)) return false;
  const { schema, isNullable } = bare(field);
  const isOptional = field.isOptional();
  if (isWord) return noteWord(value, schema, at, isOptional);
  if (value === null && isNullable) return false;
  if (isOptional) {
    // What is read on as null where it is left out is not lost.
    const isLost = value === null && at.clears && field.safeParse(undefined).data !== null;
    if (isLost) at.notes.leftOut.push({ path: at.path, clear: toClear(schema) });
    return true;
  }
  if (Array.isArray(value)) return false;
  at.notes.problems.push(`${at.path}: required, and ${value === null ? 'null' : 'an empty text'} was given`);
  return true;
}

const toClear = (schema: z.ZodType): LeftOut['clear'] =>
  schema instanceof z.ZodString ? '""' : schema instanceof z.ZodArray ? '[]' : undefined;

/** What programs write for nothing when they make a text of it. */
const words = new Set(['null', 'undefined', 'None']);

/** Whether such a word stands where it cannot be meant: in a text that is saved, and among choices, it can. */
function noteWord(value: unknown, given: z.ZodType, at: At, isOptional: boolean): boolean {
  if (typeof value !== 'string' || !words.has(value)) return false;
  const { schema } = bare(given);
  if (schema instanceof z.ZodEnum ? schema.options.includes(value) : schema instanceof z.ZodString && at.clears)
    return false;
  if (!isScalar(schema) && !isList(schema)) return false;
  const instead = isOptional ? 'leave it out, or give a value' : 'give a value';
  at.notes.problems.push(`${at.path}: "${value}" is what a program writes for a missing value; ${instead}`);
  return true;
}

const isScalar = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodString ||
  schema instanceof z.ZodEnum ||
  schema instanceof z.ZodNumber ||
  schema instanceof z.ZodBoolean;

const isList = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodArray || schema instanceof z.ZodObject || schema instanceof z.ZodRecord;

/** One word where a list of words is wanted. */
function toList(value: unknown, element: z.ZodType): unknown {
  const isWord = typeof value === 'string' ? value !== '' && !/^\s*[[{]/.test(value) : typeof value === 'number';
  return isWord && isScalar(bare(element).schema) ? [value] : value;
}

/** Models often give an object or a list as a text of JSON. */
function fromJson(value: unknown, start: '{' | '['): unknown {
  if (typeof value !== 'string' || !value.trimStart().startsWith(start)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Only where nothing is lost. */
function toNumber(text: string, schema: z.ZodNumber): unknown {
  const bare = text.trim();
  if (!/^-?\d{1,17}(\.\d{1,17})?$/.test(bare)) return text;
  const number = Number(bare);
  const isWhole = Number.isSafeInteger(number);
  return isWhole || (schema.format === null && !Number.isInteger(number)) ? number : text;
}

function toBoolean(text: string): unknown {
  const word = text.trim().toLowerCase();
  return word === 'true' || (word === 'false' ? false : text);
}

/** What stands behind that it may be left out, be null, or is shown in brief. */
function bare(given: z.ZodType): { schema: z.ZodType; isNullable: boolean } {
  let schema = given;
  let isNullable = false;
  for (;;) {
    isNullable ||= schema instanceof z.ZodNullable;
    if (schema instanceof z.ZodPipe) schema = schema.in as z.ZodType;
    else if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) schema = schema.unwrap() as z.ZodType;
    else break;
  }
  const behind = whole.get(schema)?.schema as z.ZodType | undefined;
  return { schema: behind ? bare(behind).schema : schema, isNullable };
}
