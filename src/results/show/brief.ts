// A single read in brief: files and entries within an entry by what one knows them by, empty fields in one list, where it is live in words.
import { systemKeys } from '../../content/schema.ts';
import { isEntry, toShown } from '../../content/shown.ts';
import { isEmpty } from '../../content/value.ts';
import { isObject } from '../../operations/is-object.ts';
import type { Operation } from '../../operations/operation.ts';
import { type Names, tellPublished } from './published.ts';

type Json = Record<string, unknown>;

interface Brief {
  shown: Json;
  /** What stands behind it. */
  beside: Json;
  notes: string[];
}

/** So many empty fields are named. */
const mostEmpty = 40;

/** @param key that the object has in the answer; undefined where it is the answer. */
export function toBrief(answer: Json, key: string | undefined, operation: Operation, names: Names): Brief {
  const object = key === undefined ? answer : answer[key];
  if (!isObject(object)) return { shown: answer, beside: {}, notes: [] };
  const place = (value: Json): Json => (key === undefined ? value : { ...answer, [key]: value });
  const placed = tellPlaces(object, names);
  // Only what is made of fields of its own kind has files, references and empty fields.
  if (operation.model === undefined) return { shown: place(placed), beside: {}, notes: [] };
  const isField = (name: string): boolean => !systemKeys.has(name) && !name.startsWith('_');
  const entries = Object.entries(placed);
  const empty = entries
    .filter(([name, value]) => (isField(name) || name === 'tags') && isEmpty(value))
    .map(([name]) => name);
  const kept = entries.filter(([name]) => !empty.includes(name));
  const shown = Object.fromEntries(kept.map(([name, value]) => [name, toShown(value)]));
  const told =
    empty.length > mostEmpty ? [...empty.slice(0, mostEmpty), `and ${empty.length - mostEmpty} more`] : empty;
  const referred = kept.filter(([, value]) => holdsEntry(value)).map(([name]) => name);
  return {
    shown: place(shown),
    beside: told.length > 0 ? { empty: told } : {},
    notes:
      referred.length > 0
        ? [`references are shown by uid and title; fields: ${JSON.stringify(referred.slice(0, 5))} shows them whole`]
        : [],
  };
}

/** By name and version instead of uid and time: those are given by `fields`. */
function tellPlaces(object: Json, names: Names): Json {
  const { publish_details: details, ...rest } = object;
  const published = 'published' in object ? undefined : tellPublished(details, object, names);
  return published === undefined ? object : { ...rest, published };
}

function holdsEntry(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsEntry);
  return isObject(value) && (isEntry(value) || Object.values(value).some(holdsEntry));
}
