// The door: what leaves, what is refused, and what is known when no answer comes. Against a plain HTTP server.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type Cma, connectCma } from '../../src/door/cma.ts';
import { type CmaRequest, toRequest } from '../../src/door/request.ts';
import { toReadUpload } from '../../src/door/upload.ts';
import { BadArgument, NoAnswer, NotAllowed } from '../../src/operations/answer.ts';
import { find, operations } from '../operations.ts';
import { png } from './uploads/reading.ts';

const readUpload = toReadUpload();

const unpaced = { reads: undefined, writes: undefined, bulk: undefined };

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server that answers with `reply`, and a door to it. */
async function serve(reply: (response: ServerResponse) => void, timeoutMs = 30_000) {
  const seen: Seen[] = [];
  let connections = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    reply(response);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connection = connectCma(
    { origin, apiKey: 'the-key', token: 'the-token' },
    { timeoutMs, rates: unpaced, readUpload },
  );
  const cma = connection.open({ kept: operations });
  closing.push(
    () => connection.close(),
    () => server.closeAllConnections(),
    () => new Promise(resolve => server.close(resolve)),
  );
  return { cma, seen, origin, connections: () => connections };
}

const request = (rest: Partial<CmaRequest> = {}): CmaRequest => ({
  line: 'GET /content_types/{content_type_uid}/entries',
  effect: 'read',
  method: 'GET',
  path: '/content_types/page/entries',
  query: new URLSearchParams(),
  headers: { branch: 'main' },
  ...rest,
});

const send = (cma: Cma, rest?: Partial<CmaRequest>, signal = new AbortController().signal) =>
  cma.send(request(rest), signal);

const ok = (response: ServerResponse) => response.setHeader('x-request-id', 'r-1').end('{"entries":[]}');

async function failure(promise: Promise<unknown>): Promise<NoAnswer> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof NoAnswer)) throw new Error(`expected no answer, got ${error ?? 'one'}`);
  return error;
}

it('sends key, raw token and branch, and gives back status, JSON and request id', async () => {
  const { cma, seen } = await serve(ok);
  const answer = await send(cma, { query: new URLSearchParams({ 'only[BASE][]': 'title' }) });
  expect(answer).toEqual({
    status: 200,
    body: { entries: [] },
    json: true,
    requestId: 'r-1',
    date: expect.stringContaining('GMT'),
  });
  expect(seen[0]).toMatchObject({
    method: 'GET',
    url: '/v3/content_types/page/entries?only%5BBASE%5D%5B%5D=title',
    headers: { api_key: 'the-key', authorization: 'the-token', branch: 'main' },
  });
});

it('names a content type only with a body', async () => {
  const { cma, seen } = await serve(ok);
  await send(cma, { line: 'POST /content_types/{content_type_uid}/entries', method: 'POST', body: '{"entry":{}}' });
  await send(cma, {
    line: 'DELETE /content_types/{content_type_uid}/entries/{entry_uid}',
    method: 'DELETE',
    path: '/content_types/page/entries/blt1',
  });
  expect(seen[0]?.headers['content-type']).toBe('application/json');
  expect(seen[0]?.body).toBe('{"entry":{}}');
  expect(seen[1]?.headers).not.toHaveProperty('content-type');
  expect(seen[1]?.body).toBe('');
});

it('sends a form as multipart, each part under its name', async () => {
  const { cma, seen } = await serve(ok);
  const part = { name: 'entry', json: '{"title":"A"}' };
  await send(cma, {
    line: 'POST /content_types/{content_type_uid}/entries/import',
    method: 'POST',
    path: '/content_types/page/entries/import',
    form: [part],
  });
  expect(seen[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(seen[0]?.body).toContain('name="entry"; filename="entry.json"');
  expect(seen[0]?.body).toContain('{"title":"A"}');
});

it('sends a file with its name and type, read from where the caller says', async () => {
  const { cma, seen } = await serve(ok);
  const form = [
    { name: 'asset[upload]', source: `data:;name=dot;base64,${png.toString('base64')}` },
    { name: 'asset[title]', text: 'Dot' },
  ];
  await send(cma, { line: 'POST /assets', method: 'POST', path: '/assets', form });
  expect(seen[0]?.body).toContain('name="asset[upload]"; filename="dot.png"');
  expect(seen[0]?.body).toContain('Content-Type: image/png');
  expect(seen[0]?.body).toMatch(/name="asset\[title\]"\r\n\r\nDot/);
});

it('sends nothing when the file cannot be read', async () => {
  const { cma, seen } = await serve(ok);
  const form = [{ name: 'asset[upload]', source: '/etc/hostname' }];
  await expect(send(cma, { line: 'POST /assets', method: 'POST', path: '/assets', form })).rejects.toBeInstanceOf(
    BadArgument,
  );
  expect(seen).toEqual([]);
});

it('puts the API key where the path wants it, and gives a file back as bytes', async () => {
  const { cma, seen } = await serve(response =>
    response.setHeader('content-type', 'image/png; x').end(Buffer.from([1, 2, 3])),
  );
  const answer = await cma.send(
    request({ line: 'GET /assets/{api_key}/{asset_uid}/{slug}', path: '/assets/{api_key}/blt1/logo' }),
    new AbortController().signal,
    'file',
  );
  expect(seen[0]?.url).toBe('/v3/assets/the-key/blt1/logo');
  expect(answer).toMatchObject({ status: 200, file: { type: 'image/png', bytes: Buffer.from([1, 2, 3]) } });
});

it('keeps its connections', async () => {
  const { cma, connections } = await serve(ok);
  for (let n = 0; n < 20; n += 1) await send(cma);
  // The second call may find the first connection not yet free.
  expect(connections()).toBeLessThanOrEqual(2);
});

it('takes every status for an answer, and text for text', async () => {
  const { cma } = await serve(response => response.writeHead(502).end('<html>bad gateway</html>'));
  expect(await send(cma)).toMatchObject({ status: 502, json: false, body: '<html>bad gateway</html>' });
});

it('takes an empty body for an empty answer', async () => {
  const { cma } = await serve(response => response.writeHead(204).end());
  expect(await send(cma)).toMatchObject({ status: 204, json: true, body: {} });
});

it('follows no redirect', async () => {
  const { cma, seen } = await serve(response => response.writeHead(302, { location: 'http://127.0.0.1:1/v3/x' }).end());
  expect(await send(cma)).toMatchObject({ status: 302 });
  expect(seen.length).toBe(1);
});

it('sends nothing that matches no operation', async () => {
  const { cma, seen } = await serve(ok);
  for (const [method, path] of [
    ['GET', '/stacks'],
    ['GET', '/stacks/delivery_tokens'],
    ['GET', '/user'],
    ['DELETE', '/content_types'],
    ['PUT', '/content_types/page/entries'],
    ['GET', '/content_types/page/entries/'],
    ['GET', '/content_types//entries'],
    ['GET', '/content_types/../stacks'],
    ['GET', '/content_types/%2e%2e/entries'],
    ['GET', '/content_types/a%2Fb/entries'],
    ['GET', 'content_types/page/entries'],
    ['GET', '/content_types/page/entries?x=1'],
  ] as const) {
    await expect(send(cma, { method, path }), `${method} ${path}`).rejects.toBeInstanceOf(NotAllowed);
  }
  expect(seen).toEqual([]);
});

it('sends nothing that is another request than the one meant', async () => {
  const { cma, seen } = await serve(ok);
  const disguises: [string, Record<string, unknown>][] = [
    ['localize_taxonomy', { taxonomy_uid: 'publish', locale: 'fr', taxonomy: {} }],
    ['get_workflow', { workflow_uid: 'publishing_rules' }],
    ['list_terms', { taxonomy_uid: '$all' }],
    ['get_asset', { asset_uid: 'rt' }],
  ];
  for (const [name, given] of disguises) {
    const made = toRequest(find(name), given, 'main');
    await expect(cma.send(made, new AbortController().signal), name).rejects.toBeInstanceOf(NotAllowed);
  }
  expect(seen).toEqual([]);
});

it('sends no request that is withheld, even where its line is a pattern of another', async () => {
  const { origin, seen } = await serve(ok);
  const kept = operations.filter(operation => operation.module !== 'publish-rules');
  const withheld = operations.filter(operation => operation.module === 'publish-rules');
  const limits = { timeoutMs: 30_000, rates: unpaced, readUpload };
  const connection = connectCma({ origin, apiKey: 'k', token: 't' }, limits);
  closing.push(() => connection.close());
  const cma = connection.open({ kept, withheld });
  const signal = new AbortController().signal;
  for (const [name, given] of [
    ['get_workflow', { workflow_uid: 'publishing_rules' }],
    ['list_publish_rules', {}],
    ['delete_publish_rule', { rule_uid: 'blt1' }],
  ] as const) {
    await expect(cma.send(toRequest(find(name), given, 'main'), signal), name).rejects.toBeInstanceOf(NotAllowed);
  }
  await cma.send(toRequest(find('get_workflow'), { workflow_uid: 'blt1' }, 'main'), signal);
  expect(seen.map(each => each.url)).toEqual(['/v3/workflows/blt1']);
});

it('says that nothing was sent when nobody listens', async () => {
  const { cma, origin } = await serve(ok);
  const closed = connectCma(
    { origin: 'http://127.0.0.1:1', apiKey: 'k', token: 't' },
    { timeoutMs: 30_000, rates: unpaced, readUpload },
  );
  closing.push(() => closed.close());
  const error = await failure(send(closed.open({ kept: operations })));
  expect(error.kind).toBe('unreachable');
  expect(error.message).toContain('nothing was sent');
  expect(error.message).toContain('ECONNREFUSED');
  expect((await send(cma)).status, origin).toBe(200);
});

it('gives up after the timeout', async () => {
  const { cma, seen } = await serve(() => {}, 1_000);
  const write = { line: 'POST /content_types/{content_type_uid}/entries', effect: 'create', method: 'POST' } as const;
  const error = await failure(send(cma, write));
  expect(error).toMatchObject({ kind: 'timeout', message: expect.stringContaining('1000 ms') });
  expect(seen.length).toBe(1);
});

it('gives up after the timeout when the body never ends', async () => {
  const { cma } = await serve(response => response.writeHead(200).write('{"entries":'), 100);
  expect(await failure(send(cma))).toMatchObject({ kind: 'timeout' });
});

it('stops when the caller cancels', async () => {
  const { cma } = await serve(() => {});
  const controller = new AbortController();
  const sent = failure(send(cma, {}, controller.signal));
  setTimeout(() => controller.abort(), 20);
  expect(await sent).toMatchObject({ kind: 'cancelled' });
});

it('says that the connection broke when it did', async () => {
  const { cma, seen } = await serve(response => response.socket?.destroy());
  expect(await failure(send(cma))).toMatchObject({ kind: 'broken' });
  expect(seen.length).toBe(3);
  const cut = await serve(response => {
    response.writeHead(200, { 'content-length': '100' }).write('{"entries":');
    setTimeout(() => response.socket?.destroy(), 20);
  });
  expect(await failure(send(cut.cma))).toMatchObject({ kind: 'broken' });
});
