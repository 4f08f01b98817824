// Those who watch are told of every message once, of what was sent for it and of how it ended, whichever protocol it came by.
import { expect, it } from 'vitest';
import type { Departure } from '../../src/door/request.ts';
import type { Ended, Message, Watcher } from '../../src/server/watching/watch.ts';
import { type Options, open } from '../harness.ts';

interface Seen {
  message: Message;
  told: string[];
  departures: Departure[];
  ended: Ended[];
}

function toSeeing() {
  const seen: Seen[] = [];
  const watcher: Watcher = message => {
    const one: Seen = { message, told: [], departures: [], ended: [] };
    seen.push(one);
    return {
      called: ({ tool }) => one.told.push(`called ${tool.offered.name}`),
      asked: () => one.told.push('asked'),
      left: departure => one.departures.push(departure),
      answered: ({ isError }) => one.told.push(isError ? 'error' : 'answer'),
      ended: ended => one.ended.push(ended),
    };
  };
  return { seen, watcher };
}

const begin = async (options: Options = {}) => {
  const { seen, watcher } = toSeeing();
  const opened = await open({ ...options, watchers: [watcher] });
  return { opened, seen, close: () => opened.close() };
};

const eras = ['legacy', 'auto'] as const;

it.each(eras)('of each method once, in the protocol of %s', async era => {
  const { opened, seen, close } = await begin({ era });
  const { client } = opened;
  await client.listTools();
  const { resources } = await client.listResources();
  await client.listResourceTemplates();
  const { prompts } = await client.listPrompts();
  await client.getPrompt({ name: prompts[0]?.name ?? '', arguments: {} }).catch(() => {});
  await client.readResource({ uri: resources[0]?.uri ?? '' });
  await client.callTool({ name: 'list_languages', arguments: {} });
  expect(seen.map(({ message }) => message.method)).toEqual([
    'tools/list',
    'resources/list',
    'resources/templates/list',
    'prompts/list',
    'prompts/get',
    'resources/read',
    'tools/call',
  ]);
  expect(seen.map(({ ended }) => ended.length)).toEqual(seen.map(() => 1));
  expect(seen.at(-1)).toMatchObject({
    message: { name: 'list_languages', client: { name: 'test', version: '1.0.0' }, isRemote: false, caller: '' },
    ended: [{ outcome: 'ok' }],
  });
  await close();
});

it('of each request that left for it, with its answer', async () => {
  const { opened, seen, close } = await begin();
  const made = await opened.call('create_label', { label: { name: 'Watched' } });
  expect(made).toBeDefined();
  const [{ told, departures } = { told: [], departures: [] }] = seen.slice(-1);
  expect(told).toEqual(['called create_label', 'answer']);
  expect(departures.map(({ request, answer }) => [request.line, answer?.status])).toContainEqual(['POST /labels', 201]);
  expect(departures).toHaveLength(opened.sandbox.requests.length);
  await close();
});

it('of what a task sends', async () => {
  const { opened, seen, close } = await begin();
  await opened.call('find_in_content', { text: 'trail' });
  expect(seen.at(-1)?.departures.length).toBe(opened.sandbox.requests.length);
  expect(opened.sandbox.requests.length).toBeGreaterThan(0);
  await close();
});

it.each(eras)('of a question, in the protocol of %s', async era => {
  const { opened, seen, close } = await begin({ era, reply: () => ({ action: 'decline' }) });
  const { rows } = (await opened.call('list_labels')) as { rows: string[][] };
  await opened.fail('delete_label', { label_uid: rows[0]?.[0] });
  const calls = seen.filter(({ message }) => message.name === 'delete_label');
  expect(calls[0]?.told).toContain('asked');
  expect(calls.at(-1)).toMatchObject({ ended: [{ outcome: 'failed' }] });
  await close();
});

it('of what the protocol refuses', async () => {
  const { opened, seen, close } = await begin();
  await expect(opened.client.callTool({ name: 'no_such_tool', arguments: {} })).rejects.toThrow('not found');
  expect(seen.at(-1)).toMatchObject({ ended: [{ outcome: 'refused', code: -32_602 }], told: [] });
  await close();
});

it('of nothing that could make a call fail: who has a fault of its own is said to have it, once', async () => {
  const said: string[] = [];
  const fail = (): never => {
    throw new TypeError('a fault');
  };
  const faulty = { called: fail, asked: fail, heard: fail, agreed: fail, left: fail, answered: fail, ended: fail };
  const { seen, watcher } = toSeeing();
  const opened = await open({
    watchers: [fail, () => faulty, watcher],
    onDeparture: fail,
    log: line => said.push(line),
    reply: () => ({ action: 'accept', content: { confirm: true } }),
  });
  await opened.call('create_label', { label: { name: 'Once' } });
  const { rows } = (await opened.call('list_labels')) as { rows: string[][] };
  await opened.call('delete_label', { label_uid: rows[0]?.[0] });
  expect(seen.map(({ message }) => message.name)).toContain('delete_label');
  expect(opened.sandbox.requests.filter(({ method }) => method !== 'GET').map(({ method }) => method)).toEqual([
    'POST',
    'DELETE',
  ]);
  expect(said.filter(line => line.includes('watches'))).toEqual([
    'what watches the calls has failed (TypeError); calls go on without it',
  ]);
  await opened.close();
});
