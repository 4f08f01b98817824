// A plan is carried out in two calls: what goes live is what was told, in order, and nothing else of the stack is another.
import { expect, it } from 'vitest';
import { listRows, openStack } from '../sandbox.ts';
import {
  askForChain,
  copy,
  countOrders,
  listElse,
  listLive,
  listNew,
  listStates,
  plantChain,
  publish,
  save,
  uidOf,
} from './stack.ts';

const about = uidOf('page', 'about');
const asked = { entries: [{ content_type: 'page', uid: about }], environments: ['staging'] };

it('puts a page live as it was saved, only where it is behind', async () => {
  await using opened = await openStack();
  const [before, live] = [copy(opened), listLive(opened)];
  const { plan, done } = await publish(opened, asked);
  expect(plan.next).toEqual({ code: expect.stringMatching(/^[\w-]{1,80}$/) });
  expect(done).toMatchObject({ branch: 'main', says: '1 of 1 row live' });
  const wanted = ['content_type', 'uid', 'locale', 'environment', 'live', 'goes', 'state'];
  expect(listRows(done, wanted)).toEqual([['page', about, 'en-us', 'staging', 'v2', 'v2', 'live']]);
  expect(listNew(live, opened)).toEqual([`page ${about} en-us staging v2`]);
  expect(listElse(before, opened)).toEqual([]);
});

it('takes along what is needed three levels down, and sends what is needed first', async () => {
  await using opened = await openStack();
  const chain = await plantChain(opened);
  const [before, live] = [copy(opened), listLive(opened)];
  opened.sandbox.requests.splice(0);
  const { done } = await publish(opened, askForChain(chain, ['staging', 'production']));
  expect(done.says).toBe('8 of 8 rows live');
  const places = (type: string, uid: string) =>
    ['production', 'staging'].map(name => `${type} ${uid} en-us ${name} v1`);
  expect(listNew(live, opened)).toEqual(
    [
      ...places('blog_post', chain.post),
      ...places('blog_post', chain.related),
      ...places('author', chain.author),
      ...places('sys_assets', chain.photo),
    ].sort(),
  );
  const sent = opened.sandbox.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
  // One for each item, with both environments, and the deepest first.
  expect(sent).toEqual([
    `/v3/assets/${chain.photo}/publish`,
    `/v3/content_types/author/entries/${chain.author}/publish`,
    `/v3/content_types/blog_post/entries/${chain.related}/publish`,
    `/v3/content_types/blog_post/entries/${chain.post}/publish`,
  ]);
  expect(listElse(before, opened)).toEqual([]);
});

it('finds nothing left to do with the same code', async () => {
  await using opened = await openStack();
  const { plan } = await publish(opened, asked);
  const [orders, before] = [countOrders(opened), copy(opened)];
  const again = await opened.call('publish_plan', { ...asked, ...(plan.next as object) });
  expect(again.says).toBe('nothing left to do');
  expect(countOrders(opened)).toEqual(orders);
  expect(listElse(before, opened)).toEqual([]);
});

it('does not publish a row that has a gap, nor what needs it, and says so', async () => {
  await using opened = await openStack();
  const [uid] = Object.keys(opened.sandbox.state.branches.main?.entries.announcement ?? {}) as [string];
  const entries = [...asked.entries, { content_type: 'announcement', uid }];
  await save(opened, 'announcement', uid, { title: 'A gap' });
  const { current } = opened.sandbox.state.branches.main?.content_types.announcement as {
    current: { schema: unknown };
  };
  const field = { display_name: 'Place', uid: 'place', data_type: 'text', mandatory: true };
  await opened.send('PUT', '/content_types/announcement', {
    content_type: { ...current, schema: [...(current.schema as object[]), field] },
  });
  const live = listLive(opened);
  const { done } = await publish(opened, { ...asked, entries });
  expect(listStates(done)).toEqual([`${about} live`, `${uid} wrong`].sort());
  expect(done.says).toBe('1 of 2 rows live, 1 wrong and not published');
  expect(listStates(done, true).join('\n')).toMatch(/wrong: .*place/);
  expect(listNew(live, opened)).toEqual([`page ${about} en-us staging v2`]);
});

it('leaves out what is excepted, by item, language or environment, and what only that needs', async () => {
  await using opened = await openStack();
  const chain = await plantChain(opened);
  const live = listLive(opened);
  const plan = askForChain(chain, ['staging', 'production']);
  const { done } = await publish(opened, plan, { except: [`${chain.related} production`] });
  expect(done.says).toBe('5 of 8 rows live, 3 left out');
  expect(listNew(live, opened).filter(each => each.includes('production'))).toEqual([
    `blog_post ${chain.post} en-us production v1`,
  ]);
  expect(listStates(done, true).filter(each => each.includes('left out'))).toEqual(
    [
      `${chain.related} left out: excepted`,
      `${chain.author} left out: only what is excepted needs it`,
      `${chain.photo} left out: only what is excepted needs it`,
    ].sort(),
  );
});

it.each([
  'blt0000000000000000',
  'staging',
  `${about} fr-fr`,
  `${about} production`,
  `${about} en-us production`,
  `${about} en-us staging x`,
])('refuses to leave out %s, which is no row, and publishes nothing', async except => {
  await using opened = await openStack();
  const plan = await opened.call('plan_publish', asked);
  const live = listLive(opened);
  const said = await opened.fail('publish_plan', { ...asked, ...(plan.next as object), except: [except] });
  expect(said).toContain(`except[0]: ${JSON.stringify(except)} names no row of the plan`);
  expect(listNew(live, opened)).toEqual([]);
});

it('takes no code but that of a plan with the same arguments', async () => {
  await using opened = await openStack();
  const plan = await opened.call('plan_publish', asked);
  const live = listLive(opened);
  for (const more of [{ code: 'made-up' }, { environments: ['production'] }, { references: 'none' }]) {
    const said = await opened.fail('publish_plan', { ...asked, ...(plan.next as object), ...more });
    expect(said).toMatch(/code: is older than thirty minutes, or of a plan with other arguments/);
  }
  expect(listNew(live, opened)).toEqual([]);
});

it('schedules at the versions that were told, and a second call schedules nothing again', async () => {
  await using opened = await openStack();
  const live = listLive(opened);
  const scheduled_at = new Date(Date.now() + 3_600_000).toISOString();
  const { plan, done } = await publish(opened, asked, { scheduled_at });
  expect(done.says).toBe('1 of 1 row scheduled');
  expect(JSON.stringify(done.notes)).toContain('what is saved until then does not go');
  expect(listNew(live, opened)).toEqual([]);
  const queue = opened.sandbox.state.branches.main?.publish_queue ?? [];
  expect(queue.at(-1)).toMatchObject({ scheduled_at, publish_details: { status: 'scheduled' }, entry: { version: 2 } });
  const orders = countOrders(opened);
  const again = await opened.call('publish_plan', { ...asked, ...(plan.next as object), scheduled_at });
  expect(again.says).toBe('nothing was sent: 1 of 1 row scheduled');
  expect(countOrders(opened)).toEqual(orders);
});
