// Publish rules and many items at once: all are held back by one, unless the request says to leave such ones out.
import type { Call } from '../http/call.ts';
import { CmaError } from '../http/replies.ts';
import { findRecord } from '../records/store.ts';
import { isObject } from '../state/json.ts';
import type { JobItem, Order } from '../state/publishing.ts';
import { findUnmet, refuseUnmet, type Unmet } from '../workflows/guard.ts';
import { describeItem } from './items.ts';

/** Which of the items that do not satisfy the rules are left out. */
export type Skips = Record<Unmet, boolean>;

const isOn = (value: unknown): boolean => value === true || value === 'true';

/** The reference has the flags in the query string and the body, the SDK sends them as headers. */
export function readSkips(call: Call): Skips {
  const body = isObject(call.body) ? call.body : {};
  const rules = isObject(body.rules) ? body.rules : {};
  const isSet = (name: string): boolean =>
    [call.query.get(name), call.header(name), body[name], rules[name]].some(isOn);
  return { 'workflow stage': isSet('skip_workflow_stage_check'), approval: isSet('approvals') };
}

type Sending = Pick<Order, 'action' | 'kind' | 'uid' | 'content_type' | 'variant' | 'environment' | 'locale'>;

/** What keeps an entry from being sent; what is not there fails later, for another reason. */
export function findHindrance(call: Call, sending: Sending): Unmet | undefined {
  const { action, kind, uid, content_type = '', environment, locale } = sending;
  const record = kind === 'entry' ? findRecord(call.branch, content_type, uid) : undefined;
  return record && findUnmet(call, { action, content_type, record, environment, locale });
}

/** @throws 422/141 when one of them is held back and not to be left out: then nothing is sent. */
export function checkAll(call: Call, all: Sending[], skips: Skips): void {
  const unmet = all.map(each => findHindrance(call, each)).find(each => each !== undefined && !skips[each]);
  if (unmet) throw refuseUnmet(unmet);
}

/** What the job says of an item that it leaves out. */
export function leaveOut(call: Call, sending: Sending, unmet: Unmet, depth: number): JobItem {
  const { action, kind, uid, content_type, environment, locale } = sending;
  return {
    uid,
    type: kind,
    ...describe(call, sending),
    locale,
    ...(content_type === undefined ? {} : { content_type: { uid: content_type } }),
    publish_details: {
      status: unmet === 'approval' ? 'approval' : 'skipped',
      failure_reason: `The publish rules are not satisfied: ${unmet}.`,
    },
    publish_locale: locale,
    environment,
    action,
    published_at: null,
    scheduled_at: '',
    user: call.stamp.by,
    depth,
  };
}

function describe(call: Call, sending: Sending): { title: unknown; version: unknown } {
  try {
    return describeItem(call, sending, sending.locale);
  } catch (error) {
    if (error instanceof CmaError) return { title: '', version: null };
    throw error;
  }
}
