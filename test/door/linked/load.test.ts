// The url of an asset as somebody hostile would have it: nothing is dialled but asset hosts, and nothing is read without end.
import type { RequestListener, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { load, type Places, toPlaces } from '../../../src/door/linked/load.ts';
import { measure } from '../../../src/door/linked/pixels.ts';
import { toWant } from '../../../src/door/linked/want.ts';
import { NotShown } from '../../../src/operations/answer.ts';
import { mostPreviewed } from '../../../src/operations/file.ts';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { regions, toAssetOrigins } from '../../../src/settings/regions.ts';
import { open } from '../../harness.ts';
import { openSecureServer, type SecureServer, toHere } from '../uploads/secure-server.ts';
import { bomb, makePng } from './pictures.ts';

const png = makePng(4, 2);
const never = new AbortController().signal;
const described = { uid: 'blt1', content_type: 'image/png', file_size: '80', dimension: { width: 4, height: 2 } };

/** An asset host: a name that leads to a server of this machine. */
async function openHost(reply: RequestListener = (_, response) => give(response), more: SecureServer[] = []) {
  const server = await openSecureServer(reply);
  const origins = [server, ...more].map(each => new URL(each.url('/', 'images')).origin);
  const places: Places = { ...toHere(), origins };
  const fetch = async (url: string, asset: object = {}, given: Partial<Places> = {}) =>
    load(toWant({ ...described, ...asset, url }, 'blt1'), never, { ...places, ...given });
  return { server, fetch, url: (path = '/a.png') => server.url(path, 'images') };
}

const give = (response: ServerResponse, body: string | Buffer = png, headers: Record<string, string> = {}) =>
  response.writeHead(200, { 'content-type': 'image/png', ...headers }).end(body);

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof NotShown)) throw new Error(`it was not refused: ${JSON.stringify(error)}`);
  return error.message;
}

it('is asked for without credentials, cookies or a way back', async () => {
  let headers: object = {};
  const { fetch, url } = await openHost((request, response) => {
    headers = request.headers;
    give(response);
  });
  expect(await fetch(url())).toEqual({ file: { type: 'image/png', bytes: png, pixels: { width: 4, height: 2 } } });
  expect(Object.keys(headers).sort()).toEqual(['accept', 'connection', 'host', 'user-agent']);
});

describe('a url', () => {
  it.each([
    [
      'of another host',
      'https://evil.example.test/a.png',
      'is at https://evil.example.test, which is no asset host here',
    ],
    [
      'of a host that begins alike',
      'https://images.example.test.evil.test/',
      'is at https://images.example.test.evil.test',
    ],
    ['of another port', 'https://images.example.test:1/a.png', 'is at https://images.example.test:1'],
    ['of the cloud', 'http://169.254.169.254/latest/meta-data', 'is at http://169.254.169.254'],
    ['of this machine', 'http://127.0.0.1:9/', 'is at http://127.0.0.1:9'],
    ['of another kind', 'file:///etc/passwd', 'is of the kind file:'],
    ['of data', 'data:image/png;base64,AAAA', 'is of the kind data:'],
  ])('%s is refused, and named', async (_, url, why) => {
    const { server, fetch } = await openHost();
    expect(await refusal(fetch(url))).toContain(`The url that the API gave for it ${why}`);
    expect(server.connections()).toBe(0);
  });

  it('without TLS, or with a name and password in it, is refused on the right host as well', async () => {
    const { server, fetch, url } = await openHost();
    expect(await refusal(fetch(url().replace('https:', 'http:')))).toContain('is at http://images.example.test');
    const why = 'has a name or password in it, so it was not asked for';
    expect(await refusal(fetch(url().replace('//', '//user:pass@')))).toContain(why);
    expect(await refusal(fetch(url().replace('//', '//user@')))).not.toContain('user@');
    expect(server.connections()).toBe(0);
  });

  it.each(['/v3/assets/a.png', '//images.example.test/a.png', '', 'a b'])('that is none is refused: %s', async url => {
    const { fetch } = await openHost();
    expect(await refusal(fetch(url))).toContain('not shown: the API gave no url for it');
  });

  it.each(['10.0.0.1', '169.254.169.254', '::1', 'fd00::1', '::ffff:127.0.0.1'])(
    'of an asset host that leads to %s is refused',
    async address => {
      const { server, fetch, url } = await openHost();
      const resolve = async () => [{ address, family: address.includes(':') ? 6 : 4 }];
      const { isAllowed } = toPlaces(regions.eu, undefined);
      expect(await refusal(fetch(url(), {}, { resolve, isAllowed }))).toContain(
        'leads to an address that is not public',
      );
      expect(server.connections()).toBe(0);
    },
  );
});

describe('a redirect', () => {
  it('to another asset host of the region is followed, without credentials, three times at most', async () => {
    const other = await openSecureServer((_, response) => give(response));
    const { fetch, url, server } = await openHost(
      (request, response) => {
        const [, left = 0] = /^\/(\d)/.exec(request.url ?? '') ?? [];
        const location = Number(left) > 0 ? `/${Number(left) - 1}` : other.url('/b.png', 'images');
        response.writeHead(302, { location }).end();
      },
      [other],
    );
    expect(await fetch(url('/2'))).toMatchObject({ file: { bytes: png } });
    expect([server.seen.length, other.seen.length]).toEqual([3, 1]);
    expect(await refusal(fetch(url('/3')))).toBe('Its url redirects more than 3 times.');
  });

  it.each([
    'https://evil.example.test/a.png',
    'http://169.254.169.254/',
    'https://user:pass@images.example.test/',
    'file:///etc/passwd',
    '//evil.example.test/a.png',
  ])('to %s is refused', async location => {
    const other = await openSecureServer((_, response) => give(response), '127.0.0.2');
    const { fetch, url, server } = await openHost((_, response) => response.writeHead(307, { location }).end());
    expect(await refusal(fetch(url()))).toMatch(/^Where its url redirects to (is|has) .*, so it was not asked for\.$/);
    expect([server.seen.length, other.connections()]).toEqual([1, 0]);
  });
});

describe('a body', () => {
  it('that says it is too long is not read', async () => {
    const { fetch, url } = await openHost((_, response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': '5000000' }).flushHeaders();
    });
    expect(await refusal(fetch(url()))).toContain('image/png, 5000000 bytes; not shown');
  });

  it('without end is read up to 1 MB', async () => {
    let sent = 0;
    const { fetch, url } = await openHost((_, response) => {
      const chunk = Buffer.alloc(64 * 1024, 1);
      const more = () => {
        while (!response.destroyed && sent < 64_000_000) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    expect(await refusal(fetch(url()))).toContain('it is longer than the 1000000 bytes that are read');
    expect(sent).toBeLessThan(32_000_000);
  });

  it('that is compressed is refused, as none was asked for', async () => {
    const { fetch, url } = await openHost((_, response) => give(response, png, { 'content-encoding': 'gzip' }));
    expect(await refusal(fetch(url()))).toContain('it came compressed');
  });

  it.each([
    ['a page that says it is a picture', '<html>', 'image/png', 'image/png, 6 bytes; not shown: what came is none of'],
    ['a page', '<html>', 'text/html', 'text/html, 6 bytes; not shown: what came is none of image/png'],
    [
      'the beginning of a picture',
      png.subarray(0, 10),
      'image/png',
      'or broken; the file is image/png, 80 bytes, 4 × 2',
    ],
    ['SVG', '<svg/>', 'image/svg+xml', 'what came is none of'],
    ['a picture that would unpack to 27 GB', bomb, 'image/png', '95000 × 95000 pixels; not shown: only pictures'],
  ])('that is %s in place of a picture is refused', async (_, body, type, why) => {
    const { fetch, url } = await openHost((_, response) => give(response, body, { 'content-type': type }));
    expect(await refusal(fetch(url()))).toContain(why);
  });

  it('is called what it is, whatever is said of it', async () => {
    const { fetch, url } = await openHost((_, response) => give(response, png, { 'content-type': 'text/html' }));
    expect(await fetch(url(), { content_type: 'image/gif' })).toMatchObject({ file: { type: 'image/png' } });
  });

  it('that is no text in place of one is refused', async () => {
    const { fetch, url } = await openHost((_, response) => give(response, png, { 'content-type': 'text/plain' }));
    const text = { content_type: 'text/plain', file_size: '80', dimension: undefined };
    expect(await refusal(fetch(url(), text))).toContain('text/plain, ');
    expect(await refusal(fetch(url(), text))).toContain('it is no text');
  });
});

describe('a picture is asked for', () => {
  const asked = (asset: object) => {
    const { url } = toWant({ ...described, url: 'https://images.test/a?branch=next', ...asset }, 'blt1');
    return decodeURIComponent(new URL(url).search);
  };
  const large = { file_size: '5000000' };

  it.each([
    ['as it is where it fits', {}, '?branch=next'],
    ['as it is at the very size', { file_size: '1000000', dimension: { width: 1024, height: 1024 } }, '?branch=next'],
    ['smaller where it is a byte too long', { file_size: '1000001' }, '?branch=next&width=4&format=webp&quality=80'],
    ['by its width', { dimension: { width: 1025, height: 1025 } }, '?branch=next&width=1024&format=webp&quality=80'],
    ['by its height', { dimension: { width: 1, height: 9000 } }, '?branch=next&height=1024&format=webp&quality=80'],
    [
      'within bounds where its measures are not known',
      { dimension: { width: 0, height: 'x' } },
      '?branch=next&width=1024&height=1024&fit=bounds&disable=upscale&format=webp&quality=80',
    ],
    ['as JPEG where it is one', { ...large, content_type: 'image/jpeg' }, '?branch=next&width=4&format=jpg&quality=80'],
    [
      'as its first frame where it moves',
      { ...large, content_type: 'image/gif' },
      '?branch=next&width=4&frame=1&format=webp&quality=80',
    ],
    [
      'as one that can be seen where models cannot',
      { content_type: 'image/avif' },
      '?branch=next&width=4&format=webp&quality=80',
    ],
  ])('%s', (_, asset, expected) => {
    expect(asked(asset)).toBe(expected);
  });

  it.each([
    [
      'smaller than a model is shown',
      { file_size: '50000', dimension: { width: 1000, height: 600 } },
      '?branch=next&width=480&format=webp&quality=80',
    ],
    ['as it is where that is small', { file_size: '65536', dimension: { width: 480, height: 480 } }, '?branch=next'],
  ])('for a preview %s', (_, asset, expected) => {
    const { url, most } = toWant(
      { ...described, url: 'https://images.test/a?branch=next', ...asset },
      'blt1',
      mostPreviewed,
    );
    expect(decodeURIComponent(new URL(url).search)).toBe(expected);
    expect(most).toBe(65_536);
  });

  it('for a preview not where it is a text', () => {
    const text = { ...described, content_type: 'text/plain', url: 'https://images.test/a', file_size: '10' };
    expect(() => toWant(text, 'blt1', mostPreviewed)).toThrow('not shown');
  });

  it.each([
    [{ uid: 'blt2' }, 'is about another asset'],
    [{ content_type: 'video/mp4', file_size: '7340032', dimension: null }, 'video/mp4, 7340032 bytes; not shown'],
    [{ content_type: null, dimension: null }, 'a file of unknown type, 80 bytes; not shown'],
    [{ is_dir: true }, 'It is a folder'],
  ])('not where the answer is %j', (asset, why) => {
    expect(() => asked(asset)).toThrow(why);
  });
});

it.each([
  ['nothing', ''],
  ['a JPEG without an end', Buffer.from('ffd8ffe000104a464946', 'hex')],
  ['a JPEG that loops', Buffer.from(`ffd8ffe0${'0000ff'.repeat(2000)}`, 'hex')],
  ['a WebP of no kind', 'RIFF0000WEBPVP8 '],
  ['a PNG of no width', Buffer.concat([png.subarray(0, 16), Buffer.alloc(40)])],
  ['a TIFF', Buffer.from('49492a0008000000', 'hex')],
])('%s has no measures', (_, bytes) => {
  // In the midst of other memory, which could be taken for the rest of it.
  const given = Buffer.from(bytes);
  const around = Buffer.alloc(given.length + 200, 1);
  given.copy(around, 100);
  expect(measure(around.subarray(100, 100 + given.length))).toBeUndefined();
});

describe('asset hosts', () => {
  it.each(Object.entries(regions))('of %s are two of its own', (region, api) => {
    const [images, files] = toAssetOrigins(api);
    const [prefix, domain] = region === 'na' ? ['', 'contentstack.io'] : [`${region}-`, 'contentstack.com'];
    expect([images, files]).toEqual([`https://${prefix}images.${domain}`, `https://${prefix}assets.${domain}`]);
  });

  it('of the sandbox are its own origin, and of an unknown host those of all regions', () => {
    expect(toAssetOrigins('http://127.0.0.1:4000')).toEqual(['http://127.0.0.1:4000']);
    expect(toAssetOrigins('https://cma.example.com')).toHaveLength(2 * Object.keys(regions).length);
  });
});

it('names the host to a model whose asset has a foreign url, and asks it for nothing', async () => {
  const foreign = await openSecureServer((_, response) => give(response));
  await using opened = await open();
  const { sandbox, client } = opened;
  for (const url of [
    foreign.url('/a.png'),
    `${sandbox.origin.replace('//', '//u:p@')}/a.png`,
    'http://169.254.169.254/a',
  ]) {
    const body = { asset: { ...described, url } };
    sandbox.fault({ method: 'GET', path: '/v3/assets/blt1', answer: { status: 200, headers: [], body } });
    const { content, isError } = await client.callTool({ name: 'download_asset', arguments: { asset_uid: 'blt1' } });
    expect(isError).toBe(true);
    expect(content).toEqual([{ type: 'text', text: expect.stringContaining('so it was not asked for') }]);
    if (!url.includes('u:p')) expect(JSON.stringify(content)).toContain(new URL(url).host);
    expect(JSON.stringify(content)).not.toContain('u:p');
  }
  expect(foreign.connections()).toBe(0);
  expect(sandbox.requests.filter(({ path }) => path === '/a.png')).toEqual([]);
});

it('gives up a file that does not come with the time of the call', async () => {
  await using opened = await open({ settings: { TIMEOUT_MS: '1200' } });
  const path = /^\/v3\/assets\/\w+\/\w+\/\w+\//;
  opened.sandbox.fault({ method: 'GET', path, times: 2, drip: { bytes: 1, every: 300 } });
  const text = await opened.fail('download_asset', { asset_uid: uidOf('asset', 'fell-shell-blue') });
  expect(text).toMatch(/CONTENTSTACK_TIMEOUT_MS/);
  expect(text).not.toContain('Nothing was sent');
});

it('lets go of the connection when the caller does', async () => {
  let close = (): void => {};
  const closed = new Promise<void>(resolve => {
    close = resolve;
  });
  const { url, server } = await openHost((_, response) => {
    response.on('close', close);
    response.writeHead(200, { 'content-type': 'image/png' }).write('some');
  });
  const controller = new AbortController();
  const want = toWant({ ...described, url: url() }, 'blt1');
  const loading = load(want, controller.signal, { ...toHere(), origins: [new URL(url()).origin] });
  await expect.poll(() => server.seen.length).toBe(1);
  controller.abort();
  await expect(loading).rejects.not.toBeInstanceOf(NotShown);
  await closed;
});
