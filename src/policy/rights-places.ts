// What requests on rights, guards and ways out name: webhooks, roles, workflows, publish rules, users.
import type { Dim, Target } from './deed.ts';
import { type From, must, type Places, type Table, unreadable } from './places.ts';

/** Read as a member of what stands, so that a part of it leaves the rest as it is: but a guard or a way out is still that of the rest. */
const guard = (key: string): Places => ({
  branches: must(`${key}.branches`),
  content_types: must(`${key}.content_types`),
});
const workflow = guard('workflow');
const storedWorkflow: Places = { branches: unreadable, content_types: unreadable };
const rule: Places = {
  ...guard('publishing_rule'),
  environments: must('publishing_rule.environment'),
  locales: must('publishing_rule.locales'),
};
const storedRule: Places = { ...storedWorkflow, environments: unreadable, locales: unreadable };

const unknownAll = { environments: 'unreadable', content_types: 'unreadable', entries: 'unreadable' } as const;

/** A word of a channel that is no name. */
const event =
  /^(create|update|delete|publish|unpublish|success|fail|deploy|completed?|environments|entries|variants|comments?|discussions?|workflow.*)$/;
const toDim = (word: string | undefined): Dim => (word === undefined || event.test(word) ? 'unreadable' : [word]);

/** `content_types.page.entries.blt1.environments.production.publish.success`: where a name is left out, it is of all. */
function readChannel(given: unknown): Omit<Target, 'items'> {
  if (typeof given !== 'string') return unknownAll;
  const words = given.split('.');
  const after = (word: string): Dim | undefined =>
    words.includes(word) ? toDim(words[words.indexOf(word) + 1]) : undefined;
  const environments = after('environments');
  const where = environments === undefined ? {} : { environments };
  const [root = '', first] = words;
  if (root === 'assets') return { ...where, content_types: ['sys_assets'], entries: toDim(first) };
  const entries = after('entries');
  if (root === 'content_types')
    return { ...where, content_types: toDim(first), ...(entries === undefined ? {} : { entries }) };
  // What these tell of is content of any type.
  const isOfAny = ['jobs', 'releases', 'metadata'].includes(root);
  return isOfAny ? { ...where, content_types: 'unreadable', entries: 'unreadable' } : where;
}

/** What is left out stays what is stored: unknown. */
const webhook: Places = {
  branches: must('webhook.branches'),
  each: [{ list: 'webhook.channels', as: readChannel, none: unknownAll }],
};

/** What a role does not narrow it gives of all; what it says of languages may be said of all others. */
const inRole = (...names: string[]): From => ({
  ...must(...names.map(name => `role.rules.${name}`)),
  hides: ['role.rules.restrict'],
});
const newRole: Places = {
  branches: inRole('branches', 'branch_aliases'),
  environments: inRole('environments'),
  locales: inRole('locales'),
  content_types: inRole('content_types'),
  entries: inRole('entries', 'assets'),
};
const given = (from: From | 'own' | undefined): From => ({ ...(from as From), given: 'role.rules' });

export const rights: Table = {
  'POST /webhooks': webhook,
  'PUT /webhooks/{webhook_uid}': webhook,
  'DELETE /webhooks/{webhook_uid}': {},
  'POST /webhooks/import': webhook,
  'POST /webhooks/{webhook_uid}/import': webhook,
  // What it sent is sent again.
  'POST /webhooks/{execution_uid}/retry': {
    branches: unreadable,
    environments: unreadable,
    content_types: unreadable,
    entries: unreadable,
  },

  'POST /roles': newRole,
  'PUT /roles/{role_uid}': {
    branches: given(newRole.branches),
    environments: given(newRole.environments),
    locales: given(newRole.locales),
    content_types: given(newRole.content_types),
    entries: given(newRole.entries),
  },
  'DELETE /roles/{role_uid}': {},
  'POST /stacks/users/roles': {},

  'POST /workflows': workflow,
  'PUT /workflows/{workflow_uid}': workflow,
  'GET /workflows/{workflow_uid}/enable': storedWorkflow,
  'GET /workflows/{workflow_uid}/disable': storedWorkflow,
  'DELETE /workflows/{workflow_uid}': storedWorkflow,
  'POST /workflows/publishing_rules': rule,
  'PUT /workflows/publishing_rules/{rule_uid}': rule,
  'DELETE /workflows/publishing_rules/{rule_uid}': storedRule,
};
