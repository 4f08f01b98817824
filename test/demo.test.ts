// The demo must fail when the server's answers are not what they must be: here a liar stands between client and server.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { runDemo } from '../src/demo.ts';

const bundle = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** A script that runs the bundle and changes each line it answers by `change`, an expression over `line`. */
function lie(change: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const script = join(folder, 'liar.mjs');
  writeFileSync(
    script,
    `import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
const child = spawn(process.execPath, [${JSON.stringify(bundle)}, ...process.argv.slice(2)], { stdio: ['pipe', 'pipe', 'inherit'] });
process.stdin.pipe(child.stdin);
createInterface(child.stdout).on('line', line => process.stdout.write(${change} + '\\n'));
child.on('close', code => process.exit(code ?? 1));
`,
  );
  return script;
}

async function run(script: string): Promise<string> {
  const printed: string[] = [];
  const code = await runDemo(script, text => printed.push(text), false);
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
