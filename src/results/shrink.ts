// Cuts a value to a budget of tokens: whole items, whole fields, and a single huge text or list with a word on its rest.
import { estimateJson } from './estimate.ts';
import { isObject } from './paths.ts';

type Json = Record<string, unknown>;

/** What was cut, by the path under which the rest can be asked for. */
export interface Cut {
  path: string;
  /** Characters of a text, items of a list, or keys of an object. */
  shown: number;
  of: number;
}

export interface Shrunk {
  value: unknown;
  cuts: Cut[];
}

/** The smallest piece worth showing of what does not fit, in tokens. */
const least = 40;

/** @param budget in tokens. What fits is returned as it is. */
export function shrink(value: unknown, budget: number, path = ''): Shrunk {
  if (estimateJson(value) <= budget) return { value, cuts: [] };
  if (typeof value === 'string') return shrinkText(value, budget, path);
  if (Array.isArray(value)) return shrinkList(value, budget, path);
  return isObject(value) ? shrinkObject(value, budget, path) : { value, cuts: [] };
}

function shrinkText(text: string, budget: number, path: string): Shrunk {
  const share = Math.max(0, budget) / estimateJson(text);
  // Never in the middle of a character that takes two.
  const shown = Math.floor(text.length * share * 0.95);
  const end = /[\ud800-\udbff]/.test(text[shown - 1] ?? '') ? shown - 1 : shown;
  return { value: text.slice(0, Math.max(0, end)), cuts: [{ path, shown: Math.max(0, end), of: text.length }] };
}

/** Whole items from the start; the first alone may be cut itself. */
function shrinkList(list: unknown[], budget: number, path: string): Shrunk {
  let left = budget;
  let count = 0;
  for (const item of list) {
    left -= estimateJson(item) + 1;
    if (left < 0) break;
    count += 1;
  }
  const cut: Cut = { path, shown: count, of: list.length };
  if (count > 0 || list.length === 0) return { value: list.slice(0, count), cuts: [cut] };
  const first = shrink(list[0], budget, `${path}.0`);
  return { value: [first.value], cuts: [...first.cuts, { ...cut, shown: 1 }] };
}

/** The largest fields give way until the rest fits: small ones tell more for less. */
function shrinkObject(object: Json, budget: number, path: string): Shrunk {
  const sizes = Object.entries(object).map(([key, value]) => ({ key, size: estimateJson({ [key]: value }) }));
  const small = [...sizes].sort((a, b) => a.size - b.size);
  const allowed = new Map<string, number>();
  let left = budget - 2;
  small.forEach(({ key, size }, index) => {
    const share = Math.floor(left / (small.length - index));
    allowed.set(key, Math.min(size, share));
    left -= Math.min(size, share);
  });
  const out: Json = {};
  const cuts: Cut[] = [];
  for (const { key, size } of sizes) {
    const at = path === '' ? key : `${path}.${key}`;
    const share = allowed.get(key) ?? 0;
    if (size > share && share < least) {
      cuts.push({ path: at, shown: 0, of: measure(object[key]) });
      continue;
    }
    const inner = size > share ? shrink(object[key], share - 4, at) : { value: object[key], cuts: [] };
    out[key] = inner.value;
    cuts.push(...inner.cuts);
  }
  return { value: out, cuts };
}

function measure(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 1;
}
