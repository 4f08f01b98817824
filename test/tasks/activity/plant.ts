// A stack whose audit log and publish queue hold just what a test plants, and answers of list_activity as rows to look at.
import { editorOf, uidOf } from '../../../src/sandbox/seed/form/names.ts';
import type { Json, Options } from '../../harness.ts';
import { listRows, openStack, type Stack } from '../sandbox.ts';

export const [production, staging] = [uidOf('environment', 'production'), uidOf('environment', 'staging')];
export const [maya, jonas] = [editorOf('maya'), editorOf('jonas')];

export const columns = [
  'when',
  'by',
  'what',
  'content_type',
  'uid',
  'title',
  'locale',
  'environment',
  'version',
  'details',
];

let count = 0;

/** Of entry `a` by Maya in English, unless it says otherwise. */
export function audited(created_at: string, event_type: string, more: Json = {}, top: Json = {}): Json {
  count += 1;
  return {
    uid: `bltlog${count}`,
    created_at,
    created_by: maya,
    module: 'entry',
    event_type,
    metadata: { uid: 'a', title: 'A', version: 1, content_type: { uid: 'page' }, locale: { code: 'en-us' }, ...more },
    request: {},
    response: {},
    ...top,
  };
}

/** The publish of entry `a` to production by Maya, which went well, unless it says otherwise. */
export function queued(at: string, entry: Json = {}, top: Json = {}): Json {
  count += 1;
  return {
    uid: `queue-${count}`,
    type: 'entry',
    action: 'publish',
    entry: { uid: 'a', title: 'A', version: 1, locale: 'en-us', ...entry },
    content_type: { uid: 'page' },
    environment: [production],
    locale: ['en-us'],
    user: maya,
    publish_details: { status: 'success' },
    published_at: at,
    created_at: at,
    created_by: maya,
    updated_at: at,
    updated_by: maya,
    ...top,
  };
}

export interface Planted extends Stack {
  /** Rows of all columns. */
  rows(args?: Json): Promise<unknown[][]>;
  /** Of each row, what happened, to what, in which language and where. */
  brief(args?: Json): Promise<string[]>;
}

/** @param users whether the token may list them. */
export async function openPlanted(
  logs: Json[],
  queue: Json[],
  { users = 'allow', ...options }: Options & { users?: 'allow' | 'refuse' } = {},
): Promise<Planted & AsyncDisposable> {
  const stack = await openStack({ choices: { usersWithToken: users }, ...options });
  const { main } = stack.sandbox.state.branches;
  if (!main) throw new Error('there is no main branch');
  const sort = (items: Json[]): Json[] =>
    items.toSorted((one, other) => Date.parse(String(one.created_at)) - Date.parse(String(other.created_at)));
  main.audit_log.splice(0, main.audit_log.length, ...(sort(logs) as typeof main.audit_log));
  main.publish_queue.splice(0, main.publish_queue.length, ...(sort(queue) as typeof main.publish_queue));
  main.jobs.splice(0);
  const rows = async (args: Json = {}) => listRows(await stack.call('list_activity', args), columns);
  return {
    ...stack,
    rows,
    brief: async args =>
      (await rows(args)).map(row => [row[2], row[4], row[6], row[7]].filter(cell => cell !== null).join(' ')),
  };
}
