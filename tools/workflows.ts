// Workflows: the stages content passes through. The stage of an entry is not changed here: a token may not.
import * as z from 'zod';
import { brief, flag, list, open, paging, segment, strings, text } from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { workflow_uid: segment };

const stage = z.looseObject({
  uid: text,
  name: z.string(),
  color: z.string().describe('#rrggbb'),
  SYS_ACL: open,
  next_available_stages: strings.describe('["$all"] or uids'),
});

const workflow = z.strictObject({
  name: z.string(),
  description: text,
  enabled: flag,
  branches: list,
  content_types: strings.describe('["$all"] or uids'),
  workflow_stages: z.array(stage),
  admin_users: z.strictObject({ users: list, roles: list }).optional(),
});

export default defineModule({
  name: 'workflows',
  docs: 'workflows',
  reach: 'global',
  operations: {
    list_workflows: operation('GET /workflows', {
      title: 'List workflows',
      effect: 'read',
      description: 'Workflows and the review stages that content goes through.',
      large: true,
      outline: ['uid', 'name', 'enabled', 'content_types', 'branches', 'workflow_stages'],
      query: paging,
    }),
    get_workflow: operation('GET /workflows/{workflow_uid}', {
      title: 'Get a workflow',
      effect: 'read',
      description: 'One workflow: the stages that content goes through.',
      large: true,
      path,
    }),
    create_workflow: operation('POST /workflows', {
      title: 'Create a workflow',
      effect: 'create',
      description: 'Create a workflow of 2 to 20 stages.',
      body: { workflow },
    }),
    update_workflow: operation('PUT /workflows/{workflow_uid}', {
      title: 'Update a workflow',
      effect: 'update',
      before: 'get_workflow',
      description: 'Add, change or remove (leave out) stages of a review workflow. Takes what create_workflow takes.',
      path,
      body: { workflow: brief(workflow.partial()) },
    }),
    // The next two are GETs that write.
    enable_workflow: operation('GET /workflows/{workflow_uid}/enable', {
      title: 'Enable a workflow',
      effect: 'update',
      description: 'Start using a workflow again: switch it on.',
      path,
    }),
    disable_workflow: operation('GET /workflows/{workflow_uid}/disable', {
      title: 'Disable a workflow',
      effect: 'update',
      description: 'Switch a workflow (review process) off; its content types go unguarded.',
      path,
    }),
    delete_workflow: operation('DELETE /workflows/{workflow_uid}', {
      title: 'Delete a workflow',
      confirm: {
        hits: { 'publish rules that ask for it': 'GET /workflows/publishing_rules?limit=100#{workflow_uid}' },
      },
      effect: 'delete',
      description: 'Delete a workflow.',
      path,
    }),
  },
});
