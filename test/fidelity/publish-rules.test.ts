// Publish rules through Contentstack's own SDK.
import { expect, it } from 'vitest';
import { openSdk } from './sdk.ts';

async function openPages() {
  const opened = await openSdk();
  const { stack } = opened;
  const [flow] = (await stack.workflow().fetchAll()).items.filter(
    ({ name }: { name: string }) => name === 'Page review',
  );
  const places = (await stack.environment().query({}).find()).items;
  const environment = places.find(({ name }: { name: string }) => name === 'production').uid;
  const stage = (name: string) => flow.workflow_stages.find((each: { name: string }) => each.name === name).uid;
  const rule = {
    workflow: flow.uid,
    workflow_stage: stage('Ready'),
    actions: ['publish'],
    branches: ['main'],
    content_types: ['page'],
    locales: ['en-us'],
    environment,
    approvers: { users: [], roles: [] },
    disable_approver_publishing: false,
  };
  return { ...opened, rule, stage, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

it('creates, fetches, lists, updates and deletes', async () => {
  await using opened = await openPages();
  const { stack, rule, stage } = opened;
  const rules = (uid?: string) => stack.workflow().publishRule(uid);
  const made = await rules().create({ publishing_rule: rule });
  expect(made).toMatchObject({ ...rule, uid: expect.stringMatching(/^blt/), status: true });
  const fetched = await rules(made.uid).fetch();
  expect(fetched).toMatchObject(rule);
  fetched.workflow_stage = stage('Review');
  expect(await fetched.update()).toMatchObject({ uid: made.uid, workflow_stage: stage('Review') });
  expect((await rules(made.uid).fetch()).workflow_stage).toBe(stage('Review'));

  const all = await rules().fetchAll({ content_types: 'page', include_count: true });
  expect(all.count).toBe(1);
  expect(all.items.map(({ uid }: { uid: string }) => uid)).toEqual([made.uid]);
  const asked = { action: 'publish', locale: 'en-us', environment: rule.environment };
  const found = await stack.workflow().contentType('page').getPublishRules(asked);
  expect(found.items).toHaveLength(1);
  expect(found.items[0]).toMatchObject({ uid: made.uid, locale: 'en-us', action: 'publish' });

  expect(await rules(made.uid).delete()).toMatchObject({ notice: 'Publish rule deleted successfully.' });
  const { status, errorCode } = await opened.refused(rules(made.uid).fetch());
  expect({ status, errorCode }).toEqual({ status: 422, errorCode: 141 });
});

it('is refused approvers, and a publish that does not satisfy a rule', async () => {
  await using opened = await openPages();
  const { stack, rule } = opened;
  const rules = stack.workflow().publishRule();
  const approvers = { users: ['blt1'], roles: [] };
  expect((await opened.refused(rules.create({ publishing_rule: { ...rule, approvers } }))).errorCode).toBe(141);
  await rules.create({ publishing_rule: rule });
  const publish = async (title: string): Promise<unknown> => {
    const [page] = (await stack.contentType('page').entry().query({ query: { title } }).find()).items;
    return page.publish({ publishDetails: { environments: ['production'], locales: ['en-us'] }, locale: 'en-us' });
  };
  expect(await publish('Home')).toMatchObject({ notice: expect.any(String) });
  const { status, errorCode } = await opened.refused(publish('Materials'));
  expect({ status, errorCode }).toEqual({ status: 422, errorCode: 141 });
});
