// Between the plan and its publish others go on working: what changed is left out and named, and what was not told never goes.
import { expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { openStack, type Stack } from '../sandbox.ts';
import {
  askForChain,
  countOrders,
  listLive,
  listNew,
  listStates,
  make,
  nextSecond,
  plantChain,
  save,
  uidOf,
} from './stack.ts';

const about = uidOf('page', 'about');
const entry = { content_type: 'page', uid: about };

/** @param meanwhile what somebody does between the two calls. */
async function publishAfter(opened: Stack, asked: Json, meanwhile: () => Promise<unknown>): Promise<Json> {
  await nextSecond();
  const plan = await opened.call('plan_publish', asked);
  await nextSecond();
  await meanwhile();
  return { ...asked, ...(plan.next as Json) };
}

it('leaves out a row that a colleague saved, names it and them, and publishes the rest', async () => {
  await using opened = await openStack();
  const chain = await plantChain(opened);
  const asked = { ...askForChain(chain), entries: [entry, { content_type: 'blog_post', uid: chain.post }] };
  const again = await publishAfter(opened, asked, () => save(opened, 'page', about, { title: 'Newer' }));
  const live = listLive(opened);
  const done = await opened.call('publish_plan', again);
  expect(done.says).toBe('4 of 5 rows live, 1 left out');
  expect(listStates(done, true).find(each => each.startsWith(about))).toMatch(
    /^\w+ left out: saved since by .+; plan it again$/,
  );
  expect(listNew(live, opened).filter(each => each.includes(about))).toEqual([]);
  expect(listNew(live, opened)).toHaveLength(4);
});

it('leaves out what only a saved row needs, be it new since the plan or told in it', async () => {
  await using opened = await openStack();
  const chain = await plantChain(opened);
  const asked = { ...askForChain(chain), entries: [entry, { content_type: 'blog_post', uid: chain.post }] };
  const untold = await make(opened, 'author', { title: 'Nobody told', bio: 'New.' });
  const again = await publishAfter(opened, asked, () =>
    save(opened, 'blog_post', chain.related, { author: [{ uid: untold, _content_type_uid: 'author' }] }),
  );
  const live = listLive(opened);
  const done = await opened.call('publish_plan', again);
  expect(listStates(done).filter(each => each.endsWith('left out'))).toEqual(
    [`${chain.related} left out`, `${untold} left out`].sort(),
  );
  // The post itself needs what was saved, and would go live with a hole.
  expect(listStates(done, true).find(each => each.startsWith(chain.post))).toMatch(
    / not begun: it needs "Related" .*, which did not go$/,
  );
  expect(listNew(live, opened).some(each => each.includes(chain.post))).toBe(false);
  expect(listNew(live, opened).some(each => each.includes(untold) || each.includes(chain.related))).toBe(false);
});

it('refuses where somebody took something off, as nothing shows when', async () => {
  await using opened = await openStack();
  const author = uidOf('author', 'maya-lindqvist');
  const asked = { entries: [entry], environments: ['staging'] };
  const again = await publishAfter(opened, asked, () =>
    opened.send('POST', `/content_types/author/entries/${author}/unpublish`, {
      entry: { environments: ['staging'], locales: ['en-us'] },
    }),
  );
  const live = listLive(opened);
  const orders = countOrders(opened);
  const done = await opened.call('publish_plan', again);
  expect(listNew(live, opened).some(each => each.includes(author))).toBe(false);
  expect(listStates(done).filter(each => each.startsWith(author))).toEqual([`${author} left out`]);
  expect(countOrders(opened).get(`publish entry ${author} en-us`)).toBe(orders.get(`publish entry ${author} en-us`));
});

it('leaves out what was told to stay and would go by now, as its content type is another', async () => {
  await using opened = await openStack();
  const { content_types: types } = opened.sandbox.state.branches.main ?? {};
  const [uid] = Object.keys(opened.sandbox.state.branches.main?.entries.announcement ?? {}) as [string];
  const { current } = types?.announcement as unknown as { current: { schema: Json[]; [key: string]: unknown } };
  const withField = (mandatory: boolean) => ({
    content_type: {
      ...current,
      schema: [...current.schema, { display_name: 'Place', uid: 'place', data_type: 'text', mandatory }],
    },
  });
  await save(opened, 'announcement', uid, { title: 'A gap' });
  await opened.send('PUT', '/content_types/announcement', withField(true));
  const asked = { entries: [entry, { content_type: 'announcement', uid }], environments: ['staging'] };
  const again = await publishAfter(opened, asked, () =>
    opened.send('PUT', '/content_types/announcement', withField(false)),
  );
  const live = listLive(opened);
  const done = await opened.call('publish_plan', again);
  expect(listStates(done)).toEqual([`${about} live`, `${uid} left out`].sort());
  expect(listNew(live, opened)).toEqual([`page ${about} en-us staging v2`]);
});

it('publishes nothing of what was told to stay, whatever lets it go by now', async () => {
  await using opened = await openStack();
  const uid = uidOf('page', 'materials');
  const workflow = uidOf('workflow', 'page-review');
  const ready = uidOf('workflow stage', `${workflow} Ready`);
  const publishing_rule = {
    ...{ workflow, workflow_stage: ready, actions: ['publish'], branches: ['main'], content_types: ['page'] },
    ...{ locales: ['en-us'], environment: uidOf('environment', 'staging'), approvers: { users: [], roles: [] } },
  };
  const forbid = () => opened.send('POST', '/workflows/publishing_rules', { publishing_rule });
  const rule = (await forbid()).publishing_rule as Json;
  await save(opened, 'page', uid, { title: 'Other materials' });
  const asked = { entries: [entry, { content_type: 'page', uid }], environments: ['staging'], references: 'none' };
  const live = listLive(opened);
  const free = await publishAfter(opened, asked, () =>
    opened.send('DELETE', `/workflows/publishing_rules/${rule.uid}`, {}),
  );
  // No time shows that the rule is gone.
  expect(await opened.fail('publish_plan', free)).toContain(
    'code: the rows are no longer those that were told; plan it again with plan_publish',
  );
  await forbid();
  const moved = await publishAfter(opened, asked, async () => {
    const { stages = {} } = opened.sandbox.state.branches.main?.entries.page?.[uid] ?? {};
    Object.assign(stages['en-us'] ?? {}, { uid: ready, updated_at: new Date().toISOString() });
    await save(opened, 'page', about, { title: 'Newer' });
  });
  const done = await opened.call('publish_plan', moved);
  expect(listStates(done)).toEqual([`${about} left out`, `${uid} left out`].sort());
  expect(listNew(live, opened)).toEqual([]);
});
