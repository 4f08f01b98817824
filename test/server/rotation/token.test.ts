// The management token is exchanged under way: calls go on, facts and tools follow, and neither token is ever told.
import { expect, it, onTestFinished, vi } from 'vitest';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { toCode } from '../../harness.ts';
import { prepare, put, revoke, second, start } from './ground.ts';

const soon = { timeout: 60_000 };
const label = (name: string) => ({ label: { name } });
const later = { seconds: 4_000, almost: 29 * 60_000, over: 31 * 60_000 };

it('goes on where the old token is revoked and the file has another: a read, and a write once', async () => {
  const { sandbox, files, ask, statuses, said, hasTold } = await start();
  revoke(sandbox, sandbox.tokens.read_write ?? '');
  put(files.token, second);
  expect(await ask('list_labels')).toMatchObject({ isError: false });
  expect(statuses('GET', '/labels').slice(0, 2)).toEqual([401, 200]);
  expect(said.filter(line => line.includes('MANAGEMENT_TOKEN_FILE has changed'))).toHaveLength(1);
  // What may be done is found out anew.
  await expect.poll(() => statuses('GET', '/stacks/branches'), soon).toEqual([200]);
  expect(await ask('create_label', label('After'))).toMatchObject({ isError: false });
  expect(statuses('POST', '/labels').filter(status => status === 201)).toHaveLength(1);
  expect(hasTold()).toBe(false);
});

it('sends a write once more that was refused for its token, and no other', async () => {
  const { sandbox, files, ask, statuses } = await start();
  revoke(sandbox, sandbox.tokens.read_write ?? '');
  put(files.token, second);
  expect(await ask('create_label', label('Refused first'))).toMatchObject({ isError: false });
  expect(statuses('POST', '/labels')).toEqual([401, 201]);
  const names = Object.values(sandbox.state.branches.main?.labels ?? {}).map(({ name }) => name);
  expect(names.filter(name => name === 'Refused first')).toHaveLength(1);
});

it('tells a refusal as ever where the file is unchanged, with one request for each call and no loop', async () => {
  const { sandbox, ask, time, statuses, hasTold } = await start();
  revoke(sandbox, sandbox.tokens.read_write ?? '');
  const before = time.reads;
  for (const count of [1, 2, 3, 4, 5]) {
    const { isError, text } = await ask('list_labels');
    expect(isError).toBe(true);
    expect(text).toMatch(/CONTENTSTACK_MANAGEMENT_TOKEN/);
    expect(statuses('GET', '/labels')).toEqual(Array(count).fill(401));
  }
  // Files are looked at every few seconds at most: a loaded machine may take longer than that for five calls.
  expect(time.reads - before).toBeGreaterThanOrEqual(1);
  expect(time.reads - before).toBeLessThan(5);
  time.passed += later.seconds;
  const reads = time.reads;
  await ask('list_labels');
  expect(time.reads).toBe(reads + 1);
  expect(hasTold()).toBe(false);
});

it('keeps what it has where the file is gone or empty, and says so once', async () => {
  const { sandbox, files, ask, keys, said, list } = await start();
  const tools = await list();
  for (const content of ['', '\n']) {
    put(files.token, content);
    expect(keys.reread()).toBe(false);
  }
  expect(await ask('list_labels')).toMatchObject({ isError: false });
  expect(await list()).toEqual(tools);
  expect(said.filter(line => line.includes('which is empty'))).toEqual([
    `CONTENTSTACK_MANAGEMENT_TOKEN_FILE is "${files.token}", which is empty. What was read before is kept`,
  ]);
  put(files.token, sandbox.tokens.read_only ?? '');
  expect(keys.reread()).toBe(true);
});

it('lists the tools anew where the new token may do less, and where it may do more', async () => {
  const { sandbox, files, ask, keys, list, heard } = await start();
  const tools = await list();
  put(files.token, `${sandbox.tokens.read_only}\n`);
  expect(keys.reread()).toBe(true);
  await expect.poll(list, soon).not.toContain('create_label');
  expect(await list()).toContain('list_labels');
  await expect.poll(heard, soon).toBe(1);
  put(files.token, second);
  keys.reread();
  await expect.poll(list, soon).toEqual(tools);
  await expect.poll(heard, soon).toBe(2);
  expect(await ask('create_label', label('Again'))).toMatchObject({ isError: false });
});

it('tells nobody of a change where what may be done is the same, and sends nothing where nothing has changed', async () => {
  const { sandbox, files, keys, ask, heard, statuses } = await start();
  expect(keys.reread()).toBe(false);
  expect(sandbox.requests).toEqual([]);
  put(files.token, second);
  expect(keys.reread()).toBe(true);
  await expect.poll(() => statuses('GET', '/locales').length, soon).toBeGreaterThan(0);
  revoke(sandbox, sandbox.tokens.read_write ?? '');
  // As soon as all is known, calls begin with the new one.
  await expect
    .poll(async () => {
      sandbox.requests.length = 0;
      await ask('list_labels');
      return statuses('GET', '/labels');
    }, soon)
    .toEqual([200]);
  expect(heard()).toBe(0);
});

it('lets a call under way end with the token that it began with', async () => {
  const { sandbox, files, keys, ask, statuses } = await start();
  sandbox.fault({ method: 'GET', path: '/labels', delay: 600 });
  const reading = ask('list_labels');
  await expect.poll(() => sandbox.requests.some(({ path }) => path === '/v3/labels'), soon).toBe(true);
  put(files.token, 'cs-nobody-knows-this-one');
  expect(keys.reread()).toBe(true);
  expect(await reading).toMatchObject({ isError: false });
  expect(statuses('GET', '/labels')).toEqual([200]);
});

it('finds its way back from a token that is wrong, once the file is put right', async () => {
  const { files, keys, ask, time, said, list } = await start();
  const tools = await list();
  put(files.token, 'cs-nobody-knows-this-one');
  keys.reread();
  await expect.poll(() => said.some(line => line.includes('does not know this management token')), soon).toBe(true);
  expect(await list()).not.toContain('create_label');
  put(files.token, second);
  time.passed += later.seconds;
  expect(await ask('list_labels')).toMatchObject({ isError: false });
  await expect.poll(list, soon).toEqual(tools);
});

it('goes to another stack where the key changes too: not in the midst of a call', async () => {
  const { sandbox, files, ask, stack, statuses } = await start();
  const { identity } = stack.now();
  sandbox.state.api_key = 'blt0a0a0a0a0a0a0a0a';
  put(files.key, sandbox.state.api_key);
  expect(await ask('list_labels')).toMatchObject({ isError: true });
  expect(statuses('GET', '/labels')).toEqual([412]);
  await expect.poll(async () => (await ask('list_labels')).isError, soon).toBe(false);
  // What was remembered of the other stack is not taken for this one's.
  expect(stack.now().identity).not.toBe(identity);
});

const erase = { environment_name: 'staging' };

it('takes a code from before the change for half an hour, and not after', async () => {
  const { files, keys, ask, time, sandbox, statuses } = await start();
  const first = await ask('delete_environment', erase);
  const [code, other] = [toCode(first.text), toCode((await ask('delete_environment', erase)).text)];
  put(files.token, second);
  keys.reread();
  time.passed = later.over;
  expect((await ask('delete_environment', { ...erase, confirm: code })).text).toMatch(/That code does not hold/);
  expect(statuses('DELETE', '/environments/staging')).toEqual([]);
  time.passed = later.almost;
  expect(await ask('delete_environment', { ...erase, confirm: other })).toMatchObject({ isError: false });
  expect(statuses('DELETE', '/environments/staging')).toEqual([200]);
  expect(Object.values(sandbox.state.environments).map(({ name }) => name)).not.toContain('staging');
});

it('signs with the new one alone', async () => {
  const { files, keys, ask, time } = await start();
  put(files.token, second);
  keys.reread();
  time.passed = later.over;
  const code = toCode((await ask('delete_environment', erase)).text);
  expect(await ask('delete_environment', { ...erase, confirm: code })).toMatchObject({ isError: false });
});

it('takes the code of a plan from before the change for half an hour, and not after', async () => {
  const { files, keys, ask, time } = await start();
  const asked = { entries: [{ content_type: 'page', uid: uidOf('page', 'about') }], environments: ['staging'] };
  const plan = JSON.parse((await ask('plan_publish', asked)).text);
  put(files.token, second);
  keys.reread();
  time.passed = later.over;
  expect((await ask('publish_plan', { ...asked, ...plan.next })).isError).toBe(true);
  time.passed = later.almost;
  expect(JSON.parse((await ask('publish_plan', { ...asked, ...plan.next })).text).says).toBe('1 of 1 row live');
});

it('takes a yes to a question from before the change', async () => {
  let exchange = () => {};
  const reply = () => {
    exchange();
    return { action: 'accept' as const, content: { confirm: true } };
  };
  const { files, keys, ask, statuses, said } = await start({ reply });
  exchange = () => {
    put(files.token, second);
    keys.reread();
  };
  // A person takes a moment, or it counts as none.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  onTestFinished(() => void vi.useRealTimers());
  const { isError } = await ask('delete_environment', erase);
  expect(isError).toBe(false);
  expect(statuses('DELETE', '/environments/staging')).toEqual([200]);
  expect(said.some(line => line.includes('has changed'))).toBe(true);
});

it('strikes both tokens and keys from answers and errors, for good', async () => {
  const { sandbox, files, keys, ask, hasTold, said } = await start();
  const old = sandbox.tokens.read_write ?? '';
  const both = `${old} and ${second} and ${old.slice(0, 14)}…`;
  await ask('create_label', label('Plain'));
  put(files.token, second);
  keys.reread();
  put(files.key, 'blt0b0b0b0b0b0b0b0b');
  keys.reread();
  sandbox.state.api_key = 'blt0b0b0b0b0b0b0b0b';
  const body = { labels: [{ uid: 'x', name: `${both} ${sandbox.api_key} ${sandbox.state.api_key}` }] };
  sandbox.fault({ path: '/labels', answer: { body } });
  const { text } = await ask('list_labels', { fields: ['all'] });
  expect(text).toContain('[secret] and [secret] and [secret]…');
  expect(text).not.toContain(sandbox.api_key);
  expect(text).not.toContain(sandbox.state.api_key);
  const error_message = `${both} of ${sandbox.api_key} is wrong`;
  sandbox.fault({ path: '/labels', answer: { status: 422, body: { error_message, error_code: 141 } } });
  expect((await ask('list_labels')).text).toContain('[secret]… of [secret] is wrong');
  await ask('server_status');
  expect(said.join()).toContain('[secret]');
  expect(hasTold()).toBe(false);
});

it('is not taken for known where the token is exchanged before anything could be learnt', async () => {
  const { sandbox, keys, files, connected } = await prepare();
  sandbox.fault({ answer: { status: 503, body: {} }, times: 1000 });
  const { stack } = connected();
  // The pause before all is asked again has begun.
  await expect.poll(() => stack.now().access.facts.open?.againAt, soon).toBeDefined();
  put(files.token, second);
  expect(keys.reread()).toBe(true);
  await new Promise(resolve => setImmediate(resolve));
  expect(stack.isReady()).toBe(false);
  await fetch(`${sandbox.origin}/faults`, { method: 'DELETE' });
  expect((await stack.ready()).access.facts).toMatchObject({ token: { scope: 'read-write' } });
});
