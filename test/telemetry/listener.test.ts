// The listener of metrics as the built bundle opens it: what it answers, to whom, and that it lives as long as the server.
import { request } from 'node:http';
import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { readInvocation } from '../../src/settings/invocation.ts';
import { run, toEnv } from '../command.ts';
import { initialize, spawnServer, toCall } from '../server/transports/child.ts';
import { connect, serve } from '../server/transports/serving.ts';
import { sum, toSeries } from './series.ts';

const place = /serving metrics at (http:\S+\/metrics)/;

async function openSandbox() {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** Waits for what must come: the line that says where. */
async function toPlace(said: () => string): Promise<string> {
  for (const until = Date.now() + 30_000; Date.now() < until; ) {
    const [, url] = place.exec(said()) ?? [];
    if (url !== undefined) return url;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`it does not say where: ${said()}`);
}

const status = (url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, response => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });

it('answers over stdio, and ends with the server', async () => {
  const sandbox = await openSandbox();
  const child = spawnServer(sandbox, { env: { CONTENTSTACK_METRICS: '0' } });
  onTestFinished(() => void child.process.kill('SIGKILL'));
  child.send(initialize);
  await child.answer('init');
  child.send({ method: 'notifications/initialized' }, toCall(1, 'list_languages'));
  await child.answer(1);
  const url = await toPlace(child.err);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
  expect(child.err()).not.toContain('without authentication');
  const answer = await fetch(url);
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const series = toSeries(await answer.text());
  expect(sum(series, 'mcp_server_operation_duration_seconds_count', { gen_ai_tool_name: 'list_languages' })).toBe(1);
  // Those by which it learnt the stack are among them.
  expect(sum(series, 'contentstack_api_requests_total')).toBe(sandbox.requests.length);
  expect(sum(series, 'contentstack_ready')).toBe(1);
  child.process.stdin.end();
  expect(await child.ended).toEqual({ code: 0, signal: null });
  await expect(fetch(url)).rejects.toThrow();
  // Nothing but messages on stdout.
  for (const line of child.lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
});

it('is not that of MCP, and each answers nothing of the other', async () => {
  const sandbox = await openSandbox();
  const served = await serve(['--http', '0', '--metrics', '0'], toEnv(sandbox));
  const url = await toPlace(served.said);
  const client = await connect('2, modern', served.url);
  await client.callTool({ name: 'list_languages', arguments: {} });
  await client.close();
  const series = toSeries(await (await fetch(url)).text());
  expect(sum(series, 'mcp_server_operation_duration_seconds_count', { gen_ai_tool_name: 'list_languages' })).toBe(1);
  expect(await status(`${served.origin}/metrics`)).toBe(404);
  const { origin } = new URL(url);
  for (const other of ['/mcp', '/healthz', '/readyz', '/']) expect(await status(`${origin}${other}`), other).toBe(404);
  expect(await status(url, {}, 'HEAD')).toBe(200);
  expect(await status(url, {}, 'POST')).toBe(405);
  expect(await served.end()).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
});

it('answers to no borrowed name, and to those that are set', async () => {
  const served = await serve(['--http', '0', '--sandbox'], {
    CONTENTSTACK_METRICS: '0',
    CONTENTSTACK_HTTP_HOSTS: 'watch.example',
  });
  const url = await toPlace(served.said);
  expect(await status(url, { host: 'rebound.example' })).toBe(403);
  expect(await status(url, { host: '192.0.2.7' })).toBe(403);
  expect(await status(url, { origin: 'https://page.example' })).toBe(403);
  expect(await status(url, { host: 'watch.example' })).toBe(200);
  expect(await served.end()).toBe(0);
});

it('says where others can read it that they need no token', async () => {
  const served = await serve(['--http', '0', '--sandbox'], { CONTENTSTACK_METRICS: '0.0.0.0:0' });
  const url = await toPlace(served.said);
  expect(served.said()).toContain('/metrics, without authentication: whoever reaches this address can read them');
  // As a scraper elsewhere would: by an address.
  expect(await status(url.replace('0.0.0.0', '127.0.0.1'), { host: '192.0.2.7' })).toBe(200);
  expect(await served.end()).toBe(0);
});

it('does not start where the port is taken, and asks nothing of the stack', async () => {
  const sandbox = await openSandbox();
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await new Promise(resolve => taken.once('listening', resolve));
  const { port } = taken.address() as { port: number };
  const { code, out, err } = await run([], { ...toEnv(sandbox), CONTENTSTACK_METRICS: String(port) });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toBe(
    `contentstack-cma-mcp: CONTENTSTACK_METRICS is "127.0.0.1:${port}", where the server cannot listen (EADDRINUSE)\n`,
  );
  expect(sandbox.requests).toEqual([]);
});

it('is for serving alone: other commands open nothing', async () => {
  const { code, err } = await run(['tools', '--sandbox', '--metrics', '0']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

it('is told where to listen in the words of --http', () => {
  const at = (value: string) => readInvocation([], { CONTENTSTACK_METRICS: value }).metrics;
  expect(at('9464')).toEqual({ host: '127.0.0.1', port: 9464, hosts: [] });
  expect(at('[::1]:9464')).toEqual({ host: '::1', port: 9464, hosts: [] });
  expect(readInvocation(['--metrics', '0.0.0.0:1', '--http-hosts', 'a.example'], {}).metrics).toEqual({
    host: '0.0.0.0',
    port: 1,
    hosts: ['a.example'],
  });
  expect(readInvocation([], {}).metrics).toBe(undefined);
  for (const bad of ['x', '70000', 'http://h:1'])
    expect(() => at(bad)).toThrow(`CONTENTSTACK_METRICS is "${bad}"; it takes [HOST:]PORT`);
});
