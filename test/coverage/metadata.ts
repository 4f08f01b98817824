// Metadata: how far the sandbox serves it.
import { type CoverageRow, partly, served } from './row.ts';

const lives = served('metadata/metadata.test.ts > creates, reads, changes and deletes');
const sent = served('metadata/metadata.test.ts > is published and unpublished alone, through the queue');

export const metadata: readonly CoverageRow[] = [
  [
    'GET /metadata',
    partly(
      'include_multi_stack adds nothing: there is one stack',
      'metadata/metadata.test.ts > lists with filters, order, page, projection and count',
    ),
  ],
  ['POST /metadata', lives],
  ['GET /metadata/{metadata_uid}', lives],
  ['PUT /metadata/{metadata_uid}', lives],
  ['DELETE /metadata/{metadata_uid}', lives],
  ['POST /metadata/{metadata_uid}/publish', sent],
  ['POST /metadata/{metadata_uid}/unpublish', sent],
];
