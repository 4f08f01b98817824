// The server as a client sees it, in both eras: the list, its hints, what a wrong call gets, which branch a call goes to.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, InMemoryTransport, ProtocolError } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { describe, expect, it } from 'vitest';
import { toServerFactory } from '../../src/server/server.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { writes } from '../../src/stack/access.ts';
import { connectStack } from '../../src/stack/connect.ts';
import { makePng } from '../door/linked/pictures.ts';
import { open } from '../harness.ts';
import { findOffered, operations, standard, tasks, toListed } from '../operations.ts';

const eras = ['legacy', 'auto'] as const;

/** What makes the stack send to an address, or to another one, or brings code into the browsers of editors. */
const waysOut = [
  ...['create_webhook', 'update_webhook', 'import_webhook', 'import_webhook_update'],
  ...['create_extension', 'upload_extension', 'update_extension'],
];

/** What creates, and may write over something or give people rights. */
const overwriting = ['import_entry', 'import_content_type', 'create_role'];

describe.each(eras)('to a client that speaks %s', era => {
  it('lists every kept operation in the order of the catalogue, with title and all four hints', async () => {
    await using opened = await open({ era });
    const { tools } = await opened.client.listTools();
    expect(tools.map(tool => tool.name)).toEqual(toListed(standard));
    for (const tool of tools.slice(0, -1)) {
      const operation = findOffered(tool.name);
      expect(tool.title).toBe(operation.title);
      expect(tool.description).toBe(operation.description);
      expect(tool.annotations).toEqual({
        title: operation.title,
        readOnlyHint: operation.effect === 'read',
        destructiveHint:
          ['update', 'delete', 'publish'].includes(operation.effect) || overwriting.includes(operation.name),
        idempotentHint: ['read', 'delete'].includes(operation.effect),
        openWorldHint: operation.effect === 'publish' || waysOut.includes(operation.name),
      });
    }
  });

  it('lists only reads for a read-only token, and knows no other tool', async () => {
    await using opened = await open({ era, token: 'read_only' });
    expect(await opened.list()).toEqual(toListed(standard.filter(each => !writes(each))));
    const call = opened.client.callTool({ name: 'delete_entry', arguments: { content_type_uid: 'a', entry_uid: 'b' } });
    await expect(call).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining('delete_entry not found'),
    });
    expect(opened.sandbox.requests).toEqual([]);
  });

  it('answers an unknown tool with a protocol error', async () => {
    await using opened = await open({ era });
    for (const name of ['get_entri', '', 'constructor', '__proto__']) {
      await expect(opened.client.callTool({ name, arguments: {} }), name).rejects.toBeInstanceOf(ProtocolError);
    }
  });

  it('answers wrong arguments with an error the model can read, and sends nothing', async () => {
    await using opened = await open({ era });
    expect(await opened.fail('get_entry', { content_type_uid: 'page', entry: 'blt1' })).toBe(
      [
        'Nothing was sent, because the arguments are not valid:',
        '- entry_uid: required',
        '- entry: no such argument; did you mean entry_uid?',
      ].join('\n'),
    );
    expect(await opened.fail('get_entry', { content_type_uid: 'page', entry_uid: '../../stacks' })).toContain(
      'entry_uid',
    );
    expect(opened.sandbox.requests).toEqual([]);
  });

  it('gives the stack’s refusal as an error, with its own words', async () => {
    await using opened = await open({ era });
    const text = await opened.fail('get_content_type', { content_type_uid: 'nowhere' });
    expect(text).toContain('There is no content type "nowhere" on this branch.');
    expect(text).toMatch(/Contentstack says: "/);
    expect(text).toMatch(/code 118/);
  });

  it('says in its instructions where it is and what it may do', async () => {
    await using opened = await open({ era, token: 'read_only' });
    const text = opened.client.getInstructions() ?? '';
    expect(text).toContain('Branch: main unless a call names development');
    expect(text).toContain('Access: read-only');
    expect(text).toContain('Nothing can be written.');
    expect(text).toContain('Off unless CONTENTSTACK_MODULES names them: global-fields,');
    expect(text.length).toBeLessThan(600);
  });
});

it('tells a client of today how long its list holds, and that it is nobody else’s', async () => {
  await using opened = await open();
  expect(opened.client.getProtocolEra()).toBe('modern');
  expect(await opened.client.listTools()).toMatchObject({ cacheScope: 'private', ttlMs: 300_000 });
});

describe('the branch of a call', () => {
  const sent = async (settings: Parameters<typeof toSettings>[0], args: object = {}) => {
    await using opened = await open({ settings });
    await opened.call('list_languages', { ...args });
    return opened.sandbox.requests.map(request => request.branch);
  };

  it('is main, the configured one, the only one allowed, or the one named', async () => {
    expect(await sent({})).toEqual(['main']);
    expect(await sent({ BRANCH: 'development' })).toEqual(['development']);
    expect(await sent({ BRANCHES: 'development' })).toEqual(['development']);
    expect(await sent({}, { branch: 'development' })).toEqual(['development']);
    expect(await sent({ BRANCHES: 'development,main' }, { branch: 'main' })).toEqual(['main']);
  });

  it('cannot be one that the settings do not allow', async () => {
    await using one = await open({ settings: { BRANCHES: 'development' } });
    expect(await one.fail('list_languages', { branch: 'main' })).toContain('branch: no such argument');
    await using two = await open();
    expect(await two.fail('list_languages', { branch: 'mian' })).toContain(
      'branch: "mian" is none of the branches that can be used here; did you mean main? There are main, development, next, live',
    );
    expect(one.sandbox.requests).toEqual([]);
    // It might have come since the start.
    const looks = two.sandbox.requests.map(({ path }) => path);
    expect(looks.sort()).toEqual(['/v3/stacks/branch_aliases', '/v3/stacks/branches']);
  });
});

it('shows an image that it downloads', async () => {
  const png = makePng(2, 1);
  const images = createServer((request, response) => {
    if (request.url?.startsWith('/v3/assets/')) response.setHeader('content-type', 'image/png').end(png);
    else response.setHeader('content-type', 'application/json').end('{"locales":[]}');
  });
  await new Promise<void>(resolve => images.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(images.address() as AddressInfo).port}`;
  const settings = toSettings({ HOST: origin, API_KEY: 'blt1', MANAGEMENT_TOKEN: 'cs1', TOKEN_SCOPE: 'read-only' });
  const { stack, close } = connectStack(operations, settings, { tasks });
  const client = await connect(toServerFactory({ version: '0', stack, where: 'nowhere', settings: toSettings({}) }));
  const result = await client.callTool({ name: 'download_asset', arguments: { asset_uid: 'blt2', slug: 'logo' } });
  expect(result.content).toEqual([
    { type: 'image', mimeType: 'image/png', data: png.toString('base64') },
    { type: 'text', text: `image/png, ${png.length} bytes, 2 × 1 pixels` },
  ]);
  await client.close();
  await close();
  images.closeAllConnections();
  images.close();
});

it('names tasks to be taken first, by whatever stack has them, and none where there is none', async () => {
  const words = /Tasks \(([^)]*)\) do in one call what takes many: take them first/;
  await using opened = await open();
  const [, named = ''] = words.exec(opened.client.getInstructions() ?? '') ?? [];
  const first = tasks.slice(0, 2).map(({ name }) => name);
  expect(named).toBe(`${first.join(', ')}${tasks.length > 2 ? ' …' : ''}`);
  await using without = await open({ tasks: [] });
  expect(without.client.getInstructions()).not.toContain('Tasks');
  await using denied = await open({ settings: { TOOLS_DENY: first.join(',') } });
  expect(denied.client.getInstructions()).not.toContain(first[0]);
});

it('starts without credentials, lists, and answers each call with the setting to add', async () => {
  const { stack } = connectStack(operations, toSettings({}), { tasks });
  const client = await connect(toServerFactory({ version: '0', stack, where: 'nowhere', settings: toSettings({}) }));
  const { tools } = await client.listTools();
  expect(tools.map(tool => tool.name)).toEqual(toListed(standard.filter(each => !writes(each))));
  const result = await client.callTool({ name: 'list_languages', arguments: {} });
  const text = expect.stringMatching(
    /^Nothing was sent: CONTENTSTACK_API_KEY and CONTENTSTACK_MANAGEMENT_TOKEN are not/,
  );
  expect(result).toMatchObject({ isError: true, content: [{ type: 'text', text }] });
  expect(client.getInstructions()).toContain('Nothing will work until this is fixed');
  await client.close();
});

async function connect(factory: ReturnType<typeof toServerFactory>): Promise<Client> {
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  serveStdio(factory, { transport: serverSide });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(clientSide);
  return client;
}
