// The reads of a save: the thing as it is before, and what it must look like. Through the call's own door, and nothing else.
import { type Field, fieldsOf } from '../content/schema.ts';
import type { Json } from '../content/value.ts';
import { toRequest } from '../door/request.ts';
import type { Answer } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import { isObject } from '../operations/is-object.ts';
import type { Operation } from '../operations/operation.ts';
import { judge } from '../operations/verdict.ts';
import { findList } from '../results/show/list.ts';
import { findObject } from '../results/show/receipt.ts';
import { pick } from '../results/text/paths.ts';
import type { Stack } from '../stack/stack.ts';

/** What a write is told with, where a read of it was refused. */
export interface Refused {
  operation: Operation;
  given: Arguments;
  answer: Answer;
}

/** A content type, as entries are checked by it. */
export interface Model {
  schema: readonly Field[];
  /** Read by an earlier call, so that somebody may have changed it since. */
  isRemembered?: true;
  /** Fields may be hidden by rules, and are not missing then. */
  hasRules: boolean;
  /** The `url` of its entries is the address of a page. */
  isPage: boolean;
}

/** A thing as it was found. */
export interface Seen {
  /** As the CMA's answer calls it: `entry`. */
  key: string;
  object: Arguments;
}

export interface Reader {
  /** Undefined where that read is off here. @throws {NoAnswer} */
  read(name: string, given: Arguments): Promise<Seen | { refused: Refused } | undefined>;
  /** The items of a list; undefined where that read is off here, or is refused. @throws {NoAnswer} */
  list(name: string, given: Arguments): Promise<Json[] | undefined>;
  /** @param isFresh asks even if it is remembered. @returns undefined where it cannot be read. */
  model(name: string, given: Arguments, isFresh?: boolean): Promise<Model | undefined>;
  /** The same for who must know why: undefined where that read is off here. */
  learn(name: string, given: Arguments): Promise<Model | { refused: Refused } | undefined>;
}

/** A list of the API gives so many items at once; a release holds 500. */
const most = { items: 100, pages: 5 };

/** All items of a list, page by page. @throws {NoAnswer} */
export async function listAll({ list }: Reader, name: string, given: Arguments): Promise<Json[] | undefined> {
  const items: Json[] = [];
  for (let page = 0; page < most.pages; page += 1) {
    const found = await list(name, { ...given, skip: page * most.items, limit: most.items });
    if (!found) return undefined;
    items.push(...found);
    if (found.length < most.items) break;
  }
  return items;
}

interface Remembered {
  model: Model;
  until: number;
}

/** By stack, then by branch and content type. What changes them here is forgotten at once; what others do, after a while. */
const models = new WeakMap<object, Map<string, Remembered>>();

/** How long a content type is remembered, in milliseconds: as long as a list of tools. */
const life = 300_000;

export const forgetModels = ({ identity }: Stack): void => void models.delete(identity);

/** Whether a write to this path may change what entries must look like. */
export const changesModels = (path: string): boolean =>
  path.startsWith('/global_fields') || (path.startsWith('/content_types') && !path.includes('/entries'));

export function toReader(stack: Stack, branch: string, signal: AbortSignal): Reader {
  const { access, cma } = stack;
  const find = (name: string): Operation | undefined => access.kept.find(each => each.name === name);
  const read: Reader['read'] = async (name, given) => {
    const operation = find(name);
    if (!operation || 'missing' in cma) return undefined;
    const answer = await cma.send(toRequest(operation, given, branch), signal);
    const [key = '', object] = findObject(isObject(answer.body) ? answer.body : {});
    const isThere = judge(operation, answer) === 'good' && Object.keys(object).length > 0;
    return isThere ? { key, object } : { refused: { operation, given, answer } };
  };
  const learn = async (
    name: string,
    given: Arguments,
    isFresh: boolean,
  ): Promise<Model | { refused: Refused } | undefined> => {
    const operation = find(name);
    if (!operation) return undefined;
    const known = models.get(stack.identity) ?? new Map<string, Remembered>();
    models.set(stack.identity, known);
    const path = pick(given, Object.keys(operation.path));
    const key = JSON.stringify([branch, name, path]);
    const held = known.get(key);
    if (held && !isFresh && held.until > Date.now()) return { ...held.model, isRemembered: true };
    const found = await read(name, { ...path, include_global_field_schema: true });
    if (!found || 'refused' in found) return found;
    const schema = fieldsOf(found.object);
    if (!schema) return undefined;
    const { field_rules: rules, options } = found.object;
    const isPage = isObject(options) && options.is_page === true;
    const model = { schema, hasRules: Array.isArray(rules) && rules.length > 0, isPage };
    known.set(key, { model, until: Date.now() + life });
    return model;
  };
  return {
    read,
    async list(name, given) {
      const operation = find(name);
      if (!operation || 'missing' in cma) return undefined;
      const answer = await cma.send(toRequest(operation, given, branch), signal);
      return judge(operation, answer) === 'good' ? (findList(answer.body)?.items ?? []) : undefined;
    },
    async model(name, given, isFresh = false) {
      const found = await learn(name, given, isFresh);
      return found && 'schema' in found ? found : undefined;
    },
    learn: (name, given) => learn(name, given, false),
  };
}
