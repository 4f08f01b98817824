// The README tells clients how to start this server: each snippet is read as its client reads it, and each form is started.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, it, onTestFinished } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { table } from '../../src/settings/table.ts';
import { bundle } from '../command.ts';

interface Entry {
  command: string;
  args: string[];
  env?: Record<string, string>;
}

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const [section = ''] = /<!-- clients:[\s\S]*<!-- \/clients -->/.exec(readme) ?? [];
const blocksOf = (language: string): string[] =>
  [...section.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\``, 'g'))].map(([, text = '']) => text);

/** The words that a shell hands to the command at the start of the line. */
function toWords(line: string): string[] {
  const [command = ''] = line.split(' ');
  const script = `${command}() { printf '%s\\0' "$@"; }; ${line}`;
  return execFileSync('bash', ['--norc', '-c', script], {
    encoding: 'utf8',
    env: {},
    stdio: ['ignore', 'pipe', 'inherit'],
  })
    .split('\0')
    .slice(0, -1);
}

/** As `claude mcp add` does: an option that takes several words takes all up to the next option. */
function readClaudeLine([mcp, add, ...words]: string[]): { name: string; entry: Entry } {
  expect([mcp, add]).toEqual(['mcp', 'add']);
  const end = words.indexOf('--');
  const [env, names]: [string[], string[]] = [[], []];
  let target = names;
  for (const word of words.slice(0, end)) {
    if (word === '--env') target = env;
    else if (word === '--scope' || word === '--transport') target = [];
    else {
      target.push(word);
      if (target !== env) target = names;
    }
  }
  expect(names.length).toBe(1);
  const [command = '', ...args] = words.slice(end + 1);
  const pairs = env.map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
  return { name: names[0] ?? '', entry: { command, args, env: Object.fromEntries(pairs) } };
}

const fromFiles: Entry[] = blocksOf('json').flatMap(text => {
  const { inputs: _, ...rest } = JSON.parse(text);
  const [servers] = Object.values<Record<string, Entry>>(rest);
  expect(Object.keys(servers ?? {})).toEqual(['contentstack']);
  return Object.values(servers ?? {});
});
const [claudeLine = '', codeLine = ''] = blocksOf('sh').map(line => line.replaceAll('\\\n', ' '));
const claude = readClaudeLine(toWords(claudeLine));
const code = JSON.parse(toWords(codeLine)[1] ?? '');
const links = [...section.matchAll(/\b(?:https|cursor):\/\/[^\s)]+\?[^\s)]+/g)].map(([link]) => new URL(link));
const forms: Entry[] = [...section.matchAll(/\| `("command": .*)` \|/g)].map(([, text]) => JSON.parse(`{${text}}`));

const all = (): Entry[] => [...fromFiles, claude.entry, code, ...links.map(link => readLink(link)), ...forms];

/** Cursor takes base64, VS Code plain JSON. */
function readLink(link: URL): Entry {
  const config = link.searchParams.get('config') ?? '';
  return JSON.parse(config.startsWith('{') ? config : Buffer.from(config, 'base64').toString());
}

describe('what the README tells clients', () => {
  it('is there for each of them', () => {
    const keys = blocksOf('json').map(text => Object.keys(JSON.parse(text)).join());
    expect(keys).toEqual(['mcpServers', 'mcpServers', 'mcpServers', 'inputs,servers', 'context_servers']);
    expect(links.map(({ protocol, host, pathname }) => `${protocol}//${host}${pathname}`)).toEqual([
      'https://cursor.com/en/install-mcp',
      'cursor://anysphere.cursor-deeplink/mcp/install',
      'https://vscode.dev/redirect/mcp/install',
    ]);
    expect(links.map(link => link.searchParams.get('name'))).toEqual(Array(3).fill('contentstack'));
    expect([claude.name, code.name]).toEqual(['contentstack', 'contentstack']);
    expect(toWords(codeLine)[0]).toBe('--add-mcp');
    expect(forms.map(({ command }) => command)).toEqual(['npx', 'cmd', 'node']);
  });

  it('is the same in a file as on a line and in a link', () => {
    const [, forClaudeCode, forCursor, forVsCode] = fromFiles;
    expect(claude.entry).toEqual(forClaudeCode);
    const { name: _, inputs, ...coded } = code;
    expect([coded, inputs]).toEqual([forVsCode, JSON.parse(blocksOf('json')[3] ?? '').inputs]);
    expect(links.map(readLink)).toEqual([forCursor, forCursor, forVsCode]);
    expect(JSON.parse(links[2]?.searchParams.get('inputs') ?? '')).toEqual(inputs);
  });

  it('asks in VS Code for what is filled in, hidden', () => {
    const { inputs, servers } = JSON.parse(blocksOf('json')[3] ?? '');
    const used = [...JSON.stringify(servers).matchAll(/\$\{input:([\w-]+)\}/g)].map(([, id]) => id);
    expect(inputs.map(({ id }: { id: string }) => id)).toEqual(used);
    for (const input of inputs) expect(input).toMatchObject({ type: 'promptString', password: true });
  });

  it('pins the version that this is, names settings there are, and holds no secret', () => {
    expect(all().length).toBe(13);
    for (const { command, args, env = {} } of all()) {
      const package_ = args.find(word => word.includes(about.name));
      if (command !== 'node') expect(package_).toBe(`${about.name}@${about.version}`);
      for (const [name, value] of Object.entries(env)) {
        expect(name).toMatch(/^CONTENTSTACK_/);
        const key = name.replace('CONTENTSTACK_', '') as keyof typeof table;
        expect(Object.keys(table)).toContain(key);
        if ('secret' in table[key]) expect(value).toMatch(/^(blt…|cs…|\$\{[\w:-]+\})$/);
      }
    }
    expect(section.match(new RegExp(`${about.name}@(?!${about.version.replaceAll('.', '\\.')})`))).toBeNull();
  });
});

describe('what clients start', () => {
  it.each(forms)('is this server, by $command', async ({ command, args }) => {
    const client = new Client({ name: 'test', version: '1' });
    const [path, env] = [makeCommands(), { CONTENTSTACK_MANAGEMENT_TOKEN: 'read_only' }];
    const own = args.map(word => (word.endsWith('/dist/main.js') ? bundle : word));
    const started = new StdioClientTransport({ command, args: [...own, '--sandbox'], env: { PATH: path, ...env } });
    await client.connect(started);
    onTestFinished(() => client.close());
    expect(client.getServerVersion()).toMatchObject({ name: 'contentstack', version: about.version });
    // The variables arrive: this token only reads.
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('get_entry');
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
  });
});

/** Commands of a machine where the package is published: `npx` runs this bundle for its exact name, `cmd /c` runs what follows. */
function makeCommands(): string {
  const folder = mkdtempSync(join(tmpdir(), 'commands-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const scripts = {
    npx: `[ "$1 $2" = "-y ${about.name}@${about.version}" ] || exit 9; shift 2; exec "${process.execPath}" "${bundle}" "$@"`,
    cmd: `[ "$1" = /c ] || exit 9; shift; exec "$@"`,
  };
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return [folder, process.env.PATH].join(delimiter);
}
