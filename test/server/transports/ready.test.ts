// Readiness over HTTP: not ready only while nothing was ever known and the cause may pass; else ready, with what is wrong.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { toEnv } from '../../command.ts';
import { standard, toListed } from '../../operations.ts';
import { connect, serve, textOf } from './serving.ts';

async function start(): Promise<Sandbox> {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  return sandbox;
}

const look = async (origin: string) => {
  const answer = await fetch(`${origin}/readyz`);
  return { status: answer.status, ...((await answer.json()) as { ready: boolean; reason?: string }) };
};

const within = { timeout: 20_000, interval: 100 };

it.each([
  [429, /^the rate limit was used up at the start; (asked again in \d+ s|being asked again now)$/],
  [503, / answered 503; /],
])('is not ready under %i until it is over, and then has all tools without a restart', async (status, cause) => {
  const sandbox = await start();
  sandbox.fault({ answer: { status, body: {} }, times: 10_000 });
  const served = await serve(['--http', '0'], toEnv(sandbox));
  await expect
    .poll(() => look(served.origin), within)
    .toMatchObject({ status: 503, reason: expect.stringMatching(cause) });
  expect(served.said()).toMatch(
    cause.source.startsWith('^') ? /the rate limit was used up at the start; asked again/ : cause,
  );
  await fetch(`${sandbox.origin}/faults`, { method: 'DELETE' });
  await expect.poll(() => look(served.origin), within).toEqual({ status: 200, ready: true });
  const client = await connect('2, modern', served.url);
  expect((await client.listTools()).tools.length).toBe(toListed(standard).length);
  await client.close();
  // A later outage is told, and is no reason to be taken out: another server would fare no better.
  sandbox.fault({ answer: { status: 503, body: {} }, times: 10_000 });
  const again = await connect('2, modern', served.url);
  await again.callTool({ name: 'list_languages', arguments: {} });
  expect(textOf(await again.callTool({ name: 'server_status', arguments: {} }))).toContain('"last_failure":');
  await again.close();
  expect(await look(served.origin)).toMatchObject({ status: 200, reason: expect.stringContaining('503') });
});

it('is ready with a token that is revoked, and says so', async () => {
  const sandbox = await start();
  const env = { ...toEnv(sandbox), CONTENTSTACK_MANAGEMENT_TOKEN: sandbox.tokens.revoked ?? '' };
  const served = await serve(['--http', '0'], env);
  const reason = expect.stringContaining('Contentstack does not know this management token');
  await expect.poll(() => look(served.origin), within).toMatchObject({ status: 200, ready: true, reason });
  expect(served.said()).toContain('Contentstack does not know this management token');
});

it('is ready while one stack of several is not there, and names it', async () => {
  const sandbox = await start();
  const folder = mkdtempSync(join(tmpdir(), 'ready-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'stacks.json');
  const shop = { api_key: sandbox.api_key, host: sandbox.origin, token_env: 'SHOP' };
  // Nothing listens on port 9 of this machine.
  writeFileSync(path, JSON.stringify({ stacks: { shop, blog: { ...shop, host: 'http://127.0.0.1:9' } } }));
  const served = await serve(['--http', '0', '--stacks', path], { SHOP: sandbox.tokens.read_write ?? '' });
  const stacks = { shop: 'ready', blog: expect.stringContaining('cannot be reached (ECONNREFUSED); ') };
  await expect.poll(() => look(served.origin), within).toEqual({ status: 200, ready: true, stacks });
  expect(served.said()).toContain('stack blog: ');
  expect(served.said()).not.toContain('stack shop: ');
});
