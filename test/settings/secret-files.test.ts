// Secrets in files: what is read, and how what is wrong is told by setting and path, never by what the file holds.
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readInvocation } from '../../src/settings/invocation.ts';
import { inFileWords } from '../../src/settings/keys.ts';
import { type Secret, type Setting, table, toFlag } from '../../src/settings/table.ts';

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const settings = Object.entries(table) as [string, Setting][];
const isSecret = settings.filter(([, { secret }]) => secret).map(([key]) => key);
const secrets = isSecret.filter(key => `${key}_FILE` in table) as Secret[];
const value = 'cs0123456789abcdef0123';

let count = 0;
function write(content: string): string {
  count += 1;
  const path = join(folder, `secret-${count}`);
  writeFileSync(path, content);
  return path;
}

/** As Kubernetes lays a secret out: a link to a file in a folder that is a link itself, and is exchanged as a whole. */
function mount(content: string): string {
  count += 1;
  const at = join(folder, `mount-${count}`);
  mkdirSync(join(at, 'one'), { recursive: true });
  writeFileSync(join(at, 'one', 'token'), content);
  symlinkSync('one', join(at, '..data'));
  symlinkSync(join('..data', 'token'), join(at, 'token'));
  return join(at, 'token');
}

/** What the server would take for this secret. */
function take(key: Secret, env: Record<string, string>, ...argv: string[]): string | undefined {
  const { settings: own, http } = readInvocation(['--http', '1', ...argv], env);
  if (key === 'HTTP_TOKEN') return http?.bearer?.read();
  return key === 'API_KEY' ? own.keys.apiKey : own.keys.token;
}

it('every secret has a file form', () => {
  expect(secrets).toEqual(['API_KEY', 'MANAGEMENT_TOKEN', 'HTTP_TOKEN']);
  // Of an address only the password in it is one.
  for (const key of isSecret)
    expect(
      ['_FILE', '_PASSWORD_FILE'].filter(end => `${key}${end}` in table),
      key,
    ).toHaveLength(1);
  // What restricts does so in either form, and a path is no secret.
  for (const key of secrets) {
    const [one, other] = [table[key], table[`${key}_FILE`]] as Setting[];
    expect([other?.restricts, other?.secret]).toEqual([one?.restricts, undefined]);
  }
});

describe.each(secrets)('%s', key => {
  const name = `CONTENTSTACK_${key}`;
  const file = `${name}_FILE`;

  it.each([value, `${value}\n`, `${value} \r\n\n`, `\ufeff${value}`])('is what the file holds: %j', content => {
    expect(take(key, { [file]: write(content) })).toBe(value);
    expect(take(key, {}, `--${toFlag(`${key}_FILE`)}`, write(content))).toBe(value);
    expect(take(key, { [file]: mount(content) })).toBe(value);
  });

  it('is not set where no path is', () => {
    for (const path of ['', '  ']) expect(take(key, { [file]: path })).toBeUndefined();
    expect(take(key, { [file]: '', [name]: value })).toBe(value);
  });

  const placeholder = '$'.concat('{TOKEN}');
  it.each([
    ['missing', () => join(folder, 'nowhere'), 'which cannot be read (ENOENT)'],
    ['a folder', () => folder, 'which is not a file'],
    ['empty', () => write(''), 'which is empty'],
    ['blank', () => write(' \r\n\t\n'), 'which is empty'],
    ['a placeholder', () => write(`${placeholder}\n`), 'which holds a placeholder that was not filled in'],
    ['an example', () => write('<your token>'), 'which holds a placeholder that was not filled in'],
    ['a link that leads nowhere', () => `${mount(value)}-x`, 'which cannot be read (ENOENT)'],
    ['a whole log', () => write(`${value}\n`.repeat(1000)), 'which is longer than 10000 bytes'],
  ])('stops the start where the file is %s', (_, make, says) => {
    const path = make();
    expect(() => take(key, { [file]: path })).toThrow(`${file} is "${path}", ${says}`);
  });

  it('is not given twice', () => {
    const path = write(value);
    const taking = () => take(key, { [file]: path, [name]: 'another-token-of-ours' });
    expect(taking).toThrow(`${name} and ${file} are both given: give only one of them`);
  });

  it('is never told, in whatever place it was put', () => {
    for (const env of [
      { [file]: value },
      { [file]: write(`${value}\u2026`) },
      { [file]: write(`${value} ${value}x ${value}y`) },
      { [file]: write(`${placeholder}\n${value}`) },
      { [file]: write(value), [name]: `${value}2` },
    ]) {
      let message = '';
      try {
        take(key, env);
      } catch (error) {
        message = (error as Error).message;
      }
      expect(message.includes(value)).toBe(false);
    }
  });
});

it('is checked like the value itself, and told by the path', () => {
  const path = write('cs0123\ncs4567');
  for (const key of ['API_KEY', 'MANAGEMENT_TOKEN'] as const)
    expect(() => take(key, { [`CONTENTSTACK_${key}_FILE`]: path })).toThrow(
      `CONTENTSTACK_${key}_FILE is "${path}", which does not hold it; it takes only ASCII letters`,
    );
});

it('may hold two tokens of one caller, but no third, no short one, and no management token', () => {
  const at = (content: string, where = '0.0.0.0:1') =>
    readInvocation(['--http', where], {
      CONTENTSTACK_HTTP_TOKEN_FILE: write(content),
      CONTENTSTACK_MANAGEMENT_TOKEN_FILE: write(value),
    }).http?.bearer?.read();
  const [one, two] = ['first-token-of-ours', 'second-token-of-ours'];
  expect(at(`${one}\n${two}\n`)).toBe(`${one}\n${two}`);
  const named = /^CONTENTSTACK_HTTP_TOKEN_FILE holds /;
  expect(() => at(`${one}\n${two}\nthird-token-of-ours`)).toThrow(/holds 3 tokens: it takes one, or two/);
  expect(() => at(`${one}\nshort`)).toThrow(/a token for callers that is shorter than 16 characters/);
  expect(at(`${one}\nshort`, '1')).toBe(`${one}\nshort`);
  for (const bad of [`${one}\n${two}\nthird`, `${one}\nshort`, `${one}\n${value}`])
    expect(() => at(bad)).toThrow(named);
  expect(() => at(`${one}\n${value}`)).toThrow(/holds the management token; set it to a token of your own making/);
});

it('speaks of the file where the value came from one', () => {
  const { keys } = readInvocation([], { CONTENTSTACK_MANAGEMENT_TOKEN_FILE: write(value) }).settings;
  expect(inFileWords(keys)('set CONTENTSTACK_MANAGEMENT_TOKEN, CONTENTSTACK_API_KEY')).toBe(
    'set CONTENTSTACK_MANAGEMENT_TOKEN_FILE, CONTENTSTACK_API_KEY',
  );
});

it('is read again when asked: a whole folder that is exchanged, a file that is gone', () => {
  const path = mount(value);
  const { keys } = readInvocation([], {
    CONTENTSTACK_API_KEY: 'blt1',
    CONTENTSTACK_MANAGEMENT_TOKEN_FILE: path,
  }).settings;
  const told: string[] = [];
  keys.watch({ onChange: () => told.push('changed'), onProblem: says => told.push(says) });
  const first = keys.pair;
  expect(keys.reread()).toBe(false);
  expect(keys.pair).toBe(first);
  const at = join(path, '..');
  mkdirSync(join(at, 'two'));
  writeFileSync(join(at, 'two', 'token'), 'cs-second');
  symlinkSync('two', join(at, '..next'));
  renameSync(join(at, '..next'), join(at, '..data'));
  expect(keys.reread()).toBe(true);
  expect([keys.apiKey, keys.token]).toEqual(['blt1', 'cs-second']);
  rmSync(join(at, '..data'));
  expect([keys.reread(), keys.reread()]).toEqual([false, false]);
  expect(keys.token).toBe('cs-second');
  expect(told).toEqual([
    'changed',
    `CONTENTSTACK_MANAGEMENT_TOKEN_FILE is "${path}", which cannot be read (ENOENT). What was read before is kept`,
  ]);
  expect(keys.former).toEqual([first]);
});
