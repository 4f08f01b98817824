// Comparing and merging branches: what differs, what each strategy takes over, and how a job fails.
import { expect, it } from 'vitest';
import type { SandboxOptions } from '../../../src/sandbox/index.ts';
import { type Client, openStack as openPlain, seed } from '../small-stack.ts';

type Json = Record<string, unknown>;

/** Where nothing else is said, jobs are done when the next request comes. */
const openStack = (options: SandboxOptions = {}): Promise<Client> =>
  openPlain({ pace: { queue: 0, work: 0 }, ...options });

const next = { headers: { branch: 'next' } };
const pair = 'base_branch=main&compare_branch=next';
const title = { uid: 'title', display_name: 'title', data_type: 'text', mandatory: true, unique: true };
const text = (uid: string, more: Json = {}): Json => ({ uid, display_name: uid, data_type: 'text', ...more });
const type = (uid: string, schema: Json[], more: Json = {}) => ({ content_type: { uid, title: uid, schema, ...more } });

/** On next: author has another field and another city, banner is new, settings is gone, seo is changed. */
async function open(options: SandboxOptions = {}): Promise<Client> {
  const client = await openStack(options);
  const { post, put, remove } = client;
  const changed = [
    title,
    text('city', { display_name: 'Town' }),
    { ...text('born'), data_type: 'number' },
    text('motto'),
  ];
  const replies = [
    await put('/content_types/author', type('author', changed, { title: 'Author' }), next),
    await post('/content_types', type('banner', [title, text('line')]), next),
    await remove('/content_types/settings?force=true', undefined, next),
    await put(
      '/global_fields/seo',
      { global_field: { uid: 'seo', title: 'SEO', schema: [text('keywords'), text('summary'), text('image')] } },
      next,
    ),
  ];
  expect(replies.map(({ status }) => status)).toEqual([200, 201, 200, 200]);
  return client;
}

const merge = async (client: Client, query: string, body?: Json) => {
  const started = await client.post(`/stacks/branches_merge?${pair}&merge_comment=go&${query}`, body ?? {});
  const { queue } = (await client.get(`/stacks/branches_queue/${started.body.uid}`)).body;
  return { started, job: queue?.[0] };
};
const fields = async ({ get }: Client, uid: string): Promise<string[]> =>
  (await get(`/content_types/${uid}`)).body.content_type?.schema.map(
    (field: Json) => `${field.uid}: ${field.display_name}`,
  );
const types = async ({ get }: Client): Promise<string[]> =>
  (await get('/content_types?asc=uid')).body.content_types.map((held: { uid: string }) => held.uid);

it('lists what differs, of both kinds or of one', async () => {
  const { get } = await open();
  const { body } = await get(`/stacks/branches_compare?${pair}`);
  expect(body).toEqual({
    branches: { base_branch: 'main', compare_branch: 'next' },
    diff: [
      { title: 'Author', uid: 'author', type: 'content_type', status: 'modified' },
      { title: 'banner', uid: 'banner', type: 'content_type', status: 'compare_only' },
      { title: 'Settings', uid: 'settings', type: 'content_type', status: 'base_only' },
      { title: 'SEO', uid: 'seo', type: 'global_field', status: 'modified' },
    ],
  });
  expect((await get(`/stacks/branches_compare/content_types?${pair}`)).body.diff).toHaveLength(3);
  expect((await get(`/stacks/branches_compare/global_fields?${pair}`)).body.diff).toMatchObject([{ uid: 'seo' }]);
  const turned = await get('/stacks/branches_compare?base_branch=next&compare_branch=main');
  expect(turned.body.diff).toContainEqual(expect.objectContaining({ uid: 'banner', status: 'base_only' }));
});

it('takes the source for the base, and goes on in segments', async () => {
  const { get, sandbox } = await open();
  const first = (await get('/stacks/branches_compare?compare_branch=next&limit=3')).body;
  expect(first.branches.base_branch).toBe('main');
  expect(first.diff).toHaveLength(3);
  expect(first.next_url).toBe(`${sandbox.origin}/v3/stacks/branches_compare?${pair}&skip=3&limit=3`);
  const second = (await get(first.next_url.replace(`${sandbox.origin}/v3`, ''))).body;
  expect(second.diff).toMatchObject([{ uid: 'seo' }]);
  expect(second).not.toHaveProperty('next_url');
});

it('shows the differences of one item, field by field', async () => {
  const { get } = await open();
  const { diff } = (await get(`/stacks/branches_compare/content_types/author?${pair}`)).body;
  expect(diff).toMatchObject({
    uid: 'author',
    type: 'content_type',
    status: 'modified',
    base_branch: { differences: [{ uid: 'city', display_name: 'city', path: 'schema[1]' }], schema: null },
    compare_branch: {
      differences: [
        { uid: 'city', display_name: 'Town', path: 'schema[1]' },
        { uid: 'motto', path: 'schema[3]' },
      ],
      schema: null,
    },
  });
  const whole = (await get(`/stacks/branches_compare/global_fields/seo?${pair}&include_schemas=true`)).body.diff;
  expect(whole).toMatchObject({ type: 'global_field', base_branch: { schema: [{ uid: 'keywords' }, {}] } });
  expect(whole.compare_branch.schema).toHaveLength(3);
  const only = (await get(`/stacks/branches_compare/content_types/banner?${pair}`)).body.diff;
  expect(only).toMatchObject({ status: 'compare_only', base_branch: { differences: [], schema: null } });
  expect(only.compare_branch.differences).toHaveLength(2);
});

it('shows other titles, and nothing of what is the same', async () => {
  const { get, put } = await openStack();
  const held = (await get('/content_types/author', next)).body.content_type;
  await put('/content_types/author', { content_type: { ...held, title: 'Writer' } }, next);
  const { diff } = (await get(`/stacks/branches_compare/content_types/author?${pair}`)).body;
  expect(diff.base_branch.differences).toEqual([{ path: 'title', value: 'Author' }]);
  expect(diff.compare_branch.differences).toEqual([{ path: 'title', value: 'Writer' }]);
  expect((await get(`/stacks/branches_compare/content_types/article?${pair}`)).body.diff).toEqual({});
  expect((await get(`/stacks/branches_compare?${pair}`)).body.diff).toHaveLength(1);
});

it('refuses branches that are missing, the same or not there, and items of neither', async () => {
  const { get } = await openStack();
  const ask = async (rest: string) => (await get(`/stacks/branches_compare${rest}`)).body.error_code;
  expect(await ask('')).toBe(141);
  expect(await ask('?compare_branch=main')).toBe(141);
  expect(await ask('?base_branch=next&compare_branch=next')).toBe(141);
  expect(await ask('?compare_branch=nowhere')).toBe(905);
  expect(await ask('?base_branch=nowhere&compare_branch=next')).toBe(905);
  expect(await ask(`/content_types/nothing?${pair}`)).toBe(118);
  expect(await ask(`/global_fields/nothing?${pair}`)).toBe(118);
});

it('keeps a token from branches that are not its own, or lets it', async () => {
  const { get, post, sandbox } = await open();
  const token = sandbox.tokens['next only'] ?? '';
  expect(await get(`/stacks/branches_compare?${pair}`, { token })).toMatchObject({
    status: 422,
    body: { error_code: 901 },
  });
  const query = `${pair}&default_merge_strategy=merge_new_only&merge_comment=x`;
  expect((await post(`/stacks/branches_merge?${query}`, {}, { token })).body.error_code).toBe(901);
  const other = await open({ choices: { foreignBranches: 'allow' } });
  expect((await other.get(`/stacks/branches_compare?${pair}`, { token })).status).toBe(200);
});

it('merges as a job, which the queue shows', async () => {
  const client = await open();
  const { started, job } = await merge(client, 'default_merge_strategy=merge_prefer_compare&no_revert=true');
  expect(started).toMatchObject({
    status: 200,
    body: {
      merge_details: { base_branch: 'main', compare_branch: 'next', status: 'in_progress' },
      merged_at: null,
      merge_comment: 'go',
    },
  });
  expect(job).toMatchObject({
    uid: started.body.uid,
    merge_details: {
      status: 'complete',
      configuration: { default_merge_strategy: 'merge_prefer_compare', merge_comment: 'go', no_revert: true },
    },
    merged_at: expect.stringMatching(/Z$/),
    errors: [],
  });
  await merge(client, 'default_merge_strategy=merge_new_only');
  const { queue } = (await client.get('/stacks/branches_queue')).body;
  expect(queue.map((each: { uid: string }) => each.uid)[1]).toBe(started.body.uid);
  expect(await client.get('/stacks/branches_queue/none')).toMatchObject({ status: 422, body: { error_code: 141 } });
  const log = (await client.get('/content_types/author')).body.content_type;
  expect(log._version).toBe(2);
});

it('takes the time that the pace gives it', async () => {
  const client = await open({ pace: { queue: 0, work: 60_000 } });
  const { job } = await merge(client, 'default_merge_strategy=overwrite_with_compare');
  expect(job).toMatchObject({ merge_details: { status: 'in_progress' }, merged_at: null });
  expect(await types(client)).toContain('settings');
});

const city = { base: 'city: city', compare: 'city: Town' };
it.each([
  ['merge_prefer_base', { city: city.base, motto: true, banner: true, settings: true }],
  ['merge_prefer_compare', { city: city.compare, motto: true, banner: true, settings: true }],
  ['overwrite_with_compare', { city: city.compare, motto: true, banner: true, settings: false }],
  ['merge_new_only', { city: city.base, motto: false, banner: true, settings: true }],
  ['merge_modified_only_prefer_base', { city: city.base, motto: true, banner: false, settings: true }],
  ['merge_modified_only_prefer_compare', { city: city.compare, motto: true, banner: false, settings: true }],
] as const)('takes over what the strategy says: %s', async (strategy, wanted) => {
  const client = await open();
  const { job } = await merge(client, `default_merge_strategy=${strategy}&no_revert=true`);
  expect(job).toMatchObject({ errors: [], merge_details: { status: 'complete' } });
  const author = await fields(client, 'author');
  const held = await types(client);
  expect(author).toContain(wanted.city);
  expect(author.includes('motto: motto')).toBe(wanted.motto);
  expect(held.includes('banner')).toBe(wanted.banner);
  expect(held.includes('settings')).toBe(wanted.settings);
});

it('keeps the fields of the base when it merges, and drops them when it overwrites', async () => {
  const client = await openStack();
  const held = (await client.get('/content_types/author')).body.content_type;
  await client.put('/content_types/author', { content_type: { ...held, schema: [...held.schema, text('pen')] } });
  await merge(client, 'default_merge_strategy=merge_prefer_compare&no_revert=true');
  expect(await fields(client, 'author')).toContain('pen: pen');
  await merge(client, 'default_merge_strategy=overwrite_with_compare&no_revert=true');
  expect(await fields(client, 'author')).not.toContain('pen: pen');
});

it('merges the items that are named, each its own way, where all others are ignored', async () => {
  const client = await open();
  const item_merge_strategies = [
    { uid: 'author', type: 'content_type', merge_strategy: 'merge_prefer_base' },
    { uid: 'banner', type: 'content_type', merge_strategy: 'ignore' },
  ];
  const { job } = await merge(client, 'default_merge_strategy=ignore&no_revert=true', { item_merge_strategies });
  expect(job.merge_details).toMatchObject({ status: 'complete', configuration: { item_merge_strategies } });
  expect(await fields(client, 'author')).toEqual(expect.arrayContaining([city.base, 'motto: motto']));
  expect(await types(client)).not.toContain('banner');
  const all = await merge(client, 'default_merge_strategy=merge_new_only&no_revert=true', {
    item_merge_strategies: [{ uid: 'banner', type: 'content_type', merge_strategy: 'ignore' }],
  });
  expect(all.job).toMatchObject({ merge_details: { status: 'failed' }, errors: ['No items available for merge'] });
});

it('keeps the base as it was in a branch of its own, unless told not to', async () => {
  const client = await open();
  const uids = async () => (await client.get('/stacks/branches?asc=uid')).body.branches.map((each: Json) => each.uid);
  await merge(client, 'default_merge_strategy=overwrite_with_compare&no_revert=true');
  expect(await uids()).toEqual(['main', 'next']);
  const again = await open();
  await merge(again, 'default_merge_strategy=overwrite_with_compare');
  const [revert] = (await again.get('/stacks/branches?query={"source":"main"}&desc=created_at')).body.branches;
  expect(revert.uid).toMatch(/^main_/);
  expect((await again.get('/content_types/settings', { headers: { branch: revert.uid } })).status).toBe(200);
  expect((await again.get('/content_types/settings')).status).toBe(422);
});

it('fails where a global field is left behind', async () => {
  const client = await openStack();
  await client.post('/global_fields', { global_field: { uid: 'hero', title: 'Hero', schema: [text('line')] } }, next);
  const schema = [title, { uid: 'hero', display_name: 'Hero', data_type: 'global_field', reference_to: 'hero' }];
  await client.post('/content_types', type('landing', schema), next);
  const left = await merge(client, 'default_merge_strategy=merge_new_only&no_revert=true', {
    item_merge_strategies: [{ uid: 'hero', type: 'global_field', merge_strategy: 'ignore' }],
  });
  expect(left.job).toMatchObject({
    merge_details: { status: 'failed' },
    merged_at: null,
    errors: [{ event: 'create', type: 'content_types', uid: 'landing', error: expect.any(String) }],
  });
  expect(JSON.parse(left.job.errors[0].error)).toMatchObject({ error_code: 116 });
  expect(await types(client)).not.toContain('landing');
  const whole = await merge(client, 'default_merge_strategy=merge_new_only&no_revert=true');
  expect(whole.job.merge_details.status).toBe('complete');
  expect(await types(client)).toContain('landing');
});

it('fails for each item that the token may not write', async () => {
  const [first] = seed.tokens;
  if (!first) throw new Error('the seed has no token');
  const modules = { branches: 'read-write', 'content-types': 'read-write', 'global-fields': 'read-only' } as const;
  const tokens = [...seed.tokens, { ...first, name: 'narrow', value: 'cs0000000000000000000000ee', modules }];
  const client = await open({ seed: { ...seed, tokens } });
  const token = client.sandbox.tokens.narrow ?? '';
  const query = `${pair}&merge_comment=go&default_merge_strategy=merge_prefer_compare&no_revert=true`;
  const { uid } = (await client.post(`/stacks/branches_merge?${query}`, {}, { token })).body;
  const [job] = (await client.get(`/stacks/branches_queue/${uid}`)).body.queue;
  expect(job.merge_details.status).toBe('failed');
  expect(job.errors).toMatchObject([{ event: 'update', type: 'global_fields', uid: 'seo' }]);
  expect(JSON.parse(job.errors[0].error).error_code).toBe(162);
});

it('refuses a merge without strategy or comment, or with odd ones', async () => {
  const { post } = await openStack();
  const send = async (query: string, body: unknown = {}) => (await post(`/stacks/branches_merge?${query}`, body)).body;
  expect((await send(`${pair}&merge_comment=x`)).errors).toHaveProperty('default_merge_strategy');
  expect((await send(`${pair}&merge_comment=x&default_merge_strategy=force`)).errors).toHaveProperty(
    'default_merge_strategy',
  );
  expect((await send(`${pair}&default_merge_strategy=ignore`)).errors).toHaveProperty('merge_comment');
  const items = [{ uid: 'x', type: 'entry', merge_strategy: 'ignore' }];
  expect(
    (await send(`${pair}&merge_comment=x&default_merge_strategy=ignore`, { item_merge_strategies: items })).errors,
  ).toHaveProperty('item_merge_strategies');
});

it('has nothing to merge from a branch that is the same: refused, or a job that fails', async () => {
  const query = 'base_branch=next&compare_branch=third&default_merge_strategy=merge_prefer_base&merge_comment=go';
  for (const emptyMerge of ['refuse', 'job'] as const) {
    const client = await openStack({
      choices: { emptyMerge, branchWrites: 'tokens too', branchLife: 'at once' },
      pace: { queue: 0, work: 0 },
    });
    await client.post('/stacks/branches', { branch: { uid: 'third', source: 'next' } });
    const { status, body } = await client.post(`/stacks/branches_merge?${query}`, {});
    const { queue } = (await client.get('/stacks/branches_queue')).body;
    if (emptyMerge === 'refuse') {
      expect([status, body.error_code, queue]).toEqual([422, 141, []]);
    } else {
      expect(queue).toMatchObject([{ uid: body.uid, merge_details: { status: 'failed' } }]);
    }
  }
});
