// Environments: how far the sandbox serves them.
import { type CoverageRow, served } from './row.ts';

const lives = served('environments/environments.test.ts > creates, reads, changes, renames and deletes');

export const environments: readonly CoverageRow[] = [
  ['GET /environments', served('environments/environments.test.ts > lists, counts, filters and sorts')],
  ['POST /environments', lives],
  ['GET /environments/{environment_name}', lives],
  ['PUT /environments/{environment_name}', lives],
  ['DELETE /environments/{environment_name}', lives],
];
