// Users: who works in the stack, and with which roles. Nobody is added or removed here.
import * as z from 'zod';
import { strings } from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

export default defineModule({
  name: 'users',
  docs: 'users',
  reach: 'global',
  operations: {
    list_users: operation('GET /stacks/users', {
      title: 'List users',
      effect: 'read',
      description: 'Who has access to the stack: people and roles. A token may be refused this.',
      outline: ['uid', 'email', 'first_name', 'last_name', 'active', 'roles'],
    }),
    update_user_roles: operation('POST /stacks/users/roles', {
      title: 'Update roles of users',
      effect: 'update',
      description: 'Give users other roles, in place of theirs. A token may be refused this.',
      confirm: { tells: ['users'] },
      body: { users: z.record(z.string(), strings).describe('User uid: role uids') },
    }),
  },
});
