// Who gets in: stack, token, permission, branch, paths, bodies, rate headers, and what the observer sees.
import { describe, expect, it } from 'vitest';
import { ann, authors, openStack, seed } from '../small-stack.ts';

const fresh = { entry: { title: 'Cleo' } };

it('keeps a connection for a minute, and says so', async () => {
  const { sandbox } = await openStack();
  const { headers } = await fetch(sandbox.origin);
  expect(headers.get('keep-alive')).toBe('timeout=60');
});

describe('stack and token', () => {
  it('refuses a wrong key before it looks at the token', async () => {
    const { get } = await openStack();
    const reply = await get('/locales', { headers: { api_key: 'blt1' }, token: 'wrong' });
    expect(reply).toMatchObject({ status: 412, body: { error_code: 109, errors: { api_key: ['is not valid.'] } } });
    expect(reply.body.error_message).toBeTypeOf('string');
  });

  it('refuses a wrong, missing, prefixed or expired token', async () => {
    const { get, sandbox } = await openStack();
    for (const token of ['wrong', '', `Bearer ${sandbox.tokens.writer}`, sandbox.tokens.expired ?? '']) {
      const reply = await get('/locales', { token });
      expect(reply).toMatchObject({ status: 401, body: { error_code: 105 } });
      expect(reply.body.errors).toHaveProperty('authorization');
    }
  });

  it('takes no authtoken', async () => {
    const { get, sandbox } = await openStack();
    const reply = await get('/locales', { token: '', headers: { authtoken: sandbox.tokens.writer ?? '' } });
    expect(reply).toMatchObject({ status: 401, body: { error_code: 105 } });
  });

  it('lets a read-only token read and not write', async () => {
    const { get, post, sandbox } = await openStack();
    const token = sandbox.tokens.reader ?? '';
    expect((await get(authors, { token })).status).toBe(200);
    expect(await post(authors, fresh, { token })).toMatchObject({ status: 401, body: { error_code: 161 } });
    expect((await get(authors)).body.entries).toHaveLength(2);
  });

  it('can answer a read-only write otherwise', async () => {
    const { post, sandbox } = await openStack({ choices: { readOnlyRefusal: { status: 403, code: 162 } } });
    const reply = await post(authors, fresh, { token: sandbox.tokens.reader ?? '' });
    expect(reply).toMatchObject({ status: 403, body: { error_code: 162 } });
  });
});

describe('branches', () => {
  it('takes main without a header and keeps branches apart', async () => {
    const { get, post } = await openStack();
    const headers = { branch: 'next' };
    await post(authors, fresh, { headers });
    expect((await get(authors)).body.entries).toHaveLength(2);
    const there = await get(`${authors}?include_branch=true`, { headers });
    expect(there.body.entries).toHaveLength(3);
    expect(there.body.entries[0]).toMatchObject({ title: 'Cleo', _branch: 'next' });
  });

  it('refuses an unknown branch, and one the token has not', async () => {
    const { get, sandbox } = await openStack();
    const token = sandbox.tokens['next only'] ?? '';
    expect(await get(authors, { headers: { branch: 'nowhere' } })).toMatchObject({
      status: 422,
      body: { error_code: 901 },
    });
    expect(await get(authors, { token })).toMatchObject({ status: 422, body: { error_code: 901 } });
    expect((await get(authors, { token, headers: { branch: 'next' } })).status).toBe(200);
  });

  it('has environments that belong to no branch', async () => {
    const { get, sandbox } = await openStack();
    const token = sandbox.tokens['next only'] ?? '';
    expect((await get('/environments', { token })).status).toBe(200);
    expect((await get('/environments', { headers: { branch: 'nowhere' } })).status).toBe(200);
  });
});

describe('tokens of other kinds', () => {
  const more = {
    ...seed,
    tokens: [
      ...seed.tokens,
      {
        name: 'some modules',
        value: 'cs0000000000000000000000e1',
        scope: 'read-write' as const,
        modules: { entries: 'read-write' as const, 'content-types': 'read-only' as const },
      },
      { name: 'revoked', value: 'cs0000000000000000000000e2', scope: 'read-write' as const, revoked: true },
      { name: 'both', value: 'cs0000000000000000000000e3', scope: 'read-write' as const, branches: ['main', 'next'] },
    ],
  };

  it('may be for some modules, each for reading or for writing too', async () => {
    const { get, post, remove, sandbox } = await openStack({ seed: more });
    const token = sandbox.tokens['some modules'] ?? '';
    expect((await post(authors, fresh, { token })).status).toBe(201);
    expect((await get('/content_types', { token })).status).toBe(200);
    expect(await remove('/content_types/author', undefined, { token })).toMatchObject({
      status: 401,
      body: { error_code: 161 },
    });
    expect(await get('/environments', { token })).toMatchObject({ status: 401, body: { error_code: 161 } });
  });

  it('are as good as none when they are revoked', async () => {
    const { get, sandbox } = await openStack({ seed: more });
    const reply = await get('/locales', { token: sandbox.tokens.revoked ?? '' });
    expect(reply).toMatchObject({ status: 401, body: { error_code: 105 } });
    expect(reply.body.errors).toHaveProperty('authorization');
  });

  it('may be for several branches', async () => {
    const { get, sandbox } = await openStack({ seed: more });
    const token = sandbox.tokens.both ?? '';
    for (const branch of ['main', 'next']) {
      expect((await get(authors, { token, headers: { branch } })).status).toBe(200);
    }
    expect((await get(authors, { token, headers: { branch: 'nowhere' } })).status).toBe(422);
  });
});

describe('what nobody can tell, both ways', () => {
  it('permission before the lookup, or after it', async () => {
    const gone = `${authors}/blt000000000000dead`;
    const before = await openStack();
    const token = before.sandbox.tokens.reader ?? '';
    expect(await before.remove(gone, undefined, { token })).toMatchObject({ status: 401, body: { error_code: 161 } });
    const after = await openStack({ choices: { permissionCheck: 'after lookup' } });
    expect(await after.remove(gone, undefined, { token })).toMatchObject({ status: 422, body: { error_code: 141 } });
    expect(await after.remove(`${authors}/${ann}`, undefined, { token })).toMatchObject({
      status: 401,
      body: { error_code: 161 },
    });
    expect((await after.get(`${authors}/${ann}`)).status).toBe(200);
  });

  it('GETs that write, for a token that reads', async () => {
    for (const [readOnlyWritingGets, status] of [
      ['refuse', 401],
      ['allow', 200],
    ] as const) {
      const { get, post, sandbox } = await openStack({ choices: { readOnlyWritingGets } });
      const scheduled_at = new Date(Date.now() + 3_600_000).toISOString();
      const entry = { environments: ['production'], locales: ['en-us'] };
      await post(`${authors}/${ann}/publish`, { entry, scheduled_at });
      const uid = sandbox.state.branches.main?.publish_queue.at(-1)?.uid;
      const reply = await get(`/publish-queue/${uid}/unschedule`, { token: sandbox.tokens.reader ?? '' });
      expect(reply.status).toBe(status);
      expect(sandbox.state.due).toHaveLength(status === 200 ? 0 : 1);
    }
  });

  it('writes to what all branches share, for a token of some branches', async () => {
    const body = { environment: { name: 'extra' } };
    const mild = await openStack();
    const token = mild.sandbox.tokens['next only'] ?? '';
    expect((await mild.post('/environments', body, { token })).status).toBe(201);
    const strict = await openStack({ choices: { branchLimitedGlobalWrites: 'refuse' } });
    expect((await strict.post('/environments', body, { token })).status).toBe(401);
    expect((await strict.get('/environments', { token })).status).toBe(200);
  });

  it('the list of branches, whole or filtered', async () => {
    for (const [branchListing, uids] of [
      ['all', ['main', 'next']],
      ['those of the token', ['next']],
    ] as const) {
      const { get, sandbox } = await openStack({ choices: { branchListing } });
      const { body } = await get('/stacks/branches', { token: sandbox.tokens['next only'] ?? '' });
      expect(body.branches.map((branch: { uid: string }) => branch.uid).sort()).toEqual(uids);
    }
  });

  it('the status of a branch that is refused', async () => {
    for (const branchRefusalStatus of [422, 403, 401] as const) {
      const { get, sandbox } = await openStack({ choices: { branchRefusalStatus } });
      const reply = await get(authors, { token: sandbox.tokens['next only'] ?? '' });
      expect(reply).toMatchObject({ status: branchRefusalStatus, body: { error_code: 901 } });
    }
  });

  it('a branch that is not there, told apart or not', async () => {
    const headers = { branch: 'nowhere' };
    const alike = await openStack();
    expect((await alike.get(authors, { headers })).body.error_code).toBe(901);
    const apart = await openStack({ choices: { unknownBranch: 'not found', notFoundStatus: { branches: 404 } } });
    expect(await apart.get(authors, { headers })).toMatchObject({ status: 404, body: { error_code: 905 } });
    const token = apart.sandbox.tokens['next only'] ?? '';
    expect((await apart.get(authors, { token })).body.error_code).toBe(901);
  });

  it('modules that are for users alone', async () => {
    const plain = await openStack();
    const first = await plain.get('/stacks/delivery_tokens');
    expect(first).toMatchObject({ status: 401, body: { error_code: 105, errors: { authtoken: ['is not valid.'] } } });
    const other = await openStack({ choices: { userModuleRefusal: { status: 403, code: 162 } } });
    expect(await other.get('/stacks/delivery_tokens')).toMatchObject({ status: 403, body: { error_code: 162 } });
  });
});

describe('paths', () => {
  it('keeps tokens out of the excluded modules', async () => {
    const { get, post } = await openStack();
    for (const path of ['/stacks', '/user', '/organizations', '/stacks/management_tokens', '/stacks/settings']) {
      expect(await get(path)).toMatchObject({ status: 401, body: { error_code: 105 } });
    }
    expect((await post('/stacks/delivery_tokens', {})).status).toBe(401);
  });

  it('knows no other path, and needs a valid token even there', async () => {
    const { get } = await openStack();
    expect((await get('/weather')).status).toBe(404);
    expect((await get('/weather', { token: 'wrong' })).status).toBe(401);
  });
});

describe('bodies', () => {
  it('refuses what is not JSON, or not called so', async () => {
    const { put, sandbox } = await openStack();
    expect((await put(`${authors}/${ann}`, {}, { headers: { 'content-type': 'text/plain' } })).status).toBe(400);
    const broken = await fetch(`${sandbox.origin}/v3${authors}`, {
      method: 'POST',
      body: '{',
      headers: {
        api_key: sandbox.api_key,
        authorization: sandbox.tokens.writer ?? '',
        'content-type': 'application/json',
      },
    });
    expect(broken.status).toBe(400);
    expect((await put(`${authors}/${ann}`, { other: {} })).status).toBe(400);
    expect((await put(`${authors}/${ann}`)).status).toBe(400);
  });

  it('refuses an upload it cannot read, after the key and token', async () => {
    const { post, sandbox } = await openStack();
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const path = '/content_types/import';
    expect((await post(path, 'nothing of the kind', { headers })).status).toBe(400);
    expect((await post(path, 'nothing of the kind', { headers, token: 'wrong' })).status).toBe(401);
    expect(sandbox.requests).toHaveLength(2);
  });

  it('refuses an empty JSON body on a deletion, or takes it', async () => {
    const headers = { 'content-type': 'application/json' };
    const strict = await openStack();
    expect((await strict.remove(`${authors}/${ann}`, undefined, { headers })).status).toBe(400);
    const mild = await openStack({ choices: { emptyJsonBody: 'accept' } });
    expect((await mild.remove(`${authors}/${ann}`, undefined, { headers })).status).toBe(200);
  });
});

describe('headers and observation', () => {
  it('sends rate headers and an id on every answer, also on errors', async () => {
    const { get } = await openStack({ limits: { reads: 5 } });
    const [first, second] = [await get('/locales'), await get('/weather')];
    for (const reply of [first, second]) {
      expect(reply.headers.get('x-ratelimit-limit')).toBe('5');
      expect(Number(reply.headers.get('x-ratelimit-remaining'))).toBeLessThan(5);
      expect(reply.headers.get('x-runtime')).toMatch(/^\d+$/);
      expect(reply.headers.get('x-contentstack-organization')).toBe('blt00000000000000aa');
    }
    expect(first.headers.get('x-request-id')).not.toBe(second.headers.get('x-request-id'));
  });

  it('refuses the surplus only where limits are wanted, reads and writes apart', async () => {
    const strict = await openStack({ limits: { reads: 2, writes: 100 } });
    const replies = await Promise.all(Array.from({ length: 12 }, () => strict.get('/locales')));
    const refused = replies.filter(reply => reply.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.body).toMatchObject({ error_code: 429 });
    expect((await strict.post(authors, fresh)).status).toBe(201);
    const free = await openStack();
    const all = await Promise.all(Array.from({ length: 30 }, () => free.get('/locales')));
    expect(all.every(reply => reply.status === 200)).toBe(true);
  });

  it('writes down requests without the token', async () => {
    const { post, sandbox } = await openStack();
    await post(`${authors}?locale=en-us`, fresh, { headers: { branch: 'next', api_version: '3.2' } });
    expect(sandbox.requests).toEqual([
      {
        method: 'POST',
        path: `/v3${authors}`,
        query: 'locale=en-us',
        branch: 'next',
        api_version: '3.2',
        credentials: ['api_key', 'authorization'],
        body: fresh,
        status: 201,
        applied: true,
      },
    ]);
    expect(JSON.stringify(sandbox.requests)).not.toContain(sandbox.tokens.writer);
  });

  it('keeps its state as plain JSON', async () => {
    const { sandbox } = await openStack();
    expect(JSON.parse(JSON.stringify(sandbox.state))).toEqual(sandbox.state);
  });
});
