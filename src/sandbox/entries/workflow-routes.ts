// The route that moves an entry through its workflow and answers publish requests; for users, but for what a choice allows.
import { type Call, type Module, tell } from '../http/call.ts';
import { findAskedLocale } from '../http/find.ts';
import { CmaError, missObject, refuseRequest, refuseToken } from '../http/replies.ts';
import { takeBody } from '../http/take.ts';
import type { EntryRecord } from '../state/content.ts';
import type { Stage, Workflow } from '../state/governance.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import { findStanding, findWorkflowOf, isOpenToAll, placeEntry } from '../workflows/governance.ts';
import { findAskedEntry, findType } from './asked.ts';

const longestComment = 200;

function changeWorkflow(call: Call): Json {
  const type = findType(call);
  const record = findAskedEntry(call, type);
  const locale = findAskedLocale(call);
  const given = takeBody(call, 'workflow');
  if (isObject(given.publishing_rule)) return answerRequest(call, record, locale, given.publishing_rule);
  const stage = isObject(given.workflow_stage) ? given.workflow_stage : {};
  setStage(call, type.current.uid, record, locale, stage);
  return { notice: 'Workflow stage updated successfully.' };
}

const refuseStage = (message: string): CmaError =>
  new CmaError(412, 366, `Stage update request failed. ${message}`, { workflow_stage: ['is not valid.'] });

function setStage(call: Call, type: string, record: EntryRecord, locale: string, given: Json): void {
  const { uid, comment, due_date, assigned_to, assigned_by_roles } = given;
  if (typeof uid !== 'string') {
    throw refuseRequest('The workflow stage is required.', { uid: ['is a required field.'] });
  }
  if (typeof comment === 'string' && comment.length > longestComment) {
    throw refuseRequest('The comment is too long.', { comment: [`is longer than ${longestComment} characters.`] });
  }
  const workflow = findWorkflowOf(call.state, call.branch.uid, type);
  if (!workflow) throw refuseStage('No workflow is enabled for this content type.');
  const target = workflow.workflow_stages.find(stage => stage.uid === uid);
  if (!target) throw refuseStage('The stage is not one of the workflow.');
  checkTransition(call, workflow, findStanding(call, type, record, locale)?.stage, target);
  placeEntry(call, record, locale, uid, {
    assigned_to: Array.isArray(assigned_to) ? assigned_to : [],
    assigned_by_roles: Array.isArray(assigned_by_roles) ? assigned_by_roles : [],
    due_date: typeof due_date === 'string' ? due_date : '',
  });
  tell(call, { module: 'entry', event: 'update', metadata: { uid: record.uid, locale, workflow_stage: uid } });
}

function checkTransition(call: Call, workflow: Workflow, current: Stage | undefined, target: Stage): void {
  if (!current) {
    if (call.choices.firstStageByRequest === 'set') return;
    throw refuseRequest('The entry is in no workflow stage yet.', { workflow_stage: ['is not set.'] });
  }
  const next = current.next_available_stages;
  const isOpen = current.uid === target.uid || next.includes('$all') || next.includes(target.uid);
  if (!isOpen) throw refuseStage(`'${target.name}' does not follow '${current.name}' in '${workflow.name}'.`);
  if (call.token && !isOpenToAll(current)) {
    throw refuseRequest('Access denied. The stage lets only some users and roles move the entry on.', {
      workflow_stage: ['is not valid.'],
    });
  }
}

/** To ask for, grant and refuse a publish takes a person, whatever the stages say. */
function answerRequest(call: Call, record: EntryRecord, locale: string, given: Json): Json {
  if (call.token) throw refuseToken('authtoken');
  const { uid, action, status } = given;
  if (!pick(call.state.publish_rules, String(uid))) throw missObject('publish rule', 'uid');
  if (action !== 'publish' && action !== 'unpublish' && action !== 'both') {
    throw refuseRequest('The action is not valid.', { action: ['is not valid.'] });
  }
  if (status !== 0 && status !== 1 && status !== -1) {
    throw refuseRequest('The status is not valid.', { status: ['is not valid.'] });
  }
  record.requests = [...(record.requests ?? []), { rule: String(uid), locale, action, status }];
  const notices = { 0: 'requested', 1: 'approved', '-1': 'rejected' };
  tell(call, { module: 'entry', event: 'update', metadata: { uid: record.uid, locale, publishing_rule: uid } });
  return { notice: `Publish request ${notices[status]} successfully.` };
}

export const entryWorkflow: Module = {
  name: 'workflows',
  reach: 'branch',
  routes: [
    {
      method: 'POST',
      path: '/content_types/:type/entries/:entry/workflow',
      authtoken: choices => choices.stageByToken === 'refuse',
      answer: changeWorkflow,
    },
  ],
};
