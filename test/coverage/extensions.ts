// Extensions: how far the sandbox serves them.
import { type CoverageRow, served } from './row.ts';

const lives = served('extensions/extensions.test.ts > creates, reads, changes and deletes: %s');

export const extensions: readonly CoverageRow[] = [
  [
    'GET /extensions',
    served('extensions/extensions.test.ts > lists all, by type, by content type, with count and pages'),
  ],
  ['POST /extensions', lives],
  ['GET /extensions/{extension_uid}', lives],
  ['PUT /extensions/{extension_uid}', lives],
  ['DELETE /extensions/{extension_uid}', lives],
];
