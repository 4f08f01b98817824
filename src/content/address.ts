// Addresses of values in an entry or a schema: `seo.description`, `sections[csa1b2].rich_text.body`, `tags[2]`.
import { isObject, type Json, member } from './value.ts';

/** A member by its key, an item by its uid, or an item by its place, counted from 0. */
export type Step = string | { uid: string } | { place: number };

/** From the entry downwards; empty for the entry itself. */
export type Address = readonly Step[];

const bareKey = /^[^.[\]"\s]+$/u;
const bareUid = /^[^[\]"\s]+$/u;
const digits = /^\d+$/;

/** A key, or what stands in brackets; in quotes, as JSON writes a string, where it could be misread. */
const token = /\[(?:("(?:[^"\\]|\\.)*")|([^[\]"]+))\]|(^|\.)(?:("(?:[^"\\]|\\.)*")|([^.[\]"]+))/suy;

export const printAddress = (address: Address): string =>
  address.map((step, index) => printStep(step, index === 0)).join('');

export function printStep(step: Step, isFirst = true): string {
  if (typeof step === 'string') return `${isFirst ? '' : '.'}${bareKey.test(step) ? step : JSON.stringify(step)}`;
  if ('place' in step) return `[${step.place}]`;
  return `[${bareUid.test(step.uid) && !digits.test(step.uid) ? step.uid : JSON.stringify(step.uid)}]`;
}

/** Whether one address is another, or lies in what is there. */
export const isBelow = (address: Address, above: Address): boolean =>
  above.every((step, index) => {
    const own = address[index];
    return own !== undefined && printStep(own) === printStep(step);
  });

/** The same of two that are printed. */
export const isPrintedBelow = (address: string, above: string): boolean =>
  address === above || address.startsWith(`${above}.`) || address.startsWith(`${above}[`);

/** Undefined for what is no address: an open bracket, an empty step, two full stops. */
export function parseAddress(text: string): Address | undefined {
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    const found = token.exec(text);
    // A full stop parts a key from what is before it, and nothing is before the first.
    if (!found || (found[3] !== undefined && (found[3] === '') !== (at === 0))) return undefined;
    const step = toStep(found);
    if (step === undefined) return undefined;
    steps.push(step);
    at = token.lastIndex;
  }
  return steps;
}

function toStep([, quotedUid, uid, , quotedKey, key]: RegExpExecArray): Step | undefined {
  if (key !== undefined) return key;
  if (uid !== undefined) return digits.test(uid) ? { place: Number(uid) } : { uid };
  const read = unquote(quotedKey ?? quotedUid ?? '');
  return read === undefined || quotedKey !== undefined ? read : { uid: read };
}

function unquote(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

const textAt = (value: unknown, key: string): string | undefined => {
  const found = member(value, key);
  return typeof found === 'string' && found !== '' ? found : undefined;
};

export const instanceUid = (values: unknown): string | undefined => textAt(member(values, '_metadata'), 'uid');

/** The one block an item of a modular blocks field is: `{hero: {…}}`. Undefined for anything else. */
export function blockOf(item: unknown): { uid: string; values: Json } | undefined {
  if (!isObject(item)) return undefined;
  const [uid, another] = Object.keys(item).filter(key => key !== '_metadata');
  const values = uid === undefined || another !== undefined ? undefined : item[uid];
  return uid !== undefined && isObject(values) ? { uid, values } : undefined;
}

/**
 * What an item of a list is known by: `_metadata.uid` of a group's or block's instance, `uid` of a reference, file, rich
 * text node or field of a schema, `taxonomy_uid:term_uid` of a term.
 */
export function identify(item: unknown): string | undefined {
  const known = instanceUid(item) ?? textAt(item, 'uid') ?? instanceUid(blockOf(item)?.values);
  if (known !== undefined) return known;
  const [taxonomy, term] = [textAt(item, 'taxonomy_uid'), textAt(item, 'term_uid')];
  return taxonomy !== undefined && term !== undefined ? `${taxonomy}:${term}` : undefined;
}

/**
 * How each item of a list is addressed: by its uid, or by its place where it has none or shares it.
 * @param areFiles the items are files, which are plain uids when they are sent.
 */
export function toSteps(items: readonly unknown[], areFiles = false): Step[] {
  const seen = new Map<string, number>();
  const uids = items.map(item => (areFiles && typeof item === 'string' ? item : identify(item)));
  for (const uid of uids) if (uid !== undefined) seen.set(uid, (seen.get(uid) ?? 0) + 1);
  return uids.map((uid, place) => (uid !== undefined && seen.get(uid) === 1 ? { uid } : { place }));
}

/** The same, asked by place. */
export function toStepAt(items: readonly unknown[], areFiles = false): (place: number) => Step {
  const steps = toSteps(items, areFiles);
  return place => steps[place] ?? { place };
}
