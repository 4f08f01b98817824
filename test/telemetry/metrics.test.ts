// What metrics count, and that no label holds anything but what this server knows of itself.
import { expect, it } from 'vitest';
import type { Member } from '../../src/stack/members.ts';
import { toMetrics } from '../../src/telemetry/metrics.ts';
import { type Row, rows } from '../../src/telemetry/rows.ts';
import { seed, toArguments } from '../chaos/arguments.ts';
import { type Options, open } from '../harness.ts';
import { operations, tasks } from '../operations.ts';
import { sum, toSeries } from './series.ts';

const tools = [...operations, ...tasks].map(({ name }) => name);

async function begin(options: Options = {}) {
  const metrics = toMetrics('1.2.3', { tools: new Set(tools), prompts: new Set() });
  const opened = await open({ ...options, watchers: [metrics.watcher], onDeparture: metrics.onDeparture });
  const member = { stack: opened.stack } as unknown as Member;
  const read = async (members = [member]) => toSeries(await metrics.text({ members, isReady: () => true }));
  return { opened, read, text: () => metrics.text(undefined), member, close: () => opened.close() };
}

it('count messages by method, tool and failure', async () => {
  const { opened, read, close } = await begin();
  await opened.client.listTools();
  await opened.call('list_languages');
  await opened.fail('get_entry', { content_type_uid: 'page', entry_uid: 'bltmarked00000000' });
  await expect(opened.client.callTool({ name: 'no_such_tool', arguments: {} })).rejects.toThrow('not found');
  const series = await read();
  const count = (labels: Record<string, string>) => sum(series, 'mcp_server_operation_duration_seconds_count', labels);
  expect(count({ mcp_method_name: 'tools/list' })).toBe(1);
  expect(count({ mcp_method_name: 'tools/call', gen_ai_tool_name: 'list_languages' })).toBe(1);
  expect(count({ gen_ai_tool_name: 'get_entry', error_type: 'tool_error' })).toBe(1);
  expect(count({ gen_ai_tool_name: 'other', error_type: '-32602' })).toBe(1);
  expect(count({})).toBe(4);
  await close();
});

it('count each request to the API by kind and status, and those sent again', async () => {
  const { opened, read, close } = await begin();
  const before = await read();
  opened.sandbox.fault({ path: '/locales', answer: { status: 503 } });
  opened.sandbox.fault({ path: '/environments', answer: { status: 429 } });
  await opened.call('list_languages');
  await opened.call('list_environments');
  await opened.call('create_label', { label: { name: 'Counted' } });
  const after = await read();
  const count = (name: string, labels: Record<string, string>) => sum(after, name, labels) - sum(before, name, labels);
  for (const { method, status } of [
    { method: 'GET', status: '503' },
    { method: 'GET', status: '429' },
    { method: 'GET', status: '200' },
    { method: 'POST', status: '201' },
  ]) {
    const sent = opened.sandbox.requests.filter(each => each.method === method && String(each.status) === status);
    const kind = method === 'GET' ? 'reads' : 'writes';
    expect(count('contentstack_api_requests_total', { kind, status }), `${method} ${status}`).toBe(sent.length);
    expect(sent.length).toBeGreaterThan(0);
  }
  expect(count('contentstack_api_retries_total', { kind: 'reads' })).toBe(2);
  const { length } = opened.sandbox.requests;
  expect(count('contentstack_api_wait_seconds_count', {})).toBe(length);
  expect(count('contentstack_api_request_duration_seconds_count', {})).toBe(length);
  await close();
});

it.each(['legacy', 'auto'] as const)('count questions, answers and writes, in the protocol of %s', async era => {
  const answers = ['decline', 'accept'] as const;
  let asked = 0;
  const { opened, read, close } = await begin({
    era,
    reply: () => {
      const action = answers[asked++] ?? 'cancel';
      return action === 'accept' ? { action, content: { confirm: true } } : { action };
    },
  });
  const { rows: labels } = (await opened.call('list_labels')) as { rows: string[][] };
  const named = { label_uid: labels[0]?.[0] };
  await opened.fail('delete_label', named);
  await opened.call('delete_label', named);
  await opened.fail('delete_label', { label_uid: labels[1]?.[0] });
  const series = await read();
  expect(sum(series, 'contentstack_questions_total', { how: 'person' })).toBe(3);
  for (const [answer, times] of Object.entries({ decline: 1, yes: 1, cancel: 1 }))
    expect(sum(series, 'contentstack_answers_total', { answer }), answer).toBe(times);
  expect(sum(series, 'contentstack_writes_total', { effect: 'delete', outcome: 'ok' })).toBe(1);
  expect(sum(series, 'contentstack_writes_total', { effect: 'delete', outcome: 'failed' })).toBe(2);
  expect(sum(series, 'contentstack_writes_total')).toBe(3);
  await close();
});

it('count a call that has to come again with a code, and the write once', async () => {
  const { opened, read, close } = await begin();
  const entry = { content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5' };
  // The harness brings the code back.
  await opened.call('publish_entry', { ...entry, entry: { environments: ['production'], locales: ['en-us'] } });
  const series = await read();
  expect(sum(series, 'contentstack_questions_total', { how: 'code' })).toBe(1);
  expect(sum(series, 'contentstack_writes_total', { effect: 'publish', outcome: 'ok' })).toBe(1);
  expect(sum(series, 'contentstack_writes_total')).toBe(1);
  await close();
});

it('count no write where nothing was sent that writes', async () => {
  const { opened, read, close } = await begin({ settings: { DRY_RUN: 'true' } });
  await opened.call('create_label', { label: { name: 'Rehearsed' } });
  const series = await read();
  expect(sum(series, 'contentstack_writes_total', { effect: 'create', outcome: 'nothing' })).toBe(1);
  expect(sum(series, 'contentstack_writes_total')).toBe(1);
  await close();
});

it('tell the pace of each stack by its place alone, and about the process', async () => {
  const { read, text, member, close } = await begin({
    settings: { RATE_READS: '7', RATE_WRITES: '5', RATE_BULK: '2' },
  });
  const one = await read();
  expect(one.filter(({ name }) => name === 'contentstack_pace_limit')).toEqual([
    { name: 'contentstack_pace_limit', labels: { kind: 'reads' }, value: 7 },
    { name: 'contentstack_pace_limit', labels: { kind: 'writes' }, value: 5 },
    { name: 'contentstack_pace_limit', labels: { kind: 'bulk' }, value: 2 },
  ]);
  expect(sum(one, 'contentstack_ready')).toBe(1);
  expect(sum(one, 'process_cpu_seconds_total')).toBeGreaterThan(0);
  expect(sum(one, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  const build = one.find(({ name }) => name === 'contentstack_build_info');
  expect(build).toMatchObject({ labels: { version: '1.2.3', node: process.versions.node }, value: 1 });
  const two = await read([member, member]);
  const places = two.flatMap(({ name, labels }) => (name === 'contentstack_pace_waiting' ? [labels.stack_index] : []));
  expect([...new Set(places)]).toEqual(['1', '2']);
  // Before a stack is known there is none to look at.
  expect(sum(toSeries(await text()), 'contentstack_ready')).toBe(0);
  await close();
});

/** What each label may hold. */
const allowed: Record<string, RegExp> = {
  mcp_method_name: /^(tools|resources|prompts|completion)\/[a-z/]+$/,
  gen_ai_tool_name: new RegExp(`^(${[...tools, 'other'].join('|')})$`),
  error_type: /^(tool_error|cancelled|-\d+)$/,
  kind: /^(reads|writes|bulk)$/,
  status: /^(none|[1-5]\d\d)$/,
  how: /^(person|code)$/,
  answer: /^(yes|decline|cancel|unticked|nothing)$/,
  effect: /^(create|update|delete|publish)$/,
  outcome: /^(ok|nothing|failed|refused|cancelled)$/,
  stack_index: /^\d+$/,
  version: /^1\.2\.3$/,
  node: /^[\d.]+$/,
  le: /^(\+Inf|[\d.]+)$/,
};

it(
  'have no stack, uid, caller or argument in any label after every tool was called',
  { timeout: 240_000 },
  async () => {
    const { opened, read, text, close } = await begin({ seed, settings: { MODULES: 'all' } });
    const { client, sandbox } = opened;
    const call = async (name: string, args: object) => {
      // Whatever comes of it is counted.
      await client.callTool({ name, arguments: args as Record<string, unknown> }).catch(() => {});
    };
    for (const name of tools) await call(name, toArguments(name, sandbox));
    const before = await read();
    for (let turn = 0; turn < 300; turn += 1) {
      await call(`marked-tool-${turn}`, {});
      await call('get_entry', {
        content_type_uid: `marked-${turn}`,
        entry_uid: `bltmarked${turn}`,
        branch: `m${turn}`,
      });
      await client.getPrompt({ name: `marked-prompt-${turn}`, arguments: {} }).catch(() => {});
      await client.readResource({ uri: `contentstack://marked/${turn}` }).catch(() => {});
    }
    const after = await read();
    for (const { name, labels } of after)
      for (const [key, value] of Object.entries(labels)) expect(value, `${name} ${key}`).toMatch(allowed[key] ?? /^$/);
    const said = await text();
    const hidden = [sandbox.api_key, ...Object.values(sandbox.tokens), 'marked', 'blt', sandbox.origin];
    expect(hidden.filter(each => said.includes(each)).length).toBe(0);
    // What is called and not there adds a series for each kind of failure, however often: one is a bucket more than the bounds.
    const each = rows.operations.buckets.length + 3;
    expect(after.length - before.length).toBeLessThanOrEqual(5 * each);
    await close();
  },
);

it('are called as Prometheus wants it, and each says what it is', async () => {
  const { text, close } = await begin();
  const said = await text();
  for (const { name, type, meaning, labels } of Object.values<Row>(rows)) {
    expect(said).toContain(`# HELP ${name} ${meaning}\n# TYPE ${name} ${type}\n`);
    expect(name).toMatch(type === 'counter' ? /^[a-z_]+_total$/ : /^[a-z_]+(?<!_total)$/);
    for (const label of labels) expect(label).toMatch(/^[a-z_]+$/);
  }
  await close();
});
