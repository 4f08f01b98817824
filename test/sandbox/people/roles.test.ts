// Roles: what they carry, what they may be, and those that came with the stack.
import { expect, it } from 'vitest';
import { openStack } from '../small-stack.ts';

const read = { read: true };
const rules = [
  { module: 'branch', branches: ['main'], acl: read },
  { module: 'branch_alias', branch_aliases: ['deploy'], acl: read },
  { module: 'environment', environments: ['blt00000000000000d1'], acl: read },
  { module: 'locale', locales: ['blt00000000000000f1'], acl: read },
  {
    module: 'locale',
    locales: ['blt00000000000000f2'],
    acl: { read: true, sub_acl: { create: false } },
    restrict: true,
  },
  { module: 'taxonomy', taxonomies: ['regions'], terms: ['regions.north'], content_types: [], acl: read },
  { module: 'content_type', content_types: ['article'], acl: { read: true, sub_acl: { ...read, publish: true } } },
];
const editor = { role: { name: 'Editor', description: 'Edits.', rules, users: [] } };

it('lists the roles that every stack has, each with the whole stack and its secrets', async () => {
  const { get, sandbox } = await openStack();
  const { body } = await get('/roles?include_count=true&asc=name');
  expect(body.count).toBe(3);
  expect(body.roles.map((role: { name: string }) => role.name)).toEqual(['Admin', 'Content Manager', 'Developer']);
  for (const role of body.roles) {
    expect(role).toMatchObject({ users: [], roles: [], owner: 'owner@example.com', SYS_ACL: {} });
    expect(role).not.toHaveProperty('rules');
    expect(role).not.toHaveProperty('permissions');
    expect(role).not.toHaveProperty('system');
    expect(role.stack).toMatchObject({ api_key: sandbox.api_key, master_locale: 'en-us' });
    expect(role.stack.master_key).toMatch(/^blt[0-9a-f]{16}$/);
    expect(role.stack.settings.discrete_variables.secret_key).toMatch(/^[0-9a-f]{40}$/);
    expect(role.stack.settings.discrete_variables.access_token).toMatch(/^cs[0-9a-f]{24}$/);
  }
});

it('filters, pages and adds rules and permissions when asked', async () => {
  const { get, post } = await openStack();
  const { uid } = (await post('/roles', editor)).body.role;
  const found = await get(`/roles?query=${encodeURIComponent('{"name":"Editor"}')}&include_rules=true`);
  expect(found.body.roles).toHaveLength(1);
  expect(found.body.roles[0].rules).toEqual(rules);
  expect((await get('/roles?limit=2&skip=3')).body.roles).toHaveLength(1);
  const { role } = (await get(`/roles/${uid}?include_permissions=true`)).body;
  expect(role).not.toHaveProperty('rules');
  expect(role.permissions).toEqual({
    content_types: ['article'],
    environments: ['blt00000000000000d1'],
    locales: ['blt00000000000000f1'],
    taxonomies: ['regions'],
  });
});

it('creates, reads, changes and deletes', async () => {
  const { get, post, put, remove, sandbox } = await openStack();
  const created = await post('/roles', editor);
  expect(created).toMatchObject({ status: 201, body: { notice: 'The role created successfully.', role: editor.role } });
  expect(created.body.role).toMatchObject({ api_key: sandbox.api_key, org_uid: 'blt00000000000000aa' });
  expect(created.body.role).not.toHaveProperty('stack');
  const path = `/roles/${created.body.role.uid}`;
  expect((await get(path)).body.role).toMatchObject({ name: 'Editor', stack: { name: 'Small' } });

  const renamed = await put(path, { role: { name: 'Writer' } });
  expect(renamed.body).toMatchObject({ notice: 'The role updated successfully.', role: { name: 'Writer', rules } });
  const bare = await put(path, { role: { name: 'Writer', rules: rules.slice(0, 1) } });
  expect(bare.body.role.rules).toEqual(rules.slice(0, 1));

  expect((await remove(path)).body).toEqual({ notice: 'The role deleted successfully.' });
  expect(await get(path)).toMatchObject({ status: 422, body: { error_code: 141, errors: { uid: expect.anything() } } });
  const events = sandbox.state.branches.main?.audit_log.filter(({ module }) => module === 'role') ?? [];
  expect(events.map(({ event_type }) => event_type)).toEqual(['create', 'update', 'update', 'delete']);
});

it('fills in rules that are left out', async () => {
  const { post } = await openStack();
  const { role } = (await post('/roles', { role: { name: 'Anything', rules: [] } })).body;
  expect(role.rules).toContainEqual({ module: 'branch', branches: ['$all'], acl: read });
  const some = [
    { module: 'locale', acl: read },
    { module: 'branch', branches: ['main'], acl: read },
  ];
  const partial = await post('/roles', { role: { name: 'Some', rules: some } });
  expect(partial.body.role.rules[0]).toEqual({ module: 'locale', locales: ['$all'], acl: read });
});

it('needs a rule for a branch or an alias, unless that is chosen', async () => {
  const role = { name: 'Some', rules: [{ module: 'locale', acl: read }] };
  const { post, put } = await openStack();
  const refused = { status: 422, body: { error_code: 141, errors: { 'rules.branch': ['is a required field.'] } } };
  expect(await post('/roles', { role })).toMatchObject(refused);
  const named = [...role.rules, { module: 'branch_alias', branch_aliases: ['deploy'], acl: read }];
  const made = await post('/roles', { role: { ...role, rules: named } });
  expect(made.status).toBe(201);
  expect(await put(`/roles/${made.body.role.uid}`, { role })).toMatchObject(refused);
  const loose = await openStack({ choices: { roleBranchRule: 'optional' } });
  expect((await loose.post('/roles', { role })).status).toBe(201);
});

it.each([
  ['name', {}],
  ['name', { name: ' ' }],
  ['name', { name: 'x'.repeat(161) }],
  ['name', { name: 'Admin' }],
  ['description', { name: 'A', description: 'x'.repeat(321) }],
  ['rules', { name: 'A', rules: 'all' }],
  ['rules', { name: 'A', rules: [{ module: 'webhook', acl: read }] }],
  ['rules', { name: 'A', rules: [{ module: 'branch', acl: 'read' }] }],
  ['rules', { name: 'A', rules: [{ module: 'entry', entries: Array(101).fill('blt1'), acl: read }] }],
  ['users', { name: 'A', users: 'blt1' }],
])('refuses a wrong %s: %j', async (key, role) => {
  const { post } = await openStack();
  const reply = await post('/roles', { role });
  expect(reply).toMatchObject({ status: 422, body: { error_code: 141 } });
  expect(reply.body.errors).toHaveProperty(key);
});

it('takes names and descriptions of the greatest length', async () => {
  const { post } = await openStack();
  const role = { name: 'x'.repeat(160), description: 'y'.repeat(320) };
  expect((await post('/roles', { role })).status).toBe(201);
});

it('keeps the roles of the system as they are', async () => {
  const { get, put, remove } = await openStack();
  for (const { uid } of (await get('/roles')).body.roles) {
    expect(await put(`/roles/${uid}`, { role: { name: 'Mine' } })).toMatchObject({ status: 422 });
    expect(await remove(`/roles/${uid}`)).toMatchObject({ status: 422, body: { error_code: 141 } });
  }
  expect((await get('/roles')).body.roles).toHaveLength(3);
});

it('has room for so many custom roles, and refuses one more with 157', async () => {
  const { post } = await openStack({ choices: { mostRoles: 1 } });
  expect((await post('/roles', editor)).status).toBe(201);
  const beyond = await post('/roles', { role: { name: 'Another' } });
  expect(beyond).toMatchObject({ status: 422, body: { error_code: 157 } });
});

it('is read-only to a token that reads', async () => {
  const { get, post, sandbox } = await openStack();
  const token = sandbox.tokens.reader ?? '';
  expect((await get('/roles', { token })).status).toBe(200);
  expect(await post('/roles', editor, { token })).toMatchObject({ status: 401, body: { error_code: 161 } });
});
