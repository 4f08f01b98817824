// Many at once: portions within the API's limits, no more jobs than may be active, and what the jobs refuse is told.
import { describe, expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { openStack, type Stack } from '../sandbox.ts';
import { countOrders, listLive, listNew, listStates, make } from './stack.ts';

const number = 45;

/** Announcements that were never live. */
async function plant(opened: Stack, many = number): Promise<Json> {
  const entries: Json[] = [];
  for (let index = 0; index < many; index += 1) {
    const fields = { title: `Notice ${index}`, message: 'Hear.', starts_at: '2026-05-04T08:00:00.000Z' };
    entries.push({ content_type: 'announcement', uid: await make(opened, 'announcement', fields) });
  }
  return { entries, environments: ['staging', 'preview'] };
}

const listPortions = ({ sandbox }: Stack) => sandbox.requests.filter(({ path }) => path === '/v3/bulk/publish');

describe.each(['wait', 'refuse with 422'] as const)('where a third job may %s', bulkJobsAboveMaximum => {
  it('goes in portions and follows them until all is live', async () => {
    await using opened = await openStack({ choices: { bulkJobsAboveMaximum }, pace: { queue: 40, work: 40 } });
    const asked = await plant(opened);
    const live = listLive(opened);
    const plan = await opened.call('plan_publish', asked);
    opened.sandbox.requests.splice(0);
    const done = await opened.call('publish_plan', { ...asked, ...(plan.next as Json) });
    expect(done.says).toBe(`${2 * number} of ${2 * number} rows live`);
    expect(listNew(live, opened)).toHaveLength(2 * number);
    const portions = listPortions(opened);
    expect(portions).toHaveLength(Math.ceil(number / 10));
    expect(portions.every(({ status }) => status === 200)).toBe(true);
    expect([...countOrders(opened).values()].every(times => times === 1)).toBe(true);
  });
});

it('tells what the queue has not come to yet, and does not order it again', async () => {
  await using opened = await openStack({ pace: { queue: 60_000 }, settings: { TIMEOUT_MS: '3000' } });
  const asked = await plant(opened);
  const plan = await opened.call('plan_publish', asked);
  const given = { ...asked, ...(plan.next as Json) };
  const done = await opened.call('publish_plan', given);
  // Two jobs are active; what they hold is queued, and the rest is not begun.
  expect(done).toMatchObject({ next: plan.next, left: expect.stringContaining('not begun') });
  expect(done.says).toMatch(/^40 of 90 rows still queued, 50 not begun; ended early: the time of a call is over$/);
  opened.sandbox.requests.splice(0);
  // Where nobody knows which jobs are under way, what they hold could go twice.
  const broken = { error_message: 'Something went wrong.', error_code: 500 };
  opened.sandbox.fault({ path: '/v3/bulk/jobs', times: 100, answer: { status: 500, body: broken } });
  expect(await opened.fail('publish_plan', given)).toMatch(/^Nothing was published: .*bulk jobs/);
  await fetch(`${opened.sandbox.origin}/faults`, { method: 'DELETE' });
  const again = await opened.call('publish_plan', given);
  // What the jobs hold cannot be told yet, so nothing of it is sent.
  expect(listPortions(opened)).toEqual([]);
  expect(JSON.stringify(again)).toMatch(/the bulk job [\w-]+, begun since the plan, may hold it/);
  expect(listStates(again).every(each => each.endsWith('not begun'))).toBe(true);
});

it('publishes nothing where more was ordered, or is under way, than can be looked through', async () => {
  await using opened = await openStack();
  const asked = await plant(opened, 1);
  const plan = await opened.call('plan_publish', asked);
  const given = { ...asked, ...(plan.next as Json) };
  const before = countOrders(opened).size;
  const created_at = new Date(Date.now() + 1000).toISOString();
  const queue = Array.from({ length: 100 }, (_, number) => ({ uid: `blt${number}`, created_at }));
  opened.sandbox.fault({ path: '/publish-queue', times: 200, answer: { body: { queue, count: 5001 } } });
  expect(await opened.fail('publish_plan', given)).toMatch(/^Nothing was published: more than 5000 orders/);
  await fetch(`${opened.sandbox.origin}/faults`, { method: 'DELETE' });
  const jobs = queue.map(each => ({ ...each, action: 'publish', status: 2, body: {} }));
  const list = (held: unknown[]) => opened.sandbox.fault({ path: '/bulk/jobs', answer: { body: { jobs: held } } });
  list(jobs);
  expect(await opened.fail('publish_plan', given)).toMatch(/^Nothing was published: .*bulk jobs/);
  // A job that does not say when it began may have begun since.
  list([{ uid: 'job', action: 'publish', status: 2, body: {} }]);
  expect(JSON.stringify(await opened.call('publish_plan', given))).toMatch(/the bulk job job, begun since the plan/);
  list([...jobs.slice(1), { uid: 'old', created_at: '2026-01-01T00:00:00.000Z', action: 'unpublish' }]);
  expect(JSON.stringify(await opened.call('publish_plan', given))).toMatch(/the bulk job blt1, begun since/);
  expect(countOrders(opened).size).toBe(before);
});

it('sends the items of a refused portion singly, so that the others go', async () => {
  await using opened = await openStack();
  const asked = await plant(opened);
  const plan = await opened.call('plan_publish', asked);
  const live = listLive(opened);
  const body = { error_message: 'One of them is held back.', error_code: 141 };
  opened.sandbox.fault({ path: '/v3/bulk/publish', answer: { status: 422, body } });
  const done = await opened.call('publish_plan', { ...asked, ...(plan.next as Json) });
  expect(done.says).toBe(`${2 * number} of ${2 * number} rows live`);
  expect(listNew(live, opened)).toHaveLength(2 * number);
  expect([...countOrders(opened).values()].every(times => times === 1)).toBe(true);
});

it('tells of what a job could not publish, with the reason', async () => {
  await using opened = await openStack({ pace: { queue: 1_500, work: 40 } });
  const asked = await plant(opened, 22);
  const [first] = asked.entries as [Json];
  const plan = await opened.call('plan_publish', asked);
  opened.sandbox.requests.splice(0);
  const call = opened.call('publish_plan', { ...asked, ...(plan.next as Json) });
  await expect.poll(() => listPortions(opened).length, { timeout: 20_000 }).toBeGreaterThan(0);
  await opened.send('DELETE', `/content_types/announcement/entries/${first.uid}`, { entry: {} });
  const done = await call;
  expect(done.says).toBe('42 of 44 rows live, 2 refused');
  const refused = listStates(done, true).filter(each => each.startsWith(String(first.uid)));
  expect(refused).toHaveLength(2);
  for (const each of refused) expect(each).toMatch(/ refused: .+/);
});

it('goes singly where jobs cannot be followed', async () => {
  await using opened = await openStack({ settings: { TOOLS_DENY: 'get_bulk_job' } });
  const asked = await plant(opened);
  const plan = await opened.call('plan_publish', asked);
  opened.sandbox.requests.splice(0);
  const done = await opened.call('publish_plan', { ...asked, ...(plan.next as Json) });
  expect(done.says).toBe(`${2 * number} of ${2 * number} rows live`);
  expect(listPortions(opened)).toEqual([]);
});
