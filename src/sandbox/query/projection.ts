// Leaves out of an answer what `only[BASE][]` and `except[BASE][]` do not ask for, in resolved references as well.
import type { Call } from '../http/call.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';

/** Applies both, with BASE for the object itself and the path of a reference field for what it was resolved to. */
export function projectFields(call: Call, object: Json): Json {
  let out = object;
  for (const [base, paths] of readProjection(call, 'only')) out = applyAt(out, base, inner => keepOnly(inner, paths));
  for (const [base, paths] of readProjection(call, 'except')) out = applyAt(out, base, inner => leaveOut(inner, paths));
  return out;
}

function readProjection(call: Call, kind: 'only' | 'except'): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, value] of call.query) {
    const [, word, base] = /^(only|except)\[([\w.]+)\](?:\[\d*\])?$/.exec(name) ?? [];
    if (word === kind && base !== undefined) found.set(base, [...(found.get(base) ?? []), value]);
  }
  return found;
}

function applyAt(object: Json, base: string, change: (inner: Json) => Json): Json {
  return base === 'BASE' ? change(object) : (changeAt(object, base.split('.'), change) as Json);
}

/** Lists are entered at every item. */
function changeAt(held: unknown, [step, ...rest]: string[], change: (inner: Json) => Json): unknown {
  if (Array.isArray(held)) return held.map(item => changeAt(item, step === undefined ? [] : [step, ...rest], change));
  if (!isObject(held)) return held;
  if (step === undefined) return change(held);
  return Object.hasOwn(held, step) ? { ...held, [step]: changeAt(held[step], rest, change) } : held;
}

/** An object never loses what identifies it. */
const identity = ['uid', '_content_type_uid', '_branch'];

/** `group.field` keeps the group with that field alone. */
const keepOnly = (object: Json, paths: string[]): Json =>
  Object.fromEntries(
    Object.entries(object).flatMap(([key, value]): [string, unknown][] => {
      if (paths.includes(key) || identity.includes(key)) return [[key, value]];
      const inner = takeInner(paths, key);
      return inner.length > 0 ? [[key, changeAt(value, [], held => keepOnly(held, inner))]] : [];
    }),
  );

const leaveOut = (object: Json, paths: string[]): Json =>
  Object.fromEntries(
    Object.entries(object).flatMap(([key, value]): [string, unknown][] => {
      if (paths.includes(key) && !identity.includes(key)) return [];
      const inner = takeInner(paths, key);
      return [[key, inner.length > 0 ? changeAt(value, [], held => leaveOut(held, inner)) : value]];
    }),
  );

const takeInner = (paths: string[], key: string): string[] =>
  paths.filter(path => path.startsWith(`${key}.`)).map(path => path.slice(key.length + 1));
