// Environments through Contentstack's own SDK.
import { expect, it } from 'vitest';
import { openSdk } from './sdk.ts';

it('creates, fetches, queries, updates and deletes', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const urls = [{ locale: 'en-us', url: 'https://qa.example.com' }];
  const made = await stack.environment().create({ environment: { name: 'qa', urls } });
  expect(made).toMatchObject({ name: 'qa', urls, uid: expect.stringMatching(/^blt/), _version: 1 });

  const fetched = await stack.environment('qa').fetch();
  expect(fetched).toMatchObject({ name: 'qa', uid: made.uid });
  fetched.name = 'qa2';
  expect(await fetched.update()).toMatchObject({ name: 'qa2', uid: made.uid, _version: 2 });

  const found = await stack
    .environment()
    .query({ query: { name: 'qa2' }, include_count: true })
    .find();
  expect(found.items.map((item: { name: string }) => item.name)).toEqual(['qa2']);
  expect(found.count).toBe(1);

  expect(await stack.environment('qa2').delete()).toMatchObject({ notice: 'Environment deleted successfully.' });
  const { status, errorCode } = await opened.refused(stack.environment('qa2').fetch());
  expect({ status, errorCode }).toEqual({ status: 422, errorCode: 141 });
});
