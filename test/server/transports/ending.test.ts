// How the server ends: what was begun is finished, nothing else is waited for, and nothing is left behind.
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { arrived, type Child, initialize, type Message, parse, spawnServer, textOf, toCall } from './child.ts';
import { buildGivenGrace, endless, never, short } from './grace.ts';

const slow = 400;
const path = '/v3/environments';
const environment = { name: 'qa', urls: [{ locale: 'en-us', url: 'https://qa.example' }] };

const create = toCall('write', 'create_environment', { environment });
const list = toCall('read', 'list_environments');

let sandbox: Sandbox;
const script = buildGivenGrace();
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

/** A server that has learnt its facts, so that what is asked of the sandbox from here on is the test's. */
async function start(grace?: { GRACE: string }): Promise<Child> {
  const given = grace ? { script } : {};
  const child = spawnServer(sandbox, { env: { CONTENTSTACK_LIVE_SCHEMA: 'false', ...grace }, ...given });
  child.send(initialize, { method: 'notifications/initialized' }, { id: 'list', method: 'tools/list' });
  await child.answer('list');
  sandbox.requests.length = 0;
  return child;
}

const hold = (method: string, delay: number) => sandbox.fault({ method, path: '/environments', delay, times: 10 });
const posted = () => sandbox.requests.filter(({ method }) => method === 'POST');
const ends: [string, (child: Child) => void][] = [
  ['the end of stdin', child => child.process.stdin.end()],
  ['SIGTERM', child => child.process.kill('SIGTERM')],
  ['SIGINT', child => child.process.kill('SIGINT')],
];

/** On Windows it is the end of the console. */
it.skipIf(process.platform === 'win32')(
  'is not ended by SIGHUP, not in the midst of a write and not while ending',
  async () => {
    hold('POST', slow);
    const child = await start();
    child.send(create);
    await arrived(sandbox, 'POST', path);
    child.process.kill('SIGHUP');
    expect(textOf(await child.answer('write'))).toContain('qa');
    child.send({ id: 'after', method: 'ping' });
    expect(await child.answer('after')).toMatchObject({ result: {} });
    expect(child.err()).toMatch(/nothing was read again at SIGHUP, as no key or token is in a file\n$/);
    hold('POST', slow);
    child.send(toCall('last', 'create_environment', { environment: { ...environment, name: 'last' } }));
    await expect.poll(() => posted().length, { timeout: 60_000 }).toBe(2);
    child.process.stdin.end();
    child.process.kill('SIGHUP');
    expect(textOf(await child.answer('last'))).toContain('last');
    expect(await child.ended).toEqual({ code: 0, signal: null });
  },
);

it.each(ends)('answers a write that was begun before %s, once', async (_name, end) => {
  hold('POST', slow);
  const child = await start();
  child.send(create);
  await arrived(sandbox, 'POST', path);
  end(child);
  expect(textOf(await child.answer('write'))).toContain('qa');
  expect(await child.ended).toEqual({ code: 0, signal: null });
  expect(posted()).toMatchObject([{ status: 201, applied: true }]);
  expect(child.err()).toBe('');
  expect(child.lines.every(line => parse(line)?.jsonrpc === '2.0')).toBe(true);
});

it.each(ends)('does not wait for a read after %s', async (_name, end) => {
  hold('GET', never);
  const child = await start(endless);
  child.send(list);
  await arrived(sandbox, 'GET', path);
  end(child);
  expect(await child.ended).toEqual({ code: 0, signal: null });
  expect(child.lines.some(line => parse(line)?.id === 'read')).toBe(false);
});

it('ends without anything to do, before and after it is greeted', async () => {
  for (const messages of [[], [initialize]]) {
    const child = spawnServer(sandbox);
    child.send(...messages);
    child.process.stdin.end();
    expect(await child.ended).toEqual({ code: 0, signal: null });
    // What a client asks before it closes its end is answered.
    expect(child.lines.map(line => parse(line)?.id)).toEqual(messages.map(({ id }) => id));
  }
});

it('takes no more calls once it is ending, and says that nothing was done', async () => {
  hold('POST', slow);
  const child = await start();
  child.send(create);
  await arrived(sandbox, 'POST', path);
  child.process.kill('SIGTERM');
  // Whether the signal or the next line is seen first is not said: so lines are sent until one is refused.
  let refused: Message | undefined;
  for (let number = 0; !refused; number += 1) {
    child.send({ id: `late ${number}`, method: 'ping' });
    const answer = await child.answer(`late ${number}`);
    if ('error' in answer) refused = answer;
  }
  expect(refused.error).toMatchObject({ message: expect.stringContaining('nothing was done') });
  await child.answer('write');
  expect((await child.ended).code).toBe(0);
});

it('gives a write up when its grace is over', async () => {
  hold('POST', never);
  const child = await start(short);
  child.send(create);
  await arrived(sandbox, 'POST', path);
  child.process.stdin.end();
  expect(await child.ended).toEqual({ code: 0, signal: null });
  const told = child.lines.map(parse).find(message => message?.id === 'write');
  expect(told).toMatchObject({ error: { message: expect.stringContaining('may have been applied anyway') } });
  expect(child.err()).toContain('ended before create_environment was answered; it may have been applied anyway');
});

it('ends at once at the second signal', async () => {
  hold('POST', never);
  const child = await start(endless);
  child.send(create, list);
  await arrived(sandbox, 'POST', path);
  child.process.stdin.end();
  child.process.kill('SIGINT');
  child.process.kill('SIGTERM');
  const { code } = await child.ended;
  expect(code).toBe(0);
  expect(child.err()).toContain('ended before create_environment was answered');
});

it('ends quietly when nobody listens any more', async () => {
  const child = await start();
  child.process.stdout.destroy();
  child.process.stderr.destroy();
  child.send({ id: 1, method: 'ping' }, { id: 2, method: 'ping' });
  expect(await child.ended).toEqual({ code: 0, signal: null });
});

it('ends when what it said is never read', async () => {
  const child = await start(short);
  child.process.stdout.pause();
  child.send(...Array.from({ length: 20 }, (_, id) => ({ id, method: 'tools/list' })));
  child.process.stdin.end();
  const [code] = await once(child.process, 'exit');
  expect(code).toBe(0);
  child.process.stdout.resume();
});

it.each(ends)('does not wait for a user who is being asked, at %s', async (_name, end) => {
  const child = spawnServer(sandbox, { script, env: endless });
  child.send(
    { ...initialize, params: { ...initialize.params, capabilities: { elicitation: {} } } },
    { method: 'notifications/initialized' },
    toCall('write', 'delete_environment', { environment_name: 'staging' }),
  );
  while (!child.lines.some(line => parse(line)?.method === 'elicitation/create'))
    await once(child.process.stdout, 'data');
  end(child);
  expect(await child.ended).toEqual({ code: 0, signal: null });
  expect(sandbox.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
});

it('waits for a write under the number of a call that was given up while its user was being asked', async () => {
  const child = spawnServer(sandbox, { script, env: endless });
  child.send(
    { ...initialize, params: { ...initialize.params, capabilities: { elicitation: {} } } },
    { method: 'notifications/initialized' },
    toCall('write', 'delete_environment', { environment_name: 'staging' }),
  );
  await expect.poll(() => child.lines.some(line => parse(line)?.method === 'elicitation/create')).toBe(true);
  child.send({ method: 'notifications/cancelled', params: { requestId: 'write' } });
  hold('POST', slow);
  child.send(create);
  await arrived(sandbox, 'POST', path);
  child.process.stdin.end();
  expect(textOf(await child.answer('write'))).toContain('qa');
  expect(await child.ended).toEqual({ code: 0, signal: null });
});

it('ends in order where nobody reads any longer what it tells on the way', async () => {
  const child = await start();
  sandbox.fault({ method: 'GET', path: '*/entries', delay: slow, times: 100 });
  const { params, ...call } = toCall('audit', 'audit_content', { checks: ['untranslated'] });
  child.send({ ...call, params: { ...params, _meta: { progressToken: 'audit' } } });
  await expect.poll(() => child.lines.some(line => line.includes('notifications/progress'))).toBe(true);
  child.process.stdout.destroy();
  expect(await child.ended).toEqual({ code: 0, signal: null });
  expect(child.err()).toBe('');
});
