// Roles through MCP against the sandbox: each operation, its effect read back, and nothing of the stack's secrets.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Json, openModule } from './module.ts';

const { call, fail, open, sandbox, expectAllCalled } = openModule('roles');
beforeEach(open);
afterAll(expectAllCalled);

const rules = [
  { module: 'branch', branches: ['main'], acl: { read: true } },
  { module: 'content_type', content_types: ['page'], acl: { read: true, sub_acl: { update: true } } },
];

const list = async (args: Json = {}): Promise<Json[]> => (await call('list_roles', args)).roles as Json[];
const get = async (role_uid: unknown, args: Json = {}): Promise<Json> =>
  (await call('get_role', { role_uid, ...args })).role as Json;
const create = async (name: string): Promise<Json> =>
  (await call('create_role', { role: { name, description: 'Pages.', rules } })).role as Json;

it('lists them, filtered and counted, with rules when asked', async () => {
  const names = (await list()).map(role => role.name);
  expect(names.sort()).toEqual(['Admin', 'Content Manager', 'Developer', 'Product editor', 'Translator']);
  const [role] = await list({ query: { name: 'Translator' }, include_rules: true, include_permissions: true });
  expect(role).toMatchObject({ users: [expect.any(String)], permissions: { content_types: ['$all'] } });
  expect(role?.rules).toHaveLength(4);
  expect(await call('list_roles', { include_count: true, limit: 1 })).toMatchObject({ count: 5 });
});

it('masks what opens the stack that comes with a role', async () => {
  const [uid = ''] = Object.keys(sandbox().state.roles);
  const plain = await fetch(`${sandbox().origin}/v3/roles/${uid}`, {
    headers: { api_key: sandbox().api_key, authorization: sandbox().tokens.read_write ?? '' },
  });
  const { stack, owner } = ((await plain.json()) as { role: Json }).role as { stack: Json; owner: string };
  const { discrete_variables } = stack.settings as { discrete_variables: { secret_key: string; access_token: string } };
  const secrets = [discrete_variables.secret_key, discrete_variables.access_token, String(stack.master_key), owner];
  expect(secrets.every(secret => secret.length > 10)).toBe(true);
  const given = [await list(), await get(uid), await get(uid, { include_rules: true })];
  for (const secret of secrets) expect(JSON.stringify(given)).not.toContain(secret);
});

it('creates one, and deletes it', async () => {
  const { uid } = await create('Page editor');
  expect(await get(uid, { include_rules: true })).toMatchObject({ name: 'Page editor', rules });
  expect(await fail('create_role', { role: { name: 'Page editor' } })).toContain('is not unique');
  expect(await call('delete_role', { role_uid: uid })).toEqual({ notice: 'The role deleted successfully.' });
  expect(await fail('get_role', { role_uid: uid })).toMatch(/status (404|422)/);
});

it('replaces the rules of one', async () => {
  const { uid } = await create('Page editor');
  const fewer = rules.slice(0, 1);
  await call('update_role', { role_uid: uid, role: { name: 'Page reader', rules: fewer } });
  expect(await get(uid, { include_rules: true })).toMatchObject({ name: 'Page reader', rules: fewer });
});

it('leaves the roles of the system alone', async () => {
  const [admin] = await list({ query: { name: 'Admin' } });
  await fail('update_role', { role_uid: admin?.uid, role: { name: 'Chief' } });
  await fail('delete_role', { role_uid: admin?.uid });
  expect(await get(admin?.uid)).toMatchObject({ name: 'Admin' });
});

it('takes back what it reads', async () => {
  const { uid } = await create('Page editor');
  const role = await get(uid, { include_rules: true, include_permissions: true });
  await call('update_role', { role_uid: uid, role: { ...role, description: 'All pages.' } });
  expect(await get(uid, { include_rules: true })).toMatchObject({ description: 'All pages.', rules });
});
