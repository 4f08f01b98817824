// The doctor: each fact checked, what is wrong with it, and the one line to change.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isSound, toChecks, toDoctorJson, toDoctorText } from '../../src/command/doctor.ts';
import { examine } from '../../src/command/examine.ts';
import { checkStore } from '../../src/command/store.ts';
import { type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';
import { toCalled } from '../../src/settings/called.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { toAccess } from '../../src/stack/access.ts';
import { assumeFacts } from '../../src/stack/facts.ts';
import { catalogue, operations } from '../operations.ts';
import type { Given } from '../stack/stacks.ts';

async function openSandbox(options: SandboxOptions = {}) {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

async function visit(token: string, given: Given = {}, options: SandboxOptions = {}) {
  const sandbox = await openSandbox(options);
  const { tokens, origin, api_key } = sandbox;
  const settings = toSettings({ HOST: origin, API_KEY: api_key, MANAGEMENT_TOKEN: tokens[token] ?? token, ...given });
  const { checks, facts } = await examine(catalogue, settings);
  return { sandbox, checks, facts, by: Object.fromEntries(checks.map(check => [check.name, check])) };
}

it('says how many tools the smaller surface lists, and offers it where there are many', async () => {
  const { by } = await visit('read_write', { SURFACE: 'tasks' });
  expect(by.surface?.says).toMatch(/^tasks: \d\d of \d{3} tools are listed, and three that find and call the rest$/);
  const few = await visit('read_write', { TOOLS: 'get_*' });
  expect(few.by.surface?.says).toMatch(/^full: all \d\d tools are listed$/);
  const none = await visit('read_write', { TOOLS_DENY: '*' });
  expect(none.by.surface).toBeUndefined();
});

it('says that the store of a shared limit does not answer, and nothing where there is none', async () => {
  const shared = { path: '/nowhere/at/all', isTls: false, database: 0, password: 'hiddenword' };
  const [check, ...more] = await checkStore({ shared });
  expect(check).toMatchObject({ name: 'store', state: 'fault', says: expect.stringContaining('is away (ENOENT)') });
  expect(check?.change).toContain('CONTENTSTACK_SHARED_LIMIT');
  expect(JSON.stringify(check)).not.toMatch(/hiddenword|nowhere/);
  expect([more, await checkStore({ shared: undefined })]).toEqual([[], []]);
});

it('finds nothing wrong with a sound configuration, and says what there is', async () => {
  const { checks, by, facts } = await visit('read_write');
  expect(isSound(checks)).toBe(true);
  expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'credentials ok',
    'host ok',
    'tls ok',
    'key ok',
    'token ok',
    'scope ok',
    'branches ok',
    'rate limit ok',
    'clock ok',
    'tools ok',
    'surface ok',
  ]);
  expect(by.scope?.says).toBe('read-write: Contentstack allowed a test write');
  expect(by.branches?.says).toContain('main');
  expect(by.surface?.says).toMatch(
    /^full: all \d+ tools are listed; .*CONTENTSTACK_SURFACE=tasks lists \d+, and three/,
  );
  expect(JSON.parse(toDoctorJson(checks, facts))).toMatchObject({ ok: true, facts: { scope: 'read-write' } });
  for (const line of toDoctorText(checks).split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
});

it.each(['read_write', 'expired'])(
  'notes a directory of uploads that is not there, with a token that is %s',
  async token => {
    const [there, gone, file] = [tmpdir(), join(tmpdir(), 'there', 'is', 'none'), fileURLToPath(import.meta.url)];
    const some = await visit(token, { UPLOAD_DIRS: [there, gone, file] });
    expect(some.by.uploads).toMatchObject({
      state: 'note',
      says: `there is no directory ${gone}, ${file}, so nothing can be uploaded from there`,
      change: expect.stringContaining('CONTENTSTACK_UPLOAD_DIRS'),
    });
    const all = await visit(token, { UPLOAD_DIRS: [there] });
    expect(all.by.uploads).toMatchObject({ state: 'ok', says: `files may be uploaded from ${there}` });
  },
);

describe('what is wrong, and the line to change', () => {
  it.each([
    ['expired', {}, 'token', 'create a management token'],
    ['nonsense', {}, 'token', 'create a management token'],
    ['read_write', { API_KEY: 'blt0000000000000000' }, 'key', 'doctor --probe-regions'],
    ['read_write', { HOST: 'http://127.0.0.1:9' }, 'host', 'CONTENTSTACK_REGION and CONTENTSTACK_HOST'],
    ['read_write', { BRANCH: 'developmnt' }, 'branches', 'set CONTENTSTACK_BRANCH to development'],
    ['read_write', { BRANCHES: 'main,developmnt' }, 'branches', 'set CONTENTSTACK_BRANCHES to development'],
    ['Bearer cs0123456789abcdef01234567', {}, 'credentials', 'without "Bearer"'],
    ['blt0123456789abcdef', { API_KEY: 'cs0123456789abcdef01234567' }, 'credentials', 'swap the values'],
    ['read_write', { TOOLS: 'list_roles', TOOLS_DENY: '*' }, 'tools', 'widen CONTENTSTACK_MODULES'],
  ])('%s with %j', async (token, given, name, change) => {
    const { checks, by } = await visit(token, given);
    expect(isSound(checks)).toBe(false);
    expect(by[name]).toMatchObject({ state: 'fault', change: expect.stringContaining(change) });
  });

  it('names a delivery token among the reasons why a token is not known', async () => {
    const { by } = await visit('expired');
    expect(by.token?.says).toContain('A delivery or preview token looks the same');
  });

  it('says what is missing without credentials', async () => {
    const { checks } = await examine(catalogue, toSettings({}));
    expect(checks).toMatchObject([{ name: 'credentials', state: 'fault' }]);
    expect(checks[0]?.says).toContain('CONTENTSTACK_API_KEY and CONTENTSTACK_MANAGEMENT_TOKEN are not set');
  });

  it('tells of a rate limit that is used up, and what that leaves unknown', async () => {
    const { by } = await visit('read_write', {}, { limits: { reads: 100, writes: 0 } });
    expect(by['rate limit']).toMatchObject({ state: 'fault' });
    expect(by.scope).toMatchObject({
      state: 'unsure',
      change: expect.stringContaining('set CONTENTSTACK_TOKEN_SCOPE'),
    });
    expect(by.scope?.says).toContain('the rate limit was used up');
  });

  it('tells of a clock that is off', () => {
    const settings = toSettings({});
    const access = toAccess(operations, assumeFacts(settings), settings);
    const date = 'Tue, 24 Nov 2026 10:00:00 GMT';
    const reply = { status: 200, body: { locales: [] }, json: true, requestId: undefined, date };
    const evidence = [{ asked: 'GET /locales on main', reply }];
    const at = (minutes: number) =>
      toChecks({ settings, access, evidence, called: 'x', now: Date.parse(date) + minutes * 60_000 }).find(
        ({ name }) => name === 'clock',
      );
    expect(at(1)).toMatchObject({ state: 'ok' });
    expect(at(7)).toMatchObject({ state: 'fault', says: expect.stringContaining('7 minutes ahead of') });
    expect(at(-90)).toMatchObject({ state: 'fault', says: expect.stringContaining('90 minutes behind') });
  });
});

/** A host that is not the API, whatever it is asked. */
async function startOther(status: number, type: string, body: string) {
  const headers = { 'content-type': type, ...(status === 301 ? { location: 'https://login.example/' } : {}) };
  const server = createServer((_, response) => response.writeHead(status, headers).end(body));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('proves: says ok of host, key, token, scope and branches by no answer but the API’s own', () => {
  const page = '<html><head><title>Blocked by Larkfell IT</title></head><body>Ask them.</body></html>';
  it.each([
    [
      200,
      'text/html; charset=utf-8',
      page,
      /answered 200, text\/html, "Blocked by Larkfell IT": not Contentstack's API; a proxy\?/,
    ],
    [301, 'text/html', page, /answered 301, text\/html, "Blocked by/],
    [403, 'text/html', page, /answered 403, text\/html, "Blocked by Larkfell IT": not Contentstack's API; a proxy\?/],
    [403, 'application/json', '{"message":"denied"}', /answered 403, application\/json, "\{ message : denied \}": not/],
    [404, 'text/plain', 'no such page', /answered 404, text\/plain, "no such page": not Contentstack's API/],
    [503, 'text/html', page, /answered 503, text\/html, "Blocked by Larkfell IT"$/],
    [200, 'application/json', '{"ok":true}', /answered 200, application\/json, "\{ ok :true\}": not/],
  ])('a host that answers %i %s', async (status, type, body, says) => {
    const origin = await startOther(status, type, body);
    const { checks, by } = await visit('read_write', { HOST: origin });
    expect(isSound(checks)).toBe(false);
    expect(by.host).toMatchObject({
      state: 'fault',
      says: expect.stringMatching(says),
      change: expect.stringContaining('CONTENTSTACK_REGION'),
    });
    expect(by.host?.says).toContain(origin);
    const proud = checks.filter(
      ({ name, state }) => state === 'ok' && !['credentials', 'tls', 'tools', 'surface'].includes(name),
    );
    expect(proud).toEqual([]);
  });

  it('a limit that is used up, with a wrong key and a wrong token', async () => {
    const wrong = { API_KEY: 'blt0000000000000000' };
    const sandbox = await openSandbox();
    sandbox.fault({ answer: { status: 429, body: {} }, times: 1000 });
    const settings = toSettings({ HOST: sandbox.origin, MANAGEMENT_TOKEN: 'cs0123456789abcdef01234567', ...wrong });
    const { checks } = await examine(catalogue, settings);
    expect(Object.fromEntries(checks.map(({ name, state }) => [name, state]))).toMatchObject({
      host: 'unsure',
      key: 'unsure',
      token: 'unsure',
      scope: 'unsure',
      branches: 'unsure',
      'rate limit': 'fault',
    });
  });

  it('a trouble that passes while it looks is none', async () => {
    const sandbox = await openSandbox();
    sandbox.fault({ answer: { status: 429, body: {} }, times: 4 });
    const settings = toSettings({
      HOST: sandbox.origin,
      API_KEY: sandbox.api_key,
      MANAGEMENT_TOKEN: sandbox.tokens.read_write ?? '',
    });
    expect(isSound((await examine(catalogue, settings)).checks)).toBe(true);
  });
});

it('says where each fact comes from', async () => {
  const { by } = await visit('read_write');
  expect(by.key?.from).toBe('GET /stacks/branches on main: 200');
  expect(by.token?.from).toBe('GET /stacks/branches on main: 200');
  expect(by.scope?.from).toBe('DELETE /labels/… on main: 422, code 141');
  expect(by.branches?.from).toBe('GET /locales, 4 times');
  const declared = await visit('read_write', { TOKEN_SCOPE: 'entries,assets' });
  expect(declared.by.scope).toMatchObject({
    state: 'ok',
    says: 'read-write in entries, assets, elsewhere read-only: CONTENTSTACK_TOKEN_SCOPE is entries,assets',
  });
});

it('says whether TLS is checked, and how it is started again', async () => {
  const given = toSettings({ HOST: 'https://127.0.0.1:9', API_KEY: 'blt1', MANAGEMENT_TOKEN: 'cs1' });
  const tls = async (isTlsOff: boolean) =>
    (await examine(catalogue, given, { isTlsOff })).checks.find(({ name }) => name === 'tls');
  expect(await tls(true)).toMatchObject({ state: 'note', says: expect.stringContaining('not checked') });
  expect(await tls(false)).toMatchObject({ state: 'ok', says: 'certificates are checked' });
  const sandbox = await openSandbox();
  const settings = toSettings({ HOST: sandbox.origin, API_KEY: 'blt0000000000000000', MANAGEMENT_TOKEN: 'cs1' });
  const { checks } = await examine(catalogue, settings, { called: 'npx -y contentstack-cma-mcp@1.2.3' });
  expect(checks.find(({ name }) => name === 'key')?.change).toContain(
    '`npx -y contentstack-cma-mcp@1.2.3 doctor --probe-regions`',
  );
});

it.each([
  ['/home/me/contentstack-cma-mcp/dist/main.js', 'node /home/me/contentstack-cma-mcp/dist/main.js'],
  ['/home/me/my stacks/dist/main.js', 'node "/home/me/my stacks/dist/main.js"'],
  ['/home/me/.npm/_npx/1a2b/node_modules/.bin/contentstack-cma-mcp', 'npx -y contentstack-cma-mcp@1.2.3'],
  ['C:\\npm-cache\\_npx\\1a\\node_modules\\contentstack-cma-mcp\\dist\\main.js', 'npx -y contentstack-cma-mcp@1.2.3'],
  ['/usr/local/bin/contentstack-cma-mcp', 'contentstack-cma-mcp'],
  ['/app/node_modules/.bin/contentstack-cma-mcp', 'npx contentstack-cma-mcp'],
])('started as %s, it is %s', (path, called) => {
  expect(toCalled(path, { name: 'contentstack-cma-mcp', version: '1.2.3' })).toBe(called);
});

it('asks the other regions only when told to, and names the one that knows the key', async () => {
  const there = await openSandbox();
  const here = createServer((_, response) =>
    response.writeHead(412, { 'content-type': 'application/json' }).end('{"error_code":109}'),
  );
  await new Promise<void>(resolve => here.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    here.closeAllConnections();
    here.close();
  });
  const settings = toSettings({
    HOST: `http://127.0.0.1:${(here.address() as AddressInfo).port}`,
    API_KEY: there.api_key,
    MANAGEMENT_TOKEN: there.tokens.read_only ?? '',
  });
  const origins = { na: settings.origin, au: 'http://127.0.0.1:9', eu: there.origin };
  const quiet = await examine(catalogue, settings, { origins });
  expect(there.requests).toEqual([]);
  expect(quiet.checks.find(({ name }) => name === 'key')?.change).toContain('--probe-regions');
  const { checks } = await examine(catalogue, settings, { isAsking: true, origins });
  expect(there.requests).toMatchObject([{ method: 'GET', path: '/v3/stacks/branches' }]);
  expect(checks.find(({ name }) => name === 'key')?.change).toBe('set CONTENTSTACK_REGION=eu');
});
