// What workflows mean for entries: which one covers an entry, the stage it is in, and the lock of that stage.
import type { Call } from '../http/call.ts';
import { pick } from '../http/find.ts';
import { refuseRequest } from '../http/replies.ts';
import type { EntryRecord, IsoDate, Json, State } from '../state/state.ts';

export type EntryLock = '$none' | '$others' | '$all';

export interface Stage extends Json {
  uid: string;
  name: string;
  /** Who may move an entry on from here: `users.uids` and `roles.uids`, `$all` among them for everybody. */
  SYS_ACL: { others: Json; users: Json & { uids: string[] }; roles: Json & { uids: string[] } };
  /** Uids, or `$all`. */
  next_available_stages: string[];
  entry_lock?: EntryLock;
}

export interface Workflow extends Json {
  uid: string;
  name: string;
  enabled: boolean;
  branches: string[];
  content_types: string[];
  workflow_stages: Stage[];
}

export interface PublishRule extends Json {
  uid: string;
  /** Absent in a rule that only wants an approval. */
  workflow?: string;
  workflow_stage?: string;
  /** Both when empty. */
  actions: string[];
  branches: string[];
  content_types: string[];
  locales: string[];
  environment: string;
  approvers: { users: string[]; roles: string[] };
  status: boolean;
}

/** What an entry shows as `_workflow`. */
export interface EntryStage extends Json {
  /** That of the stage. */
  uid: string;
  updated_at: IsoDate;
  updated_by: string;
  version: number;
  assigned_to: Json[];
  assigned_by_roles: Json[];
  due_date: string;
}

/** Asked for with 0, granted with 1, refused with -1. */
export interface PublishRequest {
  rule: string;
  locale: string;
  action: 'publish' | 'unpublish' | 'both';
  status: -1 | 0 | 1;
}

export const covers = (list: string[], name: string): boolean => list.includes('$all') || list.includes(name);

export const findWorkflowOf = (state: State, branch: string, type: string): Workflow | undefined =>
  Object.values(state.workflows).find(
    workflow => workflow.enabled && covers(workflow.branches, branch) && covers(workflow.content_types, type),
  );

export interface Standing {
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
