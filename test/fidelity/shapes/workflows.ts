// Sample answers of workflows, as outlines.
import type { Asking, Shape, ShapeCase } from '../shape.ts';

const access = { read: 'boolean', write: 'boolean', transit: 'boolean' };
const people = { ...access, uids: [] };

const stage = {
  name: 'string',
  uid: 'string',
  color: 'string',
  description: 'string',
  SYS_ACL: { others: access, users: people, roles: people },
  next_available_stages: ['string'],
};

const shared = {
  name: 'string',
  description: 'string',
  uid: 'string',
  org_uid: 'string',
  api_key: 'string',
  branches: ['string'],
  content_types: ['string'],
  admin_users: { users: [], roles: [] },
  enabled: 'boolean',
  created_at: 'string',
  created_by: 'string',
};

const saved = {
  ...shared,
  _id: 'string',
  workflow_stages: [stage],
  deleted_at: 'boolean',
  updated_at: 'string',
  updated_by: 'string',
};
// The flags and the lock of a stage are sent and come back, though no sample shows them.
const flags = { allStages: 'boolean', allUsers: 'boolean', specificStages: 'boolean', specificUsers: 'boolean' };
const listed = { ...stage, ...Object.fromEntries(Object.keys(flags).map(key => [`${key}?`, 'boolean'])) };
const { updated_at: _at, updated_by: _by, ...unchanged } = saved;
const single = { ...shared, workflow_stages: [{ ...stage, 'position?': 'string' }], deleted_at: 'boolean' };

const draft = { name: 'Draft', color: '#2196f3', description: 'First.', next_available_stages: ['$all'] };
const given = {
  workflow: {
    name: 'Author review',
    description: 'Four eyes.',
    branches: ['main', 'development'],
    content_types: ['author'],
    workflow_stages: [draft, { ...draft, name: 'Done' }],
    enabled: true,
  },
};

const make = async ({ post }: Asking): Promise<string> =>
  `/workflows/${(await post('/workflows', given)).workflow.uid}`;

const dated = 'a workflow tells who changed it last where it is saved; samples from before leave it out elsewhere';
const explained = { 'workflow.updated_at: extra': dated, 'workflow.updated_by: extra': dated };

const transit = 'this older sample does not tell yet who may move an entry on';
const older = { read: 'boolean', write: 'boolean' };
const olderPeople = { ...older, uids: [] };
const olderStage: Shape = {
  ...stage,
  'position?': 'string',
  SYS_ACL: { others: older, users: olderPeople, roles: olderPeople },
};

export const workflows: ShapeCase[] = [
  {
    request: 'GET /workflows',
    sample: { workflows: [{ ...unchanged, workflow_stages: [listed] }] },
    ask: ({ get }) => get('/workflows'),
    explained: {
      'workflows[].updated_at: extra': dated,
      'workflows[].updated_by: extra': dated,
      'workflows[].workflow_stages[].entry_lock: extra': 'it is sent with a stage, and the page says what it means',
    },
  },
  {
    request: 'POST /workflows',
    sample: { notice: 'string', workflow: saved },
    ask: ({ post }) => post('/workflows', given),
  },
  {
    request: 'PUT /workflows/{workflow_uid}',
    sample: { notice: 'string', workflow: saved },
    ask: async client => client.put(await make(client), given),
  },
  {
    request: 'GET /workflows/{workflow_uid}',
    sample: { workflow: single },
    ask: async client => client.get(await make(client)),
    explained,
  },
  {
    request: 'GET /workflows/{workflow_uid}/enable',
    sample: { notice: 'string', workflow: single },
    ask: async client => client.get(`${await make(client)}/enable`),
    explained,
  },
  {
    request: 'GET /workflows/{workflow_uid}/disable',
    sample: { notice: 'string', workflow: single },
    ask: async client => client.get(`${await make(client)}/disable`),
    explained,
  },
  {
    request: 'DELETE /workflows/{workflow_uid}',
    sample: { notice: 'string', workflow: { ...shared, workflow_stages: [olderStage], deleted_at: 'string' } },
    ask: async client => client.remove(await make(client)),
    explained: {
      ...explained,
      'workflow.workflow_stages[].SYS_ACL.others.transit: extra': transit,
      'workflow.workflow_stages[].SYS_ACL.users.transit: extra': transit,
      'workflow.workflow_stages[].SYS_ACL.roles.transit: extra': transit,
    },
  },
  {
    request: 'POST /workflows/workflow_stages',
    sample: {
      message: 'string',
      workflow: {
        api_key: 'string',
        name: 'string',
        uid: 'string',
        org_uid: 'string',
        workflow_stages: [{ name: 'string', uid: 'string', color: 'string', description: 'string' }],
        status: { workflow_stages: 'boolean', publishing_rules: 'boolean' },
        created_at: 'string',
        updated_at: 'string',
        created_by: 'string',
        updated_by: 'string',
      },
    },
    ask: ({ post }) =>
      post('/workflows/workflow_stages', {
        workflow_stages: [{ name: 'Review', description: 'Somebody reads it.', color: 'red' }],
        status: { workflow_stages: true },
      }),
  },
  {
    request: 'POST /content_types/{content_type_uid}/entries/{entry_uid}/workflow',
    sample: { notice: 'string' },
    choices: { stageByToken: 'where all users may' },
    ask: async client => {
      const { workflow } = await client.post('/workflows', given);
      const { entry } = await client.post('/content_types/author/entries', { entry: { title: 'Nele', bio: 'Short.' } });
      return client.post(`/content_types/author/entries/${entry.uid}/workflow`, {
        workflow: { workflow_stage: { uid: workflow.workflow_stages[1].uid } },
      });
    },
  },
];
