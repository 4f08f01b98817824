// Picks parts of what was read by address, by the beginning of one, or from a place on: `sections[cs1]`, `body@300`.
import { type Address, isPrintedBelow, parseAddress, printAddress, toSteps } from '../address.ts';
import { nearestPaths } from '../near.ts';
import { readAddress } from '../resolve.ts';
import { isObject, type Json } from '../value.ts';
import type { Readable } from './entry.ts';

interface Parts {
  fields: Json;
  /** Parts of what stands beside the fields, by its name there: `tokens`, or `empty@12` for the rest of a list. */
  beside: Json;
  empty: string[];
  /** What leads nowhere, with what is near. */
  missing: string[];
}

/**
 * @param beside what else was shown, by its name.
 * @param entry by which an item's place is its uid.
 */
export function pickParts({ fields, empty }: Readable, beside: Json, wanted: readonly string[], entry: Json): Parts {
  const out: Parts = { fields: {}, beside: {}, empty: [], missing: [] };
  const pick = (text: string): boolean => {
    const { name, from } = toPart(text);
    if (name === '') {
      out.fields[text] = startAt(fields, from);
      return true;
    }
    const address = toUids(name, entry);
    const under = (keys: readonly string[]): string[] => keys.filter(key => isAt(key, address));
    const [found, none] = [under(Object.keys(fields)), under(empty)];
    for (const key of found) out.fields[withPlace(key, from)] = startAt(fields[key], from);
    out.empty.push(...none);
    for (const [of, values] of Object.entries(beside)) {
      const held = isObject(values)
        ? Object.entries(values).filter(([key]) => isAt(key.split(' ')[0] ?? '', address))
        : [];
      if (held.length > 0 && from === 0) addTo(out.beside, of, Object.fromEntries(held));
    }
    if (found.length + none.length > 0) return true;
    return pickBeside(out, name, from, beside) || pickWithin(out, text, fields, address, from);
  };
  for (const text of wanted) {
    if (pick(text)) continue;
    const near = nearestPaths(toPart(text).name, [...Object.keys(fields), ...empty]);
    out.missing.push(`${text} leads nowhere${near.length > 0 ? `; near it: ${near.join(', ')}` : ''}`);
  }
  out.empty = [...new Set(out.empty)];
  return out;
}

function toPart(text: string): { name: string; from: number } {
  const [, name = text, from = '0'] = /^(.*?)(?:@(\d+))?$/s.exec(text) ?? [];
  return { name, from: Number(from) };
}

function startAt(value: unknown, from: number): unknown {
  if (from === 0) return value;
  if (isObject(value)) return Object.fromEntries(Object.entries(value).slice(from));
  return typeof value === 'string' || Array.isArray(value) ? value.slice(from) : value;
}

/** An address, or one that begins with it; `sections.hero` without uids is that of every such block. */
const isAt = (key: string, address: string): boolean =>
  isPrintedBelow(key, address) ||
  (!address.includes('[') && isPrintedBelow(key.replaceAll(/\[[^\]]*\]/g, ''), address));

/** `sections[1].hero` is shown as `sections[cs…].hero`. */
function toUids(name: string, entry: Json): string {
  const address = parseAddress(name);
  if (!address) return name;
  const steps: Address[number][] = [];
  let value: unknown = entry;
  for (const step of address) {
    const place = typeof step === 'object' && 'place' in step ? step.place : Number(step);
    const isPlace = Array.isArray(value) && Number.isInteger(place);
    const known = isPlace ? (toSteps(value as unknown[])[place] ?? step) : step;
    value = readAddress(value, [step]);
    steps.push(known);
  }
  return printAddress(steps);
}

/** What lies within a value that is shown as one: an item of a list, a part of a link. Rich text is shown whole. */
function pickWithin(out: Parts, text: string, fields: Json, address: string, from: number): boolean {
  const key = Object.keys(fields).find(each => isPrintedBelow(address, each));
  if (key === undefined || !parseAddress(address)) return false;
  const inner = parseAddress(address.slice(key.length).replace(/^\./, ''));
  const value = inner && findInner(fields[key], inner);
  if (value === undefined) out.fields[key] = fields[key];
  else out.fields[text] = startAt(value, from);
  return true;
}

/** References and files are told in words, with the uid as the last of them. */
function findInner(value: unknown, address: Address): unknown {
  const [first] = address;
  if (Array.isArray(value) && typeof first === 'object' && 'uid' in first) {
    const said = value.find(item => typeof item === 'string' && (item === first.uid || item.endsWith(`${first.uid})`)));
    if (said !== undefined) return said;
  }
  return readAddress(value, address);
}

/** The rest of what stands beside the fields: `tokens.body x1@60`, `tokens@12`, `empty@12`. */
function pickBeside(out: Parts, name: string, from: number, beside: Json): boolean {
  for (const [of, values] of Object.entries(beside)) {
    if (name === of && isObject(values)) addTo(out.beside, of, startAt(values, from) as Json);
    else if (name === of) out.beside[withPlace(of, from)] = startAt(values, from);
    else {
      const key = name.startsWith(`${of}.`) ? name.slice(of.length + 1) : '';
      if (!isObject(values) || !Object.hasOwn(values, key)) continue;
      addTo(out.beside, of, { [withPlace(key, from)]: startAt(values[key], from) });
    }
    return true;
  }
  return false;
}

const withPlace = (name: string, from: number): string => (from > 0 ? `${name}@${from}` : name);

function addTo(beside: Json, of: string, values: Json): void {
  beside[of] = { ...(isObject(beside[of]) ? beside[of] : {}), ...values };
}
