// Open points of publishing and what governs it: releases, the queue, bulk jobs, webhooks, workflows, publish rules.
import type { Choice } from './choice.ts';

export const publishing = {
  releaseFallback: {
    about: 'a release item in a language the entry is not localised in',
    evidence: 'The stack setting "fallback publishing" is on unless switched off.',
    answers: ['allow', 'refuse'],
  },
  newerReleases: {
    about:
      'releases for clients that ask with `release_version: 2.0`: the newer ones, or the older ones, as for an organisation without them',
    evidence: 'The header is for organisations that have them; nobody says what it does elsewhere.',
    answers: ['as asked', 'none'],
  },
  lockedReleaseDeletion: {
    about: 'deleting a locked (deployed) release',
    evidence: 'Only changes to it are said to be refused.',
    answers: ['allow', 'refuse'],
  },
  queuedAssetKey: {
    about: 'under which key a queue item shows an asset',
    evidence: 'The one sample has `entry`; `asset` is what its shape would suggest.',
    answers: ['entry', 'asset'],
  },
  nestedQueueItems: {
    about: 'whether the queue shows what was published with nested references without `api_version: 3.2`',
    evidence: 'Nobody says.',
    answers: ['with api_version', 'always'],
  },
  bulkLimits: {
    about: 'most items, languages and environments of a bulk publish',
    evidence: '10 each on the API page; 100, 50 and 50 on the one about nested publishing.',
    answers: ['API page', 'nested publishing page'],
  },
  bulkDeleteMaximum: {
    about: 'most items of a bulk delete',
    evidence: '100 on the API page, 10 on the limitations page.',
    answers: [100, 10],
  },
  bulkJobsAboveMaximum: {
    about: 'a publishing job beyond the two that may be active at once',
    evidence: 'There is a status "waiting", and the SDK\'s own tests start ten in a row.',
    grade: 'M',
    confirmed: true,
    answers: ['wait', 'refuse with 429', 'refuse with 422'],
  },
  jobVersionHeader: {
    about: 'whether `api_version: 3.2` and `bulk_version: 2.0` are needed where they are listed as required',
    evidence: 'Nobody says.',
    answers: ['required', 'optional'],
  },
  bulkJobsKey: {
    about: 'the key of the list of jobs',
    evidence: "The page's sample has `jobItems`, which may be that of another page.",
    answers: ['jobItems', 'jobs'],
  },
  releaseJobAnswer: {
    about: 'how the answer of a bulk request on a release names its job: `{job: {_id}}` or `job_id`',
    evidence: "The SDK's tests read the former with `bulk_version: 2.0`, and fall back to the latter.",
    grade: 'M-L',
    answers: ['job', 'job_id'],
  },
  badPublishBody: {
    about: 'the status for an empty or malformed body where something is published or unpublished',
    evidence: "A comment in the SDK's tests names 412; other modules answer 400.",
    grade: 'M-L',
    answers: [412, 400],
  },
  webhookPasswords: {
    about: 'passwords of webhooks in answers',
    evidence:
      'The samples show asterisks, as they do for uids and users; secrets of other schemes stand there in full.',
    answers: ['shown', 'masked'],
  },
  partialWebhookUpdate: {
    about: 'a webhook PUT without name, destinations or channels',
    evidence: 'They are documented as required, yet a PUT elsewhere keeps what is not sent.',
    answers: ['keep', 'refuse'],
  },
  webhookBranches: {
    about: 'the branches of a webhook: any number of any names, or one that exists',
    evidence: "A page speaks of one branch each; the SDK's tests make webhooks for several and for unknown ones.",
    grade: 'M',
    answers: ['any', 'one that exists'],
  },
  workflowBranches: {
    about: 'the branches of a workflow: of any name, or those that exist',
    evidence: "The SDK's tests make workflows for branches that are not there.",
    grade: 'M',
    answers: ['any', 'those that exist'],
  },
  workflowWithoutTypes: {
    about: 'a workflow for no content type',
    evidence: 'A comment in the tests of the SDK says that there must be one.',
    grade: 'L',
    answers: ['refuse', 'allow'],
  },
  newEntryStage: {
    about: 'what an entry of a type under an enabled workflow starts with',
    evidence: 'One text says that it is the first stage.',
    answers: ['first', 'none'],
  },
  firstStageByRequest: {
    about: 'setting the stage of an entry that has none yet',
    evidence: '422 is documented, though then nothing else could help it.',
    answers: ['refuse', 'set'],
  },
  stageByToken: {
    about: 'changing a stage with a token',
    evidence: 'Most texts say never; one note says where all users may move on.',
    answers: ['refuse', 'where all users may'],
  },
  entryLock: {
    about: 'whether an entry lock of a stage binds a token',
    evidence: "It binds a user, and does not bind a stack's owner. Of tokens nobody says.",
    answers: ['binding', 'ignored'],
  },
  publishUnderRules: {
    about: 'a publish that does not satisfy the publish rules',
    evidence: 'It fails with 141, or goes through, as a token has no role.',
    answers: ['enforced', 'bypassed'],
  },
  approversRefusal: {
    about: 'what a token gets for publish rules with approvers, which are refused to it',
    evidence: 'Nobody says.',
    answers: { status: [422, 401, 403], code: [141, 105, 162] },
  },
} as const satisfies Record<string, Choice>;
