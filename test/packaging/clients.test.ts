// Clients are told how to start this server: each snippet is read as its client reads it, and each form is started.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, it, onTestFinished } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { isReleased } from '../../src/packaging/about.ts';
import { toConnectSection, toShortSection } from '../../src/packaging/clients.ts';
import { table } from '../../src/settings/table.ts';
import { bundle } from '../command.ts';

interface Entry {
  command: string;
  args: string[];
  env?: Record<string, string>;
}

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

const toPairs = (pairs: readonly string[]): Record<string, string> =>
  Object.fromEntries(pairs.map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));

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
  return { name: names[0] ?? '', entry: { command, args, env: toPairs(env) } };
}

/** As `gemini mcp add` does: -e takes one word; the first two others are name and command, and what follows `--` are arguments. */
function readGeminiLine([mcp, add, ...words]: string[]): { name: string; entry: Entry } {
  expect([mcp, add]).toEqual(['mcp', 'add']);
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const [env, plain]: [string[], string[]] = [[], []];
  for (let index = 0; index < end; index++) {
    const word = words[index] ?? '';
    if (word === '-e') env.push(words[++index] ?? '');
    else if (word === '--scope') index++;
    else plain.push(word);
  }
  expect(plain.filter(word => word.startsWith('-'))).toEqual([]);
  const [name = '', command = '', ...args] = [...plain, ...words.slice(end + 1)];
  // It parts at each `=`, so no value may hold one.
  for (const value of env) expect(value.split('=').length).toBe(2);
  return { name, entry: { command, args, env: toPairs(env) } };
}

/** So much of TOML as is used: tables, and strings and lists of them, which are those of JSON. */
function readToml(text: string): Record<string, Record<string, unknown>> {
  const tables: Record<string, Record<string, unknown>> = {};
  let table: Record<string, unknown> = {};
  for (const line of text.split('\n').filter(Boolean)) {
    const [, name] = /^\[([\w.]+)\]$/.exec(line) ?? [];
    const [, key = '', value = ''] = /^(\w+) = (.*)$/.exec(line) ?? [];
    if (name) table = tables[name] = {};
    else table[key] = JSON.parse(value);
  }
  return tables;
}

/** Cursor takes base64, VS Code plain JSON. */
function readLink(link: URL): Entry {
  const config = link.searchParams.get('config') ?? '';
  return JSON.parse(config.startsWith('{') ? config : Buffer.from(config, 'base64').toString());
}

/** What a section tells, as clients read it. */
function readSection(section: string) {
  const blocksOf = (language: string): string[] =>
    [...section.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\``, 'g'))].map(([, text = '']) => text);
  const json = blocksOf('json').map(text => JSON.parse(text));
  const files: Entry[] = json.map(({ inputs: _, ...rest }) => {
    const [servers] = Object.values<Record<string, Entry>>(rest);
    expect(Object.keys(servers ?? {})).toEqual(['contentstack']);
    return servers?.contentstack as Entry;
  });
  const [claude = [], code = [], gemini = []] = blocksOf('sh').map(line => toWords(line.replaceAll('\\\n', ' ')));
  const links = [...section.matchAll(/\b(?:https|cursor):\/\/[^\s)]+\?[^\s)]+/g)].map(([link]) => new URL(link));
  return {
    json,
    files,
    claude: readClaudeLine(claude),
    gemini: readGeminiLine(gemini),
    code: { flag: code[0], entry: JSON.parse(code[1] ?? '') },
    toml: readToml(blocksOf('toml')[0] ?? ''),
    links,
    forms: [...section.matchAll(/\| `("command": .*)` \|/g)].map(([, text]) => JSON.parse(`{${text}}`) as Entry),
  };
}

const readAll = (released: boolean) => readSection(toConnectSection(about, released));

describe.each([false, true])('what clients are told, released: %s', released => {
  const { json, files, claude, gemini, code, toml, links, forms } = readAll(released);
  const [, forClaudeCode, forCursor, forVsCode, forCopilot, forCloudAgent, forGemini] = files;
  const forCodex = toml['mcp_servers.contentstack'] ?? {};
  const all: Entry[] = [...files, claude.entry, gemini.entry, code.entry, forCodex as never, ...links.map(readLink)];

  it('is there for each of them', () => {
    expect(json.map(value => Object.keys(value).join())).toEqual([
      ...['mcpServers', 'mcpServers', 'mcpServers', 'inputs,servers'],
      ...['mcpServers', 'mcpServers', 'mcpServers', 'context_servers'],
    ]);
    expect(Object.keys(toml)).toEqual(['mcp_servers.contentstack', 'mcp_servers.contentstack.env']);
    expect([claude.name, gemini.name, code.entry.name]).toEqual(Array(3).fill('contentstack'));
    expect(code.flag).toBe('--add-mcp');
  });

  it('is the same in a file as on a line and in a link', () => {
    expect(claude.entry).toEqual(forClaudeCode);
    expect(gemini.entry).toEqual(forGemini);
    const { name: _, inputs, ...coded } = code.entry;
    expect([coded, inputs]).toEqual([forVsCode, json[3].inputs]);
    if (released) {
      expect(links.map(readLink)).toEqual([forCursor, forCursor, forVsCode]);
      expect(JSON.parse(links[2]?.searchParams.get('inputs') ?? '')).toEqual(inputs);
    }
  });

  it('asks in VS Code for what is filled in, hidden', () => {
    const { inputs, servers } = json[3];
    const used = [...JSON.stringify(servers).matchAll(/\$\{input:([\w-]+)\}/g)].map(([, id]) => id);
    expect(inputs.map(({ id }: { id: string }) => id)).toEqual(used);
    for (const input of inputs) expect(input).toMatchObject({ type: 'promptString', password: true });
  });

  it('gives Copilot all tools, and its cloud agent secrets that it may see, and no write', () => {
    for (const entry of [forCopilot, forCloudAgent]) expect(entry).toMatchObject({ type: 'stdio', tools: ['*'] });
    const secrets = Object.values(forCloudAgent?.env ?? {}).filter(value => value.startsWith('$'));
    expect(secrets.length).toBe(2);
    for (const secret of secrets) expect(secret).toMatch(/^\$COPILOT_MCP_/);
    expect(forCloudAgent?.env).toMatchObject({ CONTENTSTACK_READ_ONLY: 'true' });
  });

  it('has Codex pass on what is asked for, and nothing that is not set', () => {
    expect(forCodex.env_vars).toEqual(['CONTENTSTACK_API_KEY', 'CONTENTSTACK_MANAGEMENT_TOKEN']);
    expect(toml['mcp_servers.contentstack.env']).toEqual({ CONTENTSTACK_REGION: 'na' });
  });

  it('names settings there are, and holds no secret', () => {
    expect(all.length).toBe(released ? 15 : 12);
    for (const [name, value] of all.flatMap(({ env = {} }) => Object.entries(env))) {
      expect(name).toMatch(/^CONTENTSTACK_/);
      const key = name.replace('CONTENTSTACK_', '') as keyof typeof table;
      expect(Object.keys(table)).toContain(key);
      if ('secret' in table[key]) expect(value).toMatch(/^(blt…|cs…|\$\{[\w:-]+\}|\$COPILOT_MCP_\w+)$/);
    }
  });

  it(released ? 'pins the version that this is' : 'starts a clone alone', () => {
    for (const { command, args } of [...all, ...forms.slice(0, 2)]) {
      const named = args.find(word => word.includes(about.name));
      expect(named).toBe(released ? `${about.name}@${about.version}` : `/path/to/${about.name}/dist/main.js`);
      expect(command).toMatch(released ? /^(npx|cmd)$/ : /^node$/);
    }
  });

  it('is the start of the same in the README', () => {
    const { mcpServers } = JSON.parse(/```json\n([\s\S]*)\n```/.exec(toShortSection(about, released))?.[1] ?? '');
    expect(mcpServers.contentstack).toEqual(files[0]);
  });
});

describe('what is not on npm yet', () => {
  it('follows from the changelog', () => {
    expect(isReleased('# Changelog\n\n## 1.2.0 (unreleased)\n', '1.2.0')).toBe(false);
    expect(isReleased('## 1.2.0 (unreleased)\n\n## 1.1.0 (2026-12-01)\n', '1.1.0')).toBe(true);
    expect(() => isReleased('## 1.2.0 (unreleased)\n', '1.3.0')).toThrow('the changelog has no 1.3.0');
  });

  it('is not run by anything that can be copied or clicked, and its name is warned of', () => {
    const section = toConnectSection(about, false);
    expect(section).not.toMatch(/npx|npm i|@\d|cursor:\/\/|vscode\.dev/);
    expect(section).toMatch(/nobody owns the name there.*\n?.*Do not install/i);
    expect(readAll(false).links).toEqual([]);
  });

  it('is offered with links and three forms once it is', () => {
    const { links, forms } = readAll(true);
    expect(links.map(({ protocol, host, pathname }) => `${protocol}//${host}${pathname}`)).toEqual([
      'https://cursor.com/en/install-mcp',
      'cursor://anysphere.cursor-deeplink/mcp/install',
      'https://vscode.dev/redirect/mcp/install',
    ]);
    expect(links.map(link => link.searchParams.get('name'))).toEqual(Array(3).fill('contentstack'));
    expect(forms.map(({ command }) => command)).toEqual(['npx', 'cmd', 'node']);
  });
});

describe('what clients start', () => {
  it.each(readAll(true).forms)('is this server, by $command', async ({ command, args }) => {
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
