// Probes of workflows and publish rules; each workflow is for a content type of the run alone.
import { allowed, isLike, type Json, must, took } from '../client.ts';
import { entriesOf, environmentOf, type Ground, makeEntry, makeType, masterOf } from '../ground.ts';
import { NotShown, type Probe } from '../probe.ts';

const stage = (name: string, more: Json = {}): Json => ({
  name,
  color: '#2196f3',
  SYS_ACL: {
    roles: { uids: [] },
    users: { uids: ['$all'] },
    others: { read: true, write: true, transit: false },
  },
  next_available_stages: ['$all'],
  allStages: true,
  allUsers: true,
  specificStages: false,
  specificUsers: false,
  entry_lock: '$none',
  ...more,
});

interface Workflow {
  uid: string;
  workflow_stages: { uid: string; name: string }[];
}

/** What a workflow of a name is created with. */
const workflowOf = ({ prefix }: Ground, name: string, more: Json): { workflow: Json } => ({
  workflow: {
    name: `${prefix}_${name}`,
    description: '',
    branches: ['main'],
    enabled: true,
    admin_users: { users: [] },
    workflow_stages: [stage('Draft'), stage('Done')],
    ...more,
  },
});

const makeWorkflow = async (ground: Ground, name: string, type: string): Promise<Workflow> =>
  must(await ground.api.post('/workflows', workflowOf(ground, name, { content_types: [type] }))).workflow;

const workflowTargets: Probe = {
  shows: ['workflowBranches', 'workflowWithoutTypes'],
  async play(ground, show) {
    const type = await makeType(ground, 'aimed');
    const post = (name: string, more: Json) => ground.api.post('/workflows', workflowOf(ground, name, more));
    const { uid } = must(await post('aimed', { content_types: [type] })).workflow;
    must(await ground.api.remove(`/workflows/${uid}`));
    const astray = await post('astray', { content_types: [type], branches: [ground.prefix] });
    show('workflowBranches', took(astray) ? 'any' : 'those that exist');
    show('workflowWithoutTypes', took(await post('aimless', { content_types: [] })) ? 'allow' : 'refuse');
  },
};

const readStage = async ({ api }: Ground, path: string): Promise<string | undefined> =>
  must(await api.get(`${path}?include_workflow=true`)).entry._workflow?.uid;

const readOnlyWritingGets: Probe = {
  shows: ['readOnlyWritingGets'],
  needs: 'readOnly',
  async play(ground, show) {
    const { uid } = await makeWorkflow(ground, 'switched', await makeType(ground, 'switched'));
    const reply = await (ground.readOnly ?? ground.api).get(`/workflows/${uid}/disable`);
    show('readOnlyWritingGets', allowed(reply) ? 'allow' : 'refuse');
  },
};

/** A content type with an entry from before its workflow, and one from after. */
const governed = (ground: Ground) =>
  ground.once('governed', async () => {
    const type = await makeType(ground, 'governed');
    const before = await makeEntry(ground, type, { title: 'before' });
    const workflow = await makeWorkflow(ground, 'governed', type);
    const after = await makeEntry(ground, type, { title: 'after' });
    const pathOf = ({ uid }: Json) => `${entriesOf(type)}/${uid}`;
    return { type, workflow, before: pathOf(before), after: pathOf(after) };
  });

const stages: Probe = {
  shows: ['newEntryStage', 'stageByToken', 'firstStageByRequest'],
  async play(ground, show) {
    const { workflow, before, after } = await governed(ground);
    const [first, second] = workflow.workflow_stages;
    const held = await readStage(ground, after);
    show('newEntryStage', held === undefined ? 'none' : held === first?.uid ? 'first' : 'another');
    const to = (path: string, uid?: string) =>
      ground.api.post(`${path}/workflow`, { workflow: { workflow_stage: { uid, comment: '', notify: false } } });
    // A publish request takes a person in any case.
    const publishing_rule = { uid: 'live', action: 'publish', status: 0, notify: false };
    const forUsers = await ground.api.post(`${after}/workflow`, { workflow: { publishing_rule } });
    const moved = await to(after, second?.uid);
    const isHeard = moved.ok || (held === undefined && !isLike(moved, forUsers));
    show('stageByToken', isHeard ? 'where all users may' : 'refuse');
    if (!isHeard) throw new NotShown('tokens may not set stages');
    if ((await readStage(ground, before)) !== undefined) throw new NotShown('earlier entries have a stage');
    show('firstStageByRequest', took(await to(before, second?.uid)) ? 'set' : 'refuse');
  },
};

const entryLock: Probe = {
  shows: ['entryLock'],
  async play(ground, show) {
    const type = await makeType(ground, 'locked');
    const { uid, ...workflow } = await makeWorkflow(ground, 'locked', type);
    const [first, second] = workflow.workflow_stages;
    const entry = await makeEntry(ground, type, { title: 'locked' });
    const path = `${entriesOf(type)}/${entry.uid}`;
    if ((await readStage(ground, path)) !== first?.uid) {
      const workflow_stage = { uid: first?.uid, comment: '', notify: false };
      await ground.api.post(`${path}/workflow`, { workflow: { workflow_stage } });
    }
    if ((await readStage(ground, path)) !== first?.uid) throw new NotShown('the entry could not be put into a stage');
    // The first stage is never locked, so what was the first becomes the second.
    const workflow_stages = [
      stage('Done', { uid: second?.uid }),
      stage('Draft', { uid: first?.uid, entry_lock: '$all' }),
    ];
    must(await ground.api.put(`/workflows/${uid}`, { workflow: { name: `${ground.prefix}_locked`, workflow_stages } }));
    const { workflow: read } = must(await ground.api.get(`/workflows/${uid}`));
    const held = read.workflow_stages.find((each: Json) => each.uid === first?.uid);
    if (held?.entry_lock !== '$all') throw new NotShown('the stage could not be locked');
    const reply = await ground.api.put(path, { entry: { title: 'changed' } });
    show('entryLock', took(reply) ? 'ignored' : 'binding');
  },
};

const publishRules: Probe = {
  shows: ['publishUnderRules', 'approversRefusal.status', 'approversRefusal.code'],
  async play(ground, show) {
    const { type, workflow } = await governed(ground);
    const [{ uid, name }, master] = [await environmentOf(ground), await masterOf(ground)];
    const rule = {
      workflow: workflow.uid,
      workflow_stage: workflow.workflow_stages[1]?.uid,
      actions: ['publish'],
      branches: ['main'],
      content_types: [type],
      locales: [master],
      environment: uid,
      approvers: { users: [], roles: [] },
      disable_approver_publishing: false,
    };
    const post = (publishing_rule: Json) => ground.api.post('/workflows/publishing_rules', { publishing_rule });
    const { roles } = must(await ground.api.get('/roles?limit=1'));
    const approvers = { users: [], roles: roles.map((role: Json) => role.uid) };
    const refused = await post({ ...rule, approvers });
    // Without them the rule is fine, so it was for them that it was refused.
    must(await post(rule));
    show('approversRefusal.status', refused.status);
    show('approversRefusal.code', refused.code);
    const entry = await makeEntry(ground, type, { title: 'not done' });
    const publish = await ground.api.post(`${entriesOf(type)}/${entry.uid}/publish`, {
      entry: { environments: [name], locales: [master] },
    });
    show('publishUnderRules', took(publish) ? 'bypassed' : 'enforced');
  },
};

export const workflows = [readOnlyWritingGets, workflowTargets, stages, entryLock, publishRules];
