// The file of several stacks: what it gives, and how what is wrong in it is named without showing a token.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readInvocation } from '../../src/settings/invocation.ts';
import { readStacksFile } from '../../src/settings/stacks-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'stacks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tokens = {
  SHOP: 'cs0123456789abcdef01',
  BLOG: 'csfedcba98765432100f',
  EDITORS: 'editors-token',
  OURS: 'ours-token',
};
const shop = { api_key: 'blt1', token_env: 'SHOP' };
const blog = { api_key: 'blt2', token_env: 'BLOG' };

function read(content: unknown, env: Record<string, string> = {}) {
  const path = join(folder, 'stacks.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  const { several } = readInvocation(['--stacks', path], { ...tokens, ...env });
  if (!several) throw new Error('there is no file');
  return readStacksFile(several.path, several.beside);
}

it('gives each stack its own settings, in the words of the settings', () => {
  const { stacks, bearers } = read({
    stacks: {
      shop: {
        ...shop,
        region: 'eu',
        branch: 'main',
        branches: ['main', 'next'],
        tools_deny: ['delete_*'],
        timeout_ms: 5000,
      },
      blog: { ...blog, host: 'cms.example', read_only: true, default: true, modules: 'entries,assets' },
    },
    bearers: { editors: { token_env: 'EDITORS', stacks: ['blog'], read_only: true } },
  });
  expect(stacks).toMatchObject([
    {
      name: 'shop',
      isDefault: false,
      settings: {
        keys: { apiKey: 'blt1', token: tokens.SHOP },
        origin: 'https://eu-api.contentstack.com',
        branches: ['main', 'next'],
        toolsDeny: ['delete_*'],
        timeoutMs: 5000,
        readOnly: false,
      },
    },
    {
      name: 'blog',
      isDefault: true,
      settings: {
        keys: { token: tokens.BLOG },
        origin: 'https://cms.example',
        readOnly: true,
        modules: ['entries', 'assets'],
      },
    },
  ]);
  expect(bearers).toMatchObject([{ name: 'editors', stacks: ['blog'] }]);
  expect(bearers.map(({ source }) => source.read())).toEqual([tokens.EDITORS]);
  expect(stacks[0]?.inItsWords('set CONTENTSTACK_BRANCHES or CONTENTSTACK_MANAGEMENT_TOKEN')).toBe(
    'set stacks.shop.branches or SHOP',
  );
});

it('takes what an entry leaves out from the settings, and lets no entry lift what these withhold', () => {
  const env = {
    CONTENTSTACK_READ_ONLY: 'true',
    CONTENTSTACK_TOOLS_DENY: 'list_roles',
    CONTENTSTACK_CONFIRM: 'always',
    CONTENTSTACK_GLOBAL_WRITES: 'auto',
    CONTENTSTACK_REGION: 'au',
    CONTENTSTACK_MAX_RESULT_TOKENS: '500',
  };
  const { stacks } = read(
    {
      stacks: {
        shop: { ...shop, read_only: false, tools_deny: 'delete_*', confirm: 'never', global_writes: 'deny' },
        blog: { ...blog, region: 'na' },
      },
    },
    env,
  );
  expect(stacks.map(({ settings }) => settings)).toMatchObject([
    {
      readOnly: true,
      toolsDeny: ['list_roles', 'delete_*'],
      confirm: 'always',
      globalWrites: 'deny',
      region: 'au',
      maxResultTokens: 500,
    },
    {
      readOnly: true,
      toolsDeny: ['list_roles'],
      confirm: 'always',
      globalWrites: 'auto',
      region: 'na',
      maxResultTokens: 500,
    },
  ]);
  expect(stacks[1]?.inItsWords('CONTENTSTACK_READ_ONLY is true')).toBe('CONTENTSTACK_READ_ONLY is true');
});

it('rehearses where one says so or all do', () => {
  const { stacks } = read({ stacks: { shop: { ...shop, dry_run: true }, blog } });
  expect(stacks.map(({ settings }) => settings.dryRun)).toEqual([true, false]);
  expect(stacks[0]?.inItsWords('CONTENTSTACK_DRY_RUN is true')).toBe('stacks.shop.dry_run is true');
  const all = read({ stacks: { shop: { ...shop, dry_run: false } } }, { CONTENTSTACK_DRY_RUN: 'true' });
  expect(all.stacks.map(({ settings }) => settings.dryRun)).toEqual([true]);
});

it('keeps protected what is so for all, and adds what is so for one', () => {
  const protect = (all: string | undefined, own: unknown) => {
    const env = all === undefined ? {} : { CONTENTSTACK_PROTECTED: all };
    const entry = own === undefined ? shop : { ...shop, protected: own };
    return read({ stacks: { shop: entry } }, env).stacks[0]?.settings.protected;
  };
  expect(protect(undefined, undefined)).toEqual(['production']);
  expect(protect(undefined, 'none')).toEqual([]);
  expect(protect(undefined, ['Live', 'next'])).toEqual(['live', 'next']);
  expect(protect('live', 'none')).toEqual(['live']);
  expect(protect('none', 'live')).toEqual(['live']);
  expect(protect('none', 'none')).toEqual([]);
  expect(protect('live', 'next')).toEqual(['live', 'next']);
});

it('takes names of directories one by one, commas and all', () => {
  const { stacks } = read({
    stacks: {
      shop: { ...shop, upload_dirs: ['/one', '/two, too', ''] },
      blog: { ...blog, upload_dirs: '/one,/two' },
    },
  });
  expect(stacks.map(({ settings }) => settings.uploadDirs)).toEqual([
    ['/one', '/two, too'],
    ['/one', '/two'],
  ]);
});

it('takes the example of the docs', () => {
  const page = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
  const [, example = ''] = /```json\n(\{\n {2}"stacks"[\s\S]*?)```/.exec(page) ?? [];
  const named = [...example.matchAll(/"token_env": "(\w+)"/g)].map(([, name = '']) => [name, `token-of-${name}`]);
  const tokensOf = Object.fromEntries(named);
  // With keys in it, it is right; as it stands, it says what to fill in.
  expect(() => read(example, tokensOf)).toThrow('stacks.shop.api_key is what was given; it takes only ASCII letters');
  const { stacks, bearers } = read(example.replaceAll('blt…', 'blt1'), tokensOf);
  expect(stacks.map(({ name }) => name)).toEqual(['shop', 'blog']);
  expect(bearers.map(({ name }) => name)).toEqual(['editors', 'newsletter']);
});

it('gives a stack of the sandbox one of its tokens where none is set', () => {
  const path = join(folder, 'sandbox.json');
  writeFileSync(path, JSON.stringify({ stacks: { shop: { api_key: 'any', token_env: 'NOT_SET' } } }));
  const { several } = readInvocation(['--stacks', path, '--sandbox'], {});
  expect(several && readStacksFile(several.path, several.beside).stacks[0]?.settings.keys.token).toBeUndefined();
});

it('takes key and tokens from files beside it, and says so where it speaks of them', () => {
  mkdirSync(join(folder, 'secrets'), { recursive: true });
  const files = { key: 'blt9\n', shop: `${tokens.SHOP}\n`, editors: 'first-of-editors\nsecond-of-editors\n' };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, 'secrets', name), content);
  const { stacks, bearers } = read({
    stacks: { shop: { api_key_file: 'secrets/key', token_file: 'secrets/shop' }, blog },
    bearers: { editors: { token_file: 'secrets/editors', stacks: ['shop'] } },
  });
  expect(stacks.map(({ settings }) => settings.keys)).toMatchObject([
    { apiKey: 'blt9', token: tokens.SHOP, inFiles: ['API_KEY', 'MANAGEMENT_TOKEN'] },
    { apiKey: 'blt2', token: tokens.BLOG, inFiles: [] },
  ]);
  expect(stacks[0]?.inItsWords('CONTENTSTACK_API_KEY, CONTENTSTACK_MANAGEMENT_TOKEN')).toBe(
    'stacks.shop.api_key_file, stacks.shop.token_file',
  );
  expect(bearers.map(({ source }) => source.read())).toEqual(['first-of-editors\nsecond-of-editors']);
  // One of the two of a caller is another's.
  expect(() =>
    read(
      {
        stacks: { shop },
        bearers: {
          editors: { token_file: 'secrets/editors', stacks: ['shop'] },
          others: { token_env: 'OTHERS', stacks: ['shop'] },
        },
      },
      { OTHERS: 'one-of-others second-of-editors' },
    ),
  ).toThrow('bearers.others.token_env holds the token of bearers.editors');
});

describe('what is wrong is named by its path', () => {
  it.each([
    ['{', 'stacks.json: it is not valid JSON: see line 1'],
    ['{\n  "stacks": {\n    "a": { "api_key": "k" "token_env": "T" }\n  }\n}', 'not valid JSON: see line 3'],
    ['{\n  "stacks": {\n    "a": {},\n  }\n}', 'not valid JSON: see line 4'],
    ['{\n  "stacks": { "a": "unfinished\n  }\n}', 'not valid JSON: see line 2'],
    ['{\n  "stacks": {}\n', 'not valid JSON: see line 2'],
    [[], 'stacks.json: it is not an object'],
    [{}, 'stacks is missing'],
    [{ stacks: {} }, 'stacks names no stack'],
    [{ stacks: { shop }, bearer: {} }, 'bearer is not accepted'],
    [{ stacks: { shop }, extra: {} }, 'extra is not known; it takes stacks, bearers'],
    [{ stacks: { Shop: shop } }, 'stacks has a name that is not valid'],
    [{ stacks: { shop: [] } }, 'stacks.shop is not an object'],
    [{ stacks: { shop: { token_env: 'SHOP' } } }, 'stacks.shop.api_key is missing'],
    [{ stacks: { shop: { api_key: 'blt1' } } }, 'stacks.shop.token_env is missing'],
    [
      { stacks: { shop: { ...shop, token_file: 'shop-token' } } },
      'stacks.shop.token_env and token_file are both given: give only one of them',
    ],
    [
      { stacks: { shop: { api_key: 'blt1', token_file: 'nowhere' } } },
      `stacks.json: stacks.shop.token_file is "${join(folder, 'nowhere')}", which cannot be read (ENOENT)`,
    ],
    [{ stacks: { shop: { api_key: 'blt1', token_file: '' } } }, 'stacks.shop.token_file is not a path'],
    [
      { stacks: { shop: { api_key_file: 'nowhere', token_env: 'SHOP' } } },
      `stacks.shop.api_key_file is "${join(folder, 'nowhere')}", which cannot be read (ENOENT)`,
    ],
    [
      { stacks: { shop: { ...shop, api_key_file: 'x' } } },
      'stacks.json: stacks.shop.api_key and stacks.shop.api_key_file are both given: give only one of them',
    ],
    [
      { stacks: { shop }, bearers: { ours: { token_file: 'nowhere', stacks: ['shop'] } } },
      `stacks.json: bearers.ours.token_file is "${join(folder, 'nowhere')}", which cannot be read (ENOENT)`,
    ],
    [
      { stacks: { shop }, bearers: { ours: { token_file: 'x', token_env: 'OURS', stacks: ['shop'] } } },
      'bearers.ours.token_env and token_file are both given',
    ],
    [
      { stacks: { shop: { api_key: 'blt1', token_env: 'NOT_SET' } } },
      'stacks.shop.token_env names NOT_SET, which is not set',
    ],
    [{ stacks: { shop: { ...shop, readonly: true } } }, 'stacks.shop.readonly is not known; did you mean read_only?'],
    [{ stacks: { shop: { ...shop, http_hosts: 'x' } } }, 'stacks.shop.http_hosts is not known'],
    [{ stacks: { shop: { ...shop, region: 'mars' } } }, 'stacks.shop.region is "mars"; it can be na'],
    [{ stacks: { shop: { ...shop, branches: [1] } } }, 'stacks.shop.branches is not a text'],
    [
      { stacks: { shop: { ...shop, branch: 'a', branches: ['b'] } } },
      'stacks.shop.branch is "a", which is not in stacks.shop.branches',
    ],
    [{ stacks: { shop: { ...shop, default: 'yes' } } }, 'stacks.shop.default is not true or false'],
    [
      { stacks: { shop: { ...shop, default: true }, blog: { ...blog, default: true } } },
      'stacks.blog.default is true for a second stack',
    ],
    [{ stacks: { shop }, bearers: { ours: { token_env: 'OURS' } } }, 'bearers.ours.stacks is not a list'],
    [{ stacks: { shop }, bearers: { ours: { token_env: 'OURS', stacks: [] } } }, 'bearers.ours.stacks is not a list'],
    [
      { stacks: { shop }, bearers: { ours: { token_env: 'OURS', stacks: ['shp'] } } },
      'bearers.ours.stacks[0] names "shp", which does not exist; did you mean shop?',
    ],
    [
      { stacks: { shop }, bearers: { ours: { token_env: 'OURS', stacks: ['shop'], region: 'eu' } } },
      'bearers.ours.region is not known',
    ],
    [
      { stacks: { shop }, bearers: { ours: { token_env: 'SHOP', stacks: ['shop'] } } },
      'bearers.ours.token_env holds the token of stacks.shop',
    ],
    [
      {
        stacks: { shop },
        bearers: { a: { token_env: 'OURS', stacks: ['shop'] }, b: { token_env: 'OURS', stacks: ['shop'] } },
      },
      'bearers.b.token_env holds the token of bearers.a',
    ],
  ])('%j', (content, message) => {
    expect(() => read(content)).toThrow(message);
  });

  it('and so is a file that is not there, or a stack that is given twice', () => {
    const { several } = readInvocation(['--stacks', join(folder, 'nowhere.json')], {});
    expect(() => several && readStacksFile(several.path, several.beside)).toThrow(
      /CONTENTSTACK_STACKS is ".*nowhere.json", which cannot be read \(ENOENT\)/,
    );
    expect(() => read({ stacks: { shop } }, { CONTENTSTACK_API_KEY: 'blt9' })).toThrow('give only one of them');
  });
});

describe('a token in the file is refused and not shown', () => {
  const secret = 'cs9999999999abcdef9999';
  it.each([
    { stacks: { shop: { ...shop, token: secret } } },
    { stacks: { shop: { ...shop, management_token: secret } } },
    { stacks: { shop: { ...shop, authorization: secret } } },
    { stacks: { shop: { ...shop, token_env: secret } } },
    { stacks: { shop: { api_key: 'blt1', token_file: secret } } },
    { stacks: { shop: { api_key_file: secret, token_env: 'SHOP' } } },
    { stacks: { shop: { ...shop, [secret]: true } } },
    { stacks: { [secret]: shop } },
    { stacks: { shop }, bearers: { ours: { token: secret, stacks: ['shop'] } } },
    { stacks: { shop }, bearers: { ours: { token_env: `${secret}-x`, stacks: ['shop'] } } },
    `{"stacks": {"shop": {"token": "${secret}" "`,
  ])('%#', content => {
    let message = '';
    try {
      read(content);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain('stacks.json: ');
    expect(message).not.toContain(secret);
    if (typeof content !== 'string') expect(message).toMatch(/token|is not valid|is what was given/);
  });
});
