// The record of the built bundle, as its operator reads it: on stderr or in a file, never on stdout, whatever becomes of either.
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import type { Line } from '../../src/record/fields.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { bundle } from '../command.ts';
import { arrived, type Child, initialize, parse, spawnServer, toCall } from '../server/transports/child.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const label = (name: string) => ({ label: { name } });

async function start(env: Record<string, string>, shell?: string, name = 'test'): Promise<Child> {
  const script = shell === undefined ? {} : { script: '-e', args: [shell, bundle] };
  const child = spawnServer(sandbox, { env, ...script });
  onTestFinished(() => void child.process.kill('SIGKILL'));
  child.send({ ...initialize, params: { ...initialize.params, clientInfo: { name, version: '1' } } });
  await child.answer('init');
  child.send({ method: 'notifications/initialized' });
  return child;
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2_000 && !isTrue(); tries += 1) await new Promise(resolve => setTimeout(resolve, 10));
  expect(isTrue()).toBe(true);
}

function toPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'record.jsonl');
}

const readLines = (path: string): Line[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Line);

async function end(child: Child): Promise<void> {
  child.process.stdin.end();
  expect(await child.ended).toEqual({ code: 0, signal: null });
  // Nothing but the protocol went to stdout.
  expect(child.lines.filter(line => parse(line)?.jsonrpc !== '2.0')).toEqual([]);
}

it('is text on stderr when nothing is set: what is served, and each write', async () => {
  const child = await start({ CONTENTSTACK_LOG: '' });
  await until(() => child.err().includes('serves'));
  child.send(toCall(1, 'list_labels'), toCall(2, 'create_label', label('Recorded')));
  await Promise.all([child.answer(1), child.answer(2)]);
  await end(child);
  const [first, ...lines] = child.err().trim().split('\n');
  expect(first).toMatch(
    /^contentstack-cma-mcp: version \S+ serves a stack .+: \d+ tools, \d+ of which write; over stdio; the record is text on stderr$/,
  );
  expect(lines).toEqual([
    expect.stringMatching(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ create_label labels\/blt[0-9a-f]{16}: done, version 1, \d+ requests?, \d+\.\d s \(test 1, stack …\w{4}\)$/,
    ),
  ]);
});

it('is an object a line on stderr with json, and nothing else', async () => {
  const child = await start({ CONTENTSTACK_LOG: 'json' });
  child.send(toCall(1, 'list_labels'), toCall(2, 'create_label', label('Recorded')));
  await Promise.all([child.answer(1), child.answer(2)]);
  await end(child);
  const lines = child.err().trim().split('\n').map(parse);
  expect(lines.map(line => [line?.v, line?.tool]).sort()).toEqual([
    [1, 'create_label'],
    [1, 'list_labels'],
  ]);
});

it('says nothing with off', async () => {
  const child = await start({ CONTENTSTACK_LOG: 'off' });
  child.send(toCall(1, 'create_label', label('Recorded')));
  await child.answer(1);
  await end(child);
  expect(child.err()).toBe('');
});

it('goes into a file as JSON, whole when the server has ended, and over a SIGHUP', async () => {
  const path = toPath();
  const child = await start({ CONTENTSTACK_LOG: '', CONTENTSTACK_LOG_FILE: path });
  for (let index = 0; index < 20; index += 1) {
    child.send(toCall(index, 'create_label', label(`Recorded ${index}`)));
    await child.answer(index);
    if (index !== 9) continue;
    renameSync(path, `${path}.1`);
    if (process.platform === 'win32') continue;
    child.process.kill('SIGHUP');
    await until(() => {
      try {
        return readLines(path).length === 0;
      } catch {
        return false;
      }
    });
  }
  child.process.kill('SIGTERM');
  await child.ended;
  const [before, after] = [`${path}.1`, path].map(readLines);
  expect([before?.length, after?.length]).toEqual([10, 10]);
  expect(
    [...(before ?? []), ...(after ?? [])].every(({ tool, outcome }) => tool === 'create_label' && outcome === 'ok'),
  ).toBe(true);
  expect(child.err().trim().split('\n')).toEqual([expect.stringContaining('the record is JSON in ')]);
});

it.runIf(process.platform !== 'win32')('tells of a write that was under way when the server had to end', async () => {
  const path = toPath();
  const child = await start({ CONTENTSTACK_LOG: '', CONTENTSTACK_LOG_FILE: path });
  sandbox.fault({ method: 'POST', path: '/labels', delay: 60_000 });
  child.send(toCall(1, 'create_label', label('Under way')));
  await arrived(sandbox, 'POST', '/v3/labels');
  // The second does not wait for anything.
  child.process.kill('SIGTERM');
  child.process.kill('SIGINT');
  expect(await child.ended).toEqual({ code: 0, signal: null });
  expect(readLines(path)).toMatchObject([{ tool: 'create_label', effect: 'create', outcome: 'cancelled' }]);
});

it.runIf(process.platform !== 'win32')('lets calls go on where the disk takes no more, and says so once', async () => {
  const path = toPath();
  // A limit that the system sets on files stands for a full disk: two blocks, and the signal that it sends left alone.
  const shell = `require('node:child_process').spawn('sh', ['-c', "trap '' XFSZ; ulimit -f 2; exec \\"$0\\" \\"$1\\"", process.execPath, process.argv[1]], { stdio: 'inherit' }).on('exit', code => process.exit(code));`;
  const child = await start({ CONTENTSTACK_LOG_FILE: path, CONTENTSTACK_LOG: 'json' }, shell);
  for (let index = 0; index < 20; index += 1) {
    child.send(toCall(index, 'create_label', label(`Recorded ${index}`)));
    expect(await child.answer(index)).not.toHaveProperty('error');
  }
  await end(child);
  expect(child.err().match(/the record cannot be written \(EFBIG\); calls go on without it/g)).toHaveLength(1);
});

it('lets calls go on where nobody reads stderr, or it is gone', async () => {
  // 400 lines with such a name are more than a pipe holds, and this end of it.
  const child = await start({ CONTENTSTACK_LOG: 'text' }, undefined, 'x'.repeat(256));
  child.process.stderr.pause();
  for (let index = 0; index < 400; index += 1) child.send(toCall(index, 'no_such_tool'));
  await Promise.all(Array.from({ length: 400 }, (_, index) => child.answer(index)));
  child.process.stderr.destroy();
  child.send(toCall('then', 'create_label', label('Recorded')));
  expect(await child.answer('then')).not.toHaveProperty('error');
  await end(child);
});
