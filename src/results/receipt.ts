// What a write answers with: what was done to what, where, which version came of it, and where to look at it.
import type { Arguments } from '../arguments.ts';
import { type Operation, places, toArgumentName } from '../operation.ts';
import { isObject } from './paths.ts';

type Json = Record<string, unknown>;

/** What identifies an object, in any module. */
const identity = ['uid', 'title', 'name', 'code', 'filename', 'url', 'content_type_uid', 'locale', 'job_id'];

/** Arguments that say where something was done; those of the path always do. */
const whereabouts = ['locale', 'locales', 'environments', 'scheduled_at', 'version'];

export interface ReceiptContext {
  branch?: string;
  /** An address in the web app, made from the object and the arguments. */
  link?: string;
}

/** @param body the CMA's answer. */
export function toReceipt(operation: Operation, given: Arguments, body: unknown, context: ReceiptContext): Json {
  const answer = isObject(body) ? body : {};
  const [key, object] = findObject(answer);
  const version = toVersions(operation, object);
  const changed = listChanged(operation, given);
  return {
    done: answer.notice ?? operation.title,
    ...(key ? { [key]: pick(object, identity) } : {}),
    ...(version ? { version } : {}),
    ...(operation.effect === 'update' && changed.length > 0 ? { changed } : {}),
    ...(context.branch === undefined ? {} : { branch: context.branch }),
    ...toWhereabouts(operation, given, object),
    ...keepRest(answer, key),
    ...(context.link === undefined ? {} : { link: context.link }),
  };
}

/** The object that the answer is about: the first under a key of its own. */
export function findObject(answer: Json): [key: string | undefined, object: Json] {
  for (const [key, value] of Object.entries(answer)) {
    if (isObject(value)) return [key, value];
    // Some samples wrap one object in a list.
    if (Array.isArray(value) && value.length === 1 && isObject(value[0])) return [key, value[0]];
  }
  return [undefined, {}];
}

/** Each save makes one version, so the one before is known without asking. */
function toVersions({ effect }: Operation, { _version: version }: Json): string | undefined {
  if (typeof version !== 'number') return undefined;
  return effect === 'update' && version > 1 ? `${version - 1} → ${version}` : String(version);
}

/** The keys that were sent, of the one object of the body or of the body itself. */
function listChanged(operation: Operation, given: Arguments): string[] {
  const names = [...Object.keys(operation.body), ...Object.keys(operation.form)].map(toArgumentName);
  const sent = names.filter(name => given[name] !== undefined);
  const [only] = sent;
  const inner = sent.length === 1 && only !== undefined ? given[only] : undefined;
  return isObject(inner) ? Object.keys(inner) : sent;
}

function toWhereabouts(operation: Operation, given: Arguments, object: Json): Json {
  const paths = Object.keys(operation.path);
  const all = places.flatMap(place => Object.keys(operation[place])).map(toArgumentName);
  const named = all.filter(name => paths.includes(name) || whereabouts.includes(name));
  const flat = { ...given, ...findTargets(given) };
  return Object.fromEntries(
    [...new Set([...named, ...whereabouts])].flatMap(name => {
      const value = flat[name];
      return value === undefined || isObject(value) || value === object.uid || name in object ? [] : [[name, value]];
    }),
  );
}

/** A publish names its environments and languages below the module's key. */
function findTargets(given: Arguments): Json {
  const inner = Object.values(given)
    .filter(isObject)
    .find(value => 'environments' in value || 'locales' in value);
  return inner ? pick(inner, ['environments', 'locales']) : {};
}

/** What else the answer says in a word or number: a job's id, a count. */
function keepRest(answer: Json, key: string | undefined): Json {
  return Object.fromEntries(
    Object.entries(answer).filter(([name, value]) => name !== key && name !== 'notice' && typeof value !== 'object'),
  );
}

const pick = (object: Json, keys: readonly string[]): Json =>
  Object.fromEntries(
    keys.flatMap(key => (object[key] === undefined || object[key] === '' ? [] : [[key, object[key]]])),
  );
