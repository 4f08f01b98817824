// Several stacks under one list of tools: what is listed, where a call goes, and what a caller with less sees.
import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { toServerFactory } from '../../src/server/server.ts';
import { toSettings } from '../../src/settings/settings.ts';
import type { BearerEntry } from '../../src/settings/stacks-file.ts';
import { writes } from '../../src/stack/access.ts';
import { connectAll, limit } from '../../src/stack/members.ts';
import { findOffered, operations, standard, tasks, toListed } from '../operations.ts';

interface Given extends NonNullable<Parameters<typeof toSettings>[0]> {
  token?: string;
  isDefault?: boolean;
}

type Ceiling = Partial<BearerEntry['ceiling']> & { stacks: string[] };

async function open(
  given: Record<string, Given>,
  era: 'legacy' | 'auto' = 'auto',
  ceiling?: Ceiling,
  capabilities = {},
) {
  const sandboxes: Record<string, Sandbox> = {};
  const places = [];
  for (const [name, { token = 'read_write', isDefault = false, ...rest }] of Object.entries(given)) {
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());
    sandboxes[name] = sandbox;
    const settings = toSettings({
      HOST: sandbox.origin,
      API_KEY: sandbox.api_key,
      MANAGEMENT_TOKEN: sandbox.tokens[token] ?? '',
      ...rest,
    });
    places.push({ name, isDefault, settings, where: `stack ${name}` });
  }
  const joined = await connectAll(operations, places, { tasks });
  const members = ceiling
    ? limit(joined.members, {
        name: 'ours',
        stacks: ceiling.stacks,
        inItsWords: text => text.replace('CONTENTSTACK_', 'bearers.ours.'),
        ceiling: {
          modules: ['all'],
          tools: undefined,
          toolsDeny: [],
          readOnly: false,
          branches: undefined,
          globalWrites: 'allow',
          policies: [],
          ...ceiling,
        },
      })
    : joined.members;
  await Promise.all(joined.members.map(({ stack }) => stack.ready()));
  for (const sandbox of Object.values(sandboxes)) sandbox.requests.splice(0);
  const [first, ...besides] = members;
  if (!first) throw new Error('there is no stack');
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const server = serveStdio(toServerFactory({ version: '0', ...first, besides }), { transport: serverSide });
  const client = new Client({ name: 'test', version: '1' }, { capabilities, versionNegotiation: { mode: era } });
  await client.connect(clientSide);
  onTestFinished(async () => {
    await client.close();
    await server.close();
    await joined.close();
  });
  const call = async (name: string, args: object = {}) => {
    const { content, isError } = await client.callTool({ name, arguments: { ...args } });
    const [part] = content;
    return { text: part?.type === 'text' ? part.text : '', isError: isError === true };
  };
  const list = async () => (await client.listTools()).tools;
  const sent = () =>
    Object.fromEntries(
      Object.entries(sandboxes).map(([name, { requests }]) => [name, requests.map(({ method }) => method)]),
    );
  return { client, call, list, sent, sandboxes };
}

const both = { shop: {}, blog: { token: 'read_only' } };
const label = { label: { name: 'New' } };

describe.each(['legacy', 'auto'] as const)('to a client that speaks %s', era => {
  it('lists a tool when any stack keeps it, and asks for one of those that do', async () => {
    const { list } = await open(both, era);
    const tools = await list();
    expect(tools.map(({ name }) => name)).toEqual(toListed(standard));
    for (const { name, inputSchema } of tools.slice(0, -1)) {
      const able = writes(findOffered(name)) ? ['shop'] : ['shop', 'blog'];
      expect(inputSchema.properties?.stack, name).toMatchObject({ type: 'string', enum: able });
      expect(inputSchema.required, name).toContain('stack');
    }
    expect(await list()).toEqual(tools);
  });

  it('sends a call to the stack that it names, and the answer names it too', async () => {
    const { call, sent } = await open(both, era);
    const read = await call('list_languages', { stack: 'blog' });
    expect(JSON.parse(read.text)).toMatchObject({ stack: 'blog', branch: 'main' });
    expect(sent()).toEqual({ shop: [], blog: ['GET'] });
    const made = await call('create_label', { stack: 'shop', ...label });
    expect(JSON.parse(made.text)).toMatchObject({ stack: 'shop' });
    expect(sent()).toEqual({ shop: ['POST'], blog: ['GET'] });
    const failed = await call('get_content_type', { stack: 'blog', content_type_uid: 'nowhere' });
    expect(failed).toMatchObject({ isError: true, text: expect.stringMatching(/^Stack blog: /) });
  });

  it('sends nothing for a stack that does not keep the tool, is not there, or is not named', async () => {
    const { call, client, sent } = await open(both, era);
    expect(await call('create_label', { stack: 'blog', ...label })).toMatchObject({
      isError: true,
      text: expect.stringMatching(
        /^Nothing was sent: blog does not offer create_label: the token .*It is available in shop\.$/,
      ),
    });
    expect((await call('list_labels', { stack: 'shp' })).text).toContain('did you mean shop?');
    expect((await call('list_labels')).text).toContain('stack: required, one of shop, blog');
    expect((await call('create_label', label)).text).toContain('stack: required');
    expect((await call('list_labels', { stack: ['shop'] })).isError).toBe(true);
    expect((await call('list_labels', { stack: 'shop', stak: 1 })).text).toContain('stak: no such argument');
    await expect(client.callTool({ name: 'get_entri', arguments: { stack: 'shop' } })).rejects.toMatchObject({
      code: -32602,
    });
    expect(sent()).toEqual({ shop: [], blog: [] });
  });
});

describe('a default stack', () => {
  it('is read from when none is named, and never written to', async () => {
    const { call, list, sent } = await open({ shop: { isDefault: true }, blog: {} });
    for (const { name, inputSchema } of (await list()).slice(0, -1)) {
      expect(inputSchema.required?.includes('stack') ?? false, name).toBe(writes(findOffered(name)));
    }
    expect(JSON.parse((await call('list_languages')).text)).toMatchObject({ stack: 'shop' });
    expect(await call('create_label', label)).toMatchObject({
      isError: true,
      text: expect.stringContaining('stack: required'),
    });
    expect(sent()).toEqual({ shop: ['GET'], blog: [] });
  });
});

it('says in a few words of each stack what may be done there', async () => {
  const { client } = await open({ shop: { isDefault: true }, blog: { token: 'read_only', BRANCHES: 'development' } });
  const text = client.getInstructions() ?? '';
  expect(text).toContain('2 stacks');
  expect(text).toContain('a read that names none goes to shop');
  expect(text).toContain('In stack shop: Branch: main unless a call names');
  expect(text).toContain('In stack blog: Branch: development. Access: read-only');
  expect(text.length).toBeLessThan(900);
});

it('asks for a yes to one stack by its name', async () => {
  const { client, call } = await open({ shop: {}, blog: {} }, 'auto', undefined, { elicitation: { form: {} } });
  const asked: string[] = [];
  client.setRequestHandler('elicitation/create', async ({ params }) => {
    asked.push(params.message);
    return { action: 'decline' };
  });
  const made = await call('create_label', { stack: 'blog', ...label });
  const label_uid = /\bblt[0-9a-f]{16}\b/.exec(made.text)?.[0] ?? '';
  const deleted = await call('delete_label', { stack: 'blog', label_uid });
  expect(deleted).toMatchObject({
    isError: true,
    text: expect.stringMatching(/^Stack blog: .*the (client answered decline|user declined)/),
  });
  expect(asked).toEqual([expect.stringContaining('stack blog')]);
});

it('takes the branch of the stack that is called', async () => {
  const { call, list } = await open({ shop: {}, blog: { BRANCHES: 'development' } });
  const tool = (await list()).find(({ name }) => name === 'list_languages');
  expect(tool?.inputSchema.properties?.branch).toEqual({
    type: 'string',
    description: "the stack's default if left out",
  });
  expect(JSON.parse((await call('list_languages', { stack: 'blog' })).text)).toMatchObject({ branch: 'development' });
  expect((await call('list_languages', { stack: 'blog', branch: 'main' })).text).toContain('branch: no such argument');
  expect((await call('list_languages', { stack: 'shop', branch: 'dev' })).text).toContain('did you mean development?');
});

it('asks a single stack for no name, and does not name it', async () => {
  const { call, list } = await open({ shop: {} });
  expect((await list()).filter(({ inputSchema }) => inputSchema.properties?.stack)).toEqual([]);
  expect(JSON.parse((await call('list_languages')).text)).not.toHaveProperty('stack');
  expect((await call('list_languages', { stack: 'shop' })).text).toContain('stack: no such argument');
});

describe('below a ceiling of its own a caller', () => {
  it('sees its stacks alone, and nothing that writes where it may not', async () => {
    const { call, list, sent } = await open(both, 'auto', { stacks: ['shop'], readOnly: true });
    expect((await list()).map(({ name }) => name)).toEqual(toListed(standard.filter(each => !writes(each))));
    expect(JSON.parse((await call('list_languages')).text)).not.toHaveProperty('stack');
    await expect(call('create_label', label)).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining('bearers.ours.READ_ONLY'),
    });
    await expect(call('create_label', { stack: 'shop', ...label })).rejects.toMatchObject({ code: -32602 });
    expect(sent()).toEqual({ shop: ['GET'], blog: [] });
  });

  it('has no more than the stack has, whatever the ceiling allows', async () => {
    const { list } = await open(
      { shop: { MODULES: 'entries,labels', TOOLS_DENY: 'delete_*' }, blog: { token: 'read_only' } },
      'auto',
      { stacks: ['shop', 'blog'], tools: ['list_*', 'delete_*', 'create_label', 'list_branches'] },
    );
    const names = (await list()).map(({ name }) => name);
    expect(names).toContain('create_label');
    expect(
      names.filter(name => name.startsWith('delete_') || name === 'list_branches' || name === 'get_entry'),
    ).toEqual([]);
  });

  it('reaches only its branches, and changes nothing that all branches share', async () => {
    const { call, list, sent } = await open({ shop: {} }, 'auto', {
      stacks: ['shop'],
      branches: ['development'],
      globalWrites: 'auto',
    });
    const tools = await list();
    const shared = tools
      .slice(0, -1)
      .filter(({ name }) => findOffered(name).reach === 'global' && writes(findOffered(name)));
    expect(shared).toEqual([]);
    expect(tools.filter(({ inputSchema }) => inputSchema.properties?.branch)).toEqual([]);
    expect(JSON.parse((await call('list_languages')).text)).toMatchObject({ branch: 'development' });
    expect((await call('list_languages', { branch: 'main' })).text).toContain('branch: no such argument');
    expect(sent().shop).toEqual(['GET']);
  });

  it('is told of no other branches where its own is refused: they are not even read', async () => {
    const { call, sent, sandboxes } = await open({ shop: { MODULES: 'all' } }, 'auto', {
      stacks: ['shop'],
      branches: ['development'],
    });
    const body = { error_message: 'The branch was not found.', error_code: 905, errors: {} };
    sandboxes.shop?.fault({ path: '/stacks/branches/development', answer: { status: 422, body } });
    expect((await call('get_branch', { branch_uid: 'development' })).isError).toBe(true);
    expect(sent().shop).toEqual(['GET']);
  });
});

describe('resources and prompts', () => {
  const page = 'contentstack://main/content-types/page';

  it('are those of the default stack, which prompts name', async () => {
    const { client, sent } = await open({ shop: {}, blog: { isDefault: true, token: 'read_only' } });
    expect((await client.listResources()).resources.map(({ uri }) => uri)).toContain(page);
    await client.readResource({ uri: page });
    expect(sent()).toEqual({ shop: [], blog: ['GET'] });
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).not.toContain('draft_entry');
    const { messages } = await client.getPrompt({ name: 'explain_content_model' });
    expect(JSON.stringify(messages)).toContain('- stack: \\"blog\\"');
  });

  it('are not there where no stack is the default', async () => {
    const { client, sent } = await open(both);
    expect((await client.listResources()).resources.map(({ uri }) => uri)).toEqual(['ui://contentstack/review-0']);
    expect((await client.listResourceTemplates()).resourceTemplates).toEqual([]);
    expect((await client.listPrompts()).prompts).toEqual([]);
    await expect(client.readResource({ uri: page })).rejects.toMatchObject({ code: -32602, data: { uri: page } });
    await expect(client.getPrompt({ name: 'explain_content_model' })).rejects.toMatchObject({ code: -32602 });
    expect(sent()).toEqual({ shop: [], blog: [] });
  });
});
