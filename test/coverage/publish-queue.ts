// The publish queue: how far the sandbox serves it.
import { type CoverageRow, served } from './row.ts';

export const publishQueue: readonly CoverageRow[] = [
  ['GET /publish-queue', served('publishing/publish-queue.test.ts > is newest first, filtered, counted and paged')],
  [
    'GET /publish-queue/{publish_queue_uid}',
    served('publishing/publish-queue.test.ts > shows one item with the name of its type'),
  ],
  [
    'GET /publish-queue/{publish_queue_uid}/unschedule',
    served('publishing/publish-queue.test.ts > that is taken back never happens'),
  ],
];
