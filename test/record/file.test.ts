// The file of the record: made for its owner, added to, and nothing that others could read or lead elsewhere. It may fail.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SonicBoom } from 'sonic-boom';
import { expect, it, onTestFinished } from 'vitest';
import { openRecord } from '../../src/record/file.ts';
import { type Sink, toDescriptor, toFile } from '../../src/record/sink.ts';
import { run } from '../command.ts';

const isPosix = process.platform !== 'win32';

function toFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

async function open(path: string): Promise<{ sink: Sink; said: string[] }> {
  const said: string[] = [];
  return { sink: await toFile(path, message => said.push(message)), said };
}

it('is made for its owner alone, and what is in it stays', async () => {
  const path = join(toFolder(), 'record.jsonl');
  for (const line of ['one', 'two']) {
    const { sink } = await open(path);
    sink.write(line);
    sink.close();
  }
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
  if (isPosix) expect(modeOf(path)).toBe('600');
});

it('is opened anew where it was moved away, and no line is lost between', async () => {
  const path = join(toFolder(), 'record.jsonl');
  const { sink, said } = await open(path);
  const lines = Array.from({ length: 200 }, (_, index) => `line ${index}`);
  for (const [index, line] of lines.entries()) {
    if (index === 100) {
      renameSync(path, `${path}.1`);
      sink.reopen();
    }
    sink.write(line);
  }
  sink.close();
  const both = [`${path}.1`, path].map(each => readFileSync(each, 'utf8').trim().split('\n'));
  expect(both.map(({ length }) => length)).toEqual([100, 100]);
  expect(both.flat()).toEqual(lines);
  expect(said).toEqual([]);
});

it('goes on where it was, and says so, where it cannot be opened anew', async () => {
  const folder = join(toFolder(), 'logs');
  mkdirSync(folder);
  const path = join(folder, 'record.jsonl');
  const { sink, said } = await open(path);
  const kept = openSync(path, 'r');
  rmSync(folder, { recursive: true });
  sink.reopen();
  sink.write('after');
  sink.close();
  expect(readFileSync(kept, 'utf8')).toBe('after\n');
  closeSync(kept);
  expect(said).toEqual(['the record continues in the old file, as the new one is in a folder that does not exist']);
});

it('says once that it fails, and that it does no longer', async () => {
  const path = join(toFolder(), 'record.jsonl');
  writeFileSync(path, '', { mode: 0o600 });
  const said: string[] = [];
  // It can only be read: every write to it fails, as on a full disk.
  const sink = toDescriptor(
    fd => new SonicBoom({ fd, sync: true }),
    openSync(path, 'r'),
    () => openRecord(path),
    message => said.push(message),
  );
  for (let index = 0; index < 50; index += 1) {
    sink.write(`line ${index}`);
    await new Promise(resolve => setTimeout(resolve, 1));
  }
  expect(said).toEqual(['the record cannot be written (EBADF); calls go on without it']);
  sink.reopen();
  sink.write('then');
  sink.close();
  expect(readFileSync(path, 'utf8')).toContain('then\n');
});

const refuse = (path: string, env: Record<string, string> = {}) =>
  run(['--sandbox'], { CONTENTSTACK_LOG_FILE: path, ...env });

it.runIf(isPosix)('stops the start where others could read it, or it is something else', async () => {
  const folder = toFolder();
  const wide = join(folder, 'wide');
  writeFileSync(wide, 'kept');
  chmodSync(wide, 0o640);
  const link = join(folder, 'link');
  symlinkSync(join(folder, 'elsewhere'), link);
  const pipe = join(folder, 'pipe');
  spawnSync('mkfifo', [pipe]);
  const cases = [
    [wide, 'has mode 0640, by which others may read or change it: run chmod 600 on it, or name another file'],
    [link, 'is a symbolic link: name the file itself'],
    [folder, 'is a folder'],
    [pipe, 'is not a regular file'],
    [join(folder, 'none', 'record'), 'is in a folder that does not exist'],
    [join(wide, 'record'), 'is in a folder that does not exist'],
    ['/dev/null', 'is not a regular file'],
  ] as const;
  const ended = await Promise.all(cases.map(([path]) => refuse(path)));
  expect(ended).toEqual(
    cases.map(([path, why]) => ({
      code: 2,
      out: '',
      err: `contentstack-cma-mcp: CONTENTSTACK_LOG_FILE is ${JSON.stringify(path)}, which ${why}\n`,
    })),
  );
  expect(readFileSync(wide, 'utf8')).toBe('kept');
  expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
});

it('is not opened where nothing is recorded, which is said', async () => {
  const path = join(toFolder(), 'record.jsonl');
  const { err } = await refuse(path, { CONTENTSTACK_LOG: 'off' });
  expect(err).toContain('CONTENTSTACK_LOG_FILE has no effect, as CONTENTSTACK_LOG is off');
  expect(existsSync(path)).toBe(false);
});
