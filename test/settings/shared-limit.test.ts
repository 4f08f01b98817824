// The store that several processes share: its address, and its password from a file; neither is ever said back.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readInvocation } from '../../src/settings/invocation.ts';

const readShared = (env: Record<string, string>) =>
  readInvocation([], Object.fromEntries(Object.entries(env).map(([key, value]) => [`CONTENTSTACK_${key}`, value])))
    .shared;

function writeSecret(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'secret-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'password');
  writeFileSync(file, text);
  return file;
}

it.each([
  ['redis://cache', { host: 'cache', port: 6379, isTls: false, database: 0 }],
  ['redis://[::1]:7000/3', { host: '::1', port: 7000, isTls: false, database: 3 }],
  [
    'rediss://me:p%40ss@cache.example.com:6380',
    { host: 'cache.example.com', port: 6380, isTls: true, username: 'me', password: 'p@ss', database: 0 },
  ],
  ['redis+unix:///run/a%20b/s?db=2', { path: '/run/a b/s', isTls: false, database: 2 }],
])('reads %s', (SHARED_LIMIT, wanted) => {
  expect(readShared({ SHARED_LIMIT })).toEqual(wanted);
});

it('takes the password from a file, less the end of its line', () => {
  for (const end of ['', '\n', '\r\n']) {
    const SHARED_LIMIT_PASSWORD_FILE = writeSecret(` a b${end}`);
    expect(readShared({ SHARED_LIMIT: 'redis://me@cache', SHARED_LIMIT_PASSWORD_FILE })).toMatchObject({
      username: 'me',
      password: ' a b',
    });
  }
});

it.each([
  'cache:6379',
  'http://cache',
  'redis://',
  'redis+unix://cache/s',
  'redis+unix:///',
  'redis+unix://:hiddenword@/run/cache',
  'redis://:hidden#word@cache',
  'redis://:hiddenword@cache/none',
  'redis://:hidden%word@cache',
  'redis://cache?password=hiddenword',
])('refuses %s in a sentence that does not show it', SHARED_LIMIT => {
  const refuse = () => readShared({ SHARED_LIMIT });
  expect(refuse).toThrow(
    /^CONTENTSTACK_SHARED_LIMIT .*; it takes redis:\/\/host:6379, rediss:\/\/host:6379 with TLS, or/,
  );
  expect(refuse).not.toThrow(/hidden|cache/);
});

it('refuses a password that is missing, empty, given twice, or for nothing', () => {
  const SHARED_LIMIT = 'redis://cache';
  const none = { SHARED_LIMIT, SHARED_LIMIT_PASSWORD_FILE: '/nowhere/at/all' };
  expect(() => readShared(none)).toThrow('"/nowhere/at/all", which cannot be read (ENOENT)');
  expect(() => readShared({ SHARED_LIMIT, SHARED_LIMIT_PASSWORD_FILE: writeSecret('\n') })).toThrow('which is empty');
  const SHARED_LIMIT_PASSWORD_FILE = writeSecret('one');
  expect(() => readShared({ SHARED_LIMIT: 'redis://:two@cache', SHARED_LIMIT_PASSWORD_FILE })).toThrow('only one');
  expect(() => readShared({ SHARED_LIMIT_PASSWORD_FILE })).toThrow('SHARED_LIMIT is not');
});
