// What can be made to go wrong: answers of any kind, cut connections, late, slow and broken answers, in process and from outside.
import { request as httpRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { longestRequestLog } from '../../../src/sandbox/http/request-log.ts';
import { authors, type Client, openStack } from '../small-stack.ts';

type Json = Record<string, unknown>;

const fresh = { entry: { title: 'Cleo' } };

/** What arrives, byte by byte; `isWhole` tells whether the answer came to its end. */
function read({ sandbox }: Client, path: string, method = 'GET'): Promise<Received> {
  const { hostname, port } = new URL(sandbox.origin);
  const headers = { api_key: sandbox.api_key, authorization: sandbox.tokens.writer ?? '' };
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ hostname, port, path: `/v3${path}`, method, headers }, answer => {
      const chunks: Buffer[] = [];
      const finish = (): void =>
        resolve({
          status: answer.statusCode,
          raw: answer.rawHeaders,
          chunks,
          body: Buffer.concat(chunks),
          isWhole: answer.complete,
        });
      answer.on('data', chunk => chunks.push(chunk));
      answer.on('close', finish);
      answer.on('error', () => {});
    });
    asked.on('error', reject);
    asked.end();
  });
}

interface Received {
  status: number | undefined;
  raw: string[];
  chunks: Buffer[];
  body: Buffer;
  isWhole: boolean;
}

/** Headers are set by the test: `fetch` would not take Host. */
function knock(origin: string, path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ hostname, port, path, method, headers }, answer => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('an answer of its own', () => {
  it('is given to the next request, and not to the one after', async () => {
    const { get, sandbox } = await openStack();
    sandbox.fault({ answer: { status: 503, body: { error_message: 'Down.' } } });
    expect(await get('/locales')).toMatchObject({ status: 503, body: { error_message: 'Down.' } });
    expect((await get('/locales')).status).toBe(200);
  });

  it('may be HTML, of a wrong type, or nothing', async () => {
    const client = await openStack();
    client.sandbox.fault({
      answer: { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad gateway</h1>' },
    });
    const html = await read(client, '/locales');
    expect({ status: html.status, body: html.body.toString() }).toEqual({ status: 502, body: '<h1>Bad gateway</h1>' });
    client.sandbox.fault({ answer: { headers: { 'content-type': 'image/png' }, body: { locales: [] } } });
    const odd = await read(client, '/locales');
    expect(odd.raw.join()).toContain('image/png');
    expect(JSON.parse(odd.body.toString())).toEqual({ locales: [] });
    client.sandbox.fault({ answer: { status: 200 } });
    expect(await read(client, '/locales')).toMatchObject({ status: 200, isWhole: true, body: Buffer.alloc(0) });
  });

  it('may have a header twice, and be huge', async () => {
    const client = await openStack();
    client.sandbox.fault({
      answer: {
        headers: [
          ['x-twice', 'one'],
          ['x-twice', 'two'],
        ],
        body: '{',
        size: 10_000_000,
      },
    });
    const huge = await read(client, '/locales');
    expect(huge.raw.filter(name => name === 'x-twice')).toHaveLength(2);
    expect(huge.body.length).toBe(10_000_000);
  });

  it('keeps a write from being carried out, or not', async () => {
    const { get, post, sandbox } = await openStack();
    sandbox.fault({ method: 'post', answer: { status: 500, body: {} } });
    expect((await post(authors, fresh)).status).toBe(500);
    expect((await get(authors)).body.entries).toHaveLength(2);
    expect(sandbox.requests[0]).toMatchObject({ method: 'POST', status: 500, applied: false, body: fresh });
    sandbox.fault({ method: 'POST', apply: true, answer: { status: 504, body: {} } });
    expect((await post(authors, fresh)).status).toBe(504);
    expect((await get(authors)).body.entries).toHaveLength(3);
    expect(sandbox.requests[2]).toMatchObject({ method: 'POST', status: 504, applied: true });
  });
});

describe('which request', () => {
  it('is told by method, path, number and times', async () => {
    const { get, post, sandbox } = await openStack();
    sandbox.fault({ method: 'GET', path: '/locales', nth: 2, times: 2, answer: { status: 500, body: {} } });
    expect((await get('/environments')).status).toBe(200);
    expect((await post('/locales', {})).status).not.toBe(500);
    const statuses = [];
    for (let each = 0; each < 4; each++) statuses.push((await get('/locales')).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
  });

  it('is told by a pattern, with stars or as a regular expression', async () => {
    const { get, sandbox } = await openStack();
    sandbox.fault({ path: '/content_types/*/entries', answer: { status: 500, body: {} } });
    sandbox.fault({ path: /locales\/fr/, answer: { status: 501, body: {} } });
    expect((await get('/content_types/author')).status).toBe(200);
    expect((await get(authors)).status).toBe(500);
    expect((await get('/locales/en-us')).status).toBe(200);
    expect((await get('/locales/fr-fr')).status).toBe(501);
  });

  it('must be told rightly', async () => {
    const { sandbox } = await openStack();
    expect(() => sandbox.fault({})).toThrow(/answer, cut, delay/);
    expect(() => sandbox.fault({ cut: 'before', nth: 0 })).toThrow(/nth/);
  });
});

describe('the connection', () => {
  it('is cut before a write is carried out', async () => {
    const { get, post, sandbox } = await openStack();
    sandbox.fault({ cut: 'before' });
    await expect(post(authors, fresh)).rejects.toThrow();
    expect((await get(authors)).body.entries).toHaveLength(2);
    expect(sandbox.requests[0]).toMatchObject({ method: 'POST', applied: false, status: undefined });
  });

  it('is cut after a write was carried out', async () => {
    const { get, post, sandbox } = await openStack();
    sandbox.fault({ cut: 'after' });
    await expect(post(authors, fresh)).rejects.toThrow();
    expect((await get(authors)).body.entries).toHaveLength(3);
    expect(sandbox.requests[0]).toMatchObject({ method: 'POST', applied: true, status: undefined });
  });

  it('is cut within the answer', async () => {
    const client = await openStack();
    client.sandbox.fault({ truncate: 10 });
    const part = await read(client, '/locales');
    expect(part).toMatchObject({ status: 200, isWhole: false });
    expect(part.body.toString()).toMatch(/^\{"locales"/);
    expect(part.body.length).toBe(10);
  });
});

describe('the answer', () => {
  it('comes late, when the request has long been carried out', async () => {
    const { post, get, sandbox } = await openStack();
    sandbox.fault({ method: 'POST', delay: 400 });
    let isThere = false;
    const saving = post(authors, fresh).then(reply => {
      isThere = true;
      return reply;
    });
    await expect.poll(async () => (await get(authors)).body.entries.length).toBe(3);
    expect(isThere).toBe(false);
    expect((await saving).status).toBe(201);
  });

  it('drips', async () => {
    const client = await openStack();
    client.sandbox.fault({ path: '/locales/fr-ch', drip: { bytes: 100, every: 5 } });
    const slow = await read(client, '/locales/fr-ch');
    expect(slow.isWhole).toBe(true);
    expect(slow.chunks.length).toBeGreaterThan(1);
    expect(JSON.parse(slow.body.toString()).locale.code).toBe('fr-ch');
  });

  it('is garbled', async () => {
    const client = await openStack();
    const plain = await read(client, '/locales/fr-ch');
    client.sandbox.fault({ garble: true });
    const broken = await read(client, '/locales/fr-ch');
    expect(broken.body.length).toBe(plain.body.length);
    expect(() => JSON.parse(broken.body.toString())).toThrow();
  });

  it('does not keep the sandbox from closing', async () => {
    const { get, sandbox } = await openStack();
    sandbox.fault({ delay: 600_000 });
    const waiting = get('/locales');
    await expect.poll(() => sandbox.requests.length).toBe(1);
    await Promise.all([expect(waiting).rejects.toThrow(), sandbox.close()]);
  });
});

describe('from outside', () => {
  const control = async ({ sandbox }: Client, method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${sandbox.origin}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Json };
  };

  it('tells what it is', async () => {
    const client = await openStack();
    for (const path of ['/', '/health']) {
      expect(await control(client, 'GET', path)).toMatchObject({
        status: 200,
        body: { sandbox: expect.stringContaining('Small') },
      });
    }
    expect(client.sandbox.requests).toEqual([]);
  });

  it('takes faults, shows them, and takes them back', async () => {
    const client = await openStack();
    const fault = { path: { pattern: 'locales$' }, answer: { status: 500, body: {} } };
    expect((await control(client, 'POST', '/faults', fault)).status).toBe(201);
    expect((await client.get('/locales')).status).toBe(500);
    await control(client, 'POST', '/faults', [{ cut: 'before', times: 3 }, { delay: 5 }]);
    const { body } = await control(client, 'GET', '/faults');
    expect(body.pending).toMatchObject([{ cut: 'before', times: 3 }, { delay: 5 }]);
    expect(body.fired).toMatchObject([
      { path: { pattern: 'locales$' }, request: { method: 'GET', path: '/v3/locales' } },
    ]);
    expect((await control(client, 'DELETE', '/faults')).body).toEqual({ pending: [], fired: [] });
    expect((await client.get('/locales')).status).toBe(200);
  });

  it('says what is wrong with a fault', async () => {
    const client = await openStack();
    const odd = [{ cut: 'sideways' }, { path: { pattern: '(' }, cut: 'before' }, 'nonsense', { later: 1 }];
    for (const wrong of [...odd, [{ cut: 'before' }, { later: 1 }]]) {
      expect(await control(client, 'POST', '/faults', wrong)).toMatchObject({
        status: 400,
        body: { error: expect.stringContaining('The fault is not valid') },
      });
    }
    expect((await control(client, 'GET', '/faults')).body.pending).toEqual([]);
  });

  it('shows what arrived and whether it was carried out, and forgets it', async () => {
    const client = await openStack();
    await client.post(authors, fresh);
    await client.post(authors, fresh);
    await client.get('/weather');
    const { body } = await control(client, 'GET', '/requests');
    expect(body.requests).toMatchObject([
      { method: 'POST', path: `/v3${authors}`, status: 201, applied: true, body: fresh },
      { status: 422, applied: false },
      { method: 'GET', status: 404, applied: false },
    ]);
    expect((await control(client, 'DELETE', '/requests')).body).toEqual({ requests: [] });
    expect(client.sandbox.requests).toEqual([]);
  });

  it('goes back to the seed', async () => {
    const client = await openStack();
    const { get, post, put, sandbox } = client;
    const before = (await get(authors)).body;
    await post(authors, fresh);
    await put(`${authors}/blt0000000000000001`, { entry: { city: 'Chur' } });
    const scheduled = new Date(Date.now() + 3_600_000).toISOString();
    await post(`${authors}/blt0000000000000001/publish`, {
      entry: { environments: ['production'], locales: ['en-us'] },
      scheduled_at: scheduled,
    });
    expect(sandbox.state.due).toHaveLength(1);
    sandbox.fault({ cut: 'before' });
    expect((await control(client, 'POST', '/reset')).status).toBe(200);
    expect(sandbox.requests).toEqual([]);
    expect(sandbox.state.due).toEqual([]);
    expect((await get(authors)).body).toEqual(before);
  });

  it('is closed to web pages of another origin', async () => {
    const { sandbox } = await openStack();
    const { host } = new URL(sandbox.origin);
    expect(await knock(sandbox.origin, '/health', { host })).toBe(200);
    expect(await knock(sandbox.origin, '/health', { host: `localhost:${new URL(sandbox.origin).port}` })).toBe(200);
    expect(await knock(sandbox.origin, '/reset', { host, origin: 'https://evil.example' }, 'POST')).toBe(403);
    expect(await knock(sandbox.origin, '/requests', { host: 'evil.example' })).toBe(403);
    expect(await knock(sandbox.origin, '/faults', { host, 'sec-fetch-site': 'cross-site' })).toBe(403);
  });
});

it('keeps the last requests alone', async () => {
  const { get, sandbox } = await openStack();
  const [first] = [await get('/locales'), sandbox.requests[0]];
  expect(first?.status).toBe(200);
  const record = sandbox.requests[0];
  if (record) for (let each = 0; each < longestRequestLog; each++) sandbox.requests.push(record);
  await get('/environments');
  expect(sandbox.requests).toHaveLength(longestRequestLog);
  expect(sandbox.requests.at(-1)?.path).toBe('/v3/environments');
});
