// Webhooks: what they must be, their life, export and import. What they are sent: webhook-delivery.test.ts.
import { expect, it } from 'vitest';
import { ask, openStack } from '../small-stack.ts';

const destination = {
  target_url: 'http://example.com',
  http_basic_auth: 'user',
  http_basic_password: 'word',
  authentication_type: 'Basic',
  custom_header: [{ header_name: 'X-From', value: 'stack' }],
};
const news = { name: 'News', destinations: [destination], channels: ['assets.create'] };
const openHook = async (options: Parameters<typeof openStack>[0] = {}) => {
  const client = await openStack(options);
  const { uid } = (await client.post('/webhooks', { webhook: news })).body.webhook;
  return { ...client, uid };
};

it('lists, counts, filters and pages', async () => {
  const { get, post, uid } = await openHook();
  await post('/webhooks', { webhook: { ...news, name: 'Later' } });
  const { body } = await get('/webhooks?include_count=true&limit=1');
  expect(body).toMatchObject({ count: 2, webhooks: [{ name: 'Later' }], destination: {} });
  expect((await get(`/webhooks?${ask({ name: 'News' })}`)).body.webhooks).toMatchObject([{ uid }]);
});

it('creates, reads, changes and deletes', async () => {
  const { get, post, put, remove, sandbox } = await openStack();
  const made = await post('/webhooks', { webhook: { ...news, notifiers: 'a@example.com' } });
  expect(made).toMatchObject({
    status: 201,
    body: {
      notice: 'The webhook was created successfully',
      webhook: {
        ...news,
        uid: expect.stringMatching(/^cs[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        branches: ['main'],
        notifiers: ['a@example.com'],
        retry_policy: 'manual',
        disabled: false,
        concise_payload: false,
      },
    },
  });
  const { uid } = made.body.webhook;
  const known = { org_uid: sandbox.state.org_uid, unhealthy: { state: false } };
  expect((await get(`/webhooks/${uid}`)).body).toEqual({ webhook: { ...made.body.webhook, ...known } });

  const changes = { name: 'Old news', disabled: true, retry_policy: 'automatic', concise_payload: true };
  const changed = await put(`/webhooks/${uid}`, { webhook: { ...news, ...changes, channels: ['assets.delete'] } });
  expect(changed.body.notice).toBe('The Webhook was updated successfully');
  expect((await get(`/webhooks/${uid}`)).body.webhook).toMatchObject({ ...changes, channels: ['assets.delete'] });

  expect((await remove(`/webhooks/${uid}`)).body).toEqual({ notice: 'The Webhook was deleted successfully' });
  for (const reply of [await get(`/webhooks/${uid}`), await put(`/webhooks/${uid}`, { webhook: news })]) {
    expect(reply).toMatchObject({ status: 422, body: { error_code: 141, errors: { uid: ['is not valid.'] } } });
  }
});

it('belongs to the whole stack', async () => {
  const { get, uid } = await openHook();
  expect((await get(`/webhooks/${uid}`, { headers: { branch: 'next' } })).status).toBe(200);
});

it.each([
  ['name', { name: ' ' }],
  ['name', { name: 'x'.repeat(256) }],
  ['destinations', { destinations: [] }],
  ['destinations', { destinations: [{}] }],
  ['destinations', { destinations: [{ target_url: 'ftp://example.com' }] }],
  ['destinations', { destinations: [{ target_url: 'example' }] }],
  ['destinations', { destinations: [{ ...destination, authentication_type: 'Digest' }] }],
  ['destinations', { destinations: [{ ...destination, custom_header: [{ name: 'x' }] }] }],
  ['destinations', { destinations: [{ ...destination, http_basic_password: 7 }] }],
  ['destinations', { destinations: Array(11).fill(destination) }],
  ['channels', { channels: [] }],
  ['channels', { channels: ['all of it'] }],
  ['channels', { channels: Array.from({ length: 201 }, (_, index) => `assets.a${index}.update`) }],
  ['branches', { branches: 'main' }],
  ['notifiers', { notifiers: Array.from({ length: 11 }, (_, index) => `n${index}@example.com`) }],
  ['retry_policy', { retry_policy: 'never' }],
  ['disabled', { disabled: 'yes' }],
  ['concise_payload', { concise_payload: 1 }],
])('refuses %s like %j', async (key, wrong) => {
  const { post, put, uid } = await openHook();
  for (const reply of [
    await post('/webhooks', { webhook: { ...news, ...wrong } }),
    await put(`/webhooks/${uid}`, { webhook: wrong }),
  ]) {
    expect(reply).toMatchObject({ status: 422, body: { error_code: 141 } });
    expect(reply.body.errors).toHaveProperty(key);
  }
});

it('takes several branches and unknown ones, or one that is there', async () => {
  const open = await openStack();
  for (const branches of [['main', 'next'], ['nowhere'], []]) {
    const { body } = await open.post('/webhooks', { webhook: { ...news, branches } });
    expect(body.webhook).toMatchObject({ branches });
  }
  const strict = await openStack({ choices: { webhookBranches: 'one that exists' } });
  const several = await strict.post('/webhooks', { webhook: { ...news, branches: ['main', 'next'] } });
  expect(several).toMatchObject({ status: 422, body: { errors: { branches: ['is limited to 1.'] } } });
  const unknown = await strict.post('/webhooks', { webhook: { ...news, branches: ['nowhere'] } });
  expect(unknown).toMatchObject({ status: 422, body: { error_code: 901 } });
});

it('keeps null where there is none, and does without a scheme', async () => {
  const { get, post, put } = await openStack();
  const nothing = { http_basic_auth: null, http_basic_password: null, bearer_token: null, custom_header: null };
  const destinations = [{ target_url: 'http://example.com', authentication_type: null, ...nothing }];
  const { uid } = (await post('/webhooks', { webhook: { ...news, destinations } })).body.webhook;
  const { webhook } = (await get(`/webhooks/${uid}`)).body;
  expect(webhook.destinations).toEqual(destinations);
  expect((await put(`/webhooks/${uid}`, { webhook })).status).toBe(200);
});

it('takes true and false as text from a file alone', async () => {
  const { post } = await openStack();
  const file = { ...news, disabled: 'true', concise_payload: 'false' };
  const imported = await post('/webhooks/import', undefined, { files: { webhook: file } });
  expect(imported.body.webhook).toMatchObject({ disabled: true, concise_payload: false });
  expect((await post('/webhooks', { webhook: file })).status).toBe(422);
});

it('takes an update without what is required, or refuses it', async () => {
  const keeping = await openHook();
  const { body } = await keeping.put(`/webhooks/${keeping.uid}`, { webhook: { disabled: true } });
  expect(body.webhook).toMatchObject({ ...news, disabled: true });
  const strict = await openHook({ choices: { partialWebhookUpdate: 'refuse' } });
  const reply = await strict.put(`/webhooks/${strict.uid}`, { webhook: { disabled: true } });
  expect(reply).toMatchObject({ status: 422, body: { errors: { name: ['is a required field.'] } } });
});

it('has room for a hundred', async () => {
  const { post } = await openStack();
  for (let made = 0; made < 100; made++) await post('/webhooks', { webhook: news });
  const reply = await post('/webhooks', { webhook: news });
  expect(reply).toMatchObject({ status: 422 });
  expect(reply.body.errors).toHaveProperty('webhooks');
});

it('shows passwords, or masks them and keeps what is sent back masked', async () => {
  const open = await openHook();
  const passwordOf = (webhook: { destinations: { http_basic_password: string }[] }) =>
    webhook.destinations[0]?.http_basic_password;
  expect(passwordOf((await open.get(`/webhooks/${open.uid}`)).body.webhook)).toBe('word');
  const { get, put, uid, sandbox } = await openHook({ choices: { webhookPasswords: 'masked' } });
  const { webhook } = (await get(`/webhooks/${uid}`)).body;
  expect(passwordOf(webhook)).toBe('********');
  await put(`/webhooks/${uid}`, { webhook });
  expect(sandbox.state.webhooks[uid]?.destinations[0]?.http_basic_password).toBe('word');
});

it('exports one, and imports it as another or over one', async () => {
  const { get, post, uid } = await openHook();
  const exported = (await get(`/webhooks/${uid}/export`)).body;
  expect(exported).toMatchObject({ ...news, uid });
  const imported = await post('/webhooks/import', undefined, { files: { webhook: exported } });
  expect(imported).toMatchObject({
    status: 201,
    body: { notice: 'webhook was imported successfully', webhook: { ...news, retry: { auto: true } } },
  });
  const other = imported.body.webhook.uid;
  expect(other).not.toBe(uid);
  const over = await post(`/webhooks/${other}/import`, undefined, {
    files: { webhook: { ...exported, name: 'Over' } },
  });
  expect(over.body.webhook).toMatchObject({ uid: other, name: 'Over' });
  expect((await get(`/webhooks/${other}`)).body.webhook.name).toBe('Over');
});

it('refuses to import what is no webhook, or over one that is not there', async () => {
  const { post } = await openStack();
  expect((await post('/webhooks/import', undefined, { files: { other: news } })).status).toBe(400);
  expect((await post('/webhooks/import', undefined, { files: { webhook: { name: 'x' } } })).status).toBe(422);
  expect((await post('/webhooks/cs0/import', undefined, { files: { webhook: news } })).status).toBe(422);
});

it('lets a read-only token read', async () => {
  const { get, post, sandbox, uid } = await openHook();
  const token = sandbox.tokens.reader ?? '';
  for (const path of ['', `/${uid}`, `/${uid}/executions`, `/${uid}/export`]) {
    expect((await get(`/webhooks${path}`, { token })).status).toBe(200);
  }
  expect((await post('/webhooks', { webhook: news }, { token })).body.error_code).toBe(161);
});
