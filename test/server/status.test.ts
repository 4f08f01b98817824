// The tool that tells how the server stands: always there, small, from what is known, and with nothing that is secret.
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it, onTestFinished } from 'vitest';
import { toServerFactory } from '../../src/server/server.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { connectAll } from '../../src/stack/members.ts';
import { open } from '../harness.ts';
import { operations, standard, tasks, toListed } from '../operations.ts';
import { listen } from '../stack/listening.ts';
import { join, startOne } from '../stack/starting.ts';

it('tells stack, branch, scope and why, what is off and why, pace, failure and version, and sends nothing', async () => {
  await using opened = await open({ settings: { RATE_READS: '10' } });
  const status = await opened.call('server_status');
  expect(status).toMatchObject({
    stack: 'a test',
    host: opened.sandbox.origin,
    branch: 'main',
    other_branches: expect.arrayContaining(['development', 'live (alias of main)']),
    scope: 'read-write',
    scope_from: 'Contentstack allowed a test write',
    tools: toListed(standard).length - 1,
    withheld: [
      {
        tools: operations.length - standard.length,
        of: expect.stringContaining('global-fields, taxonomies'),
        why: 'off unless CONTENTSTACK_MODULES names the module',
      },
    ],
    pace: { reads: '10 a second' },
    version: '0.0.0-test',
    doctor: 'contentstack-cma-mcp doctor',
  });
  expect(status).not.toHaveProperty('last_failure');
  expect(opened.sandbox.requests).toEqual([]);
  expect(encode(JSON.stringify(status)).length).toBeLessThanOrEqual(250);
});

it('tells the last failure of the stack, not those that are the caller’s', async () => {
  await using opened = await open();
  await opened.fail('get_content_type', { content_type_uid: 'nowhere' });
  expect(await opened.call('server_status')).not.toHaveProperty('last_failure');
  opened.sandbox.fault({ method: 'GET', path: '/roles', answer: { status: 500, body: {} }, times: 9 });
  await opened.fail('list_roles');
  expect((await opened.call('server_status')).last_failure).toMatch(/^\d s ago: GET \/roles was answered with 500$/);
});

it.each(['legacy', 'auto'] as const)('is listed as what only reads, whatever is off, %s', async era => {
  await using opened = await open({ era, settings: { TOOLS_DENY: '*' } });
  const { tools } = await opened.client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['server_status']);
  expect(tools[0]).toMatchObject({
    title: 'Server status',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  });
  expect((await opened.call('server_status')).tools).toBe(0);
});

it('is there without credentials, and says what to set', async () => {
  const sandbox = await startOne();
  const { tools, text } = await join(sandbox, { given: { API_KEY: '', MANAGEMENT_TOKEN: '' } });
  expect((await tools()).at(-1)).toBe('server_status');
  expect(JSON.parse(await text('server_status')).problem).toContain(
    'CONTENTSTACK_API_KEY and CONTENTSTACK_MANAGEMENT_TOKEN are not set',
  );
});

it('answers at once while nothing is known yet', async () => {
  const sandbox = await startOne();
  sandbox.fault({ delay: 30_000, times: 1000 });
  const { text } = await join(sandbox);
  expect(JSON.parse(await text('server_status'))).toMatchObject({
    branch: 'main, as far as the settings say',
    scope: 'read-only',
    not_known_yet: 'it is still being found out; being asked again now',
  });
});

it('tells of every stack that the caller sees, in the words of the file that names them', async () => {
  const sandbox = await startOne();
  const { origin, api_key, tokens } = sandbox;
  const places = ['read_write', 'read_only'].map((token, index) => ({
    name: index === 0 ? 'shop' : 'blog',
    where: `stack ${index}`,
    settings: toSettings({ HOST: origin, API_KEY: api_key, MANAGEMENT_TOKEN: tokens[token] ?? '' }),
    inItsWords: (text: string) => text.replaceAll('CONTENTSTACK_MODULES', 'stacks.it.modules'),
  }));
  const joined = await connectAll(operations, places, { tasks });
  onTestFinished(() => joined.close());
  const [first, ...besides] = joined.members;
  if (!first) throw new Error('there is no stack');
  const { client } = await listen(toServerFactory({ version: '0', ...first, besides }), 'auto');
  await client.listTools();
  const { content } = await client.callTool({ name: 'server_status', arguments: {} });
  const text = content[0]?.type === 'text' ? content[0].text : '';
  const { stacks } = JSON.parse(text);
  expect(stacks).toMatchObject({ shop: { scope: 'read-write' }, blog: { scope: 'read-only' } });
  expect(text).toContain('stacks.it.modules');
  for (const secret of [api_key, tokens.read_write, tokens.read_only]) expect(text).not.toContain(secret);
});
