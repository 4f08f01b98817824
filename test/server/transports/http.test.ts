// Streamable HTTP by the built bundle: both generations of clients, who is let in, what probes read.

import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { standard, toListed } from '../../operations.ts';
import { connect, generations, serve, textOf } from './serving.ts';

describe.each(generations)('to a client of generation %s', generation => {
  it('lists, reads, writes, and tells errors of protocol and of tools apart', async () => {
    const { url } = await serve(['--sandbox', '--http', '0']);
    const client = await connect(generation, url);
    const { tools } = await client.listTools();
    expect(tools.map(tool => tool.name)).toEqual(toListed(standard));
    for (const { title, annotations } of tools) {
      expect(title).toBeTruthy();
      expect(Object.keys(annotations ?? {}).sort()).toEqual([
        'destructiveHint',
        'idempotentHint',
        'openWorldHint',
        'readOnlyHint',
        'title',
      ]);
    }
    expect((await client.listTools()).tools).toEqual(tools);
    const read = await client.callTool({ name: 'get_language', arguments: { code: 'en-us' } });
    expect(textOf(read)).toContain('en-us');
    const label = { name: 'create_label', arguments: { label: { name: 'Over HTTP' } } };
    expect(textOf(await client.callTool(label))).toContain('Over HTTP');
    const wrong = await client.callTool({ name: 'get_entry', arguments: { content_type_uid: 'page' } });
    expect(wrong).toMatchObject({ isError: true });
    const refused = await client.callTool({ name: 'get_content_type', arguments: { content_type_uid: 'nowhere' } });
    expect(refused).toMatchObject({ isError: true });
    await expect(client.callTool({ name: 'get_entri', arguments: {} })).rejects.toMatchObject({ code: -32602 });
    await client.close();
  });
});

it('tells clients of today how long a list and a greeting hold, and that they are nobody else’s', async () => {
  const { url } = await serve(['--sandbox', '--http', '0']);
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  for (const method of ['tools/list', 'server/discover']) {
    const headers = { ...kind, 'mcp-protocol-version': '2026-07-28', 'mcp-method': method };
    const { status, body } = await ask(
      url,
      headers,
      JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { _meta } }),
    );
    expect(status, method).toBe(200);
    expect(JSON.parse(body).result, method).toMatchObject({ ttlMs: 300_000, cacheScope: 'private' });
  }
});

interface Reply {
  status: number | undefined;
  body: string;
  challenge: string | undefined;
}

/** With headers of any kind; `fetch` would set Host by itself. */
function ask(url: string, headers: Record<string, string> = {}, body?: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const asked = request(url, { method: body === undefined ? 'GET' : 'POST', headers, agent: false }, async answer => {
      isAnswered = true;
      let text = '';
      for await (const chunk of answer) text += chunk;
      resolve({ status: answer.statusCode, body: text, challenge: answer.headers['www-authenticate'] });
    });
    asked.on('error', error => isAnswered || reject(error));
    // Piece by piece: who is refused in the middle hears of it only between two writes.
    const send = async (): Promise<void> => {
      for (let at = 0; at < (body?.length ?? 0) && !isAnswered; at += piece) {
        await new Promise(resolve => asked.write(body?.slice(at, at + piece), resolve));
        await sleep(1);
        // Right after what has come was read.
        await new Promise(resolve => setImmediate(resolve));
      }
      if (!isAnswered) asked.end();
    };
    void send();
  });
}

/** In characters. */
const piece = 65_536;

/** A write that meets the closed end of a connection hides the answer that came before it: then it is asked again. */
async function askLarge(url: string, headers: Record<string, string>, body: string): Promise<Reply> {
  for (let left = 8; ; left -= 1) {
    const reply = await ask(url, headers, body).catch((error: NodeJS.ErrnoException) => error);
    if (!(reply instanceof Error)) return reply;
    if (left === 0 || !['EPIPE', 'ECONNRESET'].includes(reply.code ?? '')) throw reply;
  }
}

const kind = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });

describe('on loopback', () => {
  it('refuses what a web page could send by a name of its own, before anything else', async () => {
    const { url, origin } = await serve(['--sandbox', '--http', '0']);
    const { host, port } = new URL(url);
    for (const name of [
      'evil.example',
      `evil.example:${port}`,
      '10.0.0.1',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
    ]) {
      expect((await ask(url, { ...kind, host: name }, list)).status, name).toBe(403);
      expect((await ask(`${origin}/readyz`, { host: name })).status, name).toBe(403);
    }
    for (const page of ['http://evil.example', `https://evil.example:${port}`, 'null', 'file://', 'http://10.0.0.1']) {
      expect((await ask(url, { ...kind, origin: page }, list)).status, page).toBe(403);
    }
    for (const [name, page] of [
      [host, `http://${host}`],
      [`localhost:${port}`, 'http://localhost:6274'],
      [`[::1]:${port}`, 'http://[::1]:1'],
    ] as const) {
      expect((await ask(url, { ...kind, host: name, origin: page }, list)).status, name).toBe(200);
    }
  });

  it('is reached by further names where they are set', async () => {
    const { url } = await serve(['--sandbox', '--http', '0', '--http-hosts', 'cms.example,Other.example']);
    expect((await ask(url, { ...kind, host: 'cms.example' }, list)).status).toBe(200);
    expect((await ask(url, { ...kind, host: 'other.example', origin: 'https://cms.example' }, list)).status).toBe(200);
    expect((await ask(url, { ...kind, host: 'third.example' }, list)).status).toBe(403);
  });

  it('needs no token, but keeps to one that is set', async () => {
    const token = 'a-token-of-our-own';
    const { url, origin, said } = await serve(['--sandbox', '--http', '0'], { CONTENTSTACK_HTTP_TOKEN: token });
    const none = await ask(url, kind, list);
    expect(none).toMatchObject({ status: 401, challenge: 'Bearer realm="contentstack"' });
    for (const shown of ['Bearer wrong', `Bearer ${token}x`, 'Bearer cs-anything']) {
      const reply = await ask(url, { ...kind, authorization: shown }, list);
      expect(reply).toMatchObject({ status: 401, challenge: expect.stringContaining('error="invalid_token"') });
    }
    for (const shown of [token, `Basic ${token}`, 'Bearer', 'Bearer ']) {
      expect((await ask(url, { ...kind, authorization: shown }, list)).status, shown).toBe(401);
    }
    expect((await ask(url, { ...kind, authorization: `bearer ${token}` }, list)).status).toBe(200);
    for (const generation of generations) {
      const client = await connect(generation, url, token);
      expect((await client.listTools()).tools.length).toBe(toListed(standard).length);
      await client.close();
    }
    expect((await ask(`${origin}/healthz`)).status).toBe(200);
    expect(said()).not.toContain(token);
  });

  it('takes no more than it says, and nothing that is no JSON', async () => {
    const { url } = await serve(['--sandbox', '--http', '0']);
    const large = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/list',
      params: { x: 'x'.repeat(17_000_000) },
    });
    const length = String(Buffer.byteLength(large));
    expect((await askLarge(url, { ...kind, 'content-length': length }, large)).status).toBe(413);
    const chunked = { ...kind, 'transfer-encoding': 'chunked' };
    expect((await askLarge(url, chunked, large)).status).toBe(413);
    expect((await ask(url, chunked, list)).status).toBe(200);
    for (const broken of ['{', '', '\u0000']) {
      const { status, body } = await ask(url, chunked, broken);
      expect({ status, code: JSON.parse(body).error.code }, broken).toEqual({ status: 400, code: -32_700 });
    }
    expect((await ask(url, kind, 'null')).status).toBe(400);
    expect((await ask(url, kind, '{')).status).toBe(400);
    expect((await ask(url, { ...kind, 'content-type': 'text/plain' }, list)).status).toBe(415);
    expect((await ask(url, kind)).status).toBe(405);
    expect((await ask(url, kind, list)).status).toBe(200);
  });
});

describe('for others than this machine', () => {
  it.each(['0.0.0.0:0', '[::]:0', 'example.com:3000', '192.168.0.1:3000'])(
    '%s is not served without a token',
    async at => {
      await expect(serve(['--sandbox', '--http', at])).rejects.toThrow(/it ended with 2: .*CONTENTSTACK_HTTP_TOKEN/);
    },
  );

  it('is served with one, by its addresses and the names that are set', async () => {
    const env = { CONTENTSTACK_HTTP_TOKEN: 'a-token-of-our-own', CONTENTSTACK_HTTP_HOSTS: 'cms.example' };
    const { url } = await serve(['--sandbox', '--http', '0.0.0.0:0'], env);
    const at = url.replace('0.0.0.0', '127.0.0.1');
    const known = { ...kind, authorization: 'Bearer a-token-of-our-own' };
    for (const host of ['10.1.2.3:3000', '[fd00::1]:3000', 'cms.example', 'localhost']) {
      expect((await ask(at, { ...known, host }, list)).status, host).toBe(200);
      expect((await ask(at, { ...kind, host }, list)).status, host).toBe(401);
    }
    expect((await ask(at, { ...known, host: 'evil.example' }, list)).status).toBe(403);
    expect((await ask(at, { ...known, origin: 'http://10.1.2.3' }, list)).status).toBe(403);
    expect((await ask(at, { ...known, origin: 'https://cms.example' }, list)).status).toBe(200);
  });

  it('takes no management token for that', async () => {
    const both = { CONTENTSTACK_HTTP_TOKEN: 'cs1', CONTENTSTACK_MANAGEMENT_TOKEN: 'cs1' };
    await expect(serve(['--http', '0'], both)).rejects.toThrow(/it ended with 2: .*of your own making/);
  });
});

it('says where it is, and why not', async () => {
  const { origin } = await serve(['--sandbox', '--http', '0']);
  const { port } = new URL(origin);
  await expect(serve(['--sandbox', '--http', port])).rejects.toThrow(/it ended with 2: .*--http .*EADDRINUSE/);
  expect((await ask(`${origin}/elsewhere`)).status).toBe(404);
  expect(await ask(`${origin}/healthz`)).toMatchObject({ status: 200, body: '{"alive":true}' });
});
