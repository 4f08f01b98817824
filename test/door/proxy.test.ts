// TLS and proxies: what is on the wire, for whom, and by which way, with the built command and a real forward proxy.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connectCma } from '../../src/door/cma.ts';
import { load, toPlaces } from '../../src/door/linked/load.ts';
import { toWant } from '../../src/door/linked/want.ts';
import { toReadUpload } from '../../src/door/upload.ts';
import { NoAnswer } from '../../src/operations/answer.ts';
import type { Proxies } from '../../src/settings/proxies.ts';
import { run as runWith } from '../command.ts';
import { operations } from '../operations.ts';
import { png, readAll, refusal } from './uploads/reading.ts';
import { makeCertificate, openSecureServer, toHere } from './uploads/secure-server.ts';

const token = 'cs0123456789abcdef01234567';

let folder: string;
let ca: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proxy-'));
  ca = join(folder, 'ca.pem');
  writeFileSync(ca, makeCertificate().cert);
  return () => rmSync(folder, { recursive: true });
});

interface Proxy {
  url: string;
  /** What it was asked to connect to. */
  asked: string[];
  /** What went through it towards the servers, as it was on the wire. */
  wire: () => string;
  credentials: (string | undefined)[];
}

/** A forward proxy: whatever name is asked for, it connects to this machine. */
async function openProxy({ status = 200 } = {}): Promise<Proxy> {
  const asked: string[] = [];
  const credentials: Proxy['credentials'] = [];
  const chunks: Buffer[] = [];
  const sockets: Socket[] = [];
  const server = createServer();
  server.on('connect', ({ url = '', headers }, client: Socket) => {
    asked.push(url);
    credentials.push(headers['proxy-authorization']);
    sockets.push(client);
    client.on('error', () => {});
    if (status !== 200) return client.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const upstream = connect(Number(url.split(':')[1]), '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'));
    sockets.push(upstream);
    upstream.on('error', () => client.destroy());
    client.on('data', chunk => chunks.push(chunk));
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise(resolve => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, wire: () => Buffer.concat(chunks).toString('latin1'), credentials };
}

/** A CMA that has one branch, and the tokens it was shown. */
async function openApi() {
  const shown: (string | undefined)[] = [];
  const server = await openSecureServer((request, response) => {
    shown.push(request.headers.authorization);
    const [, list = ''] = /(\w+)(?:\?|$)/.exec(request.url ?? '') ?? [];
    const answer = { [list]: list === 'branches' ? [{ uid: 'main' }] : [] };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  return { ...server, shown, origin: `https://api.example.test:${server.port}` };
}

async function run(args: string[], env: Record<string, string>): Promise<{ code: number | null; text: string }> {
  const settings = { CONTENTSTACK_API_KEY: 'blt0123456789abcdef', CONTENTSTACK_MANAGEMENT_TOKEN: token };
  const { code, out, err } = await runWith(args, { ...settings, ...env });
  return { code, text: out + err };
}

const doctor = (env: Record<string, string>) =>
  run(['doctor', '--json'], { CONTENTSTACK_TOKEN_SCOPE: 'read-only', NODE_EXTRA_CA_CERTS: ca, ...env });

describe('the command', () => {
  it.each(['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY'])(
    'goes through the proxy of %s, and shows it no token',
    async name => {
      const [proxy, api] = [await openProxy(), await openApi()];
      const { text } = await doctor({
        CONTENTSTACK_HOST: api.origin,
        [name]: proxy.url.replace('://', '://me:my%20word@'),
      });
      expect(JSON.parse(text).checks).toContainEqual(
        expect.objectContaining({ name: 'host', state: 'ok', says: `${api.origin} answers as the API does` }),
      );
      expect(new Set(proxy.asked)).toEqual(new Set([`api.example.test:${api.port}`]));
      expect(new Set(proxy.credentials)).toEqual(new Set([`Basic ${btoa('me:my word')}`]));
      expect(new Set(api.shown)).toEqual(new Set([token]));
      expect(proxy.wire().length).toBeGreaterThan(100);
      expect(proxy.wire()).not.toContain(token);
      expect(text).not.toMatch(/my%20word|my word/);
    },
  );

  it('goes past it for a host of NO_PROXY', async () => {
    const [proxy, api] = [await openProxy(), await openApi()];
    const env = { CONTENTSTACK_HOST: api.origin, HTTPS_PROXY: proxy.url, NO_PROXY: 'other.test, .example.test' };
    const { text } = await doctor(env);
    // The name is known to the proxy alone.
    expect(text).toMatch(/ENOTFOUND|EAI_AGAIN/);
    expect(proxy.asked).toEqual([]);
  });

  it('goes past it to this machine, where the sandbox is', async () => {
    const proxy = await openProxy();
    const { code } = await run(['doctor', '--sandbox'], { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url });
    expect([code, proxy.asked]).toEqual([0, []]);
  });

  it('says so when the proxy refuses, or is not there', async () => {
    const [proxy, api] = [await openProxy({ status: 407 }), await openApi()];
    const refused = await doctor({ CONTENTSTACK_HOST: api.origin, HTTPS_PROXY: proxy.url });
    expect(refused.text).toContain('the proxy answers 407');
    expect(refused.text).toContain('nothing was sent');
    const gone = await doctor({ CONTENTSTACK_HOST: api.origin, HTTPS_PROXY: 'http://me:word@127.0.0.1:1' });
    expect(gone.text).toContain('HTTPS_PROXY');
    expect(gone.text).not.toContain('word');
    expect(api.connections()).toBe(0);
  });

  it('does not start with what is no proxy, and does not repeat it', async () => {
    const { code, text } = await doctor({ HTTPS_PROXY: 'socks5://me:word@127.0.0.1:1' });
    expect(code).toBe(2);
    expect(text).toContain('HTTPS_PROXY is not the address of an HTTP proxy');
    expect(text).not.toContain('word');
  });

  it('sends nothing to a host whose certificate is not trusted', async () => {
    const [proxy, api] = [await openProxy(), await openApi()];
    const { text } = await doctor({ CONTENTSTACK_HOST: api.origin, HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: '' });
    expect(text).toContain('is not trusted');
    expect(text).toContain('NODE_EXTRA_CA_CERTS');
    expect(api.shown).toEqual([]);
  });

  it.each(['http://api.example.test', 'http://192.168.1.1', 'ftp://127.0.0.1'])('refuses %s as a host', async host => {
    const { code, text } = await doctor({ CONTENTSTACK_HOST: host });
    expect([code, text]).toEqual([2, expect.stringContaining('it must be https, or http on loopback')]);
  });
});

describe('the door', () => {
  const get = {
    line: 'GET /content_types',
    effect: 'read',
    method: 'GET',
    path: '/content_types',
    query: new URLSearchParams(),
    headers: {},
  } as const;

  function openDoor(origin: string, proxies?: Proxies) {
    const credentials = { origin, apiKey: 'the-key', token };
    const rates = { reads: undefined, writes: undefined, bulk: undefined };
    const connection = connectCma(credentials, { timeoutMs: 30_000, rates, readUpload: toReadUpload(), proxies });
    onTestFinished(() => connection.close());
    const cma = connection.open({ kept: operations });
    return () => cma.send(get, new AbortController().signal);
  }

  async function openPlain(reply: RequestListener) {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      reply(request, response);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
  }

  it.each([301, 302, 303, 307, 308])('does not carry the token to where %i points', async status => {
    const other = await openPlain((_, response) => response.end('{}'));
    const api = await openPlain((_, response) => response.writeHead(status, { location: `${other.origin}/v3` }).end());
    expect(await openDoor(api.origin)()).toMatchObject({ status });
    expect([api.seen, other.seen]).toEqual([[token], []]);
  });

  it('knows that nothing was sent where the certificate is not trusted', async () => {
    const server = await openSecureServer((_, response) => response.end('{}'));
    const error = await openDoor(`https://127.0.0.1:${server.port}`)().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NoAnswer);
    expect(error).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('is not trusted') });
    expect(server.seen).toEqual([]);
  });
});

describe('the file of an asset', () => {
  it('goes through the proxy as the API does, which sees TLS alone', async () => {
    const [proxy, files] = [await openProxy(), await openSecureServer((_, response) => response.end(png))];
    const { origins: _, ...places } = toPlaces('https://eu-api.contentstack.com', { https: proxy.url });
    const url = files.url('/secret.png');
    const asset = { uid: 'blt1', url, content_type: 'image/png', file_size: '70', dimension: { width: 1, height: 1 } };
    const { ca: trusted } = toHere();
    const all = { ...places, ca: trusted, origins: [new URL(url).origin] };
    expect(await load(toWant(asset, 'blt1'), new AbortController().signal, all)).toMatchObject({
      file: { bytes: png },
    });
    expect(proxy.asked).toEqual([`files.example.test:${files.port}`]);
    expect(proxy.wire()).not.toContain('secret.png');
  });

  it('of the sandbox goes through none', () => {
    expect(toPlaces('http://127.0.0.1:4000', { http: 'http://127.0.0.1:1' })).not.toHaveProperty('proxies');
  });
});

describe('the URL of an upload', () => {
  const give: RequestListener = (_, response) => response.end(png);

  it('goes through a proxy when a setting says so, which then judges where it leads', async () => {
    const [proxy, files] = [await openProxy(), await openSecureServer(give)];
    const { ca: trusted } = toHere();
    const read = toReadUpload({ urls: { ca: trusted, proxies: { https: proxy.url } } });
    const upload = await read(files.url('/a.png'), new AbortController().signal);
    expect((await readAll(upload)).equals(png)).toBe(true);
    await upload.close();
    expect(proxy.asked).toEqual([`files.example.test:${files.port}`]);
    expect(await refusal(read, 'https://127.0.0.1/a')).toContain('not public');
    expect(await refusal(read, 'https://[fd00::1]/a')).toContain('not public');
    expect(proxy.asked).toHaveLength(1);
  });

  it('is judged here where NO_PROXY leads past the proxy', async () => {
    const [proxy, files] = [await openProxy(), await openSecureServer(give)];
    const proxies = { https: proxy.url, none: '.example.test' };
    const { resolve, ca: trusted } = toHere();
    const read = toReadUpload({ urls: { ca: trusted, resolve, proxies } });
    expect(await refusal(read, files.url('/a.png'))).toContain('not public');
    expect([proxy.asked, files.connections()]).toEqual([[], 0]);
  });

  it('is refused when the proxy refuses', async () => {
    const proxy = await openProxy({ status: 403 });
    const read = toReadUpload({ urls: { proxies: { https: proxy.url } } });
    expect(await refusal(read, 'https://files.example.test/a')).toBe(
      'upload: the URL does not answer through the proxy',
    );
  });
});
