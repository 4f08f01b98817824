// Users through MCP against the sandbox, where a token may read them.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { open as openServer } from '../harness.ts';
import { type Json, openModule } from './module.ts';

// No token changes the roles of users: what comes of it is a refusal.
const { call, fail, open, sandbox, expectAllCalled } = openModule('users', { choices: { usersWithToken: 'allow' } }, [
  'update_user_roles',
]);
beforeEach(open);
afterAll(expectAllCalled);

it('lists them with their roles', async () => {
  const users = (await call('list_users')).users as Json[];
  expect(users.map(user => user.first_name)).toEqual(['Maya', 'Jonas', 'Aoife', 'Luc']);
  for (const user of users) expect(user.roles).toEqual([expect.any(String), ...(user.roles as string[]).slice(1)]);
});

it('says that the roles of users are not a token’s to change', async () => {
  const [user] = (await call('list_users')).users as Json[];
  const uid = String(user?.uid);
  expect(await fail('update_user_roles', { users: { [uid]: [] } })).toContain('401');
  expect(sandbox().requests.at(-1)).toMatchObject({ method: 'POST', path: '/v3/stacks/users/roles' });
  expect((await call('list_users')).users).toContainEqual(user);
});

it('says so where a token may not read them either', async () => {
  await using opened = await openServer();
  expect(await opened.fail('list_users')).toContain('401');
});
