// The built command over stdio and HTTP: secrets in files are exchanged while it runs, by a signal or by nothing but the file.
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { initialize, parse, spawnServer, textOf as textOfLine, toCall } from '../transports/child.ts';
import { connect, generations, serve, textOf } from '../transports/serving.ts';
import { makeFolder, openSandbox, put, revoke, second, secretsOf } from './ground.ts';

const soon = { timeout: 60_000 };
const isWindows = process.platform === 'win32';
const nothing = 'read the files of keys and tokens again: nothing has changed';

const toEnv = ({ origin, api_key }: Sandbox, token: string) => ({
  CONTENTSTACK_HOST: origin,
  CONTENTSTACK_API_KEY: api_key,
  CONTENTSTACK_MANAGEMENT_TOKEN: '',
  CONTENTSTACK_MANAGEMENT_TOKEN_FILE: token,
  CONTENTSTACK_TOKEN_SCOPE: 'detect',
  CONTENTSTACK_LIVE_SCHEMA: 'false',
});

/** None of these in what was said. The message does not show what was found. */
function expectNone(text: string, secrets: readonly string[]): void {
  expect(secrets.filter(secret => text.includes(secret)).length).toBe(0);
}

async function startOverStdio() {
  const sandbox = await openSandbox();
  const token = join(makeFolder(), 'token');
  put(token, `${sandbox.tokens.read_write}\n`);
  const child = spawnServer(sandbox, { env: toEnv(sandbox, token) });
  onTestFinished(() => void child.process.kill('SIGKILL'));
  child.send(initialize, { method: 'notifications/initialized' });
  let count = 0;
  const ask = (message: object) => {
    count += 1;
    child.send({ ...message, id: `ask ${count}` });
    return child.answer(`ask ${count}`);
  };
  const list = async () => {
    const { result } = await ask({ method: 'tools/list' });
    return (result as { tools: { name: string }[] }).tools.map(({ name }) => name);
  };
  const call = async (name: string, args: object = {}) => textOfLine(await ask(toCall('', name, args)));
  await list();
  const changes = () => child.lines.filter(line => parse(line)?.method === 'notifications/tools/list_changed').length;
  return { sandbox, token, child, list, call, changes };
}

it.skipIf(isWindows)(
  'over stdio SIGHUP alone has it speak with the new token, and the client hears of its tools',
  async () => {
    const { sandbox, token, child, list, call, changes } = await startOverStdio();
    expect(await list()).toContain('create_label');
    put(token, sandbox.tokens.read_only ?? '');
    child.process.kill('SIGHUP');
    await expect.poll(changes, soon).toBeGreaterThan(0);
    expect(await list()).not.toContain('create_label');
    expect(child.err()).toContain('CONTENTSTACK_MANAGEMENT_TOKEN_FILE has changed: the new value is used from now on');
    revoke(sandbox, sandbox.tokens.read_write ?? '');
    expect(await call('list_labels')).toContain('Journal');
    const reads = sandbox.requests.filter(({ path }) => path === '/v3/labels');
    expect(reads.map(({ status }) => status)).toEqual([200]);

    sandbox.requests.length = 0;
    child.process.kill('SIGHUP');
    await expect.poll(child.err, soon).toContain(nothing);
    expect(sandbox.requests).toEqual([]);
    child.process.stdin.end();
    expect(await child.ended).toEqual({ code: 0, signal: null });
    expectNone([child.err(), ...child.lines].join('\n'), secretsOf(sandbox));
  },
);

it('over stdio a revoked token is exchanged without a signal', async () => {
  const { sandbox, token, child, call } = await startOverStdio();
  revoke(sandbox, sandbox.tokens.read_write ?? '');
  sandbox.requests.length = 0;
  put(token, second);
  const made = await call('create_label', { label: { name: 'With the new one' } });
  expect(made).toContain('With the new one');
  const posts = sandbox.requests.filter(({ method, path }) => method === 'POST' && path === '/v3/labels');
  expect(posts.map(({ status }) => status)).toEqual([401, 201]);
  child.process.stdin.end();
  expect((await child.ended).code).toBe(0);
  expectNone([child.err(), ...child.lines].join('\n'), secretsOf(sandbox));
});

const ours = { old: 'old-token-of-ours-0001', next: 'next-token-of-ours-0002', last: 'last-token-of-ours-0003' };

async function startOverHttp() {
  const sandbox = await openSandbox();
  const folder = makeFolder();
  const files = { token: join(folder, 'token'), bearer: join(folder, 'bearer') };
  put(files.token, `${sandbox.tokens.read_write}\n`);
  put(files.bearer, `${ours.old}\n`);
  const env = { ...toEnv(sandbox, files.token), CONTENTSTACK_HTTP_TOKEN_FILE: files.bearer };
  const served = await serve(['--http', '0'], env);
  /** Where it is let in, what it says is not said in the form of MCP. */
  const knock = async (token: string) => {
    const answer = await fetch(served.url, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    return answer.status === 401 ? 'out' : 'in';
  };
  const knockAll = async () => (await Promise.all(Object.values(ours).map(knock))).join(' ');
  const hangUp = () => process.kill(served.pid, 'SIGHUP');
  return { sandbox, files, served, knockAll, hangUp };
}

it('over HTTP a caller may have two tokens, and one that is taken out of the file is no longer let in', async () => {
  const { sandbox, files, served, knockAll } = await startOverHttp();
  expect(await knockAll()).toBe('in out out');
  put(files.bearer, `${ours.old}\n${ours.next}\n`);
  await expect.poll(knockAll, soon).toBe('in in out');
  // What one of them was asked for, the other may bring: both are the same caller.
  const [before, after] = [await connect('1', served.url, ours.old), await connect('1', served.url, ours.next)];
  const args = { environment_name: 'staging' };
  const first = textOf(await before.callTool({ name: 'delete_environment', arguments: args }));
  const [, confirm] = /"confirm": "([\w-]+)"/.exec(first) ?? [];
  const done = await after.callTool({ name: 'delete_environment', arguments: { ...args, confirm } });
  expect(done.isError).not.toBe(true);
  put(files.bearer, `${ours.next}\n`);
  await expect.poll(knockAll, soon).toBe('out in out');
  await expect(before.callTool({ name: 'list_labels', arguments: {} })).rejects.toThrow();
  put(files.bearer, '');
  await expect.poll(knockAll, soon).toBe('out out out');
  put(files.bearer, `${ours.next}\n${sandbox.tokens.read_write}\n`);
  await expect.poll(knockAll, soon).toBe('out out out');
  put(files.bearer, `${ours.last}\n`);
  await expect.poll(knockAll, soon).toBe('out out in');
  for (const client of [before, after]) await client.close();
  expect(await served.end()).toBe(0);
  expect(served.said()).toContain(
    'CONTENTSTACK_HTTP_TOKEN_FILE has changed: 2 tokens of CONTENTSTACK_HTTP_TOKEN are accepted now',
  );
  expect(served.said()).toMatch(
    /HTTP_TOKEN_FILE is ".*", which is empty\. Until that is corrected, its tokens are not accepted/,
  );
  expectNone(served.said(), [...secretsOf(sandbox), ...Object.values(ours)]);
});

it.skipIf(isWindows).each(generations)(
  'over HTTP SIGHUP has both exchanged at once: generation %s',
  async generation => {
    const { sandbox, files, served, knockAll, hangUp } = await startOverHttp();
    const client = await connect(generation, served.url, ours.old);
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain('create_label');
    put(files.bearer, `${ours.old}\n${ours.next}\n`);
    put(files.token, sandbox.tokens.read_only ?? '');
    hangUp();
    await expect.poll(served.said, soon).toContain('2 tokens');
    expect(await knockAll()).toBe('in in out');
    // One of today keeps a list for a while, unless it listens.
    const names = async () => {
      const fresh = await connect(generation, served.url, ours.next);
      const { tools } = await fresh.listTools();
      await fresh.close();
      return tools.map(({ name }) => name);
    };
    await expect.poll(names, soon).not.toContain('create_label');
    revoke(sandbox, sandbox.tokens.read_write ?? '');
    const listed = await client.callTool({ name: 'list_labels', arguments: {} });
    expect(textOf(listed)).toContain('Journal');
    hangUp();
    await expect.poll(served.said, soon).toContain(nothing);
    expect(await knockAll()).toBe('in in out');
    await client.close();
    expect(await served.end()).toBe(0);
    expectNone(served.said() + textOf(listed), [...secretsOf(sandbox), ...Object.values(ours)]);
  },
);
