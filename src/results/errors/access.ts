// Refusals that are about who asks: credentials, branches, what governs content, permissions.
import { type Case, writing } from './case.ts';

const rights = [
  '<write>Trying again will not help.',
  '<write>CONTENTSTACK_TOKEN_SCOPE=read-only hides every tool that writes, CONTENTSTACK_TOOLS_DENY single ones.',
  '<read>CONTENTSTACK_MODULES and CONTENTSTACK_TOOLS_DENY can hide such tools.',
];
const moving = 'A user can move the entry on in the web app.';
const noDrafts = "This stack's plan does not include drafts.";
const branches = [
  'Known branches: <branches>.',
  'To hide the others, list only the branches it reaches in CONTENTSTACK_BRANCHES.',
];
const doctor = '`contentstack-cma-mcp doctor` checks it.';

export const access: readonly Case[] = [
  // What keeps every call from working.
  {
    name: 'key or region',
    when: { code: [109] },
    cause: 'No stack has this API key in <place>.',
    next: [`A stack exists in one region only: check CONTENTSTACK_API_KEY and CONTENTSTACK_REGION. ${doctor}`],
  },
  {
    // What takes no token at all says so by the credential it misses.
    name: 'users only',
    when: { code: [105], key: /^authtoken$/ },
    cause:
      "Contentstack accepts only a user's authtoken for this, or the management token is wrong or expired; if other tools work, it is the former.",
    next: ['Do it in the web app. CONTENTSTACK_TOOLS_DENY can hide <tool>.'],
  },
  {
    name: 'token',
    when: { code: [105] },
    cause: 'The management token is wrong, expired, deleted or replaced by a newer one.',
    next: [`Check CONTENTSTACK_MANAGEMENT_TOKEN. ${doctor}`],
  },
  {
    name: 'login',
    when: { code: [104, 294, 295] },
    cause: 'This needs a logged-in user; a management token is not enough.',
    next: ['Do it in the web app.'],
  },

  // Branches.
  {
    name: 'branch not reached',
    when: { code: [901] },
    denies: 'branches',
    cause: 'The token does not reach this branch, or there is no such branch.',
    next: branches,
  },
  {
    name: 'branch out of reach',
    when: { code: [901] },
    cause: 'The token does not reach this branch.',
    next: branches,
  },
  {
    name: 'branch uid',
    when: { code: [903] },
    cause: 'The branch was not created: its uid or its source is not valid.',
    next: ['A uid has at most 15 lowercase letters, digits and underscores. <GET /stacks/branches> lists the sources.'],
  },
  {
    name: 'branch missing',
    when: { code: [905] },
    denies: 'branches',
    cause: 'There is no such branch or alias.',
    next: ['Known branches: <branches>.', '<GET /stacks/branches> lists them all.'],
  },
  {
    name: 'branch kept',
    when: { code: [909] },
    cause: 'This branch cannot be deleted: it is main, or other branches were created from it.',
  },
  { name: 'branch taken', when: { code: [910] }, cause: 'A branch or alias with this uid already exists.' },
  {
    name: 'merge',
    when: { code: [116] },
    cause: 'A global field could not be fetched, so nothing was merged.',
    next: [
      'This often passes: try again.',
      'If it does not, merge global fields first; <GET /stacks/branches_compare/global_fields> shows them.',
    ],
  },

  // A read has no draft to leave out, and no workflow is at fault.
  {
    name: 'drafts read',
    when: { code: [194], given: ['apply_draft'] },
    cause: noDrafts,
    next: ['Read without apply_draft: what was saved last is shown.'],
  },
  {
    name: 'drafts of a read',
    when: { code: [194], effect: ['read'] },
    cause: 'What this reads needs drafts, which this stack does not have.',
  },
  {
    name: 'drafts',
    when: { code: [194] },
    cause: noDrafts,
    next: ['Save without a draft.'],
  },

  // What governs content.
  {
    name: 'approvers',
    when: { key: /^approvers$/ },
    cause: 'A management token cannot make publish rules that need the approval of users or roles.',
    next: ['Leave approvers out, or create the rule in the web app.'],
  },
  {
    name: 'publish rule',
    when: { code: [141], says: /publish(ing)?[ _]rule/i, effect: ['publish'] },
    cause: 'The publish rules are not met: the entry is waiting for a workflow stage or an approval.',
    next: [
      '<GET /workflows/publishing_rules> shows what they require.',
      'Users change stages and approve in the web app; a management token cannot.',
    ],
  },
  {
    name: 'stage lock',
    when: { says: /locked in (the|its) workflow|entry is locked/i },
    cause: 'The workflow stage of this entry lets only some users change it.',
    next: [moving],
  },
  {
    name: 'stage',
    when: { code: [366] },
    cause: 'The workflow stage was not set.',
    next: ['A management token cannot move entries between stages; a user can, in the web app.'],
  },
  {
    name: 'stage denied',
    when: { code: [141], says: /\bstage\b/i },
    cause: 'The workflow does not allow this.',
    next: [moving, '<GET /workflows> shows the stages.'],
  },
  {
    name: 'release locked',
    when: { says: /release.{0,40}(locked|deployed)/i, line: /release/ },
    cause: 'The release is locked, as every deployed release is.',
    next: [
      '<PUT /releases/{release_uid}> with locked false unlocks it.',
      '<POST /releases/{release_uid}/clone> makes an unlocked copy.',
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
    cause: 'With api_version 3.2 a publish is a job, which this stack cannot schedule.',
    next: ['Leave api_version out.'],
  },
  {
    name: 'version header',
    when: { key: /^(api|bulk)_version$/ },
    cause: 'Contentstack serves this only in another version of its API.',
    next: ['Give api_version "3.2" if <tool> takes it.'],
  },
  {
    name: 'force',
    when: { says: /\bforce\b/i },
    cause: 'Something depends on it, so this needs force.',
    next: ['Repeat it with force true only if what depends on it may go too; it cannot be undone.'],
  },

  // Permissions: 401 alone does not say that the token is bad.
  {
    // 161 is documented for environments and for permissions alike.
    name: 'environment or permission',
    denies: 'environments',
    when: { code: [161], effect: ['publish'] },
    cause: 'There is no such environment, or the token may not publish there.',
    next: ['<GET /environments> lists them.'],
  },
  {
    name: 'write refused',
    when: { code: [161, 162], effect: writing },
    cause: 'The token lacks permission for this write.',
    next: rights,
  },
  {
    name: 'read refused',
    when: { code: [161, 162] },
    cause: 'The token lacks permission to read this.',
    next: rights,
  },
  {
    name: 'forbidden',
    when: { status: [403] },
    cause:
      'Forbidden: the token lacks permission, the plan lacks the feature, or the stack does not admit this address.',
    next: rights,
  },
];
