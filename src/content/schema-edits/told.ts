// Says in a line each what became of a content type: its fields by their paths, and its other members.
import { type Change, diff } from '../diff.ts';
import { isEmpty, isObject, type Json } from '../value.ts';
import { tellChange, tellValue } from '../words.ts';
import { settable } from './editing.ts';

/** What the CMA keeps by itself, or a read adds. */
const kept = ['_version', 'updated_at', 'updated_by', 'last_activity', 'created_at', 'created_by', 'abilities'];

/** @param before, after as they are read, or as the second would be. */
export function tellSchema(before: Json, after: Json): string[] {
  // A read leaves out rules where there are none; what else only one of the two has, a read added.
  const both = Object.keys(after).filter(key => key in before && !kept.includes(key));
  const keys = new Set([...both, ...settable]);
  const pick = (type: Json): Json => Object.fromEntries([...keys].map(key => [key, toPlain(type[key])]));
  const parts: Map<string, string[]> = new Map();
  for (const change of diff(pick(before), pick(after))) {
    const { path, member } = toPath(change);
    const told = member === '' ? tellPart(change) : tellMember(change, member);
    if (told !== undefined) parts.set(path, [...(parts.get(path) ?? []), told]);
  }
  return [...parts].map(([path, told]) => `${path}: ${told.join('; ')}`);
}

/** Choices and targets in a line, and metadata as members of the field. */
function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const isPlain = value.length > 0 && value.every(each => typeof each !== 'object');
    return isPlain ? value.join(', ') : value.map(toPlain);
  }
  if (!isObject(value)) return value;
  const { enum: choices, field_metadata, ...rest }: Json = value;
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, toPlain(each)])),
    ...(isObject(choices) ? { choices: tellChoices(choices) } : {}),
    ...(isObject(field_metadata) ? field_metadata : {}),
  };
}

const tellChoices = ({ choices }: Json): string =>
  (Array.isArray(choices) ? choices : [])
    .map(each => {
      const { value, key } = isObject(each) ? each : {};
      return key === undefined || key === value ? String(value) : `${String(value)} (${String(key)})`;
    })
    .join(', ');

/** Of what is in a schema: the uids on the way, and the member of the last; of all else the first member. */
function toPath({ address }: Change): { path: string; member: string } {
  const uids: string[] = [];
  let rest = [...address];
  while (rest.length > 0 && (rest[0] === 'schema' || rest[0] === 'blocks')) {
    const [, step] = rest;
    if (typeof step !== 'object' || !('uid' in step)) break;
    uids.push(step.uid);
    rest = rest.slice(2);
  }
  const steps = rest.map(step => (typeof step === 'object' ? ('uid' in step ? step.uid : String(step.place)) : step));
  if (uids.length > 0) return { path: uids.join('.'), member: steps.join('.') };
  return { path: steps[0] ?? '', member: steps.slice(1).join('.') };
}

function tellPart(change: Change): string | undefined {
  if (change.kind === 'moved') return `moved from place ${change.from + 1} to ${change.to + 1}`;
  if (change.kind === 'added') return isEmpty(change.after) ? undefined : `added, ${tellKind(change.after)}`;
  if (change.kind === 'removed') return isEmpty(change.before) ? undefined : `removed, ${tellKind(change.before)}`;
  return tellMember(change, '');
}

function tellKind(part: unknown): string {
  if (!isObject(part)) return tellValue(part);
  const { data_type = 'block', display_name, title, mandatory, multiple } = part;
  const marks = [mandatory === true ? 'mandatory' : '', multiple === true ? 'multiple' : ''].filter(Boolean);
  return [String(data_type), JSON.stringify(display_name ?? title ?? ''), ...marks].join(' ');
}

/** Nothing in place of nothing is no news. */
function tellMember(change: Change, member: string): string | undefined {
  const name = member === '' ? '' : `${member} `;
  if (change.kind === 'moved') return `${name}in another order`;
  const old = 'before' in change ? change.before : undefined;
  const now = 'after' in change ? change.after : undefined;
  if (isEmpty(old) && isEmpty(now)) return undefined;
  const { before, after } = tellChange(old, now);
  return `${name}${before} → ${after}`;
}
