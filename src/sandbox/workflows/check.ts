// What a workflow may be: its stages, whom they let through, and the content types it covers.
import type { Call } from '../http/call.ts';
import { listBranches } from '../http/find.ts';
import { CmaError } from '../http/replies.ts';
import type { EntryLock, Stage, Workflow } from '../state/governance.ts';
import type { Json } from '../state/json.ts';
import { areTexts, isObject, pick } from '../state/json.ts';
import { covers } from './governance.ts';

const most = { workflows: 10, stages: 20, types: 100, superusers: 100, users: 100, roles: 100, next: 20 };
const leastStages = 2;

type Deed = 'creation' | 'update';

const refuse = (deed: Deed, key: string, message: string): CmaError =>
  new CmaError(422, 141, `Workflow ${deed} failed. Please enter valid data.`, { [key]: [message] });

export function checkWorkflowCount(call: Call): void {
  if (Object.keys(call.state.workflows).length >= most.workflows) {
    throw refuse('creation', 'workflows', `limit of ${most.workflows} reached.`);
  }
}

type Settable = Pick<Workflow, 'name' | 'enabled' | 'branches' | 'content_types' | 'workflow_stages'> & Json;

/** What a client may set; on update what is not sent stays as it is. */
export function readWorkflow(call: Call, given: Json, deed: Deed, held?: Workflow): Settable {
  const { name = held?.name, description = held?.description, enabled = held?.enabled ?? true } = given;
  if (typeof name !== 'string' || name.trim() === '') throw refuse(deed, 'name', 'is a required field.');
  if (typeof enabled !== 'boolean') throw refuse(deed, 'enabled', 'is not true or false.');
  const fields = {
    name,
    ...(description === undefined ? {} : { description }),
    enabled,
    branches: readBranches(call, given.branches ?? held?.branches ?? ['main'], deed, held?.branches),
    content_types: readTypes(call, given.content_types ?? held?.content_types, deed, held?.content_types),
    workflow_stages: readStages(call, given.workflow_stages, deed, held),
    admin_users: readAdmins(given.admin_users ?? held?.admin_users, deed),
  };
  if (enabled) checkOverlap(call, fields, deed, held?.uid);
  return fields;
}

/** What it names already may have been deleted meanwhile, which is no reason to refuse another change. */
function readBranches(call: Call, value: unknown, deed: Deed, held: string[] = []): string[] {
  if (!areTexts(value) || value.length === 0) throw refuse(deed, 'branches', 'is not a list of branches.');
  if (call.choices.workflowBranches === 'any') return value;
  const missing = value.find(uid => uid !== '$all' && !pick(call.state.branches, uid) && !held.includes(uid));
  if (missing !== undefined) throw refuse(deed, 'branches', `there is no branch '${missing}'.`);
  return value;
}

function readTypes(call: Call, value: unknown, deed: Deed, held: string[] = []): string[] {
  if (value === undefined) throw refuse(deed, 'content_types', 'is a required field.');
  if (!areTexts(value) || value.length > most.types) {
    throw refuse(deed, 'content_types', `is not a list of at most ${most.types} content types.`);
  }
  if (value.length === 0 && call.choices.workflowWithoutTypes === 'refuse') {
    throw refuse(deed, 'content_types', 'is a required field.');
  }
  const missing = value.find(uid => uid !== '$all' && !isType(call, uid) && !held.includes(uid));
  if (missing !== undefined) throw refuse(deed, 'content_types', `there is no content type '${missing}'.`);
  return value;
}

export const isType = (call: Call, uid: string): boolean =>
  listBranches(call.state).some(branch => pick(branch.content_types, uid) !== undefined);

function readAdmins(value: unknown, deed: Deed): Json {
  const { users = [], roles = [] } = isObject(value) ? value : {};
  if (!areTexts(users) || !areTexts(roles) || users.length + roles.length > most.superusers) {
    throw refuse(deed, 'admin_users', `are not at most ${most.superusers} users and roles.`);
  }
  return { users, roles };
}

/** A content type has one workflow on a branch. */
function checkOverlap(call: Call, { branches, content_types }: Settable, deed: Deed, self?: string): void {
  const meets = (one: string[], other: string[]): boolean =>
    one.some(name => name === '$all' || covers(other, name)) && other.length > 0;
  const other = Object.values(call.state.workflows).find(
    workflow =>
      workflow.uid !== self &&
      workflow.enabled &&
      meets(branches, workflow.branches) &&
      meets(content_types, workflow.content_types),
  );
  if (other) throw refuse(deed, 'content_types', `a workflow covers them already: '${other.name}'.`);
}

/** @throws when the workflow cannot be switched on, as another one has its content types by now. */
export const checkEnabling = (call: Call, workflow: Workflow): void =>
  checkOverlap(call, workflow, 'update', workflow.uid);

/** Stages are replaced as a whole: one that is sent with its uid stays, one that is left out is gone. */
function readStages(call: Call, value: unknown, deed: Deed, held?: Workflow): Stage[] {
  if (value === undefined && held) return held.workflow_stages;
  if (!Array.isArray(value) || value.length < leastStages || value.length > most.stages) {
    throw refuse(deed, 'workflow_stages', `are not ${leastStages} to ${most.stages} stages.`);
  }
  const known = held?.workflow_stages.map(({ uid }) => uid) ?? [];
  const uids = value.map(given => chooseUid(call, given, known));
  if (new Set(uids).size !== uids.length) throw refuse(deed, 'workflow_stages', 'name a stage twice.');
  const stages = value.map((given, index) => readStage(given, uids[index] ?? '', index === 0, deed));
  // New stages have no uid yet when they are sent: they are named, or by the uid that is sent along.
  const byName = new Map(value.flatMap((given, index) => [given.uid, given.name].map(key => [key, uids[index] ?? ''])));
  return stages.map(stage => ({
    ...stage,
    next_available_stages: stage.next_available_stages.map(name => {
      const uid = name === '$all' || uids.includes(name) ? name : byName.get(name);
      if (uid === undefined) throw refuse(deed, 'next_available_stages', `there is no stage '${name}'.`);
      return uid;
    }),
  }));
}

/** Whoever seeds a stack names the stages, as it is to put entries into them. */
function chooseUid(call: Call, given: unknown, known: string[]): string {
  const uid = isObject(given) && typeof given.uid === 'string' ? given.uid : undefined;
  return uid !== undefined && (known.includes(uid) || !call.token) ? uid : call.newUid();
}

const locks: unknown[] = ['$none', '$others', '$all'] satisfies EntryLock[];

function readStage(given: unknown, uid: string, isFirst: boolean, deed: Deed): Stage {
  const stage = isObject(given) ? given : {};
  const { name, color, description, next_available_stages: next = ['$all'], entry_lock: lock } = stage;
  if (typeof name !== 'string' || name.trim() === '') throw refuse(deed, 'workflow_stages', 'a stage has no name.');
  if (typeof color !== 'string') throw refuse(deed, 'workflow_stages', `the stage '${name}' has no color.`);
  if (!areTexts(next) || next.length > most.next) {
    throw refuse(deed, 'next_available_stages', `is not a list of at most ${most.next} stages.`);
  }
  if (lock !== undefined && !locks.includes(lock))
    throw refuse(deed, 'entry_lock', `is not one of ${locks.join(', ')}.`);
  // The first stage is open to everybody, whatever is sent.
  const settled = isFirst ? '$none' : ((lock ?? '$none') as EntryLock);
  const flags = ['allStages', 'allUsers', 'specificStages', 'specificUsers', 'isNewStage'];
  return {
    name,
    uid,
    color,
    description: description ?? '',
    SYS_ACL: readAcl(stage.SYS_ACL, settled, deed),
    next_available_stages: next,
    ...Object.fromEntries(flags.flatMap(flag => (typeof stage[flag] === 'boolean' ? [[flag, stage[flag]]] : []))),
    ...(lock === undefined ? {} : { entry_lock: settled }),
  };
}

/** Who may read, write and move on: everybody where nothing is said; writing follows from the lock. */
function readAcl(value: unknown, lock: EntryLock, deed: Deed): Stage['SYS_ACL'] {
  const given = isObject(value) ? value : {};
  const part = (name: string): Json => (isObject(given[name]) ? (given[name] as Json) : {});
  const people = (name: 'users' | 'roles'): Json & { uids: string[] } => {
    const { uids = value === undefined && name === 'users' ? ['$all'] : [], ...flags } = part(name);
    if (!areTexts(uids) || uids.length > most[name]) {
      throw refuse(deed, 'SYS_ACL', `has no list of at most ${most[name]} ${name}.`);
    }
    return { read: true, write: lock !== '$all', transit: true, ...flags, uids };
  };
  const others = { read: true, write: lock === '$none', transit: false, ...part('others') };
  return { others, users: people('users'), roles: people('roles') };
}
