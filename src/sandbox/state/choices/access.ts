// Open points of who may do what: tokens, branches, users, roles, and how a refusal looks.
import type { Choice } from './choice.ts';

export const access = {
  readOnlyRefusal: {
    about: 'what a read-only token gets for a write',
    evidence: 'Client code prepares for 401 with 161; 162 and 403 are possible. No page says.',
    answers: { status: [401, 403, 422], code: [161, 162] },
  },
  permissionCheck: {
    about: "whether a token's permission is checked before an object is looked up",
    evidence: 'Nobody says. After the lookup, a write to what is not there is "not found" to a read-only token too.',
    answers: ['before lookup', 'after lookup'],
  },
  readOnlyWritingGets: {
    about: 'GETs that change something (enable and disable a workflow, unschedule), asked by a read-only token',
    evidence: 'The pages let read-only tokens make all GET requests of their modules.',
    answers: ['refuse', 'allow'],
  },
  branchLimitedGlobalWrites: {
    about: 'whether a token for some branches may change what all branches share',
    evidence: 'Shared modules document no branch header, so a limit to branches has nothing to hold on to.',
    answers: ['allow', 'refuse'],
  },
  branchListing: {
    about: 'which branches and aliases a token for some branches is shown',
    evidence: 'Nobody says.',
    answers: ['all', 'those of the token'],
  },
  branchRefusalStatus: {
    about: "the status for a branch that is not there or not the token's",
    evidence: 'The code 901 is sure; the status was seen on another API.',
    answers: [422, 403, 401],
  },
  unknownBranch: {
    about: 'a branch in the header that does not exist',
    evidence: 'On another API 901 was seen for both; they may be told apart here.',
    answers: ['like a forbidden one', 'not found'],
  },
  userModuleRefusal: {
    about: 'what a token gets from modules that only users may use',
    evidence: '401 with 105 is sure for the list of stacks alone.',
    answers: { status: [401, 403, 422], code: [105, 161, 162] },
  },
  rateRefusal: {
    about: 'what 429 comes with',
    evidence:
      'Support articles alone mention `Retry-After`. The body is shown nowhere: it may be plain text of what stands before the API.',
    answers: { code: [429, null], retryAfter: [false, true], body: ['json', 'text'] },
  },
  notFoundStatus: {
    about: 'the status of an object that an address names and that is not there, by module',
    evidence: "422 is documented. The SDK's tests assert 404 for taxonomies and terms; elsewhere they take either.",
    grade: 'M-L',
    answers: {
      assets: [422, 404],
      audit_log: [422, 404],
      branches: [422, 404],
      bulk: [422, 404],
      content_types: [422, 404],
      entries: [422, 404],
      environments: [422, 404],
      global_fields: [422, 404],
      labels: [422, 404],
      languages: [422, 404],
      metadata: [422, 404],
      publish_queue: [422, 404],
      publish_rules: [422, 404],
      releases: [422, 404],
      roles: [422, 404],
      taxonomies: [404, 422],
      users: [422, 404],
      variants: [422, 404],
      webhooks: [422, 404],
      workflows: [422, 404],
    },
  },
  emptyJsonBody: {
    about: '`Content-Type: application/json` on a DELETE without a body',
    evidence: 'Newer gateways are said to refuse it.',
    answers: ['refuse', 'accept'],
  },
  limitAboveMaximum: {
    about: 'a `limit` above 100',
    evidence: 'The reference only gives the maximum; unknown or odd input is mostly tolerated.',
    answers: ['clamp', 'refuse'],
  },
  plan: {
    about: 'what the plan of the organization includes: without it variants get 403, `asset_fields` 422',
    evidence: "The SDK's tests skip what is refused with these. Nested global fields have a choice of their own.",
    grade: 'L',
    answers: { variants: [true, false], asset_fields: [true, false] },
  },
  usersWithToken: {
    about: 'reading users with a token',
    evidence: 'The reference lists the authtoken alone; one list of modules names users too.',
    answers: ['refuse', 'allow'],
  },
  mostRoles: {
    about: 'how many custom roles a stack may have',
    evidence: 'It depends on the plan; one more is refused with 157.',
    answers: [50 as number],
  },
  roleBranchRule: {
    about: 'whether the rules of a role must name a branch',
    evidence:
      "The SDK's tests assert a refusal, under the key `rules.branch`. The reference fills in what is left out.",
    grade: 'M',
    answers: ['required', 'optional'],
  },
  branchWrites: {
    about: 'who may create and delete branches and move aliases',
    evidence:
      "The pages ask for an authtoken; Contentstack's own MCP server offers the same requests to management tokens.",
    answers: ['users only', 'tokens too'],
  },
  emptyMerge: {
    about: 'a merge of branches without a difference: refused at once, or a job that fails',
    evidence: "The SDK's tests take 422 for it.",
    grade: 'L',
    answers: ['refuse', 'job'],
  },
  branchLife: {
    about: 'whether branches are made and deleted with the request, or some time after it',
    evidence: "The SDK's tests assert a notice that it is in progress, and wait.",
    grade: 'M',
    answers: ['in progress', 'at once'],
  },
  foreignBranches: {
    about: 'comparing and merging branches of which the token does not have both',
    evidence:
      "Nobody says. Without the header's check a token would read and change through these what it may not touch.",
    answers: ['refuse', 'allow'],
  },
  auditLogItem: {
    about: 'the key of a single item of the audit log',
    evidence: 'The reference has `log`; the official SDKs read `logs`.',
    answers: ['log', 'logs'],
  },
} as const satisfies Record<string, Choice>;
