// Branches and aliases: how far the sandbox serves them.
import { type CoverageRow, served } from './row.ts';

const users = served('branches/branches.test.ts > may be for tokens too');
const compared = served('branches/merges.test.ts > lists what differs, of both kinds or of one');
const detailed = served('branches/merges.test.ts > shows the differences of one item, field by field');
const queued = served('branches/merges.test.ts > merges as a job, which the queue shows');
const aliases = served('branches/branches.test.ts > lists aliases and gets one');

export const branches: readonly CoverageRow[] = [
  ['GET /stacks/branches', served('branches/branches.test.ts > lists branches and counts, filters and pages them')],
  [
    'GET /stacks/branches/{branch_uid}',
    served('branches/branches.test.ts > gets one branch, or says that there is none'),
  ],
  ['POST /stacks/branches', users],
  ['DELETE /stacks/branches/{branch_uid}', users],
  ['POST /stacks/branches/{branch_uid}/settings', served('branches/branches.test.ts > takes settings of a branch')],
  ['GET /stacks/branch_aliases', aliases],
  ['GET /stacks/branch_aliases/{branch_alias_uid}', aliases],
  ['PUT /stacks/branch_aliases/{branch_alias_uid}', users],
  ['DELETE /stacks/branch_aliases/{branch_alias_uid}', users],
  ['GET /stacks/branches_compare', compared],
  ['GET /stacks/branches_compare/content_types', compared],
  ['GET /stacks/branches_compare/global_fields', compared],
  ['GET /stacks/branches_compare/content_types/{content_type_uid}', detailed],
  ['GET /stacks/branches_compare/global_fields/{global_field_uid}', detailed],
  ['POST /stacks/branches_merge', queued],
  ['GET /stacks/branches_queue', queued],
  ['GET /stacks/branches_queue/{merge_job_uid}', queued],
];
