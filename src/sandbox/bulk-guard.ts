// Publish rules for bulk requests: what may go, what is left out, and what fails them all.
import { type Call, isObject } from './call.ts';
import { findRecord } from './entry-store.ts';
import { type Asked, listLocales, type PublishPlan } from './job-works.ts';
import { findUnmet, type Publishing, refuseUnmet, type Unmet } from './publish-guard.ts';

/**
 * What of a bulk request may go. `skip_workflow_stage_check=true` leaves out entries that are not in the stage that is
 * wanted, `approvals=true` those that await approval; without them one such entry fails them all with 422/141.
 */
export function keepPublishable(call: Call, action: 'publish' | 'unpublish', plan: PublishPlan): PublishPlan {
  const isSkipped: Record<Unmet, boolean> = {
    'workflow stage': readSwitch(call, 'skip_workflow_stage_check'),
    approval: readSwitch(call, 'approvals'),
  };
  const items = plan.items.filter(item =>
    listPublishings(call, action, plan, item).every(publishing => {
      const unmet = findUnmet(call, publishing);
      if (unmet && !isSkipped[unmet]) throw refuseUnmet(unmet);
      return unmet === undefined;
    }),
  );
  return { ...plan, items };
}

/** An item by every place it is to go to; an entry that is not there fails later, and by itself. */
function listPublishings(call: Call, action: Publishing['action'], plan: PublishPlan, item: Asked): Publishing[] {
  const { kind, uid, content_type = '' } = item;
  const record = kind === 'entry' ? findRecord(call.branch, content_type, uid) : undefined;
  if (!record) return [];
  return plan.environments.flatMap(environment =>
    listLocales(call, plan, item).map(locale => ({ action, content_type, record, environment, locale })),
  );
}

/** The reference has these in the query string, and one in the body; the SDKs send them as headers. */
function readSwitch(call: Call, name: string): boolean {
  const body = isObject(call.body) && isObject(call.body.rules) ? call.body.rules[name] : undefined;
  return [call.query.get(name), call.header(name), body].some(value => value === true || value === 'true');
}
