// Where the names in a request stand: `{entry_uid}` in its path, `?locale` in its query, `entry.locales` in its body or form.
import { isObject } from '../operations/is-object.ts';
import { toTemplate } from '../operations/operation.ts';
import type { Leaving } from './deed.ts';

/** `{in the path}`, `?in_the_query`, or `in.what.is.sent`, through lists. */
export type Place = `{${string}}` | `?${string}` | string;

export interface Request {
  /** What stands at a place; several where a list is on the way. */
  at(place: Place): unknown[];
  /** Whether a key is in what is sent, be its value an empty list. */
  has(place: Place): boolean;
  /** A part of what is sent, by itself: an item of a list. */
  within(item: unknown): Request;
  /** What it is about, as its path has it: `labels/blt1`; `+labels` for one that does not exist yet. */
  thing: string;
  /** Of what is sent all could be read. */
  isWhole: boolean;
}

export function readRequest({ line, path, query, body, form = [] }: Leaving): Request {
  const parts = toTemplate(line).split('/');
  const segments = path.split('/');
  const inPath = new Map(parts.map((part, index) => [part, decode(segments[index] ?? '')]));
  const { sent, isWhole } = readSent(body, form);
  const last = parts.findLastIndex(part => part.startsWith('{'));
  const thing = last < 0 ? `+${parts[1]}` : segments.slice(1, last + 1).join('/');
  const make = (root: unknown): Request => ({
    at: place =>
      place.startsWith('{')
        ? [inPath.get(place)].filter(each => each !== undefined)
        : place.startsWith('?')
          ? query.getAll(place.slice(1))
          : dig(root, place.split('.')),
    has(place) {
      const end = place.lastIndexOf('.');
      const key = place.slice(end + 1);
      return make(root)
        .at(place.slice(0, end))
        .some(value => isObject(value) && (value[key] ?? undefined) !== undefined);
    },
    within: make,
    thing,
    isWhole,
  });
  return make(sent);
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function readSent(body: string | undefined, form: readonly unknown[]): { sent: unknown; isWhole: boolean } {
  const sent: Record<string, unknown> = {};
  let isWhole = true;
  const take = (text: string, put: (value: unknown) => void): void => {
    try {
      put(JSON.parse(text));
    } catch {
      isWhole = false;
    }
  };
  if (body !== undefined)
    take(body, value => {
      if (isObject(value)) Object.assign(sent, value);
      else isWhole = false;
    });
  for (const part of form) {
    if (!isObject(part) || typeof part.name !== 'string') isWhole = false;
    else if (typeof part.json === 'string') {
      const { name } = part;
      take(part.json, value => {
        sent[name] = value;
      });
    } else if (typeof part.text === 'string') putText(sent, part.name, part.text);
  }
  return { sent, isWhole };
}

/** `extension[scope]`: a value of the module's own; an object is JSON. */
function putText(sent: Record<string, unknown>, wireName: string, text: string): void {
  const [, outer = wireName, inner] = /^(\w+)\[(\w+)\]$/.exec(wireName) ?? [];
  if (inner === undefined) return;
  const own = isObject(sent[outer]) ? sent[outer] : {};
  sent[outer] = { ...own, [inner]: toValue(text) };
}

function toValue(text: string): unknown {
  try {
    return /^[{[]/.test(text) ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}

function dig(value: unknown, steps: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap(item => dig(item, steps));
  const [step, ...rest] = steps;
  if (step === undefined) return value === undefined || value === null ? [] : [value];
  return isObject(value) && Object.hasOwn(value, step) ? dig(value[step], rest) : [];
}
