// Sample answers of users, as outlines.
import type { ShapeCase } from '../shape.ts';

export const users: ShapeCase[] = [
  {
    request: 'GET /stacks/users',
    sample: {
      users: [
        {
          uid: 'string',
          created_at: 'string',
          updated_at: 'string',
          email: 'string',
          username: 'string',
          first_name: 'string',
          last_name: 'string',
          active: 'boolean',
          metadata: { idp_user: 'boolean' },
          settings: { preferences: { global: [], stack: [] } },
          is_owner: 'boolean',
        },
      ],
    },
    choices: { usersWithToken: 'allow' },
    ask: ({ get }) => get('/stacks/users'),
    explained: { 'users[].roles: extra': 'the reference describes the roles of a user, and shows the owner alone' },
  },
];
