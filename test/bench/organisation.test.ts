// The organisation that the bench measures on: several stacks, and one limit for all of them together.
import { expect, it } from 'vitest';
import { startOrganisation } from './organisation.ts';
import { findPost } from './sandbox.ts';

it('has stacks of their own behind one address, and counts the requests of all', async () => {
  await using organisation = await startOrganisation(2);
  const [one, other] = [organisation.env(0), organisation.env(1)];
  expect(other.CONTENTSTACK_HOST).toBe(one.CONTENTSTACK_HOST);
  expect(other.CONTENTSTACK_API_KEY).not.toBe(one.CONTENTSTACK_API_KEY);

  const [stack] = organisation.stacks;
  if (!stack) throw new Error('there is no stack');
  const path = `/content_types/blog_post/entries/${await findPost(stack)}`;
  await stack.put(path, { entry: { headline: 'On the first one alone' } });
  const ask = (env: Record<string, string>) =>
    fetch(`${env.CONTENTSTACK_HOST}/v3${path}`, {
      headers: { api_key: env.CONTENTSTACK_API_KEY ?? '', authorization: env.CONTENTSTACK_MANAGEMENT_TOKEN ?? '' },
    });
  const read = async (env: Record<string, string>) =>
    ((await (await ask(env)).json()) as { entry: { headline: string } }).entry;
  expect((await read(one)).headline).toBe('On the first one alone');
  expect((await read(other)).headline).not.toBe('On the first one alone');

  // Half to each: so many fall into three seconds at most, each of which holds ten, whichever stack they are for.
  const [answers, began] = [Array.from({ length: 100 }, (_, index) => ask(index % 2 ? one : other)), Date.now()];
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  const seconds = Math.floor(Date.now() / 1000) - Math.floor(began / 1000) + 1;
  const passed = statuses.filter(status => status === 200).length;
  expect(passed).toBeLessThanOrEqual(10 * seconds);
  expect(statuses.filter(status => status === 429)).toHaveLength(100 - passed);
  expect(organisation.takeRefused()).toBe(100 - passed);
  expect(organisation.takeRefused()).toBe(0);
});
