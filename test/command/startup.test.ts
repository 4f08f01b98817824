// Who starts it wrongly reads one paragraph on stderr that says what to change, and no stack; the exit code tells the kind.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { startSandbox } from '../../src/sandbox/index.ts';
import { bundle, run, toEnv } from '../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'startup-'));
const inFile = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const half = inFile('half.json', '{"stacks":');
const stacks = inFile('stacks.json', '{"stacks":{"shop":{"api_key":"blt1","token_env":"SHOP_TOKEN"}}}');
const noSeed = inFile('no-seed.json', '{"pages":[]}');

let other: Server;
let taken = '';

beforeAll(async () => {
  other = createServer();
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
  taken = String((other.address() as AddressInfo).port);
});

afterAll(() => {
  other.close();
  rmSync(folder, { recursive: true });
});

describe('what is not possible ends with 2, before anything is begun', () => {
  it.concurrent.each<[string, string[], RegExp, Record<string, string>?]>([
    [
      'a bad setting',
      ['--token-scope', 'rw'],
      /TOKEN_SCOPE is "rw"; it can be detect, read-only, read-write, or modules: entries, assets, .*metadata$/,
    ],
    [
      'a bad value of a flag that may stand alone',
      ['--read-only', 'maybe'],
      /READ_ONLY is "maybe"; it can be 0, 1, true, false/,
    ],
    ['a bad variable', [], /REGION is "eu2"; did you mean eu\?/, { CONTENTSTACK_REGION: 'eu2' }],
    [
      'a variable near to a restricting one',
      [],
      /did you mean CONTENTSTACK_READ_ONLY\?/,
      { CONTENTSTACK_READONLY: '1' },
    ],
    ['a placeholder that restricts', [], /BRANCHES is "\$BR", a placeholder/, { CONTENTSTACK_BRANCHES: '$BR' }],
    [
      'a pattern that denies nothing',
      ['--tools-deny', 'delte_*'],
      /TOOLS_DENY names "delte_\*", which matches no tool/,
    ],
    [
      'a short token for callers',
      ['--http', '0.0.0.0:1'],
      /shorter than 16 characters/,
      { CONTENTSTACK_HTTP_TOKEN: 'short' },
    ],
    ['an unknown flag', ['--regoin', 'eu'], /--regoin is not a flag; did you mean --region\?/],
    ['an unknown command', ['serv'], /there is no command "serv"; see --help/],
    ['a flag of another command', ['--port', '3000'], /--port is for the command sandbox.* use --http/],
    ['an unknown module', ['--modules', 'entires'], /names "entires", which does not exist; did you mean entries\?/],
    ['no file of stacks', ['--stacks', join(folder, 'gone.json')], /gone\.json", which cannot be read \(ENOENT\)/],
    ['a file of stacks that is no JSON', ['--stacks', half], /half\.json: it is not valid JSON/],
    ['a token of a stack that is not set', ['--stacks', stacks], /token_env names SHOP_TOKEN, which is not set/],
    ['an unreadable seed', ['sandbox', '--seed', join(folder, 'gone.json')], /gone\.json cannot be read/],
    ['a seed that is none', ['sandbox', '--seed', noSeed], /no-seed\.json is not a seed.*"pages"/],
    [
      'a state that cannot be kept',
      ['sandbox', '--state', join(folder, 'no', 's.json')],
      /could not be written.*ENOENT/,
    ],
    ['HTTP for others without a token', ['--http', '0.0.0.0:1'], /others can reach: set CONTENTSTACK_HTTP_TOKEN/],
    ['a bad proxy', [], /HTTPS_PROXY is not the address of an HTTP proxy/, { HTTPS_PROXY: 'socks5://proxy' }],
  ])('%s', async (_, args, says, env) => {
    expectParagraph(await run(args, env), 2, says);
  });

  it('names variables that are no settings, and tools of which none is left', async () => {
    const env = { CONTENTSTACK_ZEBRA: '1', CONTENTSTACK_TOOLS: 'delete_*', CONTENTSTACK_READ_ONLY: 'yes' };
    const { code, err } = await run(['--sandbox'], env);
    expect(code).toBe(0);
    expect(err).toContain('CONTENTSTACK_ZEBRA is not a setting and has no effect');
    expect(err).toContain('CONTENTSTACK_TOOLS (delete_*) keeps no tool');
    const { out } = await run(['doctor', '--sandbox', '--json'], { CONTENTSTACK_ZEBRA: '1' });
    expect(JSON.parse(out).checks).toContainEqual({
      name: 'settings',
      state: 'note',
      says: 'CONTENTSTACK_ZEBRA is not a setting and has no effect',
    });
  });

  it('takes patterns of many stars in no time', async () => {
    const pattern = `${'*'.repeat(60)}q`;
    expect((await run(['tools', '--sandbox', '--tools', pattern])).code).toBe(0);
  });

  it('a port that is taken, before a stack is asked anything', async () => {
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());
    const env = toEnv(sandbox);
    expectParagraph(await run(['--http', taken], env), 2, /, where the server cannot listen \(EADDRINUSE\)$/);
    expect(sandbox.requests).toEqual([]);
    // The same server, where it can be served, does ask.
    expect((await run(['tools'], env)).code).toBe(0);
    expect(sandbox.requests.map(({ method }) => method)).toContain('DELETE');
  });

  it('a port of the sandbox that is taken, before its state is kept', async () => {
    const state = join(folder, 'new.json');
    const says = /: --port: the sandbox cannot listen on port \d+ \(EADDRINUSE\)$/;
    expectParagraph(await run(['sandbox', '--port', taken, '--state', state]), 2, says);
    expect(existsSync(state)).toBe(false);
  });

  it('a port of the embedded sandbox, in words for whoever embeds it', async () => {
    await expect(startSandbox({ port: Number(taken) })).rejects.toThrow(
      new RegExp(`^the sandbox cannot listen on port ${taken} \\(EADDRINUSE\\)$`),
    );
  });
});

describe('whatever the settings are', () => {
  const env = { CONTENTSTACK_REGION: 'bad', CONTENTSTACK_STACKS: half };

  it('--version is answered', async () => {
    expect(await run(['--version'], env)).toEqual({ code: 0, out: `${about.version}\n`, err: '' });
  });

  it('--help is answered', async () => {
    const { code, out, err } = await run(['--help'], env);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(out).toContain(about.version);
    expect(out).toContain('CONTENTSTACK_MANAGEMENT_TOKEN');
  });
});

describe('when nobody reads what is printed', () => {
  it('ends quietly, as `head` wants it', async () => {
    const { stdout, stderr } = await inShell(`"$0" "$1" doctor --sandbox | exec 0<&-; echo "\${PIPESTATUS[0]}"`);
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });

  it('says why when the place for it is full', async () => {
    const { stdout, stderr } = await inShell('"$0" "$1" --help >/dev/full; echo $?');
    expectParagraph({ code: Number(stdout), out: '', err: stderr }, 1, /failed \(ENOSPC/);
  });
});

const inShell = (script: string) => promisify(execFile)('bash', ['-c', script, process.execPath, bundle]);

function expectParagraph({ code, out, err }: Awaited<ReturnType<typeof run>>, wanted: number, says: RegExp): void {
  expect({ code, out }, err).toEqual({ code: wanted, out: '' });
  expect(err).toMatch(/^contentstack-cma-mcp: [^\n]+\n$/);
  expect(err).not.toMatch(/\bat .+:\d+:\d+/);
  expect(err.trimEnd()).toMatch(says);
}
