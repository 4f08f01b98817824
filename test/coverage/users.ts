// Users: how far the sandbox serves them.
import { type CoverageRow, not, served } from './row.ts';

const forUsers = 'Not for a management token, which gets 401/105 whatever it sends.';

export const users: readonly CoverageRow[] = [
  ['GET /stacks/users', served('people/users.test.ts > shows the users with their roles where that is chosen')],
  ['GET /users/{user_uid}', served('people/users.test.ts > shows the users with their roles where that is chosen')],
  ['POST /stacks/users/roles', served('people/users.test.ts > shows no user to a token, and takes no roles from it')],
  ['POST /stacks/share', not(forUsers)],
  ['POST /stacks/unshare', not(forUsers)],
];
