// Labels: how far the sandbox serves them.
import { type CoverageRow, served } from './row.ts';

const lives = served('model/labels.test.ts > creates, reads, changes and deletes');

export const labels: readonly CoverageRow[] = [
  ['GET /labels', served('model/labels.test.ts > lists, counts, filters, pages and names the branch')],
  ['POST /labels', lives],
  ['GET /labels/{label_uid}', lives],
  ['PUT /labels/{label_uid}', lives],
  ['DELETE /labels/{label_uid}', lives],
];
