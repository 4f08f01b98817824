// What the pages show to be copied does what they say.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { bundle, run } from '../command.ts';
import { blocksOf, read } from './pages.ts';

it('drives the sandbox with the SDK as the page shows', async () => {
  const [script = ''] = blocksOf(read('docs/sandbox.md'), 'js');
  // Where the SDK is found.
  const folder = mkdtempSync(fileURLToPath(new URL('../../node_modules/.example-', import.meta.url)));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'with-sdk.mjs');
  writeFileSync(file, script);
  const child = spawn(process.execPath, [bundle, 'sandbox'], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  const line = await new Promise<string>(resolve => createInterface(child.stdout).once('line', resolve));
  const { stdout } = await promisify(execFile)(process.execPath, [file, line]);
  expect(stdout.trim().split(' ')).toContain('blog_post');
});

it('shows an error as it is', async () => {
  const [shown = ''] = blocksOf(read('docs/answers.md'));
  const call = {
    name: 'publish_entry',
    arguments: {
      content_type_uid: 'page',
      entry_uid: 'blt3f72decd51552ad5',
      entry: { environments: ['prodution'], locales: ['en-us'] },
    },
  };
  expect(await ask(call)).toBe(shown.replace(/request [\w-]+/, 'request …'));
});

it('shows commands that are there', async () => {
  const commands = [...read('docs/settings.md').matchAll(/^\| `(--)?([a-z]+)/gm)].map(
    ([, dashes = '', name]) => dashes + name,
  );
  const { out } = await run(['--help']);
  expect(commands.length).toBeGreaterThan(6);
  expect(commands.filter(name => !out.includes(`  ${name}`))).toEqual([]);
});

/** What a client over stdio reads of a call, on the demo stack. */
async function ask(call: object): Promise<string> {
  const start = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
  const messages = [
    { id: 1, method: 'initialize', params: start },
    { method: 'notifications/initialized' },
    { id: 2, method: 'tools/call', params: call },
  ];
  const input = messages.map(message => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`).join('');
  const { out } = await run(['--sandbox'], {}, input);
  const answers = out
    .trim()
    .split('\n')
    .map(text => JSON.parse(text));
  const { result } = answers.find(({ id }) => id === 2);
  return result.content[0].text.replace(/request [\w-]+/, 'request …');
}
