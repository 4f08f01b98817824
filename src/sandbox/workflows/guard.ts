// Publish rules at work: what must have happened to an entry before it may go into an environment, or out of it.
import type { Call } from '../http/call.ts';
import { refuseRequest } from '../http/replies.ts';
import { resolveVersion } from '../records/store.ts';
import type { EntryRecord } from '../state/content.ts';
import type { PublishRule } from '../state/governance.ts';
import { pick } from '../state/json.ts';
import { covers, findStanding } from './governance.ts';

/** One entry, one environment (its uid), one language. */
interface Publishing {
  action: 'publish' | 'unpublish';
  content_type: string;
  record: EntryRecord;
  environment: string;
  locale: string;
}

export type Unmet = 'workflow stage' | 'approval';

function applies(call: Call, rule: PublishRule, { action, content_type, environment, locale }: Publishing): boolean {
  // A rule of a workflow that is switched off or gone guards nothing.
  const isOn = rule.workflow === undefined || pick(call.state.workflows, rule.workflow)?.enabled === true;
  return (
    isOn &&
    rule.status &&
    rule.environment === environment &&
    (rule.actions.length === 0 || rule.actions.includes(action)) &&
    covers(rule.branches, call.branch.uid) &&
    covers(rule.content_types, content_type) &&
    covers(rule.locales, locale)
  );
}

function findUnmetOf(call: Call, rule: PublishRule, publishing: Publishing): Unmet | undefined {
  const { record, content_type, locale, action } = publishing;
  // What is published in a language without its own version is what it falls back to.
  const real = resolveVersion(call, record, locale)?.locale ?? locale;
  const stage = findStanding(call, content_type, record, real)?.stage;
  if (rule.workflow_stage !== undefined && stage?.uid !== rule.workflow_stage) return 'workflow stage';
  const { users, roles } = rule.approvers;
  if (users.length === 0 && roles.length === 0) return undefined;
  const answer = record.requests?.findLast(
    request => request.rule === rule.uid && request.locale === real && [action, 'both'].includes(request.action),
  );
  return answer?.status === 1 ? undefined : 'approval';
}

/** What keeps an entry from going there; undefined when nothing does. */
export function findUnmet(call: Call, publishing: Publishing): Unmet | undefined {
  if (call.choices.publishUnderRules === 'bypassed') return undefined;
  const unmet = Object.values(call.state.publish_rules)
    .filter(rule => applies(call, rule, publishing))
    .map(rule => findUnmetOf(call, rule, publishing));
  return unmet.find(each => each === 'workflow stage') ?? unmet.find(each => each !== undefined);
}

const reasons: Record<Unmet, string> = {
  'workflow stage': 'it is not in the workflow stage that they want',
  approval: 'it awaits the approval that they want',
};

export const refuseUnmet = (unmet: Unmet): Error =>
  refuseRequest(`The entry does not satisfy the publish rules: ${reasons[unmet]}.`, {
    publishing_rule: [`is not satisfied: ${unmet}.`],
  });

/** @throws 422/141 when the publish rules are not satisfied. */
export function checkPublishRules(call: Call, publishing: Publishing): void {
  const unmet = findUnmet(call, publishing);
  if (unmet) throw refuseUnmet(unmet);
}
