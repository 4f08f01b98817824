// The built bundle as users run it: spawned, spoken to over stdio by both official clients, its stdout read line by line.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { tasks } from '../../tools/index.ts';
import { run, bundle as script } from '../command.ts';
import { listUses, operations, standard, toListed } from '../operations.ts';

const path = process.env.PATH ?? '';

/** Sends lines, collects as many answers, closes stdin, waits for the end. */
async function converse(messages: object[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [script, '--sandbox'], { env: { PATH: path, ...env } });
  const ended = new Promise<number | null>(resolve => child.on('close', resolve));
  const lines: string[] = [];
  const expected = messages.filter(message => 'id' in message).length;
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', line => {
      lines.push(line);
      if (lines.length === expected) resolve();
    });
    child.on('close', () => reject(new Error(`ended after ${lines.length} of ${expected} answers`)));
    for (const message of messages) child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  });
  child.stdin.end();
  const code = await ended;
  return { code, answers: lines.map(line => JSON.parse(line)) };
}

const modern = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};
const initialize = {
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};

describe('the bundle', () => {
  it('works without a dependency, and gives the demo', () => {
    expect(about).not.toHaveProperty('dependencies');
    const folder = mkdtempSync(join(tmpdir(), 'alone-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    cpSync(script, join(folder, 'main.js'));
    cpSync(join(dirname(script), 'lib'), join(folder, 'lib'), { recursive: true });
    // What the package says of the files, as Node 20.18 needs to be told.
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: about.type }));
    // The demo goes through all of it: client, server, sandbox.
    const { status, stdout, stderr } = spawnSync(process.execPath, ['main.js', 'demo'], {
      cwd: folder,
      env: { PATH: path },
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('→ update_entry');
    expect(stdout).toContain('does not exist');
    expect(stdout).not.toContain('\u001b[');
  });

  it('answers initialize, and nothing but JSON-RPC leaves by stdout', async () => {
    const { code, answers } = await converse([
      initialize,
      { method: 'notifications/initialized' },
      { id: 2, method: 'tools/list' },
      { id: 3, method: 'tools/call', params: { name: 'list_languages', arguments: {} } },
      { id: 4, method: 'tools/call', params: { name: 'get_entry', arguments: { content_type_uid: 'x' } } },
      { id: 5, method: 'nonsense' },
    ]);
    expect(code).toBe(0);
    for (const answer of answers) expect(answer).toMatchObject({ jsonrpc: '2.0', id: expect.any(Number) });
    const by = new Map(answers.map(answer => [answer.id, answer]));
    expect(by.get(1).result).toMatchObject({
      protocolVersion: '2025-11-25',
      serverInfo: { name: 'contentstack', version: about.version },
    });
    expect(by.get(2).result.tools.length).toBe(toListed(standard).length);
    expect(JSON.parse(by.get(3).result.content[0].text).rows.length).toBe(3);
    expect(by.get(4).result.isError).toBe(true);
    expect(by.get(5).error.code).toBe(-32601);
  });

  it('answers server/discover of 2026-07-28', async () => {
    const { code, answers } = await converse([
      { id: 1, method: 'server/discover', params: { _meta: modern } },
      { id: 2, method: 'tools/list', params: { _meta: modern } },
    ]);
    expect(code).toBe(0);
    expect(answers[0].result).toMatchObject({ supportedVersions: ['2026-07-28'], cacheScope: 'private' });
    expect(answers[1].result).toMatchObject({ resultType: 'complete', cacheScope: 'private' });
    expect(answers[1].result.tools.length).toBe(toListed(standard).length);
  });

  it('serves the official client of generation 1', async () => {
    const client = new OldClient({ name: 'old', version: '1' });
    await client.connect(new OldTransport({ command: process.execPath, args: [script, '--sandbox'], stderr: 'pipe' }));
    expect(client.getServerVersion()).toMatchObject({ name: 'contentstack' });
    expect((await client.listTools()).tools.length).toBe(toListed(standard).length);
    const result = await client.callTool({ name: 'get_language', arguments: { code: 'en-us' } });
    expect(JSON.stringify(result.content)).toContain('en-us');
    await client.close();
  });

  it.each(['legacy', 'auto'] as const)('serves the official client of generation 2, negotiating %s', async mode => {
    const client = new Client({ name: 'new', version: '1' }, { versionNegotiation: { mode } });
    await client.connect(
      new StdioClientTransport({ command: process.execPath, args: [script, '--sandbox'], stderr: 'pipe' }),
    );
    expect(client.getProtocolEra()).toBe(mode === 'auto' ? 'modern' : 'legacy');
    expect((await client.listTools()).tools.length).toBe(toListed(standard).length);
    const result = await client.callTool({ name: 'get_language', arguments: { code: 'en-us' } });
    expect(JSON.stringify(result.content)).toContain('en-us');
    await client.close();
  });

  it('ends by itself when stdin does, and says nothing where nothing is recorded', async () => {
    expect(await run(['--sandbox'], { CONTENTSTACK_LOG: 'off' })).toEqual({ code: 0, out: '', err: '' });
    expect(await run([], { CONTENTSTACK_LOG: 'off' })).toEqual({ code: 0, out: '', err: '' });
  });
});

describe('the command', () => {
  it('lists tools, kept and withheld', async () => {
    const { out } = await run(['tools', '--json', '--sandbox'], { CONTENTSTACK_MANAGEMENT_TOKEN: 'read_only' });
    const listing = JSON.parse(out);
    expect(Object.keys(listing)).toEqual(['kept', 'withheld', 'facts']);
    // One is no operation: it has no module and no request.
    expect(listing.kept.at(-1)).toEqual({ name: 'server_status', effect: 'read' });
    expect(listing.kept.length - 1 + listing.withheld.length).toBe(tasks.length + operations.length);
    // Tasks have none either, but what they are made of here.
    const reading = tasks.filter(({ effect }) => effect === 'read');
    for (const [index, { name, uses }] of reading.entries())
      expect(listing.kept[index]).toMatchObject({ name, module: 'tasks', uses: listUses(uses) });
    expect(listing.kept[reading.length]).toEqual({
      name: 'list_entries',
      module: 'entries',
      request: 'GET /content_types/{content_type_uid}/entries',
      effect: 'read',
      reach: 'branch',
    });
    expect(listing.withheld.find(({ name }: { name: string }) => name === 'create_entry')).toMatchObject({
      name: 'create_entry',
      reason: expect.stringContaining('read-only'),
    });
    expect(listing.facts).toMatchObject({ scope: 'read-only', branch: 'main' });
    const plain = (await run(['tools'])).out;
    for (const line of plain.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(plain).toContain('CONTENTSTACK_MANAGEMENT_TOKEN are not set');
    expect(plain).toContain('list_entries');
  });

  it('prints neither token nor key, however they were given', async () => {
    const secrets = { CONTENTSTACK_API_KEY: 'blt-my-key', CONTENTSTACK_MANAGEMENT_TOKEN: 'cs-my-token' };
    const runs = [
      await run(['tools'], secrets),
      await run(['tools', '--json'], secrets),
      await run(['doctor'], { ...secrets, CONTENTSTACK_HOST: 'http://127.0.0.1:9' }),
      await run(['doctor', '--json'], { ...secrets, CONTENTSTACK_HOST: 'http://127.0.0.1:9' }),
      await run(['--help'], secrets),
      await run(['tools', '--management-token', 'cs-my-token', '--api-key', 'blt-my-key', '--branch']),
      await run([], { ...secrets, CONTENTSTACK_REGION: 'mars' }),
    ];
    for (const { out, err } of runs) expect(`${out}${err}`).not.toMatch(/my-key|my-token/);
  });

  it('shows neither in the list of processes', async () => {
    const flags = ['--management-token', 'cs-my-token', '--api-key', 'blt-my-key', '--host', 'http://127.0.0.1:9'];
    const child = spawn(process.execPath, [script, ...flags], { env: { PATH: path } });
    const ended = new Promise(resolve => child.on('close', resolve));
    // Once it answers it has set its title.
    const answered = new Promise(resolve => createInterface(child.stdout).once('line', resolve));
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...initialize })}\n`);
    await answered;
    const listed = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8');
    child.stdin.end();
    await ended;
    expect(listed.replaceAll('\0', '').trim()).toBe(about.name);
  });

  it('exits with 1 when the doctor finds a fault, and with 0 when not', async () => {
    expect((await run(['doctor'])).code).toBe(1);
    const { code, out } = await run(['doctor', '--sandbox', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, facts: { scope: 'read-write' } });
  });

  it('runs the sandbox alone, and prints where', async () => {
    const child = spawn(process.execPath, [script, 'sandbox'], { env: { PATH: path } });
    const [line] = await new Promise<string[]>(resolve =>
      createInterface(child.stdout).once('line', text => resolve([text])),
    );
    const { origin, api_key, tokens } = JSON.parse(line ?? '');
    expect(Object.keys(tokens).sort()).toEqual([
      'branch_limited',
      'expired',
      'per_module',
      'read_only',
      'read_write',
      'revoked',
      'two_branches',
    ]);
    const answer = await fetch(`${origin}/v3/locales`, { headers: { api_key, authorization: tokens.read_only } });
    expect(answer.status).toBe(200);
    child.kill('SIGTERM');
    expect(await new Promise(resolve => child.on('close', resolve))).toBe(0);
  });
});
