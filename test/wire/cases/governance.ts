// Webhooks, roles, users, workflows, publish rules and the audit log.
import type { Case } from '../case.ts';
import { type Sdk, set, toFile } from '../sdk.ts';

const page = { skip: 1, limit: 5, include_count: true };
const webhook = {
  name: 'Search index',
  destinations: [{ target_url: 'https://search.example.com', authentication_type: 'None', custom_header: [] }],
  channels: ['content_types.entries.create', 'assets.delete'],
  branches: ['main'],
  retry_policy: 'manual',
  disabled: false,
  concise_payload: true,
};
const role = {
  name: 'Translator',
  description: 'Writes French',
  rules: [{ module: 'locale', locales: ['blt_french'], acl: { read: true, sub_acl: { update: true } } }],
};
const workflow = {
  name: 'Review',
  content_types: ['article'],
  branches: ['main'],
  enabled: true,
  workflow_stages: [
    { name: 'Draft', color: '#2196f3', SYS_ACL: { roles: { uids: [] } }, next_available_stages: ['$all'] },
  ],
  admin_users: { users: [] },
};
const publishing_rule = {
  workflow: 'blt_workflow',
  workflow_stage: 'blt_stage',
  environment: 'blt_production',
  actions: ['publish'],
  content_types: ['article'],
  locales: ['en-us'],
  branches: ['main'],
  disable_approver_publishing: false,
};
const webhookOf = (stack: Sdk) => stack.webhook('blt_webhook');
const workflowOf = (stack: Sdk) => stack.workflow('blt_workflow');
const ruleOf = (stack: Sdk) => stack.workflow().publishRule('blt_rule');

export const governance: Case[] = [
  { tool: 'list_webhooks', args: page, sdk: stack => stack.webhook().fetchAll(page) },
  { tool: 'get_webhook', args: { webhook_uid: 'blt_webhook' }, sdk: stack => webhookOf(stack).fetch() },
  { tool: 'create_webhook', args: { webhook }, sdk: stack => stack.webhook().create({ webhook }) },
  {
    tool: 'update_webhook',
    args: { webhook_uid: 'blt_webhook', webhook },
    sdk: stack => set(webhookOf(stack), webhook).update(),
  },
  { tool: 'delete_webhook', args: { webhook_uid: 'blt_webhook' }, sdk: stack => webhookOf(stack).delete() },
  {
    tool: 'import_webhook',
    args: { webhook },
    sdk: stack => stack.webhook().import({ webhook: toFile('webhook.json', webhook) }),
  },
  {
    tool: 'import_webhook_update',
    args: { webhook_uid: 'blt_webhook', webhook },
    sdk: stack => webhookOf(stack).import({ webhook: toFile('webhook.json', webhook) }),
  },
  {
    tool: 'list_webhook_runs',
    args: { webhook_uid: 'blt_webhook', from: '2026-11-01', to: '2026-11-20', skip: 1, limit: 5, only_events: true },
    sdk: stack =>
      webhookOf(stack).executions({ from: '2026-11-01', to: '2026-11-20', skip: 1, limit: 5, only_events: true }),
  },
  {
    tool: 'retry_webhook',
    args: { execution_uid: 'blt_run' },
    sdk: stack => webhookOf(stack).retry('blt_run'),
    differs: {
      why: 'the reference retries by the uid of the execution in the path; the SDK has the webhook there and the execution in the body',
      path: { ours: '/v3/webhooks/blt_run/retry', sdk: '/v3/webhooks/blt_webhook/retry' },
      body: { ours: undefined, sdk: { execution_uid: 'blt_run' } },
    },
  },
  {
    tool: 'list_roles',
    args: { ...page, include_permissions: true, include_rules: true },
    sdk: stack => stack.role().fetchAll({ ...page, include_permissions: true, include_rules: true }),
  },
  {
    tool: 'get_role',
    args: { role_uid: 'blt_role', include_permissions: true, include_rules: true },
    sdk: stack => stack.role('blt_role').fetch({ include_permissions: true, include_rules: true }),
  },
  { tool: 'create_role', args: { role }, sdk: stack => stack.role().create({ role }) },
  {
    tool: 'update_role',
    args: { role_uid: 'blt_role', role },
    sdk: stack => set(stack.role('blt_role'), role).update(),
  },
  { tool: 'delete_role', args: { role_uid: 'blt_role' }, sdk: stack => stack.role('blt_role').delete() },
  {
    tool: 'update_user_roles',
    args: { users: { blt_user: ['blt_role'] } },
    sdk: stack => stack.updateUsersRoles({ blt_user: ['blt_role'] }),
  },
  { tool: 'list_workflows', args: page, sdk: stack => stack.workflow().fetchAll(page) },
  { tool: 'get_workflow', args: { workflow_uid: 'blt_workflow' }, sdk: stack => workflowOf(stack).fetch() },
  { tool: 'create_workflow', args: { workflow }, sdk: stack => stack.workflow().create({ workflow }) },
  {
    tool: 'update_workflow',
    args: { workflow_uid: 'blt_workflow', workflow },
    sdk: stack => set(workflowOf(stack), workflow).update(),
  },
  { tool: 'enable_workflow', args: { workflow_uid: 'blt_workflow' }, sdk: stack => workflowOf(stack).enable() },
  { tool: 'disable_workflow', args: { workflow_uid: 'blt_workflow' }, sdk: stack => workflowOf(stack).disable() },
  { tool: 'delete_workflow', args: { workflow_uid: 'blt_workflow' }, sdk: stack => workflowOf(stack).delete() },
  {
    tool: 'list_publish_rules',
    args: { ...page, content_types: 'article,page' },
    sdk: stack =>
      stack
        .workflow()
        .publishRule()
        .fetchAll({ ...page, content_types: 'article,page' }),
  },
  { tool: 'get_publish_rule', args: { rule_uid: 'blt_rule' }, sdk: stack => ruleOf(stack).fetch() },
  {
    tool: 'list_content_type_rules',
    args: { content_type_uid: 'article', action: 'publish', locale: 'en-us', environment: 'blt_production' },
    sdk: stack =>
      stack
        .workflow()
        .contentType('article')
        .getPublishRules({ action: 'publish', locale: 'en-us', environment: 'blt_production' }),
  },
  {
    tool: 'create_publish_rule',
    args: { publishing_rule },
    sdk: stack => stack.workflow().publishRule().create({ publishing_rule }),
  },
  {
    tool: 'update_publish_rule',
    args: { rule_uid: 'blt_rule', publishing_rule },
    sdk: stack => set(ruleOf(stack), publishing_rule).update(),
  },
  { tool: 'delete_publish_rule', args: { rule_uid: 'blt_rule' }, sdk: stack => ruleOf(stack).delete() },
  {
    tool: 'list_audit_logs',
    args: { ...page, include_branch: true },
    sdk: stack => stack.auditLog().fetchAll({ ...page, include_branch: true }),
  },
  {
    tool: 'get_audit_log',
    args: { log_item_uid: 'blt_log', include_branch: true },
    sdk: stack => stack.auditLog('blt_log').fetch({ include_branch: true }),
  },
];
