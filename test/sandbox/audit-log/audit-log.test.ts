// The audit log: who did what on a branch, with the request and its answer.
import { expect, it, vi } from 'vitest';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { ann, ask, authors, type Client, openStack } from '../small-stack.ts';

interface Item {
  uid: string;
  module: string;
  event_type: string;
  created_at: string;
  metadata: { uid: string };
}
const what = ({ module, event_type }: Item): string => `${module} ${event_type}`;
const logOf = async ({ get }: Client, query = '', branch = 'main'): Promise<Item[]> =>
  (await get(`/audit-logs?${query}`, { headers: { branch } })).body.logs;

it('remembers a write with its request and its answer, newest first', async () => {
  const client = await openStack();
  const before = (await logOf(client)).length;
  const made = await client.post('/environments', { environment: { name: 'qa' } });
  await client.put(`${authors}/${ann}?locale=fr-fr`, { entry: { city: 'Berne' } });
  const log = await logOf(client);
  expect(log.length - before).toBe(2);
  expect(log[0]).toMatchObject({
    module: 'entry',
    event_type: 'localize',
    metadata: {
      uid: ann,
      title: 'Ann',
      version: 1,
      content_type: { uid: 'author', title: 'Author' },
      locale: { code: 'fr-fr', name: 'French' },
    },
  });
  expect(log[1]).toMatchObject({
    uid: expect.stringMatching(/^blt[0-9a-f]{20}$/),
    stack: client.sandbox.api_key,
    module: 'environment',
    event_type: 'create',
    metadata: { uid: made.body.environment.uid, title: 'qa' },
    request_id: expect.stringMatching(/^\d{5}$/),
    remote_addr: '127.0.0.1',
    request: { environment: { name: 'qa' } },
    response: made.body,
  });
});

it('shows one item', async () => {
  const client = await openStack();
  await client.remove(`${authors}/${ann}`);
  const [item] = await logOf(client);
  const path = `/audit-logs/${item?.uid}?include_branch=true`;
  expect((await client.get(path)).body).toEqual({ log: { _id: item?.uid, ...item, _branch: 'main' } });
  const elsewhere = await client.get(path, { headers: { branch: 'next' } });
  expect(elsewhere).toMatchObject({ status: 422, body: { error_code: 141, errors: { uid: ['is not valid.'] } } });
});

it('gives a single item as log, or as logs', async () => {
  const client = await openStack({ choices: { auditLogItem: 'logs' } });
  await client.remove(`${authors}/${ann}`);
  const [item] = await logOf(client);
  expect((await client.get(`/audit-logs/${item?.uid}`)).body.logs).toMatchObject({ uid: item?.uid });
});

it('filters, counts, pages and takes a span of time', async () => {
  const client = await openStack();
  for (const name of ['a', 'b', 'c']) await client.post('/environments', { environment: { name } });
  await client.remove('/environments/b');
  const query = ask({ module: 'environment', event_type: 'create' });
  const { body } = await client.get(`/audit-logs?${query}&include_count=true&skip=1&limit=1&include_branch=true`);
  expect(body).toMatchObject({ count: 3, logs: [{ metadata: { title: 'b' }, _branch: 'main' }] });
  const [last, third] = await logOf(client);
  expect(await logOf(client, `from=${last?.created_at}`)).toHaveLength(1);
  expect((await logOf(client, `to=${third?.created_at}`))[0]?.uid).toBe(third?.uid);
  expect((await client.get('/audit-logs?from=yesterday')).body.errors).toHaveProperty('from');
});

it('has each branch for itself', async () => {
  const client = await openStack();
  await client.put(`${authors}/${ann}`, { entry: { city: 'Rome' } }, { headers: { branch: 'next' } });
  expect((await logOf(client, '', 'next')).map(what)).toEqual(['entry update']);
  expect((await logOf(client)).map(what)).not.toContain('entry update');
});

it('says nothing of what was refused or only read', async () => {
  const client = await openStack();
  const before = await logOf(client);
  await client.put(`${authors}/${ann}`, { entry: { title: '' } });
  await client.get(`${authors}/${ann}`);
  await client.post('/environments', { environment: { name: 'x' } }, { token: client.sandbox.tokens.reader ?? '' });
  expect(await logOf(client)).toEqual(before);
});

it('names every deed of the modules that it is told of', async () => {
  const client = await openStack();
  const schema = [{ uid: 'title', display_name: 'Title', data_type: 'text', mandatory: true, unique: true }];
  const place = { entry: { environments: ['production'], locales: ['en-us'] } };
  await client.post('/locales', { locale: { code: 'de-de' } });
  await client.put('/locales/de-de', { locale: { name: 'Deutsch' } });
  await client.remove('/locales/de-de');
  await client.post('/content_types', { content_type: { uid: 'note', title: 'Note', schema } });
  await client.put('/content_types/note', { content_type: { title: 'Notes', schema } });
  await client.remove('/content_types/note');
  await client.put('/environments/development', { environment: { urls: [] } });
  const { uid } = (await client.post(authors, { entry: { title: 'Cleo' } })).body.entry;
  await client.put(`${authors}/${uid}`, { entry: { city: 'Lyon' } });
  await client.put(`${authors}/${uid}?locale=fr-fr`, { entry: { city: 'Lyon' } });
  await client.post(`${authors}/${uid}/unlocalize?locale=fr-fr`);
  await client.post(`${authors}/${uid}/publish`, place);
  await client.post(`${authors}/${uid}/unpublish`, place);
  await client.post(`${authors}/import`, undefined, { files: { entry: { title: 'Dora' } } });
  await client.remove(`${authors}/${uid}`);
  const label = (await client.post('/labels', { label: { name: 'L' } })).body.label.uid;
  await client.put(`/labels/${label}`, { label: { name: 'M' } });
  await client.remove(`/labels/${label}`);
  expect((await logOf(client)).slice(0, 18).map(what).reverse()).toEqual([
    'locale create',
    'locale update',
    'locale delete',
    'content_type create',
    'content_type update',
    'content_type delete',
    'environment update',
    'entry create',
    'entry update',
    'entry localize',
    'entry unlocalize',
    'entry publish',
    'entry unpublish',
    'entry import',
    'entry delete',
    'label create',
    'label update',
    'label delete',
  ]);
});

it('remembers what was done later, and by whom it had been ordered', async () => {
  const client = await openStack();
  const scheduled_at = new Date(Date.now() + 3_000).toISOString();
  const entry = { environments: ['production'], locales: ['en-us'] };
  await client.post(`${authors}/${ann}/publish`, { entry, scheduled_at });
  expect((await logOf(client)).map(what)).not.toContain('entry publish');
  await vi.waitFor(async () => expect((await logOf(client)).map(what)).toContain('entry publish'), { timeout: 30_000 });
  const [item] = (await logOf(client)).filter(each => what(each) === 'entry publish');
  expect(item).toMatchObject({
    metadata: { uid: ann, environment: { name: 'production' } },
    request: {},
    response: {},
  });
  expect(String(item?.created_at) >= scheduled_at).toBe(true);
});

it('has the history of the demo stack, in the order of its dates', async () => {
  const sandbox = await startSandbox();
  const ask = async (query: string): Promise<{ logs: Item[]; count: number }> => {
    const headers = { api_key: sandbox.api_key, authorization: sandbox.tokens.read_only ?? '' };
    const response = await fetch(`${sandbox.origin}/v3/audit-logs?${query}`, { headers });
    return (await response.json()) as { logs: Item[]; count: number };
  };
  const { logs, count } = await ask('include_count=true');
  const dates = logs.map(item => item.created_at);
  expect(count).toBeGreaterThan(200);
  expect(dates).toEqual([...dates].sort().reverse());
  const { logs: localized } = await ask(`query=${encodeURIComponent('{"event_type":"localize"}')}`);
  expect(localized[0]).toMatchObject({ module: 'entry', request: { entry: {} }, response: { entry: {} } });
  const again = await startSandbox();
  const uids = (each: typeof sandbox) => each.state.branches.main?.audit_log.map(item => item.uid);
  expect(uids(again)).toEqual(uids(sandbox));
  await Promise.all([sandbox.close(), again.close()]);
});

it('is read, never written', async () => {
  const { post, remove } = await openStack();
  expect((await post('/audit-logs', {})).status).toBe(404);
  expect((await remove('/audit-logs/blt1')).status).toBe(404);
});
