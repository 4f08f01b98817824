// The sandbox as a command of the built bundle, in a process of its own, driven by Contentstack's own SDK.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { run, bundle as script } from '../command.ts';
import type { Sdk } from '../fidelity/sdk.ts';
import { toRuns } from '../long.ts';

const { client } = createRequire(import.meta.url)('@contentstack/management') as { client(options: object): Sdk };

interface Standalone {
  origin: string;
  api_key: string;
  tokens: Record<string, string>;
  child: ChildProcess;
  /** Contentstack's SDK on it. */
  stack: Sdk;
  /** Ends it by a signal; the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

async function start(...flags: string[]): Promise<Standalone> {
  const child = spawn(process.execPath, [script, 'sandbox', '--port', '0', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>(resolve => child.on('close', resolve));
  onTestFinished(() => void child.kill('SIGKILL'));
  const line = await new Promise<string>(resolve => createInterface(child.stdout).once('line', resolve));
  const told = JSON.parse(line);
  const { hostname, port } = new URL(told.origin);
  // What was refused is not to be repeated, whatever the SDK would do by itself.
  const patience = { retryOnError: false, maxRetries: 0, retryOnNetworkFailure: false, retryOnHttpServerError: false };
  const sdk = client({ host: hostname, port: Number(port), insecure: true, ...patience });
  const stack = sdk.stack({ api_key: told.api_key, management_token: told.tokens.read_write });
  return {
    ...told,
    child,
    stack,
    end: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'standalone-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('serves the demo stack to the official SDK, with the limits of the API', async () => {
  const { stack, end, origin, api_key, tokens } = await start();
  expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(api_key).toMatch(/^blt/);
  expect(Object.keys(tokens)).toContain('read_only');
  const { items } = await stack.contentType().query().find();
  expect(items.map((type: Sdk) => type.uid)).toContain('blog_post');
  const answers = await Promise.all(
    Array.from({ length: 40 }, () =>
      fetch(`${origin}/v3/locales`, { headers: { api_key, authorization: tokens.read_only ?? '' } }),
    ),
  );
  expect(answers.some(answer => answer.status === 429)).toBe(true);
  expect(await end()).toBe(0);
});

it('serves generated entries, without limits when they are off', async () => {
  const { stack, end } = await start('--entries', '300', '--limits', 'off');
  const type = stack.contentType('article');
  const pages = await Promise.all(
    Array.from({ length: 15 }, (_, page) =>
      type
        .entry()
        .query({ skip: page * 20, limit: 20, include_count: true })
        .find(),
    ),
  );
  expect(pages.map((page: Sdk) => page.count)).toEqual(Array(15).fill(300));
  expect(new Set(pages.flatMap((page: Sdk) => page.items.map((entry: Sdk) => entry.uid))).size).toBe(300);
  expect(await end('SIGINT')).toBe(0);
});

it('goes on where it ended, and starts anew on a reset', async () => {
  const state = join(makeFolder(), 'state.json');
  const flags = ['--state', state, '--limits', 'off'];
  const first = await start(...flags);
  const made = await first.stack.environment().create({ environment: { name: 'extra', urls: [] } });
  expect(await first.end()).toBe(0);
  const second = await start(...flags);
  expect(await second.stack.environment('extra').fetch()).toMatchObject({ uid: made.uid, name: 'extra' });
  expect((await fetch(`${second.origin}/reset`, { method: 'POST' })).status).toBe(200);
  expect(await second.end()).toBe(0);
  const third = await start(...flags);
  await expect(third.stack.environment('extra').fetch()).rejects.toThrow();
  await third.end();
});

it('leaves a whole file however it is killed', async () => {
  const state = join(makeFolder(), 'state.json');
  for (let round = 0; round < toRuns(2, 2); round++) {
    const { stack, end, child, origin, api_key, tokens } = await start(
      '--state',
      state,
      '--limits',
      'off',
      '--entries',
      '2000',
    );
    const held = await stack.environment().query().find();
    expect(held.items.length).toBeGreaterThanOrEqual(3);
    // Killed before it was first written, there would be none.
    await expect.poll(() => existsSync(state)).toBe(true);
    let count = 0;
    const work = (async () => {
      while (child.signalCode === null) {
        await fetch(`${origin}/v3/environments`, {
          method: 'POST',
          headers: { api_key, authorization: tokens.read_write ?? '', 'content-type': 'application/json' },
          body: JSON.stringify({ environment: { name: `e-${round}-${count++}`, urls: [] } }),
        });
        if (count === 15 + round * 7) child.kill('SIGKILL');
      }
    })();
    await work.catch(() => {});
    await end('SIGKILL');
    expect(JSON.parse(readFileSync(state, 'utf8'))).toHaveProperty('state.branches.main');
  }
});

it('takes a stack from a file', async () => {
  const seed = join(makeFolder(), 'seed.json');
  const schema = [{ uid: 'title', data_type: 'text', display_name: 'Title' }];
  writeFileSync(seed, JSON.stringify({ content_types: [{ uid: 'poem', title: 'Poem', schema }] }));
  const { stack, end } = await start('--seed', seed);
  const { items } = await stack.contentType().query().find();
  expect(items.map((type: Sdk) => type.uid)).toEqual(['poem']);
  await end();
});

it('answers as it is told to choose, over what the seed chooses', async () => {
  const seed = join(makeFolder(), 'seed.json');
  writeFileSync(seed, JSON.stringify({ choices: { notFoundStatus: { releases: 404, labels: 404 } } }));
  const { stack, end } = await start('--seed', seed, '--choice', 'notFoundStatus.labels=422', '--latency', '1');
  await expect(stack.release('none').fetch()).rejects.toThrow(/"status":404/);
  await expect(stack.label('none').fetch()).rejects.toThrow(/"status":422/);
  await end();
});

it('fails as it is told to', async () => {
  const { stack, origin, end } = await start('--limits', 'off');
  const set = await fetch(`${origin}/faults`, {
    method: 'POST',
    body: JSON.stringify({
      method: 'GET',
      path: '/locales',
      answer: { status: 503, body: { error_message: 'Down.' } },
    }),
  });
  expect(set.status).toBe(201);
  await expect(stack.locale().query().find()).rejects.toThrow(/Down/);
  expect((await stack.locale().query().find()).items).toHaveLength(3);
  const { requests } = (await (await fetch(`${origin}/requests`)).json()) as { requests: { status: number }[] };
  expect(requests.map(request => request.status)).toEqual([503, 200]);
  await end();
});

it('says in one line what is wrong with what it was given', async () => {
  const folder = makeFolder();
  const foreign = join(folder, 'foreign.json');
  writeFileSync(foreign, '{"name":"not ours"}');
  const cases: [string[], RegExp][] = [
    [['sandbox', '--state', foreign], /not hold the state of a sandbox/],
    [['sandbox', '--limits', 'many'], /--limits is "many"/],
    [['sandbox', '--choice', 'weather=fine'], /--choice: weather: there is no such choice/],
    [['sandbox', '--entries', 'many'], /--entries is "many"/],
    [['sandbox', '--entries', '5', '--seed', foreign], /give only one/],
    [['tools', '--entries', '5'], /command sandbox/],
  ];
  for (const [args, message] of cases) {
    const { code, out, err } = await run(args);
    expect({ code, out }, args.join(' ')).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^contentstack-cma-mcp: [^\n]+\n$/);
    expect(err).toMatch(message);
  }
  expect(readFileSync(foreign, 'utf8')).toBe('{"name":"not ours"}');
});
