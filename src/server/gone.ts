// Of a thing that is gone the API lists no references. What is still known is looked up: when it was deleted, and which entries point at it.

import type { Answer } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import { isObject } from '../operations/is-object.ts';
import type { Operation, RequestLine } from '../operations/operation.ts';
import { saysAbsent } from '../operations/verdict.ts';
import { listPointing, tellGone } from '../results/show/gone.ts';
import type { Stack } from '../stack/stack.ts';
import { tryRead } from '../stack/try-read.ts';

type Json = Record<string, unknown>;

/** What is shown instead of the refusal. */
interface Gone {
  answer: Answer;
  notes: string[];
}

/** So many content types are looked through, each by a request; and so many entries of each are shown. */
const most = { types: 8, entries: 100 };

const lines = {
  log: 'GET /audit-logs',
  types: 'GET /content_types',
  entries: 'GET /content_types/{content_type_uid}/entries',
} as const satisfies Record<string, RequestLine>;

/** Whether an answer may mean that: not where it is the content type that there is none of. */
export const mayBeGone = (operation: Operation, answer: Answer): boolean =>
  operation.refers !== undefined && saysAbsent(answer) && !(isObject(answer.body) && answer.body.error_code === 118);

/** @returns undefined where nothing tells that it ever was there. */
export async function lookForGone(
  stack: Stack,
  operation: Operation,
  given: Arguments,
  { branch, answer }: { branch: string; answer: Answer },
  signal: AbortSignal,
): Promise<Gone | undefined> {
  const uid = String(given[Object.keys(operation.path).at(-1) ?? '']);
  // What is off here, or not answered, is said that much less of.
  const read = (line: RequestLine, args: Arguments): Promise<Json | undefined> => {
    const asked = stack.access.kept.find(each => each.line === line);
    return tryRead(stack, asked, args, branch, signal);
  };
  const query = { 'metadata.uid': uid, event_type: 'delete' };
  const [log, types] = await Promise.all([
    read(lines.log, { query, limit: 10 }),
    read(lines.types, { include_global_field_schema: true, limit: 100 }),
  ]);
  const deleted = listOf(log, 'logs').find(item => isOf(item, operation, given));
  const target = operation.refers === 'reference' ? String(given.content_type_uid) : undefined;
  const pointing = listPointing(listOf(types, 'content_types'), uid, target);
  const { locale } = given;
  const also = { include_publish_details: true, include_count: true, limit: most.entries };
  const found = await Promise.all(
    pointing.slice(0, most.types).map(async ({ type, query: points }) => {
      const args = { content_type_uid: type, query: points, ...also, ...(locale === undefined ? {} : { locale }) };
      return { type, body: await read(lines.entries, args) };
    }),
  );
  const references = found.flatMap(({ type, body }) =>
    listOf(body, 'entries').map(({ uid: entry_uid, ...entry }) => ({ ...entry, entry_uid, content_type_uid: type })),
  );
  if (!deleted && references.length === 0) return undefined;
  const count = found.reduce((sum, { body }) => sum + Number(body?.count ?? listOf(body, 'entries').length), 0);
  const looked = {
    uid,
    deleted,
    count: types === undefined ? undefined : count,
    shown: references.length,
    unseen: [
      ...pointing.slice(most.types).map(({ type }) => type),
      ...found.filter(({ body }) => body === undefined).map(({ type }) => type),
    ],
  };
  return { answer: { ...answer, status: 200, body: { references, count } }, notes: tellGone(looked) };
}

/** Whether it was such a thing: uids of other modules, and of other content types, tell nothing of this one. */
function isOf({ module, metadata }: Json, { refers }: Operation, given: Arguments): boolean {
  if (refers === 'file') return module === 'asset';
  const type = isObject(metadata) && isObject(metadata.content_type) ? metadata.content_type.uid : undefined;
  return module === 'entry' && (type === undefined || type === given.content_type_uid);
}

const listOf = (body: Json | undefined, key: string): Json[] => {
  const list = body?.[key];
  return Array.isArray(list) ? list.filter(isObject) : [];
};
