// What workflows mean for entries: which one covers an entry, the stage it is in, and the lock of that stage.
import type { Call } from '../http/call.ts';
import { refuseRequest } from '../http/replies.ts';
import type { EntryRecord } from '../state/content.ts';
import type { EntryStage, Stage, Workflow } from '../state/governance.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import type { State } from '../state/state.ts';

export const covers = (list: string[], name: string): boolean => list.includes('$all') || list.includes(name);

export const findWorkflowOf = (state: State, branch: string, type: string): Workflow | undefined =>
  Object.values(state.workflows).find(
    workflow => workflow.enabled && covers(workflow.branches, branch) && covers(workflow.content_types, type),
  );

interface Standing {
  workflow: Workflow;
  stage: Stage;
  held: EntryStage;
}

/** Where an entry stands in its workflow; nowhere without one, before it was put there, and where its stage is gone. */
export function findStanding(call: Call, type: string, record: EntryRecord, locale: string): Standing | undefined {
  const workflow = findWorkflowOf(call.state, call.branch.uid, type);
  const held = pick(record.stages ?? {}, locale);
  const stage = workflow?.workflow_stages.find(({ uid }) => uid === held?.uid);
  return workflow && held && stage && { workflow, stage, held };
}

/** `_workflow` of an entry, where it has one. */
export function showStanding(call: Call, type: string, record: EntryRecord, locale: string): Json {
  const standing = findStanding(call, type, record, locale);
  return standing ? { _workflow: standing.held } : {};
}

export function placeEntry(call: Call, record: EntryRecord, locale: string, uid: string, more: Json = {}): void {
  const { at, by } = call.stamp;
  const version = pick(record.locales, locale)?.at(-1)?._version ?? 1;
  const nobody = { assigned_to: [], assigned_by_roles: [], due_date: '' };
  const held = { ...nobody, ...more, uid, updated_at: at, updated_by: by, version };
  record.stages = { ...record.stages, [locale]: held };
}

/** What is new in a language starts in the first stage. */
export function enterWorkflow(call: Call, type: string, record: EntryRecord, locale: string): void {
  const first = findWorkflowOf(call.state, call.branch.uid, type)?.workflow_stages[0];
  if (first && call.choices.newEntryStage === 'first') placeEntry(call, record, locale, first.uid);
}

/** Everybody may move an entry on from this stage. */
export const isOpenToAll = ({ SYS_ACL: { users, roles } }: Stage): boolean =>
  users.uids.includes('$all') || roles.uids.includes('$all');

/** Keeps an entry as it is while its stage is locked. A token is nobody in particular: `$others` means it too. */
export function checkEntryLock(call: Call, type: string, record: EntryRecord, locale: string): void {
  if (call.choices.entryLock === 'ignored') return;
  const stage = findStanding(call, type, record, locale)?.stage;
  const isLocked = stage?.entry_lock === '$all' || (stage?.entry_lock === '$others' && !isOpenToAll(stage));
  if (stage && isLocked) {
    throw refuseRequest(`Access denied. The entry is locked in the workflow stage '${stage.name}'.`, {
      workflow: ['is locked.'],
    });
  }
}
