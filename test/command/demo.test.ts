// The demo must fail when the server's answers are not what they must be: here the server is made a liar.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { runDemo } from '../../src/command/demo.ts';
import { bundle } from '../command.ts';

/**
 * A script that is the bundle, and changes each line it answers by `change`, an expression over `line`. It lifts the limits
 * of the demo, whose pace the bundle's own test keeps, as a liar has no need to wait.
 */
function lie(change: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const script = join(folder, 'liar.mjs');
  writeFileSync(
    script,
    `const { stdout, argv } = process;
const write = stdout.write.bind(stdout);
let rest = '';
stdout.write = (chunk, ...more) => {
  const lines = (rest + chunk).split('\\n');
  rest = lines.pop();
  return write(lines.map(line => ${change} + '\\n').join(''), ...more);
};
argv.push('--limits', 'off');
await import(${JSON.stringify(pathToFileURL(bundle).href)});
`,
  );
  return script;
}

async function run(script: string, isAsked = false): Promise<string> {
  const printed: string[] = [];
  const code = await runDemo(script, text => printed.push(text), false, isAsked);
  expect(code).toBe(0);
  return printed.join('\n');
}

it('passes through one who changes nothing', async () => {
  const printed = await run(lie('line'));
  expect(printed).toContain('→ publish_entry');
  expect(printed).toContain('staging has version');
});

it.each([
  [
    'the change was not saved',
    `line.replaceAll('Three layers, one warm winter', 'As before')`,
    'the entry has the new headline',
  ],
  ['a content type is missing', `line.replaceAll('blog_post', 'blog_past')`, 'there is a blog_post'],
  [
    'nothing was published',
    String.raw`line.replaceAll('publish_details\\":[{', 'publish_details\\":[],\\"x\\":[{')`,
    'staging has version',
  ],
  [
    'a read-only token gets a tool that writes',
    `line.replaceAll('get_environment', 'update_entry')`,
    'none of them writes',
  ],
])('fails when %s', async (_, change, message) => {
  await expect(run(lie(change))).rejects.toThrow(message);
});

it('shows with --confirm how the user is asked, in both protocols', async () => {
  const printed = await run(bundle, true);
  for (const protocol of ['2025-11-25', '2026-07-28']) expect(printed).toContain(`the ${protocol} protocol`);
  expect(printed.match(/\? Delete an entry\?/g)?.length).toBe(2);
});

it.each([
  ['a no is not heeded', `line.replaceAll('the user declined', 'done')`, 'is told that the user declined'],
  ['the page is gone', `line.replaceAll('About us', 'Gone')`, 'the page is still there'],
])('fails with --confirm when %s', async (_, change, message) => {
  await expect(run(lie(change), true)).rejects.toThrow(message);
});
