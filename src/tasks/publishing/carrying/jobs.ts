// Bulk jobs: those that are under way, how far one is, and which of its rows it could not publish.
import { isObject, type Json, member } from '../../../content/value.ts';
import { type Answer, NoAnswer } from '../../../operations/answer.ts';
import { type Ground, isOver, NotDone } from '../../../operations/task.ts';
import { judge, mayBeDone } from '../../../operations/verdict.ts';
import { texts } from '../../scheduled.ts';
import { assetUid } from '../../types.ts';
import type { Row } from '../row.ts';

/** From here on a job is over: done, in part, or failed. */
const over = 4;

/** So many jobs are read, the newest: more than may be under way at once. */
const most = 100;

export interface Job {
  uid: string;
  /** Whether it may hold the row. */
  mayHold(row: Row): boolean;
}

/**
 * Jobs that publish, begun since a moment and not over; what they hold cannot be told before.
 * @returns undefined where jobs are not to be read here: then no call before this one has begun any.
 * @throws {NotDone} where they did not all come.
 */
export async function listUnderWay(ground: Ground, since: number): Promise<Job[] | undefined> {
  if (!ground.has('list_bulk_jobs')) return undefined;
  const answer = await ask(ground);
  if (answer && answer.status !== 429 && !mayBeDone(asked, answer) && judge(asked, answer) === 'refused')
    return undefined;
  const list = member(answer?.body, 'jobs') ?? member(answer?.body, 'jobItems');
  const isOlder = ({ created_at }: Json): boolean => Date.parse(String(created_at)) < since;
  const jobs = Array.isArray(list) ? list.filter(isObject) : undefined;
  if (!jobs || (jobs.length >= most && !jobs.some(isOlder)))
    throw new NotDone(
      'Nothing was published: which bulk jobs are under way could not be read, and what they hold might go twice. Call it again, with the same code.',
    );
  return jobs.flatMap(job => {
    const { uid, action, status, body: about } = job;
    // What a job does not say of itself may be.
    const isOurs = action === 'publish' && !(Number(status) >= over) && !isOlder(job);
    const isNow = texts(member(about, 'scheduled_at')).join('') === '';
    const branch = member(about, 'branch');
    if (!isOurs || !isNow || (typeof branch === 'string' && branch !== ground.branch)) return [];
    const [environments, locales] = [texts(member(about, 'environments')), texts(member(about, 'locales'))];
    const mayBe = (told: readonly string[], ...own: string[]): boolean =>
      told.length === 0 || own.some(each => told.includes(each));
    const mayHold = ({ environment, locale }: Row): boolean =>
      mayBe(environments, environment.uid, environment.name) && mayBe(locales, locale);
    return [{ uid: String(uid), mayHold }];
  });
}

const asked = { effect: 'read' } as const;

/** Undefined where no answer came. @throws when the caller has given up. */
async function ask(ground: Ground): Promise<Answer | undefined> {
  try {
    return await ground.send('list_bulk_jobs', { status: '1,2,3', desc: 'created_at', limit: most });
  } catch (error) {
    if (error instanceof NoAnswer && error.kind !== 'cancelled') return undefined;
    throw error;
  }
}

/** Undefined while it is under way; `done` too where it cannot be read, as what is live tells the rest. */
export async function readEnd(ground: Ground, job: string): Promise<'done' | 'failed' | undefined> {
  const body = await ground.tryRead('get_bulk_job', { job_id: job });
  const found = isObject(body?.job) ? body.job : body;
  const status = Number(found?.status);
  if (status < over) return undefined;
  return status > over ? 'failed' : 'done';
}

/** Why each row of a job that is over was not published; rows that were are left out. */
export async function readFailures(ground: Ground, job: string, rows: readonly Row[]): Promise<Map<Row, string>> {
  const items: Json[] = [];
  const failures = new Map<Row, string>();
  for (let isMore = ground.has('list_bulk_job_items'); isMore && !isOver(ground); ) {
    const body = await ground.tryRead('list_bulk_job_items', { job_id: job, skip: items.length, limit: 100 });
    const page = Array.isArray(body?.items) ? body.items.filter(isObject) : [];
    items.push(...page);
    isMore = page.length === 100;
  }
  for (const row of rows) {
    const own = items.find(item => isOf(item, row));
    const status = member(own?.publish_details, 'status');
    if (own === undefined || status === 'success' || status === 'skipped') continue;
    const why = member(own.publish_details, 'failure_reason');
    failures.set(row, typeof why === 'string' && why !== '' ? why : `its bulk job says: ${String(status)}`);
  }
  return failures;
}

function isOf(item: Json, { type, uid, locale, environment }: Row): boolean {
  const kind = item.type === 'asset' ? assetUid : member(item.content_type, 'uid');
  const where = texts(item.environment);
  const code = item.publish_locale ?? item.locale;
  return (
    item.uid === uid &&
    kind === type &&
    code === locale &&
    (where.includes(environment.uid) || where.includes(environment.name))
  );
}
