// The official inspector over stdio and HTTP: its check that every model provider takes the schemas, and calls. It is heavy, so this test installs it itself.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { installAside } from '../src/packaging/npm.ts';
import { toCode } from './harness.ts';
import { isProof, times } from './long.ts';
import { catalogue } from './operations.ts';
import { serve } from './server/transports/serving.ts';

const version = '2.12.0';
const root = fileURLToPath(new URL('..', import.meta.url));
const home = join(root, 'node_modules', '.cache', `inspector-${version}`);
const inspector = join(home, 'node_modules', '.bin', 'mcp-inspector');

const run = promisify(execFile);

beforeAll(async () => {
  await installAside(home, [`@modelcontextprotocol/inspector@${version}`], { scripts: true });
});

/** The server as the inspector's arguments name it: a command, or a URL. */
const transports: Record<string, (flags: string[]) => Promise<string[]>> = {
  stdio: async flags => ['node', join(root, 'dist', 'main.js'), '--sandbox', ...flags],
  HTTP: async flags => [(await serve(['--sandbox', '--http', '0', ...flags])).url, '--transport', 'http'],
};

const all = Object.keys(transports).flatMap(name => ['legacy', 'modern'].map((era): [string, string] => [name, era]));
/** The inspector takes two seconds for each call: one for each kind of test, another in `npm run prove`, and in its long form all four. */
const choose = (one: readonly [transport: string, era: string], other: readonly [transport: string, era: string]) =>
  times > 1 ? all : all.filter(each => each.join() === (isProof ? other : one).join());

async function inspect([name, era]: [string, string], flags: string[], args: string[]) {
  const server = (await transports[name]?.(flags)) ?? [];
  const given = ['--cli', ...server, '--protocol-era', era, ...args];
  return run(inspector, given, { maxBuffer: 10_000_000 });
}

it.each(choose(['stdio', 'legacy'], ['HTTP', 'modern']))(
  'finds no fault in any schema, over %s in the %s era',
  async (...way) => {
    const { stdout, stderr } = await inspect(way, ['--modules', 'all'], ['--method', 'tools/list', '--strict']);
    expect(JSON.parse(stdout).tools.length).toBe(catalogue.tasks.length + catalogue.operations.length + 1);
    // Warnings too: what is only doubtful today is refused by some client tomorrow.
    expect(stderr).not.toMatch(/Issue:/);
  },
);

it.each(choose(['HTTP', 'modern'], ['stdio', 'legacy']))(
  'calls tools over %s in the %s era: a read, and a delete, which is refused where its user cannot be asked but must be',
  async (...way) => {
    const call = (tool: string, ...given: string[]) => [
      '--method',
      'tools/call',
      '--tool-name',
      tool,
      '--tool-arg',
      ...given,
    ];
    const read = await inspect(way, [], call('get_language', 'code=en-us'));
    expect(JSON.parse(JSON.parse(read.stdout).content[0].text)).toMatchObject({ locale: { code: 'en-us' } });
    const entry = call('delete_entry', 'content_type_uid=page', 'entry_uid=blt3f72decd51552ad5');
    const deleted = await inspect(way, [], entry);
    const code = toCode(JSON.parse(deleted.stdout).content[0].text);
    expect(code).toBeDefined();
    // The code is good in every process that has the token.
    const again = await inspect(
      way,
      [],
      call('delete_entry', 'content_type_uid=page', 'entry_uid=blt3f72decd51552ad5', `confirm=${code}`),
    );
    expect(JSON.parse(again.stdout).content[0].text).toContain('Entry deleted successfully');
    // 5: the tool answered with an error.
    await expect(inspect(way, ['--confirm', 'always'], entry)).rejects.toMatchObject({
      code: 5,
      stdout: expect.stringContaining('CONTENTSTACK_CONFIRM is always'),
    });
  },
);
