// The last line of defence: by no door of a server that rehearses does anything leave that writes, whatever a request says of itself.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { connectCma } from '../../src/door/cma.ts';
import { type CmaRequest, toRequest } from '../../src/door/request.ts';
import { toReadUpload } from '../../src/door/upload.ts';
import { BadArgument, NotAllowed } from '../../src/operations/answer.ts';
import { Rehearsed } from '../../src/operations/rehearsed.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { connectStack } from '../../src/stack/connect.ts';
import { probes } from '../../src/stack/learn.ts';
import { narrow } from '../../src/stack/narrow.ts';
import { find, operations, tasks } from '../operations.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function serve() {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.setHeader('content-type', 'application/json').end('{"entry":{}}');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rates = { reads: undefined, writes: undefined, bulk: undefined };
  const connection = connectCma(
    { origin, apiKey: 'the-key', token: 'the-token' },
    { timeoutMs: 30_000, rates, readUpload: toReadUpload(), isRehearsal: true },
  );
  ends.push(
    () => connection.close(),
    () => server.closeAllConnections(),
    () => new Promise(resolve => server.close(resolve)),
  );
  return { connection, seen };
}

const { signal } = new AbortController();

/** As it is told of an operation, with something in each brace. */
const toSample = (name: string): CmaRequest => {
  const operation = find(name);
  const path = Object.fromEntries(Object.keys(operation.path).map(brace => [brace, 'x1']));
  return toRequest(operation, path, 'main');
};

it('lets reads out and keeps all that writes, though it says that it reads', async () => {
  const { connection, seen } = await serve();
  const cma = connection.open({ kept: operations });
  let reads = 0;
  for (const { name, effect, linked } of operations) {
    if (linked) continue;
    const request = toSample(name);
    if (effect === 'read') {
      await cma.send(request, signal);
      reads += 1;
      continue;
    }
    for (const told of [effect, 'read'] as const) {
      const sending = cma.send({ ...request, effect: told }, signal);
      const error = await sending.catch((thrown: unknown) => thrown);
      expect(error, name).toBeInstanceOf(Rehearsed);
      expect((error as Rehearsed).unsent).toMatchObject({ method: request.method, path: `/v3${request.path}` });
    }
  }
  expect(seen.length).toBe(reads);
  // Which of them write by GET the reference says.
  expect(seen.filter(line => !line.startsWith('GET '))).toEqual([]);
  expect(seen.filter(line => /\/(enable|disable|unschedule)$/.test(line))).toEqual([]);
});

it('keeps the tests of the scope too, and refuses first what is not among the tools', async () => {
  const { connection, seen } = await serve();
  const door = connection.open({ kept: probes, isOnce: true });
  const line = 'DELETE /labels/{label_uid}';
  const request: CmaRequest = {
    ...{ line, effect: 'delete', method: 'DELETE', path: '/labels/blt1' },
    ...{ query: new URLSearchParams(), headers: { branch: 'main' } },
  };
  await expect(door.send(request, signal)).rejects.toThrow(Rehearsed);
  const other = connection.open({ kept: [find('list_labels')], withheld: [find('delete_label')] });
  await expect(other.send(request, signal)).rejects.toThrow(NotAllowed);
  const held = connection.open({
    kept: operations,
    branches: { usable: ['main'], default: 'main', aliases: {}, limited: true } as never,
  });
  await expect(held.send({ ...request, headers: { branch: 'other' } }, signal)).rejects.toThrow(BadArgument);
  expect(seen).toEqual([]);
});

it('reads a file as if it were to leave: what may not be read is refused, and what may is told', async () => {
  const { connection, seen } = await serve();
  const cma = connection.open({ kept: operations });
  const send = (upload: string) => cma.send(toRequest(find('upload_asset'), { upload, tags: 'a' }, 'main'), signal);
  await expect(send('/etc/hostname')).rejects.toThrow(BadArgument);
  const kept = (await send('data:;name=kit;base64,PHA+UHJlc3Mga2l0PC9wPg==').catch(error => error)) as Rehearsed;
  expect(kept.unsent.form).toMatchObject({ 'asset[upload]': { size: 16, type: expect.stringMatching(/^text\//) } });
  expect(seen).toEqual([]);
});

it('holds for the doors of tasks and of callers below a ceiling', async () => {
  const sandbox = await startSandbox();
  ends.push(() => sandbox.close());
  const settings = toSettings({
    ...{ HOST: sandbox.origin, API_KEY: sandbox.api_key, MANAGEMENT_TOKEN: String(sandbox.tokens.read_write) },
    DRY_RUN: 'true',
  });
  const connected = connectStack(operations, settings, { tasks });
  ends.push(() => connected.close());
  const stack = await connected.stack.ready();
  const ceiling = { ...settings, modules: ['all'], branches: ['main'], globalWrites: 'allow' as const };
  const below = narrow(stack, ceiling, text => text, 'somebody');
  const task = stack.access.tasks.kept.find(({ task: { name } }) => name === 'edit_entry');
  if (!task) throw new Error('there is no such task');
  const request = toSample('update_entry');
  for (const door of [stack.cma, below.cma, stack.openFor(task), below.openFor(task)]) {
    if ('missing' in door) throw new Error(door.missing);
    await expect(door.send(request, signal)).rejects.toThrow(Rehearsed);
  }
  expect(sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(sandbox.requests.length).toBeGreaterThan(0);
});
