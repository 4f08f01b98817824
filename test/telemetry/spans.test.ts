// Spans as a real SDK sends them from the built bundle, over both transports and in both protocols.
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from '@modelcontextprotocol/client';
import { expect, it, onTestFinished } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { startSandbox } from '../../src/sandbox/index.ts';
import { attributes } from '../../src/telemetry/names.ts';
import { seed, toArguments } from '../chaos/arguments.ts';
import { toEnv } from '../command.ts';
import { operations, tasks } from '../operations.ts';
import { connectChild, initialize, spawnServer, toCall } from '../server/transports/child.ts';
import { serve } from '../server/transports/serving.ts';
import { attributesOf, type Collector, collect, makePreload, type Span } from './collector.ts';

/** The SDK is installed by the first of them. */
const timeout = 120_000;

const trace = { id: '0af7651916cd43dd8448eb211c80319c', span: 'b7ad6b7169203331' };
const other = { id: '4bf92f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7' };
const toParent = ({ id, span }: typeof trace): string => `00-${id}-${span}-01`;
const brought = { traceparent: toParent(trace), tracestate: 'vendor=kept', baggage: 'who=marked-baggage' };

const modern = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'marked-client', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

const entry = { content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5' };
const template = '/v3/content_types/{content_type_uid}/entries/{entry_uid}';

async function openSandbox(options: Parameters<typeof startSandbox>[0] = {}) {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

type Sandbox = Awaited<ReturnType<typeof openSandbox>>;

async function begin(sandbox: Sandbox, more = '', env: Record<string, string> = {}) {
  const [collector, preload] = [await collect(), await makePreload(more)];
  const child = spawnServer(sandbox, { flags: ['--import', preload], env: { ...collector.env, ...env } });
  onTestFinished(() => void child.process.kill('SIGKILL'));
  const end = async () => {
    child.process.stdin.end();
    expect(await child.ended).toEqual({ code: 0, signal: null });
  };
  return { collector, child, end };
}

const named = (collector: Collector, name: string): Span[] => collector.spans().filter(span => span.name === name);
const below = (collector: Collector, { spanId }: Span): Span[] =>
  collector.spans().filter(({ parentSpanId }) => parentSpanId === spanId);

/** What no span may hold, wherever it came from. */
function expectNothing({ text }: Collector, sandbox: Sandbox, ...more: string[]): void {
  const secrets = [sandbox.api_key, ...Object.values(sandbox.tokens), 'marked-', ...more];
  expect(secrets.filter(each => text().includes(each)).length).toBe(0);
}

it.each(['2025-11-25', '2026-07-28'])('have the parent that a message of %s names', { timeout }, async protocol => {
  const sandbox = await openSandbox();
  const { collector, child, end } = await begin(sandbox);
  const isModern = protocol === '2026-07-28';
  const meta = { ...(isModern ? modern : {}), ...brought };
  if (!isModern) {
    child.send(initialize);
    await child.answer('init');
    child.send({ method: 'notifications/initialized' });
  }
  const call = toCall(7, 'get_entry', entry);
  child.send({ ...call, params: { ...call.params, _meta: meta } });
  await child.answer(7);
  await end();
  const [span, ...rest] = named(collector, 'tools/call get_entry');
  expect(rest).toEqual([]);
  expect(span).toMatchObject({ kind: 2, traceId: trace.id, parentSpanId: trace.span, traceState: 'vendor=kept' });
  expect(span?.status.code).not.toBe(2);
  expect(attributesOf(span as Span)).toEqual({
    'mcp.method.name': 'tools/call',
    'gen_ai.tool.name': 'get_entry',
    'gen_ai.operation.name': 'execute_tool',
    'mcp.protocol.version': protocol,
    'network.transport': 'pipe',
    'jsonrpc.request.id': '7',
  });
  const sent = below(collector, span as Span);
  expect(sent.map(({ kind, traceId }) => [kind, traceId])).toEqual(sent.map(() => [3, trace.id]));
  const { hostname, port } = new URL(sandbox.origin);
  const one = sent.find(({ name }) => name === `GET ${template}`) as Span;
  expect(attributesOf(one)).toEqual({
    'http.request.method': 'GET',
    'url.template': template,
    'server.address': hostname,
    'server.port': Number(port),
    'http.response.status_code': 200,
  });
  for (const each of sent) {
    expect(BigInt(each.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span?.startTimeUnixNano ?? 0));
    expect(BigInt(each.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(span?.endTimeUnixNano ?? 0));
  }
  expectNothing(collector, sandbox, entry.entry_uid);
});

it('say how a message failed, and how often a request was sent', { timeout }, async () => {
  const sandbox = await openSandbox();
  const { collector, child, end } = await begin(sandbox);
  child.send(initialize);
  await child.answer('init');
  // What is learnt at the start is not to meet the fault.
  child.send({ method: 'notifications/initialized' }, { id: 'list', method: 'tools/list' });
  await child.answer('list');
  sandbox.fault({ path: `/content_types/page/entries/${entry.entry_uid}`, answer: { status: 503 } });
  child.send(toCall(1, 'get_entry', entry));
  await child.answer(1);
  child.send(toCall(2, 'get_entry', { ...entry, entry_uid: 'bltmarked00000000' }), toCall(3, 'marked-tool'));
  child.send({ id: 4, method: 'resources/read', params: { uri: 'contentstack://marked-resource' } });
  for (const id of [2, 3, 4]) await child.answer(id);
  await end();
  const spanOf = (id: number) =>
    collector.spans().find(span => attributesOf(span)['jsonrpc.request.id'] === String(id)) as Span;
  const sent = below(collector, spanOf(1)).filter(({ name }) => name === `GET ${template}`);
  expect(sent.map(attributesOf).map(each => [each['http.response.status_code'], each['error.type']])).toEqual([
    [503, '503'],
    [200, undefined],
  ]);
  expect(sent.map(span => attributesOf(span)['http.request.resend_count'])).toEqual([undefined, 1]);
  expect(sent.map(({ status }) => status.code)).toEqual([2, 0]);
  expect([spanOf(2).status.code, attributesOf(spanOf(2))['error.type']]).toEqual([2, 'tool_error']);
  expect(below(collector, spanOf(2)).map(span => attributesOf(span)['error.type'])).toContain('422');
  expect(spanOf(3)).toMatchObject({ name: 'tools/call', status: { code: 2 } });
  expect(attributesOf(spanOf(3))).toMatchObject({
    'error.type': '-32602',
    'rpc.response.status_code': '-32602',
  });
  expect(spanOf(4).name).toBe('resources/read');
  expectNothing(collector, sandbox);
});

it('come over HTTP as well, with what the headers say as a link', { timeout }, async () => {
  const sandbox = await openSandbox();
  const [collector, preload] = [await collect(), await makePreload()];
  const env = { ...toEnv(sandbox), ...collector.env, NODE_OPTIONS: `--import ${preload}` };
  const served = await serve(['--http', '0'], env);
  const ask = async (id: number, meta: object) => {
    const params = { name: 'get_entry', arguments: entry, _meta: { ...modern, ...meta } };
    const answer = await fetch(served.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'tools/call',
        'mcp-name': 'get_entry',
        traceparent: toParent(other),
        baggage: 'who=marked-baggage',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params }),
    });
    expect(await answer.text()).toContain('"id":');
    expect(answer.status).toBe(200);
  };
  await ask(1, brought);
  await ask(2, {});
  expect(await served.end()).toBe(0);
  const [first, second] = named(collector, 'tools/call get_entry');
  const links = [{ traceId: other.id, spanId: other.span }];
  expect(first).toMatchObject({ traceId: trace.id, parentSpanId: trace.span, links });
  expect(attributesOf(first as Span)).toMatchObject({ 'network.transport': 'tcp', 'network.protocol.name': 'http' });
  expect(second).toMatchObject({ links });
  expect([trace.id, other.id]).not.toContain(second?.traceId);
  expect(second?.parentSpanId ?? '').toBe('');
  expectNothing(collector, sandbox, entry.entry_uid);
});

it('are not told of to the API', { timeout }, async () => {
  const seen: string[] = [];
  const sandbox = await openSandbox();
  // Stands before it and looks at the headers.
  const api = createServer((asked, response) => {
    const { method = 'GET', headers, url = '/' } = asked;
    seen.push(...Object.keys(headers));
    const onward = request(new URL(url, sandbox.origin), { method, headers }, answer => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    asked.pipe(onward);
  });
  await new Promise<void>(resolve => api.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    api.close();
    api.closeAllConnections();
  });
  const { port } = api.address() as AddressInfo;
  const { collector, child, end } = await begin(sandbox, '', { CONTENTSTACK_HOST: `http://127.0.0.1:${port}` });
  const call = toCall(7, 'get_entry', entry);
  child.send({ ...call, params: { ...call.params, _meta: { ...modern, ...brought } } });
  await child.answer(7);
  await end();
  expect(named(collector, 'tools/call get_entry')).toMatchObject([{ traceId: trace.id }]);
  expect(collector.spans().some(({ kind }) => kind === 3)).toBe(true);
  expect(seen).toContain('authorization');
  expect(seen.filter(name => ['traceparent', 'tracestate', 'baggage'].includes(name))).toEqual([]);
});

/** Above the default, as all tools are called at once. */
const queue = { OTEL_BSP_MAX_QUEUE_SIZE: '100000', OTEL_BSP_SCHEDULE_DELAY: '200' };

it('hold none of the arguments of any tool', { timeout: 240_000 }, async () => {
  const sandbox = await openSandbox({ seed });
  const [collector, preload] = [await collect(), await makePreload()];
  const child = spawnServer(sandbox, {
    flags: ['--import', preload],
    env: { ...collector.env, ...queue, CONTENTSTACK_MODULES: 'all', CONTENTSTACK_CONFIRM: 'never' },
  });
  onTestFinished(() => void child.process.kill('SIGKILL'));
  const client = new Client({ name: 'marked-client', version: '1' });
  await client.connect(connectChild(child, () => {}));
  const tools = [...operations, ...tasks].map(({ name }) => name);
  for (const name of tools) await client.callTool({ name, arguments: toArguments(name, sandbox) });
  const { resources } = await client.listResources();
  for (const { uri } of resources) await client.readResource({ uri });
  await client.close();
  expect((await child.ended).code).toBe(0);
  const spans = collector.spans();
  const calls = spans.flatMap(({ kind, name }) => (kind === 2 && name.startsWith('tools/call ') ? [name] : []));
  expect(calls.sort()).toEqual(tools.map(name => `tools/call ${name}`).sort());
  // Each value is one that this server knows of itself.
  const keys = new Set<string>(Object.values(attributes));
  const lines = new Set(operations.map(({ line }) => line.replace(' ', ' /v3')));
  const values: Record<string, (value: unknown) => boolean> = {
    [attributes.method]: value => /^(tools|resources|prompts)\/[a-z/]+$/.test(String(value)),
    [attributes.tool]: value => tools.includes(String(value)),
    [attributes.requestId]: value => /^\d+$/.test(String(value)),
    [attributes.template]: value => [...lines].some(line => line.endsWith(` ${value}`)),
    [attributes.error]: value => /^(tool_error|\d{3})$/.test(String(value)),
    [attributes.host]: value => value === new URL(sandbox.origin).hostname,
  };
  for (const span of spans) {
    if (span.kind === 3) expect([...lines]).toContain(span.name);
    for (const [key, value] of Object.entries(attributesOf(span))) {
      expect([...keys]).toContain(key);
      expect(values[key]?.(value) ?? true, key).toBe(true);
    }
  }
  expectNothing(collector, sandbox);
});

it('come with a histogram where the SDK takes metrics', { timeout }, async () => {
  // What an operator adds to the file of the docs; told on stderr at the end.
  const more = `
    import { metrics } from '@opentelemetry/api';
    import * as sdk from '@opentelemetry/sdk-metrics';
    const exporter = new sdk.InMemoryMetricExporter(sdk.AggregationTemporality.CUMULATIVE);
    const reader = new sdk.PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 60_000 });
    metrics.setGlobalMeterProvider(new sdk.MeterProvider({ readers: [reader] }));
    process.once('beforeExit', async () => {
      await reader.forceFlush();
      const { scope, metrics } = exporter.getMetrics()[0].scopeMetrics[0];
      process.stderr.write('HEARD ' + JSON.stringify({ scope, metrics }) + '\\n');
      await reader.shutdown();
    });`;
  const sandbox = await openSandbox();
  const { child, end } = await begin(sandbox, more);
  child.send(initialize);
  await child.answer('init');
  child.send({ method: 'notifications/initialized' }, toCall(1, 'get_entry', entry));
  await child.answer(1);
  await end();
  const [, heard = '{}'] = /HEARD (.*)/.exec(child.err()) ?? [];
  const { scope, metrics } = JSON.parse(heard);
  expect(scope).toMatchObject({ name: about.name, version: about.version });
  expect(metrics).toHaveLength(1);
  const [{ descriptor, dataPoints }] = metrics;
  expect(descriptor).toMatchObject({ name: 'mcp.server.operation.duration', unit: 's' });
  expect(dataPoints).toMatchObject([
    {
      attributes: { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': 'get_entry', 'network.transport': 'pipe' },
      value: { count: 1, buckets: { boundaries: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300] } },
    },
  ]);
  expect(dataPoints[0].attributes).not.toHaveProperty('jsonrpc.request.id');
});
