// Files behind URLs, against real https servers: what comes through, and what no name, spelling or redirect gets at.
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { toReadUpload } from '../../../src/door/upload.ts';
import { isPublic } from '../../../src/door/uploads/addresses.ts';
import type { DownloadOptions } from '../../../src/door/uploads/download.ts';
import { largest } from '../../../src/door/uploads/opened.ts';
import { BadArgument } from '../../../src/operations/answer.ts';
import { png, readAll, refusal, watchSpooled } from './reading.ts';
import { openSecureServer, toHere } from './secure-server.ts';

const fetchWith = (urls: DownloadOptions = toHere()) => toReadUpload({ urls });
const never = new AbortController().signal;

const listSpooled = watchSpooled();

const give =
  (body: string | Buffer, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(200, headers).end(body);

describe('a URL', () => {
  it('is fetched: its bytes, what they are, a name that fits, and nothing left behind', async () => {
    const server = await openSecureServer((_, response) => give(png, { 'content-type': 'text/plain' })(response));
    const upload = await fetchWith()(server.url('/pictures/a%20dot.txt?size=1'), never);
    expect({ name: upload.file.name, type: upload.file.type, size: upload.file.size }).toEqual({
      name: 'a dot.png',
      type: 'image/png',
      size: png.length,
    });
    expect((await readAll(upload)).equals(png)).toBe(true);
    // A second time, as when the request is repeated.
    expect((await readAll(upload)).equals(png)).toBe(true);
    await upload.close();
    expect(server.seen).toEqual([`files.example.test:${server.port} /pictures/a%20dot.txt?size=1`]);
    expect(listSpooled()).toEqual([]);
  });

  it('is asked without credentials or cookies', async () => {
    let headers: object = {};
    const server = await openSecureServer((request, response) => {
      headers = request.headers;
      give('hello')(response);
    });
    await (await fetchWith()(server.url('/a.txt'), never)).close();
    expect(Object.keys(headers).sort()).toEqual(['accept', 'connection', 'host', 'user-agent']);
  });

  it('is followed to another, at most three times', async () => {
    const server = await openSecureServer((request, response) => {
      const [, left = '0'] = /^\/(\d)/.exec(request.url ?? '') ?? [];
      if (left === '0') give('the end', { 'content-type': 'text/csv' })(response);
      else response.writeHead(302, { location: `/${Number(left) - 1}/table` }).end('moved');
    });
    const upload = await fetchWith()(server.url('/3'), never);
    expect(upload.file).toMatchObject({ name: 'table.csv', type: 'text/csv' });
    await upload.close();
    expect(server.seen).toHaveLength(4);
    expect(await refusal(fetchWith(), server.url('/4'))).toBe('upload: the URL redirects more than 3 times');
    expect(server.seen).toHaveLength(8);
  });

  it.each([
    ['http://files.example.test/a.png', 'where the URL redirects to must be https'],
    ['file:///etc/passwd', 'where the URL redirects to must be https'],
    ['https://user:word@files.example.test/', 'where the URL redirects to must not contain a name or password'],
    ['https://169.254.169.254/latest/meta-data', 'the URL leads to an address that is not public'],
    ['https://[::ffff:7f00:2]/', 'the URL leads to an address that is not public'],
    ['https://2130706434/', 'the URL leads to an address that is not public'],
    ['https://', 'where the URL redirects to must be a valid https URL'],
  ])('is not followed to %s', async (location, why) => {
    const server = await openSecureServer((_, response) => response.writeHead(307, { location }).end());
    expect(await refusal(fetchWith(), server.url('/a'))).toBe(`upload: ${why}`);
    expect(server.seen).toHaveLength(1);
  });

  it('is not followed to a name that leads inside', async () => {
    const inner = await openSecureServer((_, response) => give('inner')(response), '127.0.0.2');
    const outer = await openSecureServer((_, response) =>
      response.writeHead(302, { location: inner.url('/secret', 'inner') }).end(),
    );
    const resolve = async (name: string) => [
      { address: name.startsWith('inner') ? '127.0.0.2' : '127.0.0.1', family: 4 },
    ];
    const message = await refusal(fetchWith({ ...toHere(), resolve }), outer.url('/a'));
    expect(message).toBe('upload: the URL leads to an address that is not public');
    expect([outer.seen.length, inner.connections()]).toEqual([1, 0]);
  });

  it.each([
    [404, {}, 'the URL answers with status 404'],
    [302, {}, 'the URL answers with status 302'],
    [200, { 'content-encoding': 'gzip' }, 'the URL sends a compressed answer, which was not asked for'],
    [200, { 'content-length': String(largest + 1) }, 'the file is larger than 100 MB'],
    [200, { 'content-length': '0' }, 'the file is empty'],
  ])('is refused when it answers %i with %j', async (status, headers, why) => {
    const server = await openSecureServer((_, response) => {
      response.writeHead(status, headers).flushHeaders();
      response.end();
    });
    expect(await refusal(fetchWith(), server.url('/a'))).toBe(`upload: ${why}`);
    expect(listSpooled()).toEqual([]);
  });

  it('is refused once more than 100 MB have come, however long it says it is', async () => {
    let sent = 0;
    const server = await openSecureServer((_, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 97);
      const more = () => {
        while (!response.destroyed && sent < 2 * largest) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    expect(await refusal(fetchWith(), server.url('/a'))).toBe('upload: the file is larger than 100 MB');
    expect(sent).toBeLessThan(1.5 * largest);
    expect(listSpooled()).toEqual([]);
  });

  it('leaves nothing behind when it breaks, or when the caller cancels', async () => {
    const server = await openSecureServer((request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('some');
      if (request.url === '/broken') setTimeout(() => response.socket?.destroy(), 20);
    });
    expect(await refusal(fetchWith(), server.url('/broken'))).toBe('upload: the URL does not answer');
    const controller = new AbortController();
    const fetching = fetchWith()(server.url('/slow'), controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(fetching).rejects.not.toBeInstanceOf(BadArgument);
    expect(listSpooled()).toEqual([]);
  });

  it('is refused when nobody vouches for its host', async () => {
    const { ca: _, ...rest } = toHere();
    const server = await openSecureServer((_request, response) => give('hello')(response));
    const why = "upload: the certificate of the URL's host is not trusted";
    expect(await refusal(fetchWith(rest), server.url('/a'))).toBe(why);
    const other = `https://other.test:${server.port}/a`;
    expect(await refusal(fetchWith(), other)).toBe(why);
    expect(server.seen).toEqual([]);
  });

  it('is refused when there is no such host, or URLs are off', async () => {
    const resolve = async () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
    expect(await refusal(fetchWith({ resolve }), 'https://nobody.example.test/')).toBe(
      "upload: the URL's host does not exist",
    );
    expect(await refusal(toReadUpload({ urls: false }), 'https://nobody.example.test/')).toContain(
      'CONTENTSTACK_UPLOAD_URLS is off',
    );
  });
});

describe('a name that leads inside', () => {
  const { ca } = toHere();

  it.each([
    ['loopback', '127.0.0.1', 4],
    ['loopback of IPv6', '::1', 6],
    ['the cloud', '169.254.169.254', 4],
    ['a private network', '10.0.0.1', 4],
    ['a mapped one', '::ffff:127.0.0.1', 6],
    ['no address at all', 'localhost', 4],
  ])('is refused: %s', async (_, address, family) => {
    const server = await openSecureServer((_request, response) => give('inner')(response));
    const resolve = async () => [{ address, family }];
    expect(await refusal(fetchWith({ resolve, ca }), server.url('/'))).toContain('not public');
    expect(server.connections()).toBe(0);
  });

  it('is refused when one of several addresses does', async () => {
    const server = await openSecureServer((_, response) => give('inner')(response));
    const resolve = async () => [
      { address: '93.184.215.14', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    expect(await refusal(fetchWith({ resolve, ca }), server.url('/'))).toContain('not public');
    expect(server.connections()).toBe(0);
  });

  it('is refused when it answers an allowed address first, and another when it is dialled again', async () => {
    const server = await openSecureServer((_, response) => response.writeHead(302, { location: '/again' }).end());
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.3', family: 4 }];
    };
    const other = await openSecureServer((_, response) =>
      response.writeHead(302, { location: server.url('/b', 'same') }).end(),
    );
    expect(await refusal(fetchWith({ ...toHere(), resolve }), other.url('/a', 'same'))).toContain('not public');
    expect([asked, other.seen.length, server.connections()]).toEqual([2, 1, 0]);
  });

  it('is looked up once for each dial, so that there is no answer but the one that was judged', async () => {
    const server = await openSecureServer((_, response) => give('hello')(response));
    const answers = ['127.0.0.1', '10.0.0.1', '10.0.0.1'];
    let asked = 0;
    const resolve = async () => [{ address: answers[asked++] ?? '', family: 4 }];
    await (await fetchWith({ ...toHere(), resolve })(server.url('/a.txt'), never)).close();
    expect([asked, server.seen.length]).toEqual([1, 1]);
  });
});

describe('a host that is an address', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '127.0.0.1.',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '017700000001',
    '0177.0.0.1',
    '0.0.0.0',
    '0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '100.100.100.200',
    '169.254.169.254',
    '168.63.129.16',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '①②⑦.⓪.⓪.①',
    '１２７.0.0.1',
    '127。0。0。1',
    '[::1]',
    '[::]',
    '[::127.0.0.1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:a9fe:a9fe]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2001::1]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[fec0::1]',
    '[ff02::1]',
  ])('is refused, though written %s', async host => {
    expect(await refusal(fetchWith({}), `https://${host}/a`)).toBe(
      'upload: the URL leads to an address that is not public',
    );
  });

  it.each(['[fe80::1%25eth0]', '[fe80::1%eth0]', '256.256.256.256', '127.0.0.1:99999', 'exa mple.com', 'xn--a'])(
    'is no URL as %s',
    async host => {
      expect(await refusal(fetchWith({}), `https://${host}/a`)).toBe('upload: a URL must be a valid https URL');
    },
  );

  it.each(['localhost', 'localhost.', 'LOCALHOST', 'ｌocalhost'])('is no way round by the name %s', async host => {
    expect(await refusal(fetchWith({}), `https://${host}/a`)).toMatch(/not public|host does not exist|does not answer/);
  });

  it.each([
    ['http://example.com/a.png', 'a URL must be https'],
    ['ftp://example.com/a.png', 'a URL must be https'],
    ['file:///etc/passwd', 'a URL must be https'],
    ['https://user:word@example.com/', 'a URL must not contain a name or password'],
  ])('%s is refused', async (source, why) => {
    expect(await refusal(fetchWith({}), source)).toBe(`upload: ${why}`);
  });
});

it.each([
  ['93.184.215.14', true],
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['2001:4860:4860::8888', true],
  ['3fff::1', false],
  ['4000::1', false],
  ['5f00::1', false],
  ['fe80::1%eth0', false],
  ['::ffff:0:127.0.0.1', false],
  ['not an address', false],
])('counts %s as public: %s', (address, expected) => {
  expect(isPublic(address)).toBe(expected);
});
