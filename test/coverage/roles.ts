// Roles: how far the sandbox serves them.
import { type CoverageRow, served } from './row.ts';

const lives = served('people/roles.test.ts > creates, reads, changes and deletes');

export const roles: readonly CoverageRow[] = [
  ['GET /roles', served('people/roles.test.ts > filters, pages and adds rules and permissions when asked')],
  ['POST /roles', lives],
  ['GET /roles/{role_uid}', lives],
  ['PUT /roles/{role_uid}', lives],
  ['DELETE /roles/{role_uid}', lives],
];
