// What the reference documents of who may do what, and of branches.
import { authtoken, branchLife, left, membership, publishRequests, type Row, stages, tool } from './row.ts';

export const governance: readonly Row[] = [
  // Roles
  ['GET /roles', 'Get all roles', tool('list_roles')],
  ['POST /roles', 'Create a role', tool('create_role')],
  ['GET /roles/{role_uid}', 'Get a single role', tool('get_role')],
  ['PUT /roles/{role_uid}', 'Update role', tool('update_role')],
  ['DELETE /roles/{role_uid}', 'Delete role', tool('delete_role')],
  // Users of a stack
  ['GET /stacks/users', 'Get all users of a stack', tool('list_users'), authtoken],
  ['POST /stacks/users/roles', 'Update User Role', tool('update_user_roles'), authtoken],
  ['POST /stacks/share', 'Share a stack', membership, authtoken],
  ['POST /stacks/unshare', 'Unshare a stack', membership, authtoken],
  // Workflows
  ['GET /workflows', 'Get all workflows', tool('list_workflows')],
  ['POST /workflows', 'Create a workflow', tool('create_workflow')],
  ['GET /workflows/{workflow_uid}', 'Get a single workflow', tool('get_workflow')],
  ['PUT /workflows/{workflow_uid}', 'Add or update workflow details', tool('update_workflow')],
  ['DELETE /workflows/{workflow_uid}', 'Delete workflow', tool('delete_workflow')],
  ['GET /workflows/{workflow_uid}/disable', 'Disable workflow', tool('disable_workflow')],
  ['GET /workflows/{workflow_uid}/enable', 'Enable workflow', tool('enable_workflow')],
  ['POST /content_types/{content_type_uid}/entries/{entry_uid}/workflow', 'Set entry workflow stage', stages],
  [
    'POST /content_types/{content_type_uid}/entries/{entry_uid}/workflow',
    'Request/Accept/Reject Entry Publish Request',
    publishRequests,
    authtoken,
  ],
  ['GET /user/assignments', 'Get all Tasks', left('tasks are those of a signed-in user'), authtoken],
  [
    'POST /workflows/workflow_stages',
    'Add or Update Workflow Stages',
    left('legacy: from when a stack had one workflow; update_workflow writes the stages'),
  ],
  // Publish rules
  ['GET /workflows/publishing_rules', 'Get all publish rules', tool('list_publish_rules')],
  ['POST /workflows/publishing_rules', 'Create publish rules', tool('create_publish_rule')],
  ['GET /workflows/publishing_rules/{rule_uid}', 'Get a single publish rule', tool('get_publish_rule')],
  ['PUT /workflows/publishing_rules/{rule_uid}', 'Update publish rules', tool('update_publish_rule')],
  ['DELETE /workflows/publishing_rules/{rule_uid}', 'Delete publish rules', tool('delete_publish_rule')],
  [
    'GET /workflows/content_type/{content_type_uid}',
    'Get publish rules by content types',
    tool('list_content_type_rules'),
  ],
  // Audit log
  ['GET /audit-logs', 'Get audit log', tool('list_audit_logs')],
  ['GET /audit-logs/{log_item_uid}', 'Get audit log item', tool('get_audit_log')],
  // Branches
  ['GET /stacks/branches', 'Get all branches', tool('list_branches')],
  ['POST /stacks/branches', 'Create a branch', branchLife, authtoken],
  ['GET /stacks/branches/{branch_uid}', 'Get a single branch', tool('get_branch')],
  ['DELETE /stacks/branches/{branch_uid}', 'Delete a branch', branchLife, authtoken],
  ['GET /stacks/branches_compare', 'Compare branches', tool('compare_branches')],
  [
    'GET /stacks/branches_compare/content_types',
    'Compare content types between branches',
    tool('compare_content_types'),
  ],
  [
    'GET /stacks/branches_compare/global_fields',
    'Compare global fields between branches',
    tool('compare_global_fields'),
  ],
  [
    'GET /stacks/branches_compare/content_types/{content_type_uid}',
    'Compare specific content type between branches',
    tool('compare_content_type'),
  ],
  [
    'GET /stacks/branches_compare/global_fields/{global_field_uid}',
    'Compare specific global field between branches',
    tool('compare_global_field'),
  ],
  ['POST /stacks/branches_merge', 'Merge branches', tool('merge_branches')],
  ['GET /stacks/branches_queue', 'Get all merge jobs', tool('list_merge_jobs')],
  ['GET /stacks/branches_queue/{merge_job_uid}', 'Get single merge job', tool('get_merge_job')],
  // Aliases
  ['GET /stacks/branch_aliases', 'Get all aliases', tool('list_branch_aliases')],
  ['GET /stacks/branch_aliases/{branch_alias_uid}', 'Get a single alias', tool('get_branch_alias')],
  ['PUT /stacks/branch_aliases/{branch_alias_uid}', 'Assign an alias', branchLife, authtoken],
  ['DELETE /stacks/branch_aliases/{branch_alias_uid}', 'Delete an alias', branchLife, authtoken],
];
