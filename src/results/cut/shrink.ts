// Cuts a value to a budget of tokens: whole items, whole fields, and a single huge text or list with a word on its rest.
import { isObject } from '../../operations/is-object.ts';
import { estimateJson, fits } from './estimate.ts';

type Json = Record<string, unknown>;

/** What was cut, by the path under which the rest can be asked for; the path is empty for the value itself. */
export interface Cut {
  path: string;
  shown: number;
  of: number;
  unit: 'characters' | 'items' | 'keys' | 'value';
}

interface Shrunk {
  value: unknown;
  cuts: Cut[];
}

interface Place {
  path: string;
  /** The keys at this level are names by which the parts were asked for, so that none stands for a place among them. */
  isNamed?: boolean;
}

/** The smallest piece worth showing of what does not fit, in tokens. */
const least = 40;

/** So many parts of one object are cut at once; beyond, it is shown from its start, like a list. */
const mostCuts = 6;

/** @param budget in tokens. What fits is returned as it is. */
export function shrink(value: unknown, budget: number, place: Place = { path: '' }): Shrunk {
  if (isLeast(value) || fits(value, budget)) return { value, cuts: [] };
  if (typeof value === 'string') return shrinkText(value, budget, place);
  if (Array.isArray(value)) return shrinkList(value, budget, place);
  return isObject(value) ? shrinkObject(value, budget, place) : { value, cuts: [] };
}

/** Nothing can be taken from it, however little room there is. */
const isLeast = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0);

const join = ({ path }: Place, step: string | number): Place => ({ path: path === '' ? `${step}` : `${path}.${step}` });

/** Never in the middle of a character that takes two, and never nothing: who reads on must get further. */
function shrinkText(text: string, budget: number, { path }: Place): Shrunk {
  const isWithin = (end: number): boolean => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(end - 1, end + 1));
  let end = Math.max(1, Math.floor((text.length * Math.max(0, budget)) / estimateJson(text)));
  if (isWithin(end)) end += 1;
  while (end > 2 && !fits(text.slice(0, end), budget)) {
    end = Math.floor(end * 0.9);
    // Downwards here, or three characters would become three again, for ever.
    if (isWithin(end)) end -= 1;
  }
  if (end === text.length) return { value: text, cuts: [] };
  end = intoWord(text, end);
  return { value: text.slice(0, end), cuts: [{ path, shown: end, of: text.length, unit: 'characters' }] };
}

/** So far back a word is looked for. In characters. */
const nearestWord = 40;

/** Inside of a word, where one is near: a text that was cut there is told from one that was shortened when it is sent back. */
function intoWord(text: string, end: number): number {
  for (let at = end; at > Math.max(1, end - nearestWord); at--) {
    if (/^[\p{L}\p{N}]{2}$/u.test(text.slice(at - 1, at + 1))) return at;
  }
  return end;
}

/** How many stand within the budget, from the start. */
function countFitting(values: readonly unknown[], budget: number): number {
  let left = budget - 2;
  const over = values.findIndex(value => {
    left -= estimateJson(value) + 1;
    return left < 0;
  });
  return over === -1 ? values.length : over;
}

/** Whole items from the start; the first alone may be cut itself. */
function shrinkList(list: unknown[], budget: number, place: Place): Shrunk {
  const count = countFitting(list, budget);
  const cut: Cut = { path: place.path, shown: count, of: list.length, unit: 'items' };
  if (count > 0) return { value: list.slice(0, count), cuts: [cut] };
  const first = shrink(list[0], budget - 2, join(place, 0));
  const rest = list.length > 1 ? [{ ...cut, shown: 1 }] : [];
  return { value: [first.value], cuts: [...first.cuts, ...rest] };
}

/** The largest fields give way until the rest fits: small ones tell more for less. */
function shrinkObject(object: Json, budget: number, place: Place): Shrunk {
  const sizes = Object.entries(object).map(([key, value]) => ({ key, size: estimateJson({ [key]: value }) }));
  const shares = toShares(sizes, budget - 2);
  const tooBig = sizes.filter(({ key, size }) => size > (shares.get(key) ?? 0));
  const out: Json = {};
  const cuts: Cut[] = [];
  for (const { key, size } of sizes) {
    const at = join(place, key);
    const share = shares.get(key) ?? 0;
    if (size > share && share < least && tooBig.length > 1) {
      cuts.push({ path: at.path, shown: 0, ...measure(object[key]) });
      continue;
    }
    const inner =
      size > share ? shrink(object[key], share - 4 - estimateJson(key), at) : { value: object[key], cuts: [] };
    out[key] = inner.value;
    cuts.push(...inner.cuts);
  }
  return cuts.length > mostCuts && !place.isNamed ? shrinkEntries(object, budget, place) : { value: out, cuts };
}

/** What each field may take: the small ones what they need, the large ones the same. */
function toShares(sizes: { key: string; size: number }[], budget: number): Map<string, number> {
  const shares = new Map<string, number>();
  let left = budget;
  const small = [...sizes].sort((a, b) => a.size - b.size);
  small.forEach(({ key, size }, index) => {
    const share = Math.min(size, Math.floor(left / (small.length - index)));
    shares.set(key, share);
    left -= share;
  });
  return shares;
}

/** Whole fields from the start, where there are too many to name those that are missing. */
function shrinkEntries(object: Json, budget: number, place: Place): Shrunk {
  const entries = Object.entries(object);
  const count = countFitting(
    entries.map(([key, value]) => ({ [key]: value })),
    budget,
  );
  const cut: Cut = { path: place.path, shown: Math.max(1, count), of: entries.length, unit: 'keys' };
  const [[key, value] = ['', undefined]] = entries;
  if (count > 0) return { value: Object.fromEntries(entries.slice(0, count)), cuts: [cut] };
  const first = shrink(value, budget - 4 - estimateJson(key), join(place, key));
  return { value: { [key]: first.value }, cuts: [...first.cuts, cut] };
}

function measure(value: unknown): Pick<Cut, 'of' | 'unit'> {
  if (typeof value === 'string') return { of: value.length, unit: 'characters' };
  if (Array.isArray(value)) return { of: value.length, unit: 'items' };
  return isObject(value) ? { of: Object.keys(value).length, unit: 'keys' } : { of: 1, unit: 'value' };
}
