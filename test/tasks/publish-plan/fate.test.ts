// What goes wrong on the way: nothing is sent twice, what needs something that did not go stays, and each row tells what is known of it.
import { expect, it } from 'vitest';
import type { Json } from '../../harness.ts';
import { openStack, type Stack } from '../sandbox.ts';
import {
  askForChain,
  type Chain,
  countOrders,
  listLive,
  listNew,
  listStates,
  nextSecond,
  plantChain,
  save,
  uidOf,
} from './stack.ts';

async function planChain(opened: Stack): Promise<{ chain: Chain; given: Json; live: string[] }> {
  const chain = await plantChain(opened);
  const asked = askForChain(chain);
  await nextSecond();
  const plan = await opened.call('plan_publish', asked);
  return { chain, given: { ...asked, ...(plan.next as Json) }, live: listLive(opened) };
}

const toPath = ({ author }: Chain): string => `/content_types/author/entries/${author}/publish`;
const listSent = ({ sandbox }: Stack): string[] =>
  sandbox.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);

it.each([
  ['none', { cut: 'after' }],
  ['408', { apply: true, answer: { status: 408, body: '' } }],
  ['425', { apply: true, answer: { status: 425, body: '' } }],
  ['499', { apply: true, answer: { status: 499, body: '' } }],
] as const)('looks for what got no clear answer (%s), and goes on where it was carried out', async (_, fault) => {
  await using opened = await openStack();
  const { chain, given, live } = await planChain(opened);
  opened.sandbox.fault({ path: toPath(chain), ...fault });
  const done = await opened.call('publish_plan', given);
  expect(done.says).toBe('4 of 4 rows live');
  expect(listNew(live, opened)).toHaveLength(4);
  expect([...countOrders(opened).values()].every(times => times === 1)).toBe(true);
});

it('holds back what needs something of which nothing is known, and never sends that again', async () => {
  await using opened = await openStack();
  const { chain, given, live } = await planChain(opened);
  opened.sandbox.fault({ path: toPath(chain), cut: 'before' });
  opened.sandbox.requests.splice(0);
  const done = await opened.call('publish_plan', given);
  expect(listStates(done)).toEqual(
    [
      `${chain.photo} live`,
      `${chain.author} not known`,
      `${chain.related} not begun`,
      `${chain.post} not begun`,
    ].sort(),
  );
  expect(listStates(done, true).find(each => each.startsWith(chain.related))).toMatch(
    /it needs "Noor" .*, which did not go/,
  );
  expect(listSent(opened).filter(path => path.endsWith(toPath(chain)))).toHaveLength(1);
  expect(listNew(live, opened)).toEqual([`sys_assets ${chain.photo} en-us staging v1`]);
});

it('holds back what needs something that the queue says has failed, though the answer was lost', async () => {
  await using opened = await openStack();
  const { chain, given, live } = await planChain(opened);
  const { author, photo } = chain;
  const { publish_queue: queue = [] } = opened.sandbox.state.branches.main ?? {};
  const [some] = queue;
  const fault = { path: toPath(chain), delay: 1_000, answer: { status: 502, body: '' } };
  opened.sandbox.fault(fault);
  const call = opened.call('publish_plan', given);
  await expect
    .poll(() => opened.sandbox.requests.some(({ path }) => path.endsWith(toPath(chain))), { timeout: 20_000 })
    .toBe(true);
  const now = new Date().toISOString();
  queue.push({
    ...structuredClone(some as NonNullable<typeof some>),
    ...{ uid: 'blt00000000000failed', type: 'entry', action: 'publish', locale: ['en-us'] },
    ...{ entry: { uid: author, version: 1, title: 'Noor' }, content_type: { uid: 'author', title: 'Author' } },
    ...{ environment: [uidOf('environment', 'staging')], created_at: now, updated_at: now, published_at: null },
    publish_details: { status: 'failed', failure_reason: 'It was deleted.' },
  } as unknown as NonNullable<typeof some>);
  const done = await call;
  expect(listStates(done, true)).toContain(`${author} refused: It was deleted.`);
  expect(listNew(live, opened)).toEqual([`sys_assets ${photo} en-us staging v1`]);
});

it('holds back what needs something that was refused, with the reason in the words of the API', async () => {
  await using opened = await openStack();
  const { chain, given, live } = await planChain(opened);
  const body = { error_message: 'The publish rules are not satisfied.', error_code: 141, errors: {} };
  opened.sandbox.fault({ path: toPath(chain), answer: { status: 422, body } });
  const done = await opened.call('publish_plan', given);
  expect(listStates(done, true)).toContain(
    `${chain.author} refused: The publish rules are not satisfied. (status 422)`,
  );
  expect(done.says).toBe('1 of 4 rows live, 2 not begun, 1 refused');
  expect(done).not.toHaveProperty('next');
  expect(listNew(live, opened)).toHaveLength(1);
  // The same code carries out the rest, once there is nothing in the way.
  const again = await opened.call('publish_plan', given);
  expect(again.says).toBe('3 of 3 rows live');
  expect(listNew(live, opened)).toHaveLength(4);
});

it('holds it back as well where both were named, so that nothing goes live with a hole', async () => {
  await using opened = await openStack();
  const chain = await plantChain(opened);
  const { related, author, photo } = chain;
  const asked = {
    entries: [
      { content_type: 'blog_post', uid: related },
      { content_type: 'author', uid: author },
    ],
    environments: ['staging'],
  };
  const live = listLive(opened);
  await nextSecond();
  const plan = await opened.call('plan_publish', asked);
  const body = { error_message: 'The publish rules are not satisfied.', error_code: 141, errors: {} };
  opened.sandbox.fault({ path: toPath(chain), answer: { status: 422, body } });
  const given = { ...asked, ...(plan.next as Json) };
  const done = await opened.call('publish_plan', given);
  expect(listStates(done)).toEqual([`${photo} live`, `${author} refused`, `${related} not begun`].sort());
  expect(listNew(live, opened)).toEqual([`sys_assets ${photo} en-us staging v1`]);
  // What is live there at an older version leaves no hole.
  expect((await opened.call('publish_plan', given)).says).toBe('2 of 2 rows live');
  await save(opened, 'author', author, { bio: 'Walks on.' });
  await save(opened, 'blog_post', related, { summary: 'Newer.' });
  const later = await opened.call('plan_publish', asked);
  opened.sandbox.fault({ path: toPath(chain), answer: { status: 422, body } });
  const again = await opened.call('publish_plan', { ...asked, ...(later.next as Json) });
  expect(listStates(again)).toEqual([`${author} refused`, `${related} live`].sort());
});

it.each([401, 403])('stops at a refusal that would repeat (%s), and says what was not begun', async status => {
  await using opened = await openStack();
  const { chain, given, live } = await planChain(opened);
  opened.sandbox.requests.splice(0);
  const body = { error_message: 'You may not do that.', error_code: 161 };
  opened.sandbox.fault({ method: 'POST', path: '*/publish', times: 100, answer: { status, body } });
  const done = await opened.call('publish_plan', given);
  expect(listSent(opened)).toHaveLength(1);
  expect(done.says).toMatch(/^3 of 4 rows not begun, 1 refused; ended early: You may not do that\./);
  expect(done).toMatchObject({
    left: '3 rows not begun: call it again with the same code',
    next: { code: given.code },
  });
  expect(listStates(done).filter(each => each.endsWith('refused'))).toEqual([`${chain.photo} refused`]);
  expect(listNew(live, opened)).toEqual([]);
});

it('sends nothing while the queue cannot be read, as what waits in it could go twice', async () => {
  await using opened = await openStack();
  const { given, live } = await planChain(opened);
  const body = { error_message: 'You may not do that.', error_code: 161 };
  opened.sandbox.fault({ path: '/publish-queue', nth: 2, times: 100, answer: { status: 403, body } });
  await opened.fail('publish_plan', given);
  expect(listNew(live, opened)).toEqual([]);
});

it('makes no second release where the answer to the first was lost, and fills it', async () => {
  await using opened = await openStack();
  const { given } = await planChain(opened);
  opened.sandbox.fault({ method: 'POST', path: '/releases', cut: 'after' });
  const done = await opened.call('publish_plan', { ...given, as_release: 'Spring' });
  expect(done.says).toMatch(/^release "Spring" \(\w+\) holds 4 of 4 items/);
  const made = Object.values(opened.sandbox.state.branches.main?.releases ?? {}).filter(
    ({ name }) => name === 'Spring',
  );
  expect(made).toMatchObject([{ items: { length: 4 } }]);
});

it('tells what is in a release that could not be filled', async () => {
  await using opened = await openStack();
  const { given } = await planChain(opened);
  const body = { error_message: 'Failed to add item(s) to release.', error_code: 141 };
  opened.sandbox.fault({ method: 'POST', path: '*/items', answer: { status: 422, body } });
  const done = await opened.call('publish_plan', { ...given, as_release: 'Spring' });
  expect(done.says).toMatch(
    /holds 0 of 4 items; nothing is live yet: it is not whole, so it is not to be deployed as it is/,
  );
  expect(done.notes).toEqual(['the plan was for staging']);
  expect(listStates(done, true).every(each => each.includes('not in the release: Failed to add item(s)'))).toBe(true);
});
