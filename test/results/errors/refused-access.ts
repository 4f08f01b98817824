// Refusals that are about who asks, each with the call that brings it about.
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { all, denied, entry, post, publish, type Refusal, read, rename, say, winter } from './refusal.ts';

export const credentials: Refusal[] = [
  {
    title: 'another region, or another key',
    case: 'key or region',
    call: read,
    fault: say(412, 109, "We can't find that Stack. Please try again.", { api_key: ['is not valid.'] }),
  },
  {
    title: 'a token that was deleted meanwhile',
    case: 'token',
    call: read,
    fault: say(401, 105, "You're not allowed in here unless you're logged in.", { authorization: ['is not valid.'] }),
  },
  { title: 'what only users may do', case: 'users only', call: ['list_users'] },
  {
    title: 'a login in two steps',
    case: 'login',
    call: read,
    fault: say(401, 294, 'Please login using the Two-Factor verification Token.'),
  },
  { title: 'a login', case: 'login', call: read, fault: say(422, 104, 'Login failed.') },
  {
    title: 'a branch that the token lost',
    case: 'branch out of reach',
    call: rename,
    fault: say(
      422,
      901,
      "Access denied. You have insufficient permissions to perform operation on this branch 'main'.",
      { branch: ['is not valid.'] },
    ),
  },
  {
    title: 'a branch that is not there or not for this token',
    case: 'branch not reached',
    call: ['get_branch', { branch_uid: 'developmen' }],
    options: all,
    fault: say(
      422,
      901,
      "Access denied. You have insufficient permissions to perform operation on this branch 'developmen'.",
      { branch: ['is not valid.'] },
    ),
  },
  {
    title: 'a branch that is not there',
    case: 'branch missing',
    call: ['get_branch', { branch_uid: 'develpment' }],
    options: all,
  },
  {
    title: 'an alias that is not there',
    case: 'branch missing',
    call: ['get_branch_alias', { branch_alias_uid: 'lvie' }],
    options: all,
  },
  {
    title: 'a merge of what is not there',
    case: 'merge',
    call: [
      'merge_branches',
      {
        base_branch: 'main',
        compare_branch: 'development',
        default_merge_strategy: 'merge_prefer_base',
        merge_comment: 'Up to date',
      },
    ],
    options: all,
    fault: say(422, 116, "Unable to fetch the Global Field 'call_to_action'. Please try again."),
  },
  {
    title: 'a branch uid that cannot be',
    case: 'branch uid',
    call: [
      'merge_branches',
      {
        base_branch: 'main',
        compare_branch: 'development',
        default_merge_strategy: 'merge_prefer_base',
        merge_comment: 'Up to date',
      },
    ],
    options: all,
    fault: say(422, 903, 'Failed to create Branch.', { uid: ['is not valid.'] }),
  },
  {
    title: 'a branch that stays',
    case: 'branch kept',
    call: [
      'merge_branches',
      {
        base_branch: 'main',
        compare_branch: 'development',
        default_merge_strategy: 'merge_prefer_base',
        merge_comment: 'Up to date',
      },
    ],
    options: all,
    fault: say(422, 909, 'Failed to delete Branch.'),
  },
  {
    title: 'a branch that is there',
    case: 'branch taken',
    call: [
      'merge_branches',
      {
        base_branch: 'main',
        compare_branch: 'development',
        default_merge_strategy: 'merge_prefer_base',
        merge_comment: 'Up to date',
      },
    ],
    options: all,
    fault: say(422, 910, 'Failed to create Branch.', { uid: ['is not unique.'] }),
  },
];

export const permissions: Refusal[] = [
  {
    title: 'a write of a token that was made read-only',
    case: 'write refused',
    call: rename,
    fault: say(401, 161, denied),
  },
  {
    title: 'the same by another code',
    case: 'write refused',
    call: ['delete_entry', entry],
    fault: say(422, 162, denied),
  },
  {
    title: 'a module that the token does not write',
    case: 'write refused',
    call: ['create_label', { label: { name: 'New' } }],
    options: { token: 'per_module', settings: { TOKEN_SCOPE: 'read-write' } },
  },
  {
    title: 'a module that the token does not read',
    case: 'read refused',
    call: ['list_labels'],
    options: { token: 'per_module', settings: { TOKEN_SCOPE: 'read-write' } },
  },
  {
    title: 'a read by status alone',
    case: 'forbidden',
    call: ['export_taxonomy', { taxonomy_uid: 'activity' }],
    options: all,
    fault: say(403, undefined, 'Forbidden'),
  },
  { title: 'a write by status alone', case: 'forbidden', call: rename, fault: say(403, undefined, 'Forbidden') },
  { title: '401 without a code', case: 'refused', call: read, fault: say(401, undefined, 'Unauthorized') },
  {
    title: 'a publish with 161, the name of the environment wrong',
    case: 'environment or permission',
    call: publish('prodution'),
    options: { choices: { unknownEnvironment: { status: 401, code: 161 } } },
  },
  {
    // A look shows that it is there.
    title: 'a publish with 161, the name right',
    case: 'write refused',
    call: publish('production'),
    fault: say(401, 161, denied),
  },
  {
    title: 'drafts, read of a plan without them',
    case: 'drafts read',
    call: ['list_entries', { content_type_uid: 'page', apply_draft: true }],
    fault: say(422, 194, 'The draft feature is not allowed: the entry is locked in the workflow stage.'),
  },
  {
    title: 'a read that needs drafts',
    case: 'drafts of a read',
    call: read,
    fault: say(403, 194, 'The draft feature is not allowed.'),
  },
  {
    title: 'a plan without drafts',
    case: 'drafts',
    call: rename,
    fault: say(422, 194, 'The draft feature is not allowed.'),
  },
];

export const governance: Refusal[] = [
  {
    title: 'publish rules',
    case: 'publish rule',
    call: publish('production'),
    fault: say(
      422,
      141,
      'The entry does not satisfy the publish rules: it is not in the workflow stage that they want.',
      { publishing_rule: ['is not satisfied: workflow stage.'] },
    ),
  },
  {
    title: 'approvers',
    case: 'approvers',
    call: [
      'update_publish_rule',
      { rule_uid: uidOf('publish rule', 'product-launch'), publishing_rule: { locales: ['en-us'] } },
    ],
    fault: say(422, 141, 'Access denied. A management token cannot set up approvers in a publish rule.', {
      approvers: ['are not valid.'],
    }),
  },
  {
    title: 'an entry that its stage locks',
    case: 'stage lock',
    call: rename,
    fault: say(422, 141, "Access denied. The entry is locked in the workflow stage 'Ready'.", {
      workflow: ['is locked.'],
    }),
  },
  {
    title: 'a stage',
    case: 'stage',
    call: rename,
    fault: say(412, 366, 'Stage update request failed.', { workflow_stage: ['is not valid.'] }),
  },
  {
    title: 'a stage without its own code',
    case: 'stage denied',
    call: rename,
    fault: say(422, 141, 'Access denied. The stage lets only some users and roles move the entry on.'),
  },
  {
    title: 'a locked release',
    case: 'release locked',
    call: [
      'add_release_items',
      {
        release_uid: winter,
        items: [{ uid: post, version: 1, locale: 'en-us', content_type_uid: 'blog_post', action: 'publish' }],
      },
    ],
  },
  {
    title: 'a release without fallback',
    case: 'release fallback',
    call: [
      'add_release_items',
      {
        release_uid: uidOf('release', 'tenth-birthday'),
        items: [{ uid: post, version: 1, locale: 'fr-fr', content_type_uid: 'blog_post', action: 'publish' }],
      },
    ],
    fault: say(422, 141, 'The items are not localized and fallback publishing is disabled.'),
  },
  {
    title: 'a job that cannot be scheduled',
    case: 'job version',
    call: publish('staging'),
    fault: say(422, 141, 'job_id is required'),
  },
  {
    title: 'a version of the API',
    case: 'version header',
    call: publish('staging'),
    fault: say(422, 141, 'The header api_version must be 3.2.', { api_version: ['is not valid.'] }),
  },
  {
    title: 'a content type that has entries',
    case: 'force',
    call: ['delete_content_type', { content_type_uid: 'blog_post' }],
  },
  { title: 'a taxonomy', case: 'force', call: ['delete_taxonomy', { taxonomy_uid: 'activity' }], options: all },
];
