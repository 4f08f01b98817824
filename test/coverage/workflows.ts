// Workflows: how far the sandbox serves them.
import { type CoverageRow, not, partly, served } from './row.ts';

const lives = served('workflows/workflows.test.ts > creates, lists, reads, changes and deletes');
const switched = served('workflows/workflows.test.ts > is switched on and off by requests that read');

export const workflows: readonly CoverageRow[] = [
  ['GET /workflows', lives],
  ['POST /workflows', lives],
  ['GET /workflows/{workflow_uid}', lives],
  ['PUT /workflows/{workflow_uid}', lives],
  ['DELETE /workflows/{workflow_uid}', lives],
  ['GET /workflows/{workflow_uid}/enable', switched],
  ['GET /workflows/{workflow_uid}/disable', switched],
  [
    'POST /workflows/workflow_stages',
    partly(
      'the workflow that it makes covers no content type, as these are shared out among workflows today',
      'workflows/workflows.test.ts > saves the stages of the time of one workflow',
    ),
  ],
  [
    'POST /content_types/{content_type_uid}/entries/{entry_uid}/workflow',
    served('workflows/workflows.test.ts > lets a token move an entry on where all users may, if that is chosen'),
  ],
  ['GET /user/assignments', not('The tasks of a user: a management token, which is none, gets 401/105.')],
];
