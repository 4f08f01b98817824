// The envelope: what clients write around a call is understood, over stdio and HTTP, and every line and form is answered.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { findId } from '../../../src/server/transports/envelope.ts';
import { toForm } from '../../../src/server/transports/form.ts';
import { toEnv } from '../../command.ts';
import { type Child, initialize, type Message, parse, spawnServer, textOf, toCall } from './child.ts';
import { serve } from './serving.ts';

let sandbox: Sandbox;
let child: Child;
beforeAll(async () => {
  sandbox = await startSandbox();
  child = spawnServer(sandbox);
  child.send(initialize, { method: 'notifications/initialized' });
  await child.answer('init');
});
afterAll(async () => {
  child.process.stdin.end();
  await child.ended;
  await sandbox.close();
});

/** The next line, which answers this one. */
const raw = async (text: string): Promise<unknown> => {
  const before = child.lines.length;
  child.process.stdin.write(`${text}\n`);
  while (child.lines.length === before) await new Promise(resolve => setTimeout(resolve, 5));
  return JSON.parse(child.lines[before] ?? '');
};

describe('over stdio', () => {
  it.each([
    ['tools/list with params of null', '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":null}'],
    ['tools/list with a cursor of null', '{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{"cursor":null}}'],
    ['tools/list with a _meta of null', '{"jsonrpc":"2.0","id":3,"method":"tools/list","params":{"_meta":null}}'],
    ['a byte order mark', '\ufeff{"jsonrpc":"2.0","id":4,"method":"tools/list"}'],
  ])('answers %s', async (_, line) => {
    expect(await raw(line)).toMatchObject({ result: { tools: expect.any(Array) } });
  });

  it('takes arguments of null for none', async () => {
    child.send({ id: 'null', method: 'tools/call', params: { name: 'list_languages', arguments: null } });
    expect(textOf(await child.answer('null'))).toContain('en-us');
  });

  it('answers a batch as one', async () => {
    const told = await raw(
      '[{"jsonrpc":"2.0","id":"a","method":"ping"},{"jsonrpc":"2.0","method":"notifications/x"},{"jsonrpc":"2.0","id":"b","method":"tools/list"}]',
    );
    expect((told as Message[]).map(({ id }) => id).sort()).toEqual(['a', 'b']);
    expect(await raw('[]')).toMatchObject({ id: null, error: { code: -32600 } });
  });

  it('answers what has no id that can be said back, and what is no JSON', async () => {
    expect(await raw('{"jsonrpc":"2.0","id":{},"method":"ping"}')).toMatchObject({ id: null, error: { code: -32600 } });
    expect(await raw('{"jsonrpc":"2.0",')).toMatchObject({ id: null, error: { code: -32700 } });
  });

  it('refuses a cursor that nobody has been given', async () => {
    for (const method of ['tools/list', 'resources/list', 'resources/templates/list', 'prompts/list']) {
      child.send({ id: method, method, params: { cursor: 'bogus' } });
      expect(await child.answer(method)).toMatchObject({ error: { code: -32602 } });
    }
  });

  it('suggests the tool that is called by the prefix of a client', async () => {
    for (const prefix of ['mcp__contentstack__', 'contentstack.', 'contentstack:', 'mcp_contentstack_']) {
      const name = `${prefix}list_entries`;
      child.send(toCall(name, name));
      expect(await child.answer(name)).toMatchObject({
        error: { message: expect.stringContaining('did you mean list_entries?') },
      });
    }
  });

  it('says long names and addresses back cut', async () => {
    const long = 'x'.repeat(2_000_000);
    child.send(
      toCall('tool', long),
      { id: 'address', method: 'resources/read', params: { uri: `contentstack://${long}` } },
      { id: 'prompt', method: 'prompts/get', params: { name: long } },
      { id: 'method', method: long },
    );
    for (const id of ['tool', 'address', 'prompt', 'method']) {
      const answer = await child.answer(id);
      expect(answer, id).toHaveProperty('error');
      expect(JSON.stringify(answer).length, id).toBeLessThan(2_000);
    }
  });

  it('answers a call with a file of 10 MB, and a line that is too long', async () => {
    const file = Buffer.alloc(10 * 1024 * 1024, 7).toString('base64');
    child.send(toCall('file', 'upload_asset', { upload: `data:application/octet-stream;name=a.bin;base64,${file}` }));
    expect(textOf(await child.answer('file'))).toContain('a.bin');
    const long = 'x'.repeat(17 * 1024 * 1024);
    child.process.stdin.write(`{"jsonrpc":"2.0","method":"tools/call","params":{"name":"${long}"},"id":"late"}\n`);
    child.process.stdin.write(`{"jsonrpc":"2.0","id":"early","method":"ping","params":{"id":"no","x":"${long}"}}\n`);
    for (const id of ['late', 'early'])
      expect(await child.answer(id)).toMatchObject({ error: { message: expect.stringContaining('16777216 bytes') } });
  });
});

it('finds no id but that of the message', () => {
  expect(findId('{"jsonrpc":"2.0","params":{"id":1,"x":"', '"},"id":2}')).toBe(2);
  expect(findId('{"id":"a\\"b","params":{"x":"', 'xx"}}')).toBe('a"b');
  expect(findId('{"params":{"x":"', '"id":3}}')).toBeUndefined();
  expect(findId('{"params":{"x":"', '"}, "id": 4, "jsonrpc": "2.0"}')).toBe(4);
  expect(findId('{"params":{"x":"{\\"id\\":5,', 'x')).toBeUndefined();
});

it.each([
  [undefined, 'json'],
  ['*/*', 'json'],
  ['application/json', 'json'],
  ['text/event-stream', 'events'],
  ['application/json, text/event-stream', 'either'],
  ['text/event-stream;q=0.5, application/json', 'either'],
  ['text/html', undefined],
])('takes Accept: %s for %s', (accept, form) => {
  expect(toForm(accept)).toBe(form);
});

describe('over HTTP', () => {
  it('answers in the form that is asked for', async () => {
    const { url } = await serve(['--http', '0'], toEnv(sandbox));
    const ask = async (accept: string | undefined, body: unknown) => {
      const headers = { 'content-type': 'application/json', ...(accept === undefined ? {} : { accept }) };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
    };
    const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: null };
    const greet = { jsonrpc: '2.0', ...initialize };
    for (const accept of ['*/*', 'application/json', undefined]) {
      for (const body of [greet, list]) {
        const { status, type, text } = await ask(accept, body);
        expect({ status, type }, `${accept} ${text}`).toEqual({ status: 200, type: 'application/json' });
        expect(parse(text)).toHaveProperty('result');
      }
    }
    const events = await ask('text/event-stream', list);
    expect(events).toMatchObject({ status: 200, type: expect.stringContaining('text/event-stream') });
    expect(events.text).toMatch(/^data: \{.*"tools":/m);
    const batch = await ask('application/json', [
      { ...list, params: {} },
      { jsonrpc: '2.0', id: 2, method: 'ping' },
    ]);
    expect((JSON.parse(batch.text) as Message[]).map(({ id }) => id).sort()).toEqual([1, 2]);
    expect((await ask('text/html', list)).status).toBe(406);
  });
});
