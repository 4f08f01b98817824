// Publish rules: what must be so before content is published. Rules that need somebody's approval are not a token's to make.
import * as z from 'zod';
import { brief, flag, list, paging, segment, text } from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { rule_uid: segment };

const details = {
  actions: z.array(z.enum(['publish', 'unpublish'])).optional(),
  branches: list,
  content_types: list.describe('["$all"] or uids'),
  locales: list,
  disable_approver_publishing: flag,
};

const notApprovers =
  'approvers cannot be set with a management token: rules that need the approval of users or roles are made in the web app';

/** There is no field for approvers; whoever gives them is told why. */
const refuseApprovers = {
  error: (issue: { code?: string; keys?: readonly string[] }) =>
    issue.code === 'unrecognized_keys' && issue.keys?.includes('approvers') ? notApprovers : undefined,
};

/** What a read adds: who sends a rule back sends it too. Without a name in them approvers ask for nothing. */
const asRead = {
  approvers: z
    .record(z.string(), z.array(z.unknown()))
    .refine(given => Object.values(given).every(names => names.length === 0), notApprovers)
    .optional(),
  status: flag,
  _id: text,
};

export default defineModule({
  name: 'publish-rules',
  docs: 'publish-rules',
  reach: 'global',
  operations: {
    list_publish_rules: operation('GET /workflows/publishing_rules', {
      title: 'List publish rules',
      effect: 'read',
      description: 'All publish rules: what content must meet to be published.',
      outline: ['uid', 'workflow', 'workflow_stage', 'environment', 'actions', 'content_types', 'locales', 'branches'],
      query: { content_types: text.describe('Uids, comma separated'), ...paging },
    }),
    get_publish_rule: operation('GET /workflows/publishing_rules/{rule_uid}', {
      title: 'Get a publish rule',
      effect: 'read',
      description: 'One publish rule.',
      path,
    }),
    list_content_type_rules: operation('GET /workflows/content_type/{content_type_uid}', {
      title: 'List rules of a content type',
      effect: 'read',
      description: 'Which publish rules apply to a content type, with their approvers.',
      outline: ['uid', 'action', 'environment', 'locale', 'workflow_stage', 'approvers'],
      path: { content_type_uid: segment },
      query: {
        action: z.enum(['publish', 'unpublish']),
        locale: text,
        environment: text.describe('Uid'),
      },
    }),
    create_publish_rule: operation('POST /workflows/publishing_rules', {
      title: 'Create a publish rule',
      effect: 'create',
      description: 'Let content into an environment (production) only from a workflow stage (approval).',
      body: {
        publishing_rule: z.strictObject(
          {
            workflow: z.string(),
            workflow_stage: z.string(),
            environment: z.string().describe('Uid'),
            ...details,
          },
          refuseApprovers,
        ),
      },
    }),
    update_publish_rule: operation('PUT /workflows/publishing_rules/{rule_uid}', {
      title: 'Update a publish rule',
      effect: 'update',
      before: 'get_publish_rule',
      description: 'Change a publish rule, as in create_publish_rule.',
      path,
      body: {
        publishing_rule: brief(
          z.strictObject({ workflow: text, workflow_stage: text, environment: text, ...details, ...asRead }),
        ),
      },
    }),
    delete_publish_rule: operation('DELETE /workflows/publishing_rules/{rule_uid}', {
      title: 'Delete a publish rule',
      effect: 'delete',
      description: 'Delete a publish rule, which is a safeguard.',
      path,
    }),
  },
});
