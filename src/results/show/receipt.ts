// What a write answers with: what was done to what, where, which version came of it, and where to look at it.

import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import { type Operation, places, toArgumentName } from '../../operations/operation.ts';
import { pick } from '../text/paths.ts';
import { findTargets } from './targets.ts';

type Json = Record<string, unknown>;

/** What identifies an object, in any module. */
const identity = ['uid', 'title', 'name', 'code', 'filename', 'content_type', 'file_size', 'url', 'locale'];

/** Arguments that say where and how something was done; those of the path always do. */
const whereabouts = new Set(
  `locale locales environments scheduled_at version release action base_branch compare_branch default_merge_strategy
  all force overwrite delete_all_localized publish_all_localized`.split(/\s+/),
);

/** What nobody changes by saving it, though an export has it. */
const unchanged = /^(uid|ACL|api_key|org_uid|_version|_in_progress|(created|updated|deleted)_(at|by))$/;

/** What came of a save, told by what is stored. */
export interface Outcome {
  /** Fields that nobody named and that hold nothing any more. */
  lost?: string[];
  /** Before → after, as read. */
  version?: string;
  /** That somebody else saved at the same time. */
  meanwhile?: string;
  /** That there is now a version in a language that had none. */
  first?: string;
  /** By address, before → after. */
  changed?: string[];
  /** What is gone of what was there, by address. */
  removed?: string[];
  /** What was sent and is not there, with the reason. */
  not_saved?: string[];
  /** Of a publish: per environment and language, what is live → what is sent. */
  places?: string[];
  /** Of a publish: where the pages can be seen once they are there. */
  page_if_live?: string[];
  /** That it is only scheduled. */
  scheduled?: string;
  /** Of items that were to be at their latest version, which that is. */
  latest?: string[];
  /** What was put right before it was sent, or has no effect. */
  notes?: string[];
  /** That nothing changed. */
  nothing?: string;
}

interface ReceiptContext {
  /** Where what was written could be compared. */
  outcome?: Outcome;
  branch?: string;
  /** The branch that this one is another name for. */
  aliasOf?: string;
  /** An address in the web app, made from the object and the arguments. */
  link?: string;
  /** The tool of a request, if it exists here. */
  toTool?: ((line: string) => string | undefined) | undefined;
}

/** @param body the CMA's answer. */
export function toReceipt(operation: Operation, given: Arguments, body: unknown, context: ReceiptContext): Json {
  const answer = isObject(body) ? body : {};
  const [key, object] = findThing(answer);
  const { notice = answer.message } = answer;
  const { lost, version = toVersion(object), ...outcome } = context.outcome ?? {};
  const { version: asked, ...where } = toWhereabouts(operation, given, object);
  const rest = keepRest(answer, key);
  return {
    // Nothing was sent where nothing would change.
    ...(outcome.nothing && !key ? {} : { did: operation.title }),
    ...(lost ? { lost } : {}),
    // Contentstack's own words sound as if it were done.
    ...tellQueue(operation, given, rest.job_id, context.toTool),
    ...(notice === undefined ? {} : { notice }),
    ...(key ? { [key]: pick(object, identity) } : {}),
    // Of a version that is restored the number is another than that of the version it becomes.
    ...(version ? { version, ...(asked === undefined ? {} : { from_version: asked }) } : { version: asked }),
    ...outcome,
    ...(context.branch === undefined ? {} : { branch: context.branch }),
    ...(context.aliasOf === undefined ? {} : { alias_of: context.aliasOf }),
    ...where,
    ...listItems(given),
    ...rest,
    ...(context.link === undefined ? {} : { link: context.link }),
  };
}

/** A good answer to what publishes means that it waits: what became of it another call shows, where there is such a tool. */
function tellQueue(
  { effect, queue = {} }: Operation,
  given: Arguments,
  job: unknown,
  toTool: ReceiptContext['toTool'] = () => undefined,
): Json {
  if (effect !== 'publish') return {};
  const jobs = typeof job === 'string' ? toTool('GET /bulk/jobs/{job_id}') : undefined;
  const list = toTool('GET /publish-queue');
  const query = Object.fromEntries(
    Object.entries(queue).map(([key, value]) => [
      key,
      value.replace(/^\{(\w+)\}$/, (_, argument: string) => String(given[argument])),
    ]),
  );
  const args =
    typeof job === 'string' ? { bulkJobId: job } : { ...(Object.keys(query).length > 0 ? { query } : {}), limit: 10 };
  const call = jobs ? `${jobs} ${JSON.stringify({ job_id: job })}` : list && `${list} ${JSON.stringify(args)}`;
  return { state: `accepted, not done yet${call ? `: ${call} shows what became of it` : ''}` };
}

/** The object that an answer is about: itself if it has a uid, else the first under a key of its own. */
export function findObject(answer: Json): [key: string | undefined, object: Json] {
  if (typeof answer.uid === 'string') return [undefined, answer];
  for (const [key, value] of Object.entries(answer)) {
    if (isObject(value)) return [key, value];
    // Some samples wrap one object in a list.
    if (Array.isArray(value) && value.length === 1 && isObject(value[0])) return [key, value[0]];
  }
  return [undefined, {}];
}

/** The object by what identifies it. Whatever else stands in an answer is not what was written: it is kept as it came. */
function findThing(answer: Json): [key: string | undefined, object: Json] {
  if (typeof answer.uid === 'string') return [undefined, answer];
  for (const [key, value] of Object.entries(answer)) {
    const [, object] = findObject({ [key]: value });
    const isNamed = identity.some(name => ['string', 'number'].includes(typeof object[name]));
    if (key !== 'errors' && isNamed) return [key, object];
  }
  return [undefined, {}];
}

const toVersion = ({ _version: version }: Json): string | undefined =>
  typeof version === 'number' ? String(version) : undefined;

/** Arguments that are strings, numbers or lists of them, by the names that say where. */
function toWhereabouts(operation: Operation, given: Arguments, object: Json): Json {
  const paths = Object.keys(operation.path);
  const all = places.flatMap(place => Object.keys(operation[place])).map(toArgumentName);
  const flat = { ...findTargets(given), ...given };
  const names = new Set([...all, ...Object.keys(flat)].filter(name => paths.includes(name) || whereabouts.has(name)));
  return Object.fromEntries(
    [...names].flatMap(name => {
      const value = flat[name];
      return value === undefined || isObject(value) || value === object.uid || name in object ? [] : [[name, value]];
    }),
  );
}

/** Arguments that name many things at once. */
const lists = ['entries', 'assets', 'items', 'content_types'];

/** Those things by their uids: what is gone, published or moved is said by name. */
function listItems(given: Arguments): Json {
  const named = lists.flatMap(name => {
    const list = given[name];
    return Array.isArray(list) ? [[name, list.map(item => (isObject(item) ? toName(item) : item))]] : [];
  });
  return Object.fromEntries(named);
}

/** With what is done to each, where that differs: a content type is linked or unlinked. */
const toName = ({ uid, term_uid, locale, status }: Json): string =>
  [uid, term_uid, locale, status].filter(word => typeof word === 'string').join(' ');

/** What else the answer says: a job's id, a count, what went wrong. Of a thing that is the whole answer, words and numbers. */
function keepRest(answer: Json, key: string | undefined): Json {
  const isThing = typeof answer.uid === 'string';
  // Jobs of releases come as objects; here every job goes by the name that the tools on jobs take it by.
  const job_id = isObject(answer.job) ? answer.job._id : undefined;
  const rest = Object.entries(answer).filter(([name, value]) => {
    if ([key, 'notice', 'message'].includes(name) || (name !== 'uid' && unchanged.test(name))) return false;
    if (name === 'job' && job_id !== undefined) return false;
    if (typeof value !== 'object') return true;
    return value !== null && Object.keys(value).length > 0 && (!isThing || name === 'errors');
  });
  return { ...Object.fromEntries(rest), ...(job_id === undefined ? {} : { job_id }) };
}
