// Roles, and users as far as a token may, through Contentstack's own SDK.
import { expect, it } from 'vitest';
import { openSdk } from './sdk.ts';

const rules = [{ module: 'branch', branches: ['main'], acl: { read: true } }];

it('creates, fetches, lists, queries, updates and deletes', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const made = await stack.role().create({ role: { name: 'Reader', description: 'Reads.', rules, users: [] } });
  expect(made).toMatchObject({ name: 'Reader', rules, uid: expect.stringMatching(/^blt/) });

  const fetched = await stack.role(made.uid).fetch({ include_rules: true, include_permissions: true });
  expect(fetched).toMatchObject({ name: 'Reader', rules, stack: { name: 'Larkfell' }, permissions: {} });
  fetched.name = 'Visitor';
  expect(await fetched.update()).toMatchObject({ name: 'Visitor', rules, uid: made.uid });

  const all = await stack.role().fetchAll({ include_rules: true, include_count: true });
  expect(all.count).toBe(all.items.length);
  expect(all.items.map((role: { name: string }) => role.name)).toEqual(
    expect.arrayContaining(['Admin', 'Developer', 'Content Manager', 'Translator', 'Visitor']),
  );
  const found = await stack
    .role()
    .query({ query: { name: 'Visitor' } })
    .find();
  expect(found.items.map((role: { uid: string }) => role.uid)).toEqual([made.uid]);

  expect(await stack.role(made.uid).delete()).toMatchObject({ notice: 'The role deleted successfully.' });
  const { status, errorCode } = await opened.refused(stack.role(made.uid).fetch());
  expect({ status, errorCode }).toEqual({ status: 422, errorCode: 141 });
});

it('is refused what a role may not be, and roles of the system', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const nameless = await opened.refused(stack.role().create({ role: { description: 'Nobody.' } }));
  expect(nameless).toMatchObject({ status: 422, errors: { name: ['is a required field.'] } });
  const [admin] = (await stack.role().fetchAll({ query: { name: 'Admin' } })).items;
  admin.name = 'Chief';
  expect((await opened.refused(admin.update())).status).toBe(422);
  expect((await opened.refused(admin.delete())).status).toBe(422);
  const reader = opened.as('read_only');
  expect((await opened.refused(reader.role().create({ role: { name: 'X' } }))).errorCode).toBe(161);
});

it('is refused the users of the stack', async () => {
  await using opened = await openSdk();
  for (const work of [opened.stack.users(), opened.stack.updateUsersRoles({ blt1: ['blt2'] })]) {
    // What a stack's own methods throw is handed on as it is.
    const { errorCode } = await opened.refused(work.then((answer: Error) => Promise.reject(answer)));
    expect(errorCode).toBe(105);
  }
});
