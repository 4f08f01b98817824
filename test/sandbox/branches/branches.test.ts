// Branches and aliases: what a token sees of them, and that only users make and move them.
import { describe, expect, it } from 'vitest';
import { buildState } from '../../../src/sandbox/seed/planting/build.ts';
import { passTime } from '../pass-time.ts';
import { authors, openStack, seed } from '../small-stack.ts';

const aliases = [
  { alias: 'live', target: 'main' },
  { alias: 'soon', target: 'next' },
];
const aliased = { seed: { ...seed, aliases } };
const open = (choices = {}) => openStack({ ...aliased, choices });
const uids = (list: { uid: string }[]): string[] => list.map(({ uid }) => uid);

describe('reading', () => {
  it('lists branches and counts, filters and pages them', async () => {
    const { get } = await open();
    const { status, body } = await get('/stacks/branches?include_count=true&asc=uid');
    expect(status).toBe(200);
    expect(body.count).toBe(2);
    expect(body.branches).toMatchObject([
      { uid: 'main', source: '', alias: [{ uid: 'live' }], created_by: expect.stringMatching(/^blt/) },
      { uid: 'next', source: 'main', alias: [{ uid: 'soon' }], updated_at: expect.stringMatching(/Z$/) },
    ]);
    expect(uids((await get('/stacks/branches?query={"source":"main"}')).body.branches)).toEqual(['next']);
    expect(uids((await get('/stacks/branches?asc=uid&skip=1&limit=1')).body.branches)).toEqual(['next']);
  });

  it('shows nothing of what a branch holds', async () => {
    const { get } = await open();
    const { body } = await get('/stacks/branches/next');
    expect(Object.keys(body.branch).sort()).toEqual(
      ['alias', 'created_at', 'created_by', 'source', 'uid', 'updated_at', 'updated_by'].sort(),
    );
  });

  it('gets one branch, or says that there is none', async () => {
    const { get } = await open();
    expect((await get('/stacks/branches/main')).body.branch).toMatchObject({ uid: 'main', source: '' });
    expect(await get('/stacks/branches/nowhere')).toMatchObject({ status: 422, body: { error_code: 905 } });
    expect((await get('/stacks/branches/live')).status).toBe(422);
    const other = await open({ notFoundStatus: { branches: 404 } });
    expect((await other.get('/stacks/branches/nowhere')).status).toBe(404);
  });

  it('lists aliases and gets one', async () => {
    const { get } = await open();
    const { body } = await get('/stacks/branch_aliases?include_count=true&asc=alias');
    expect(body).toMatchObject({
      count: 2,
      branch_aliases: [
        { alias: 'live', uid: 'main', source: '', deleted_at: false },
        { alias: 'soon', uid: 'next', source: 'main', deleted_at: false },
      ],
    });
    expect((await get('/stacks/branch_aliases/soon')).body.branch_alias).toEqual(body.branch_aliases[1]);
    expect(await get('/stacks/branch_aliases/next')).toMatchObject({ status: 422, body: { error_code: 905 } });
  });

  it('works for a stack without aliases', async () => {
    const { get } = await openStack();
    expect((await get('/stacks/branch_aliases')).body).toEqual({ branch_aliases: [] });
  });

  it('takes an alias in the branch header', async () => {
    const { get, put } = await open();
    const ann = `${authors}/blt0000000000000001`;
    await put(ann, { entry: { city: 'Kiel' } }, { headers: { branch: 'soon' } });
    expect((await get(ann, { headers: { branch: 'next' } })).body.entry.city).toBe('Kiel');
    expect((await get(ann, { headers: { branch: 'live' } })).body.entry.city).toBe('Bern');
    const refused = await get(ann, { headers: { branch: 'never' } });
    expect(refused).toMatchObject({ status: 422, body: { error_code: 901 } });
  });

  it('shows a token for some branches all of them, or its own alone', async () => {
    const everything = await open();
    const token = everything.sandbox.tokens['next only'] ?? '';
    expect((await everything.get('/stacks/branches', { token })).body.branches).toHaveLength(2);
    expect((await everything.get('/stacks/branches/main', { token })).status).toBe(200);

    const { get } = await open({ branchListing: 'those of the token' });
    expect(uids((await get('/stacks/branches', { token })).body.branches)).toEqual(['next']);
    expect((await get('/stacks/branch_aliases', { token })).body.branch_aliases).toMatchObject([{ alias: 'soon' }]);
    for (const path of ['/stacks/branches/main', '/stacks/branch_aliases/live']) {
      expect(await get(path, { token })).toMatchObject({ status: 422, body: { error_code: 901 } });
    }
    expect((await get('/stacks/branches')).body.branches).toHaveLength(2);
  });

  it('shows a token that has a branch by its alias that branch', async () => {
    const [first] = seed.tokens;
    if (!first) throw new Error('the seed has no token');
    const tokens = [{ ...first, name: 'by alias', branches: ['soon'] }];
    const { get, sandbox } = await openStack({
      seed: { ...aliased.seed, tokens },
      choices: { branchListing: 'those of the token' },
    });
    const token = sandbox.tokens['by alias'] ?? '';
    expect(uids((await get('/stacks/branches', { token })).body.branches)).toEqual(['next']);
  });
});

describe('writing', () => {
  const writes = [
    ['POST', '/stacks/branches', { branch: { uid: 'third', source: 'main' } }],
    ['DELETE', '/stacks/branches/next?force=true', undefined],
    ['PUT', '/stacks/branch_aliases/live', { branch_alias: { target_branch: 'next' } }],
    ['DELETE', '/stacks/branch_aliases/live?force=true', undefined],
  ] as const;

  it.each(writes)('is for users: %s %s', async (method, path, body) => {
    const { get, post, put, remove } = await open();
    const send = { POST: post, PUT: put, DELETE: remove }[method];
    const refused = await send(path, body);
    expect(refused).toMatchObject({ status: 401, body: { error_code: 105, errors: { authtoken: expect.any(Array) } } });
    expect((await get('/stacks/branches')).body.branches).toHaveLength(2);
    expect((await get('/stacks/branch_aliases/live')).body.branch_alias.uid).toBe('main');
  });

  it('may be for tokens too', async () => {
    const { get, post, put, remove } = await open({ branchWrites: 'tokens too', branchLife: 'at once' });
    const made = await post('/stacks/branches', { branch: { uid: 'third', source: 'next' } });
    expect(made).toMatchObject({ status: 201, body: { branch: { uid: 'third', source: 'next', alias: [] } } });
    expect((await get(authors, { headers: { branch: 'third' } })).body.entries).toHaveLength(2);

    const moved = await put('/stacks/branch_aliases/live', { branch_alias: { target_branch: 'third' } });
    expect(moved.body.branch_alias).toMatchObject({ uid: 'third', source: 'next', alias: 'live', deleted_at: false });
    expect((await get('/stacks/branches/main')).body.branch.alias).toEqual([]);

    expect((await remove('/stacks/branches/third?force=true')).body).toEqual({
      notice: 'Branch deleted successfully.',
    });
    expect((await get('/stacks/branch_aliases/live')).status).toBe(422);
    expect((await get(authors, { headers: { branch: 'third' } })).body.error_code).toBe(901);
    expect((await remove('/stacks/branch_aliases/soon?force=true')).body.notice).toBe(
      'Branch alias deleted successfully.',
    );
  });

  it('takes its time, and says so', async () => {
    const { get, post, remove, sandbox } = await openStack({
      choices: { branchWrites: 'tokens too' },
      pace: { queue: 3_600_000, work: 3_600_000 },
    });
    const branch = { uid: 'third', source: 'next' };
    const made = await post('/stacks/branches', { branch });
    expect(made).toMatchObject({
      status: 201,
      body: { branch, notice: expect.stringMatching(/creation is in progress/) },
    });
    expect((await get('/stacks/branches/third')).body.error_code).toBe(905);
    expect((await post('/stacks/branches', { branch })).body.error_code).toBe(910);
    passTime(sandbox);
    expect((await get('/stacks/branches/third')).body.branch).toMatchObject(branch);
    expect((await get(authors, { headers: { branch: 'third' } })).body.entries).toHaveLength(2);

    // A branch may have any name.
    await post('/stacks/branches', { branch: { uid: 'undefined', source: 'next' } });
    passTime(sandbox);
    const gone = await remove('/stacks/branches/third?force=true');
    expect(gone.body).toEqual({ notice: 'Your branch deletion is in progress. Please refresh in a while.' });
    expect((await get('/stacks/branches/third')).status).toBe(200);
    expect((await remove('/stacks/branches/third?force=true')).body.error_code).toBe(909);
    passTime(sandbox);
    expect((await get('/stacks/branches/third')).body.error_code).toBe(905);
  });

  it('refuses names and sources that will not do, with the codes of branches', async () => {
    const { post, put, remove } = await open({ branchWrites: 'tokens too', branchLife: 'at once' });
    const make = async (uid: unknown, source: unknown) =>
      (await post('/stacks/branches', { branch: { uid, source } })).body.error_code;
    expect(await make('a_name_that_is_too_long', 'main')).toBe(903);
    expect(await make('Upper', 'main')).toBe(903);
    expect(await make('__proto__', 'main')).toBe(903);
    expect(await make('third', 'nowhere')).toBe(903);
    expect(await make('next', 'main')).toBe(910);
    expect(await make('live', 'main')).toBe(910);
    const drop = async (path: string) => (await remove(path)).body.error_code;
    expect(await drop('/stacks/branches/main?force=true')).toBe(909);
    expect(await drop('/stacks/branches/next')).toBe(909);
    expect(await drop('/stacks/branches/nowhere?force=true')).toBe(905);
    expect((await post('/stacks/branches', { branch: { uid: 'third', source: 'next' } })).status).toBe(201);
    expect(await drop('/stacks/branches/next?force=true')).toBe(909);
    const point = async (alias: string, target_branch: string) =>
      (await put(`/stacks/branch_aliases/${alias}`, { branch_alias: { target_branch } })).body.error_code;
    expect(await point('main', 'next')).toBe(903);
    expect(await point('__proto__', 'next')).toBe(903);
    expect(await point('dev', 'nowhere')).toBe(905);
    expect(await drop('/stacks/branch_aliases/live')).toBe(141);
  });

  it('keeps a seed from naming an alias like a branch or pointing it nowhere', () => {
    expect(() => buildState({ ...seed, aliases: [{ alias: 'next', target: 'main' }] })).toThrow(/alias next/);
    expect(() => buildState({ ...seed, aliases: [{ alias: 'dev', target: 'nowhere' }] })).toThrow(/alias dev/);
  });

  it('takes settings of a branch', async () => {
    const { post } = await open();
    const settings = { am_v2: { linked_workspaces: [{ uid: 'main', space_uid: 'x', is_default: true }] } };
    const set = await post('/stacks/branches/next/settings', { branch: { settings } });
    expect(set).toMatchObject({ status: 200, body: { notice: 'Branch settings updated successfully.' } });
    expect((await post('/stacks/branches/nowhere/settings', { branch: { settings } })).body.error_code).toBe(905);
    expect((await post('/stacks/branches/next/settings', { branch: {} })).status).toBe(422);
  });
});
