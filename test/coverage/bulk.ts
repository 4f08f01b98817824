// Bulk operations: how far the sandbox serves them.
import { type CoverageRow, not, served } from './row.ts';

export const bulk: readonly CoverageRow[] = [
  [
    'POST /bulk/publish',
    served('bulk/jobs.test.ts > goes from the queue through the work to its end, and takes effect there'),
  ],
  ['POST /bulk/unpublish', served('bulk/bulk.test.ts > takes entries out again')],
  ['POST /bulk/delete', served('bulk/bulk.test.ts > deletes entries, languages of entries, and assets')],
  ['POST /bulk/workflow', served('bulk/bulk.test.ts > are closed to every token')],
  [
    'POST /bulk/release/items',
    served('bulk/releases.test.ts > get items with what they refer to, in every language that is named'),
  ],
  ['PUT /bulk/release/update_items', served('bulk/releases.test.ts > have their items updated, all or some')],
  ['GET /bulk/jobs', served('bulk/jobs.test.ts > is newest first, filtered, sorted, counted and paged')],
  [
    'GET /bulk/jobs/{job_id}',
    served('bulk/jobs.test.ts > goes from the queue through the work to its end, and takes effect there'),
  ],
  [
    'GET /bulk/jobs/{job_id}/items',
    served('bulk/jobs.test.ts > are filtered and paged, and counted with the first page alone'),
  ],
  ['POST /bulk/jobs/{job_id}/retry', not('Named in one support article, without body or answer.')],
];
