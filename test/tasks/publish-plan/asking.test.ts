// One question for the whole: who can be asked is asked, who cannot gives the code, and a no is a no.
import { expect, it } from 'vitest';
import { type Json, open } from '../../harness.ts';
import { openStack } from '../sandbox.ts';
import { countOrders, listLive, listNew, listStates, publish, save, uidOf } from './stack.ts';

const about = uidOf('page', 'about');
const asked = { entries: [{ content_type: 'page', uid: about }], environments: ['staging', 'production'] };

it('asks once, with places, versions and what is wrong, and does as it is told', async () => {
  const questions: string[] = [];
  await using opened = await openStack({
    settings: { PROTECTED: 'production' },
    reply: question => {
      questions.push(question);
      return { action: 'accept', content: { confirm: true } };
    },
  });
  const [uid] = Object.keys(opened.sandbox.state.branches.main?.entries.announcement ?? {}) as [string];
  await save(opened, 'announcement', uid, {
    title: 'x',
    products: [{ uid: 'blt0000000000000001', _content_type_uid: 'product' }],
  });
  const entries = [...asked.entries, { content_type: 'announcement', uid }];
  const live = listLive(opened);
  const { done } = await publish(opened, { ...asked, entries });
  expect(questions).toHaveLength(1);
  const [question = ''] = questions;
  expect(question).toContain('production (protected): 1 in en-us');
  expect(question).toContain('staging: 1 in en-us');
  expect(question).toMatch(/"About us" \(page \w+, en-us, staging\): v1 becomes v2/);
  expect(question).toMatch(/2 wrong and not published:\n- "x" \(announcement/);
  expect(question).toContain('This is on branch main.');
  expect(listNew(live, opened)).toHaveLength(2);
  expect(listStates(done).filter(each => each.endsWith('live'))).toEqual([`${about} live`, `${about} live`]);
});

it.each(['decline', 'cancel'] as const)('publishes nothing where the user says no (%s)', async action => {
  await using opened = await openStack({ reply: () => ({ action }) });
  const plan = await opened.call('plan_publish', asked);
  const [live, orders] = [listLive(opened), countOrders(opened)];
  await opened.fail('publish_plan', { ...asked, ...(plan.next as Json) });
  expect(listNew(live, opened)).toEqual([]);
  expect(countOrders(opened)).toEqual(orders);
});

it('goes on by the code where nobody can be asked, and not at all under always', async () => {
  await using opened = await openStack();
  const { done } = await publish(opened, asked);
  expect(done.says).toBe('2 of 2 rows live');
  await using strict = await open({ settings: { CONFIRM: 'always' } });
  const plan = await strict.call('plan_publish', asked);
  // The plan says so, and offers the one way that needs nobody's yes.
  expect(plan.left).toContain('as_release: "<name>" puts it into a release');
  expect(plan.left).not.toContain('goes live at once');
  const told = await strict.call('publish_plan', { ...asked, ...(plan.next as Json) });
  expect(JSON.stringify(told)).toContain('CONTENTSTACK_CONFIRM is always');
  expect(strict.sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});
