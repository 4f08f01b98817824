// The publish queue as the official SDK fills it: it has no methods for the queue itself, so that is read plainly.
import { expect, it } from 'vitest';
import { openSdk } from './sdk.ts';

it('shows what the SDK publishes, schedules and unpublishes', async () => {
  await using opened = await openSdk();
  const { stack, sandbox } = opened;
  const { items } = await stack.contentType('author').entry().query({ limit: 1 }).find();
  const [author] = items;
  const publishDetails = { environments: ['preview'], locales: ['en-us'] };
  const scheduledAt = new Date(Date.now() + 3_600_000).toISOString();
  expect(await author.publish({ publishDetails, scheduledAt })).toMatchObject({ notice: expect.any(String) });
  expect(await author.unpublish({ publishDetails })).toMatchObject({ notice: expect.any(String) });
  const queue = sandbox.state.branches.main?.publish_queue.slice(-2) ?? [];
  expect(queue).toMatchObject([
    {
      action: 'publish',
      entry: { uid: author.uid },
      scheduled_at: scheduledAt,
      publish_details: { status: 'scheduled' },
    },
    { action: 'unpublish', entry: { uid: author.uid }, publish_details: { status: 'success' } },
  ]);
});
