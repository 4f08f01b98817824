// The stack's words in the schemas: current for as long as a client keeps a list, and at once after a write that changes them.
import type { Client } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { type Json, open } from '../harness.ts';
import { createElsewhere, toEnvironment } from './elsewhere.ts';
import { listen } from './listening.ts';

const asked = ['GET /v3/environments', 'GET /v3/locales', 'GET /v3/content_types'];
const sent = ({ requests }: Sandbox) => requests.map(({ method, path }) => `${method} ${path}`);

async function environmentsIn(client: Client): Promise<unknown> {
  const { tools } = await client.listTools();
  const { properties } = tools.find(({ name }) => name === 'get_environment')?.inputSchema as { properties: Json };
  return (properties.environment_name as Json).enum;
}

/** Behind a trip to the stack and back all that was asked before has been sent, and behind one more a word has come. */
async function settle(client: Client): Promise<void> {
  for (const _ of ['there', 'and again']) await client.callTool({ name: 'list_labels', arguments: {} });
}

describe.each(['legacy', 'auto'] as const)('to a client that speaks %s', mode => {
  it('are asked for again by the first list after their life time, and word is sent of what is new', async () => {
    await using opened = await open({ wordLife: 0 });
    await createElsewhere(opened.sandbox, 'elsewhere');
    opened.sandbox.requests.length = 0;
    const { client, word } = await listen(opened.factory, mode);
    // The list itself does not wait for it.
    expect(await environmentsIn(client)).not.toContain('elsewhere');
    await word;
    expect(sent(opened.sandbox).sort()).toEqual([...asked].sort());
    expect(await environmentsIn(client)).toContain('elsewhere');
  });

  it('are asked for again after a write of this server that changes them, and word is sent', async () => {
    await using opened = await open();
    const { client, word } = await listen(opened.factory, mode);
    expect(await environmentsIn(client)).not.toContain('here');
    const made = await client.callTool({ name: 'create_environment', arguments: toEnvironment('here') });
    expect(made.isError).not.toBe(true);
    await word;
    expect(sent(opened.sandbox).sort()).toEqual([...asked, 'POST /v3/environments'].sort());
    expect(await environmentsIn(client)).toContain('here');
  });
});

it('are not asked for within their life time, nor after a write that leaves them as they are', async () => {
  await using opened = await open();
  const { client, changes } = await listen(opened.factory, 'auto');
  await createElsewhere(opened.sandbox, 'elsewhere');
  const label = { name: 'New', content_types: ['page'] };
  await client.callTool({ name: 'create_label', arguments: { label } });
  expect(await environmentsIn(client)).not.toContain('elsewhere');
  await settle(client);
  const trips = ['GET /v3/labels', 'GET /v3/labels'];
  expect(sent(opened.sandbox)).toEqual(['POST /v3/environments', 'POST /v3/labels', ...trips]);
  expect(changes()).toBe(0);
});

it('send no word when they are what they were', async () => {
  await using opened = await open({ wordLife: 0 });
  const { client, changes } = await listen(opened.factory, 'auto');
  const before = await environmentsIn(client);
  await expect.poll(() => sent(opened.sandbox).length).toBe(asked.length);
  expect(await environmentsIn(client)).toEqual(before);
  await settle(client);
  expect(changes()).toBe(0);
});

it.each([{ answer: { status: 503 } }, { cut: 'before' as const }])(
  'stay what they were when the stack cannot answer: %j',
  async fault => {
    await using opened = await open({ wordLife: 0 });
    const { client, changes } = await listen(opened.factory, 'auto');
    opened.sandbox.fault({ ...fault, method: 'GET', path: '/environments' });
    const before = await environmentsIn(client);
    await expect.poll(() => sent(opened.sandbox).length).toBe(asked.length);
    expect(await environmentsIn(client)).toEqual(before);
    expect(before).toContain('staging');
    await settle(client);
    expect(changes()).toBe(0);
  },
);

it('are asked for again though who heard of the last ones failed', async () => {
  await using opened = await open({ wordLife: 0 });
  const { stack } = opened;
  stack.onChange(() => {
    throw new Error('hears no more');
  });
  for (const name of ['first', 'second']) {
    await createElsewhere(opened.sandbox, name);
    await expect
      .poll(() => {
        stack.now().freshen('change');
        return JSON.stringify(stack.now().vocabulary);
      })
      .toContain(name);
  }
});

it('are read once more when they changed while they were being read', async () => {
  await using opened = await open();
  const { client } = await listen(opened.factory, 'auto');
  opened.sandbox.fault({ method: 'GET', path: '/environments', delay: 3_000 });
  await client.callTool({ name: 'create_environment', arguments: toEnvironment('first') });
  await client.callTool({ name: 'create_environment', arguments: toEnvironment('second') });
  await expect.poll(() => environmentsIn(client)).toContain('second');
  expect(await environmentsIn(client)).toContain('first');
  expect(sent(opened.sandbox).filter(each => each === asked[0])).toHaveLength(2);
});
