// Webhooks through Contentstack's own SDK.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openReceiver } from '../sandbox/webhooks/receiver.ts';
import { openSdk } from './sdk.ts';

const webhook = {
  name: 'Feed',
  destinations: [
    {
      target_url: 'http://example.com',
      http_basic_auth: 'basic',
      http_basic_password: 'test',
      custom_header: [{ header_name: 'Custom', value: 'testing' }],
    },
  ],
  channels: ['assets.create'],
  retry_policy: 'manual',
  disabled: true,
};

it('creates, fetches, lists, updates and deletes', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const made = await stack.webhook().create({ webhook });
  expect(made).toMatchObject({ ...webhook, uid: expect.stringMatching(/^cs/), branches: ['main'] });

  const fetched = await stack.webhook(made.uid).fetch();
  expect(fetched).toMatchObject({ ...webhook, uid: made.uid });
  fetched.name = 'Feed of pictures';
  fetched.channels = ['assets.create', 'assets.delete'];
  expect(await fetched.update()).toMatchObject({
    name: 'Feed of pictures',
    channels: ['assets.create', 'assets.delete'],
  });

  const all = await stack.webhook().fetchAll({ include_count: true });
  expect(all.count).toBe(4);
  expect(all.items[0]).toMatchObject({ uid: made.uid, name: 'Feed of pictures' });

  expect(await stack.webhook(made.uid).delete()).toMatchObject({ notice: 'The Webhook was deleted successfully' });
  expect(await opened.refused(stack.webhook(made.uid).fetch())).toMatchObject({ status: 422, errorCode: 141 });
});

it('keeps one whose credentials are null, for several branches, one of them not there', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const bare = {
    target_url: 'http://example.com',
    http_basic_auth: null,
    http_basic_password: null,
    custom_header: [],
  };
  const plain = { ...webhook, destinations: [bare], branches: ['main', 'development', 'nowhere'] };
  const { uid } = await stack.webhook().create({ webhook: plain });
  const fetched = await stack.webhook(uid).fetch();
  expect(fetched).toMatchObject(plain);
  fetched.disabled = false;
  expect(await fetched.update()).toMatchObject({ ...plain, disabled: false });
});

it('imports a file, as another webhook and over one', async () => {
  await using opened = await openSdk();
  const folder = await mkdtemp(join(tmpdir(), 'webhook-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'webhook.json');
  await writeFile(file, JSON.stringify({ ...webhook, disabled: 'true' }));
  const made = await opened.stack.webhook().import({ webhook: file });
  expect(made).toMatchObject({ ...webhook, uid: expect.stringMatching(/^cs/) });
  await writeFile(file, JSON.stringify({ ...webhook, name: 'Again' }));
  expect(await opened.stack.webhook(made.uid).import({ webhook: file })).toMatchObject({
    uid: made.uid,
    name: 'Again',
  });
});

it('lists executions and tries one again', async () => {
  await using opened = await openSdk();
  const { stack } = opened;
  const { url, got } = await openReceiver([500, 200]);
  const channels = ['content_types.author.entries.create'];
  const { uid } = await stack
    .webhook()
    .create({ webhook: { name: 'W', destinations: [{ target_url: url }], channels } });
  await stack
    .contentType('author')
    .entry()
    .create({ entry: { title: 'Nils', bio: 'Writes.' } });
  const first = await vi.waitFor(async () => {
    const { webhooks } = await stack.webhook(uid).executions({ query: { status: { $gte: '400', $lte: '599' } } });
    expect(webhooks).toHaveLength(1);
    return webhooks[0];
  }, 30_000);
  expect(first).toMatchObject({ status: 500, webhooks: [uid], event_data: { module: 'entry', event: 'create' } });
  expect(await stack.webhook(uid).retry(first.uid)).toMatchObject({ notice: 'Webhook retry scheduled' });
  await vi.waitFor(() => expect(got).toHaveLength(2), { timeout: 30_000 });
});

it('tells why a webhook is refused', async () => {
  await using opened = await openSdk();
  const refusal = await opened.refused(opened.stack.webhook().create({ webhook: { ...webhook, channels: [] } }));
  expect(refusal).toMatchObject({ status: 422, errorCode: 141, errors: { channels: ['is a required field.'] } });
  expect(await opened.refused(opened.stack.webhook('cs0').executions())).toMatchObject({ status: 422 });
  expect(await opened.refused(opened.as('read_only').webhook().create({ webhook }))).toMatchObject({ errorCode: 161 });
});
