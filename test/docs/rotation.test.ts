// The page on rotation: its commands for two tokens of a caller do what it says, in a shell.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readInvocation } from '../../src/settings/invocation.ts';

const page = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
const [, part = ''] = /### The token of a caller\n([\s\S]*?)\n### /.exec(page) ?? [];
const commands = [...part.matchAll(/^\d\. [^`\n]*`([^`]+)`/gm)].map(([, command = '']) => command);

it.skipIf(process.platform === 'win32')('adds a token, tells it, and takes the old one out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'secrets'));
  const file = join(folder, 'secrets', 'http-token');
  const old = 'an-old-token-of-a-caller';
  writeFileSync(file, `${old}\n`);
  const read = () => readInvocation(['--http', '0.0.0.0:1', '--http-token-file', file], {}).http?.bearer?.read();
  const [add = '', tell = '', remove = ''] = commands;
  const run = (command: string) => execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' }).trim();
  // Not every machine has what the page makes one with.
  const make = 'openssl rand -hex 32';
  expect(add).toContain(make);
  run(add.replace(make, `"${process.execPath}" -p 'require("crypto").randomBytes(32).toString("hex")'`));
  const next = run(tell);
  expect(next).toMatch(/^[0-9a-f]{64}$/);
  expect(read()).toBe(`${old}\n${next}`);
  run(remove);
  expect(read()).toBe(next);
});
