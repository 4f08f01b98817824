// Bulk jobs: those that are under way, how far one is, and which of its rows it could not publish.
import { isObject, type Json, member } from '../../../content/value.ts';
import { type Ground, isOver } from '../../../operations/task.ts';
import { assetUid } from '../../types.ts';
import type { Row } from '../row.ts';

const texts = (value: unknown): string[] => [value].flat().filter(each => typeof each === 'string');

/** From here on a job is over: done, in part, or failed. */
const over = 4;

export interface Job {
  uid: string;
  /** Whether it may hold the row. */
  mayHold(row: Row): boolean;
}

/** Jobs that publish, begun since a moment and not over; what they hold cannot be told before. Undefined where jobs cannot be read. */
export async function listUnderWay(ground: Ground, since: number): Promise<Job[] | undefined> {
  if (!ground.has('list_bulk_jobs')) return undefined;
  const body = await ground.tryRead('list_bulk_jobs', { status: '1,2,3', desc: 'created_at', limit: 100 });
  const list = body?.jobs ?? body?.jobItems;
  if (!Array.isArray(list)) return undefined;
  return list.filter(isObject).flatMap(({ uid, action, status, body: about, created_at }) => {
    const isOurs = action === 'publish' && Number(status) < over && Date.parse(String(created_at)) >= since;
    const isNow = texts(member(about, 'scheduled_at')).join('') === '';
    const branch = member(about, 'branch');
    if (!isOurs || !isNow || (typeof branch === 'string' && branch !== ground.branch)) return [];
    const [environments, locales] = [texts(member(about, 'environments')), texts(member(about, 'locales'))];
    const mayHold = ({ environment, locale }: Row): boolean =>
      (environments.includes(environment.uid) || environments.includes(environment.name)) && locales.includes(locale);
    return [{ uid: String(uid), mayHold }];
  });
}

/** Undefined while it is under way. `isKnown`: false where it cannot be read. */
export async function readEnd(
  ground: Ground,
  job: string,
): Promise<{ isKnown: boolean; hasFailed?: boolean } | undefined> {
  const body = await ground.tryRead('get_bulk_job', { job_id: job });
  const found = isObject(body?.job) ? body.job : body;
  const status = Number(found?.status);
  if (!found || Number.isNaN(status)) return { isKnown: false };
  return status < over ? undefined : { isKnown: true, hasFailed: status > over };
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
