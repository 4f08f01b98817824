// Users: what a token may see of them, which is nothing unless a choice says otherwise.
import { expect, it } from 'vitest';
import { demoSeed } from '../../../src/sandbox/seed/demo/index.ts';
import { editorOf } from '../../../src/sandbox/seed/form/names.ts';
import { openStack } from '../small-stack.ts';

const maya = editorOf('maya');
const demo = { seed: demoSeed };

it('shows no user to a token, and takes no roles from it', async () => {
  const { get, post, sandbox } = await openStack(demo);
  const token = sandbox.tokens.read_write ?? '';
  const refused = { status: 401, body: { error_code: 105, errors: { authtoken: expect.anything() } } };
  expect(await get('/stacks/users', { token })).toMatchObject(refused);
  expect(await get(`/users/${maya}`, { token })).toMatchObject(refused);
  expect(await post('/stacks/users/roles', { users: { [maya]: [] } }, { token })).toMatchObject(refused);
  expect(await post('/stacks/share', { emails: [], roles: {} }, { token })).toMatchObject(refused);
  expect(await post('/stacks/unshare', { email: 'x@example.com' }, { token })).toMatchObject(refused);
});

it('shows the users with their roles where that is chosen', async () => {
  const { get, post, sandbox } = await openStack({ ...demo, choices: { usersWithToken: 'allow' } });
  const ask = { token: sandbox.tokens.read_only ?? '' };
  const { users } = (await get('/stacks/users', ask)).body;
  expect(users.map(({ first_name }: { first_name: string }) => first_name)).toEqual(['Maya', 'Jonas', 'Aoife', 'Luc']);
  expect(users.filter(({ is_owner }: { is_owner: boolean }) => is_owner)).toHaveLength(1);
  const { user } = (await get(`/users/${editorOf('luc')}`, ask)).body;
  expect(user).toMatchObject({ email: 'luc@larkfell.example', is_owner: false });
  const { role } = (await get(`/roles/${user.roles[0]}`, ask)).body;
  expect(role).toMatchObject({ name: 'Translator', users: [user.uid], owner: 'maya@larkfell.example' });
  expect(role.stack).toMatchObject({ owner_uid: maya, user_uids: expect.arrayContaining([maya, user.uid]) });
  expect(await get('/users/blt0', ask)).toMatchObject({ status: 422, body: { error_code: 141 } });
  // Whoever may read them may not change them all the same.
  const token = sandbox.tokens.read_write ?? '';
  expect((await post('/stacks/users/roles', { users: { [maya]: [] } }, { token })).status).toBe(401);
});

it('gives roles to users in a seed, and refuses what is not there', async () => {
  const give = (users: unknown) => ({
    seed: {
      ...demoSeed,
      requests: [
        ...(demoSeed.requests ?? []),
        { request: 'POST /stacks/users/roles', body: { users }, at: '2026-11-01T09:00:00.000Z', by: maya },
      ],
    },
    choices: { usersWithToken: 'allow' as const },
  });
  const { get, sandbox } = await openStack(give({ [maya]: [] }));
  const { user } = (await get(`/users/${maya}`, { token: sandbox.tokens.read_write ?? '' })).body;
  expect(user.roles).toEqual([]);
  await expect(openStack(give({ [maya]: ['blt0'] }))).rejects.toThrow('not valid');
  await expect(openStack(give({ blt0: [] }))).rejects.toThrow('not valid');
});
