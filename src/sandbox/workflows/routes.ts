// Routes under /workflows; workflows belong to the stack and name the branches they are for.

import { type Call, type Module, tell } from '../http/call.ts';
import { missObject, refuseBody, refuseRequest } from '../http/replies.ts';
import { takeBody, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import type { Workflow } from '../state/governance.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import { checkEnabling, checkWorkflowCount, readWorkflow } from './check.ts';
import { publishRules } from './publish-rules-routes.ts';

function findWorkflow(call: Call): Workflow {
  const found = pick(call.state.workflows, takeParam(call, 'workflow'));
  if (!found) throw missObject('workflow', 'uid', call.choices.notFoundStatus.workflows);
  return found;
}

const note = (call: Call, event: string, { uid, name }: Workflow): void =>
  tell(call, { module: 'workflow', event, metadata: { uid, name } });

/** Lists and saves show the database's own id, single reads do not. */
const showOne = ({ _id, ...workflow }: Workflow): Json => workflow;

const list = (call: Call): Json => answerList(call, 'workflows', [...Object.values(call.state.workflows)].reverse());

const get = (call: Call): Json => ({ workflow: showOne(findWorkflow(call)) });

/** What every new workflow has besides what is sent. */
function makeWorkflow(call: Call): Json & { uid: string } {
  const { state, stamp } = call;
  const uid = call.newUid();
  return {
    _id: `${uid.slice(3)}00000000`,
    uid,
    org_uid: state.org_uid,
    api_key: state.api_key,
    created_at: stamp.at,
    created_by: stamp.by,
    updated_at: stamp.at,
    updated_by: stamp.by,
    deleted_at: false,
  };
}

function create(call: Call): Json {
  const given = takeBody(call, 'workflow');
  checkWorkflowCount(call);
  const made = makeWorkflow(call);
  const workflow = { ...made, ...readWorkflow(call, given, 'creation') } as Workflow;
  call.state.workflows[workflow.uid] = workflow;
  note(call, 'create', workflow);
  return { notice: 'Workflow created successfully.', workflow };
}

function change(call: Call, held: Workflow, fields: Json): Workflow {
  const stamp = { updated_at: call.stamp.at, updated_by: call.stamp.by };
  const workflow = { ...held, ...fields, ...stamp } as Workflow;
  call.state.workflows[workflow.uid] = workflow;
  note(call, 'update', workflow);
  return workflow;
}

/** Entries in a stage that is gone are in none. */
function update(call: Call): Json {
  const held = findWorkflow(call);
  const fields = readWorkflow(call, takeBody(call, 'workflow'), 'update', held);
  return { notice: 'Workflow updated successfully.', workflow: change(call, held, fields) };
}

function enable(call: Call): Json {
  const held = findWorkflow(call);
  checkEnabling(call, held);
  return { notice: 'Workflow enabled successfully.', workflow: showOne(change(call, held, { enabled: true })) };
}

/** Its publish rules guard nothing from now on, and its entries show no stage. */
const disable = (call: Call): Json => ({
  notice: 'Workflow disabled successfully.',
  workflow: showOne(change(call, findWorkflow(call), { enabled: false })),
});

/** Publish rules that name it stay, and guard nothing. */
function remove(call: Call): Json {
  const workflow = findWorkflow(call);
  delete call.state.workflows[workflow.uid];
  note(call, 'delete', workflow);
  return { notice: 'Workflow deleted successfully.', workflow: showOne({ ...workflow, deleted_at: call.stamp.at }) };
}

const firstStage = { name: 'Draft', uid: 'draft', color: '#FFCC00', description: 'Where every new entry starts.' };
const lastStage = { name: 'Complete', uid: 'complete', color: '#7ED321', description: 'Ready for publishing.' };

/** From the time of one workflow per stack: its own stages, between a first and a last one that are always there. */
function saveStages(call: Call): Json {
  const body = isObject(call.body) ? call.body : {};
  const { workflow_stages: given, status } = body;
  if (!Array.isArray(given)) throw refuseBody("The request body has no list under 'workflow_stages'.");
  const own = given.filter(isObject).filter(({ name }) => !['Draft', 'Complete'].includes(String(name)));
  if (own.some(({ name }) => typeof name !== 'string' || name === '') || own.length > 18) {
    throw refuseRequest('The workflow could not be updated.', {
      workflow_stages: ['are not at most 18 named stages.'],
    });
  }
  const held = Object.values(call.state.workflows).find(workflow => workflow.legacy === true);
  if (!held) checkWorkflowCount(call);
  const stages = own.map(({ name, color = '', description = '' }) => ({
    name,
    uid: String(name).toLowerCase().replace(/\W/g, ''),
    color,
    description,
  }));
  const settled = { workflow_stages: true, publishing_rules: true, ...(isObject(status) ? status : {}) };
  const fields = { workflow_stages: [firstStage, ...stages, lastStage].map(openStage), status: settled };
  // It covers no content type: those are shared out among the workflows that name them.
  const fresh = { name: 'Workflow', legacy: true, enabled: true, branches: ['main'], content_types: [] };
  const workflow = change(call, held ?? ({ ...makeWorkflow(call), ...fresh } as unknown as Workflow), fields);
  return { message: 'Workflow updated successfully.', workflow: showLegacy(workflow, settled) };
}

const openStage = (stage: Json): Json => ({
  ...stage,
  SYS_ACL: {
    others: { read: true, write: true, transit: false },
    users: { uids: ['$all'], read: true, write: true, transit: true },
    roles: { uids: [], read: true, write: true, transit: true },
  },
  next_available_stages: ['$all'],
});

const showLegacy = ({ api_key, name, uid, org_uid, workflow_stages, ...rest }: Workflow, status: Json): Json => ({
  api_key,
  name,
  uid,
  org_uid,
  workflow_stages: workflow_stages.map(({ SYS_ACL: _, next_available_stages: __, ...stage }) => stage),
  status,
  created_at: rest.created_at,
  updated_at: rest.updated_at,
  created_by: rest.created_by,
  updated_by: rest.updated_by,
});

const workflowsAlone: Module = {
  name: 'workflows',
  reach: 'global',
  routes: [
    { method: 'GET', path: '/workflows', answer: list },
    { method: 'POST', path: '/workflows', status: 201, answer: create },
    { method: 'POST', path: '/workflows/workflow_stages', answer: saveStages },
    { method: 'GET', path: '/workflows/:workflow/enable', writes: true, answer: enable },
    { method: 'GET', path: '/workflows/:workflow/disable', writes: true, answer: disable },
    { method: 'GET', path: '/workflows/:workflow', answer: get },
    { method: 'PUT', path: '/workflows/:workflow', answer: update },
    { method: 'DELETE', path: '/workflows/:workflow', answer: remove },
  ],
};

export const workflows: Module[] = [publishRules, workflowsAlone];
