// Routes of publish rules, under /workflows; they belong to the stack and name the branches they are for.
import { type Call, type Module, tell } from '../http/call.ts';
import { listBranches } from '../http/find.ts';
import { CmaError, missObject, refuseRequest } from '../http/replies.ts';
import { takeBody, takeParam } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import type { PublishRule } from '../state/governance.ts';
import type { Json } from '../state/json.ts';
import { areTexts, isObject, pick } from '../state/json.ts';
import { isType } from './check.ts';
import { covers } from './governance.ts';

const mostRules = 100;
const actions = ['publish', 'unpublish'];

type Deed = 'creation' | 'update';

const refuse = (deed: Deed, key: string, message: string): Error =>
  refuseRequest(`Publish rule ${deed} failed. Please enter valid data.`, { [key]: [message] });

function findRule(call: Call): PublishRule {
  const found = pick(call.state.publish_rules, takeParam(call, 'rule'));
  if (!found) throw missObject('publish rule', 'uid', call.choices.notFoundStatus.publish_rules);
  return found;
}

/** What a client may set; on update what is not sent stays as it is, even where what it names has been deleted. */
function readRule(call: Call, given: Json, deed: Deed, held?: PublishRule): Json {
  const approvers = readApprovers(call, given.approvers, deed, held);
  const { environment = held?.environment, disable_approver_publishing: bars } = given;
  if (environment === undefined) throw refuse(deed, 'environment', 'is a required field.');
  const isPlace = environment === held?.environment || pick(call.state.environments, String(environment)) !== undefined;
  if (typeof environment !== 'string' || !isPlace) {
    throw refuse(deed, 'environment', 'is not the uid of an environment.');
  }
  const isOf = (name: string, kind: (call: Call, value: string) => boolean, absent: string[]): string[] =>
    readNames(call, given[name], kind, name, deed) ?? (held?.[name] as string[] | undefined) ?? absent;
  return {
    ...readStage(call, given, deed, approvers, held),
    actions: isOf('actions', (_, name) => actions.includes(name), []),
    environment,
    branches: isOf('branches', ({ state }, uid) => pick(state.branches, uid) !== undefined, ['main']),
    content_types: isOf('content_types', isType, ['$all']),
    locales: isOf('locales', isLocale, ['$all']),
    approvers,
    disable_approver_publishing: bars ?? held?.disable_approver_publishing ?? false,
  };
}

const isLocale = (call: Call, code: string): boolean =>
  listBranches(call.state).some(branch => pick(branch.locales, code) !== undefined);

function readNames(
  call: Call,
  value: unknown,
  isKnown: (call: Call, name: string) => boolean,
  key: string,
  deed: Deed,
): string[] | undefined {
  if (value === undefined) return undefined;
  if (!areTexts(value)) throw refuse(deed, key, 'is not a list.');
  const missing = value.find(name => !(name === '$all' && key !== 'actions') && !isKnown(call, name));
  if (missing !== undefined) throw refuse(deed, key, `'${missing}' is not valid.`);
  return value;
}

/** A rule that somebody has to approve is for people to set up. */
function readApprovers(call: Call, value: unknown, deed: Deed, held?: PublishRule): PublishRule['approvers'] {
  if (value === undefined) return held?.approvers ?? { users: [], roles: [] };
  const { users = [], roles = [] } = isObject(value) ? value : {};
  if (!areTexts(users) || !areTexts(roles)) throw refuse(deed, 'approvers', 'are not lists of users and roles.');
  if (call.token && users.length + roles.length > 0) {
    const { status, code } = call.choices.approversRefusal;
    throw new CmaError(status, code, 'Access denied. A management token cannot set up approvers in a publish rule.', {
      approvers: ['is not valid.'],
    });
  }
  return { users, roles };
}

/** Only a rule that wants an approval can do without a stage. */
function readStage(
  call: Call,
  given: Json,
  deed: Deed,
  { users, roles }: PublishRule['approvers'],
  held?: PublishRule,
): Json {
  const { workflow = held?.workflow, workflow_stage: stage = held?.workflow_stage } = given;
  if (workflow === undefined && stage === undefined && users.length + roles.length > 0) return {};
  for (const [key, value] of Object.entries({ workflow, workflow_stage: stage })) {
    if (value === undefined || value === '') throw refuse(deed, key, 'is a required field.');
  }
  const isHeld = held !== undefined && workflow === held.workflow && stage === held.workflow_stage;
  if (isHeld) return { workflow, workflow_stage: stage };
  const found = pick(call.state.workflows, String(workflow));
  if (!found) throw refuse(deed, 'workflow', 'is not the uid of a workflow.');
  if (!found.workflow_stages.some(({ uid }) => uid === stage)) {
    throw refuse(deed, 'workflow_stage', 'is not the uid of a stage of this workflow.');
  }
  return { workflow, workflow_stage: stage };
}

const note = (call: Call, event: string, { uid }: PublishRule): void =>
  tell(call, { module: 'publishing_rule', event, metadata: { uid } });

function create(call: Call): Json {
  const { state, stamp } = call;
  const given = takeBody(call, 'publishing_rule');
  if (Object.keys(state.publish_rules).length >= mostRules) {
    throw refuse('creation', 'publishing_rules', `limit of ${mostRules} reached.`);
  }
  const fields = readRule(call, given, 'creation');
  const uid = call.newUid();
  const rule = {
    uid,
    api_key: state.api_key,
    ...fields,
    status: true,
    created_at: stamp.at,
    created_by: stamp.by,
    _id: `${uid.slice(3)}00000000`,
  } as unknown as PublishRule;
  state.publish_rules[uid] = rule;
  note(call, 'create', rule);
  return { notice: 'Publish rule created successfully.', publishing_rule: rule };
}

function update(call: Call): Json {
  const held = findRule(call);
  const fields = readRule(call, takeBody(call, 'publishing_rule'), 'update', held);
  const rule = { ...held, ...fields } as PublishRule;
  call.state.publish_rules[rule.uid] = rule;
  note(call, 'update', rule);
  // The reference's sample is the notice alone; the SDK makes its object out of the rule.
  return { notice: 'Publish rule updated successfully.', publishing_rule: rule };
}

function remove(call: Call): Json {
  const rule = findRule(call);
  delete call.state.publish_rules[rule.uid];
  note(call, 'delete', rule);
  return { notice: 'Publish rule deleted successfully.' };
}

/** Latest first; `content_types=a,b` keeps the rules for those. */
function list(call: Call): Json {
  const asked = (call.query.get('content_types') ?? '').replace(/[[\]"{}\s]/g, '');
  const types = asked.split(',').filter(name => name !== '');
  const rules = Object.values(call.state.publish_rules).reverse();
  const kept = rules.filter(rule => types.length === 0 || types.some(type => covers(rule.content_types, type)));
  return answerList(call, 'publishing_rules', kept);
}

function get(call: Call): Json {
  const { _id, ...rule } = findRule(call);
  return { publishing_rule: rule };
}

/** One row for each language of each rule for a content type and an action. */
function listForType(call: Call): Json {
  const type = takeParam(call, 'type');
  const action = call.query.get('action') ?? '';
  const [locale, environment] = [call.query.get('locale'), call.query.get('environment')];
  if (!actions.includes(action)) {
    throw refuseRequest('The action is neither publish nor unpublish.', {
      action: [action === '' ? 'is a required field.' : 'is not valid.'],
    });
  }
  const rules = Object.values(call.state.publish_rules).filter(
    rule =>
      covers(rule.content_types, type) &&
      (rule.actions.length === 0 || rule.actions.includes(action)) &&
      (!environment || rule.environment === environment) &&
      (!locale || covers(rule.locales, locale)),
  );
  const rows = rules.flatMap(rule => (locale ? [locale] : rule.locales).map(code => showRow(rule, code, action)));
  return { publishing_rules: rows };
}

function showRow({ uid, environment, workflow_stage, approvers }: PublishRule, locale: string, action: string): Json {
  const names = [...approvers.users, ...approvers.roles];
  return {
    locale,
    action,
    environment,
    ...(workflow_stage === undefined ? {} : { workflow_stage }),
    uid,
    ...(names.length > 0 ? { approvers: names } : {}),
  };
}

const base = '/workflows/publishing_rules';

export const publishRules: Module = {
  name: 'publish-rules',
  reach: 'global',
  routes: [
    { method: 'GET', path: base, answer: list },
    { method: 'POST', path: base, status: 201, answer: create },
    { method: 'GET', path: `${base}/:rule`, answer: get },
    { method: 'PUT', path: `${base}/:rule`, answer: update },
    { method: 'DELETE', path: `${base}/:rule`, answer: remove },
    { method: 'GET', path: '/workflows/content_type/:type', answer: listForType },
  ],
};
