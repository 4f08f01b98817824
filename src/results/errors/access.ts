// Refusals that are about who asks: credentials, branches, what governs content, permissions.
import { type Case, writing } from './case.ts';

const tokenOff =
  'CONTENTSTACK_TOKEN_SCOPE=read-only takes tools that write off the list, CONTENTSTACK_TOOLS_DENY single ones.';
const branchesOff = 'CONTENTSTACK_BRANCHES with only the branches it reaches takes the others off the list.';
const doctor = '`contentstack-cma-mcp doctor` checks it.';

export const access: readonly Case[] = [
  // What keeps every call from working.
  {
    name: 'key or region',
    when: { code: [109] },
    cause: 'No stack has this API key in <place>.',
    next: [`A stack is known in its own region alone: check CONTENTSTACK_API_KEY and CONTENTSTACK_REGION. ${doctor}`],
  },
  {
    // What takes no token at all says so by the credential it misses.
    name: 'users only',
    when: { code: [105], key: /^authtoken$/ },
    cause:
      'Contentstack takes only the authtoken of a user for this, or the management token is wrong or expired; if other tools work, it is the first.',
    next: ['Do it in the web app. CONTENTSTACK_TOOLS_DENY takes <tool> off the list.'],
  },
  {
    name: 'token',
    when: { code: [105] },
    cause: 'The management token is wrong, expired, deleted or was displaced by a newer one.',
    next: [`Check CONTENTSTACK_MANAGEMENT_TOKEN. ${doctor}`],
  },
  {
    name: 'login',
    when: { code: [104, 294, 295] },
    cause: 'Contentstack wants the login of a user for this, which a management token cannot give.',
    next: ['Do it in the web app.'],
  },

  // Branches.
  {
    name: 'branch not reached',
    when: { code: [901] },
    cause: 'The token does not reach this branch, or there is no such branch.',
    next: ['Known branches: <branches>.', branchesOff],
  },
  {
    name: 'branch uid',
    when: { code: [903] },
    cause: 'The branch was not made: its uid or its source is not valid.',
    next: ['A uid has at most 15 small letters, digits and underscores. <GET /stacks/branches> lists the sources.'],
  },
  {
    name: 'branch missing',
    when: { code: [905] },
    cause: 'There is no such branch or alias.',
    next: ['Known branches: <branches>.', '<GET /stacks/branches> lists all.'],
  },
  {
    name: 'branch kept',
    when: { code: [909] },
    cause: 'This branch cannot be deleted: it is main, or other branches were made from it.',
  },
  { name: 'branch taken', when: { code: [910] }, cause: 'There is a branch or alias of this uid already.' },
  {
    name: 'merge',
    when: { code: [116] },
    cause: 'A global field could not be fetched, so nothing was merged.',
    next: [
      'Often this passes: try once more.',
      'If not, merge global fields first; <GET /stacks/branches_compare/global_fields> shows them.',
    ],
  },

  // What governs content.
  {
    name: 'approvers',
    when: { key: /^approvers$/ },
    cause: 'A management token cannot make publish rules that need the approval of users or roles.',
    next: ['Leave approvers out, or make the rule in the web app.'],
  },
  {
    name: 'publish rule',
    when: { code: [141], says: /publish(ing)?[ _]rule/i, effect: ['publish'] },
    cause: 'The publish rules are not met: the entry awaits a workflow stage or an approval.',
    next: [
      '<GET /workflows/publishing_rules> shows what they want.',
      'Users move stages and approve, in the web app; a management token does not.',
    ],
  },
  {
    name: 'stage lock',
    when: { says: /locked in (the|its) workflow|entry is locked/i },
    cause: 'The workflow stage of this entry lets only some users change it.',
    next: ['A user moves it on in the web app.'],
  },
  {
    name: 'stage',
    when: { code: [366] },
    cause: 'The workflow stage was not set.',
    next: ['A management token does not move entries between stages: a user does, in the web app.'],
  },
  {
    name: 'stage denied',
    when: { code: [141], says: /\bstage\b/i },
    cause: 'The workflow refuses this.',
    next: ['A user moves the entry on in the web app.', '<GET /workflows> shows the stages.'],
  },
  {
    name: 'release locked',
    when: { says: /release.{0,40}(locked|deployed)/i, line: /release/ },
    cause: 'The release is locked, as one that was deployed is.',
    next: [
      '<PUT /releases/{release_uid}> with locked false opens it.',
      '<POST /releases/{release_uid}/clone> makes an open copy.',
    ],
  },
  {
    name: 'release fallback',
    when: { says: /fallback|not locali[sz]ed/i, line: /release/ },
    cause: 'An item is not localised in this language, and the stack does not publish fallbacks.',
    next: ['Localise the entry first: <PUT /content_types/{content_type_uid}/entries/{entry_uid}> with that locale.'],
  },
  {
    name: 'job version',
    when: { says: /job_id is required/i },
    cause: 'With api_version 3.2 a publish is a job, and this stack does not schedule those.',
    next: ['Leave api_version out.'],
  },
  {
    name: 'version header',
    when: { key: /^(api|bulk)_version$/ },
    cause: 'Contentstack serves this only in another version of its API.',
    next: ['Give api_version "3.2" where <tool> takes it.'],
  },
  {
    name: 'force',
    when: { says: /\bforce\b/i },
    cause: 'Something depends on it, so this needs force.',
    next: ['Repeat it with force true only if what depends on it may go too; there is no way back.'],
  },

  // Permissions: 401 alone does not say that the token is bad.
  {
    // 161 is documented for environments and for permissions alike.
    name: 'environment or permission',
    when: { code: [161], effect: ['publish'] },
    cause: 'There is no such environment, or the token may not publish there.',
    next: ['<GET /environments> lists them.'],
  },
  {
    name: 'write refused',
    when: { code: [161, 162], effect: writing },
    cause: 'The token lacks the permission for this write.',
    next: ['Trying again does not help.', tokenOff],
  },
  {
    name: 'read refused',
    when: { code: [161, 162] },
    cause: 'The token lacks the permission to read this.',
    next: ['CONTENTSTACK_MODULES and CONTENTSTACK_TOOLS_DENY take such tools off the list.'],
  },
  {
    name: 'forbidden write',
    when: { status: [403], effect: writing },
    cause:
      'Forbidden: the token lacks the permission, the plan the feature, or the stack does not let in this address.',
    next: ['Trying again does not help.', tokenOff],
  },
  {
    name: 'forbidden',
    when: { status: [403] },
    cause:
      'Forbidden: the token lacks the permission, the plan the feature, or the stack does not let in this address.',
    next: ['CONTENTSTACK_MODULES and CONTENTSTACK_TOOLS_DENY take such tools off the list.'],
  },
  {
    name: 'drafts',
    when: { code: [194] },
    cause: 'The plan of this stack has no drafts.',
    next: ['Save without a draft.'],
  },
];
