// Pictures and texts of assets, by the tool: seen by the uid alone, never large, without token, and from no other host.
import { imageSize } from 'image-size';
import { expect, it } from 'vitest';
import { uidOf } from '../../../src/sandbox/seed/form/names.ts';
import { type Json, type Opened, type Options, open } from '../../harness.ts';
import { bomb, makePng } from './pictures.ts';

const shot = uidOf('asset', 'fell-shell-blue');

/** What a model gets. */
async function see({ client }: Opened, args: Json) {
  const { content, isError = false } = await client.callTool({ name: 'download_asset', arguments: args });
  const text = content.map(part => (part.type === 'text' ? part.text : '')).join('');
  const [image] = content.flatMap(part => (part.type === 'image' ? [part] : []));
  return { text, isError, image, bytes: Buffer.from(image?.data ?? '', 'base64') };
}

async function upload({ call }: Opened, bytes: Buffer | string, name: string, type = ''): Promise<string> {
  const data = Buffer.from(bytes).toString('base64');
  const { asset } = await call('upload_asset', { upload: `data:${type};name=${name};base64,${data}` });
  return String((asset as Json).uid);
}

const openFresh = (options: Options = {}) => open({ ...options, answers: 'raw' });

/** The requests of one call, and the headers of each that say who asks. */
const listAsked = ({ sandbox }: Opened) =>
  sandbox.requests.map(({ path, query, credentials }) => ({ path, query, credentials }));

it('shows a picture by its uid alone: a read of the asset, then its url, without key or token', async () => {
  await using opened = await openFresh();
  const { text, image, isError } = await see(opened, { asset_uid: shot });
  expect([isError, image?.mimeType, text]).toEqual([
    false,
    'image/png',
    expect.stringMatching(/^image\/png, \d+ bytes/),
  ]);
  const [read, load, ...more] = listAsked(opened).filter(({ path }) => path.includes(shot));
  expect(read).toEqual({
    path: `/v3/assets/${shot}`,
    query: 'include_dimension=true',
    credentials: ['api_key', 'authorization'],
  });
  expect(load).toMatchObject({
    path: expect.stringContaining(`/v3/assets/${opened.sandbox.api_key}/${shot}/`),
    credentials: [],
  });
  expect(more).toEqual([]);
});

it('shows a picture that fits as it is, byte for byte', async () => {
  await using opened = await openFresh();
  const png = makePng(1024, 3);
  const { bytes, text } = await see(opened, { asset_uid: await upload(opened, png, 'strip.png') });
  expect(bytes.equals(png)).toBe(true);
  expect(text).toBe(`image/png, ${png.length} bytes, 1024 × 3 pixels`);
});

it.each([
  ['wide', 3000, 1500, 1024, 512],
  ['high', 900, 3000, 307, 1024],
  ['one pixel too wide', 1025, 10, 1024, 10],
])(
  'shows a picture that is %s smaller, in its proportions, and says what it is',
  async (_, width, height, ...small) => {
    await using opened = await openFresh();
    const png = makePng(width, height);
    const { bytes, text, isError } = await see(opened, { asset_uid: await upload(opened, png, 'large.png') });
    const [wide, high] = small;
    expect([isError, imageSize(bytes)]).toEqual([false, expect.objectContaining({ width: wide, height: high })]);
    expect(text).toContain(
      `${wide} × ${high} pixels; the file itself is image/png, ${png.length} bytes, ${width} × ${height}`,
    );
    const { query } = opened.sandbox.requests.at(-1) ?? {};
    expect(query).toBe(`${width >= height ? 'width' : 'height'}=1024&format=webp&quality=80`);
  },
);

it('shows a picture of 5 MB in at most 1 MB, though it has few pixels', async () => {
  await using opened = await openFresh();
  const png = makePng(3000, 600, { level: 0 });
  expect(png.length).toBeGreaterThan(5_000_000);
  const { bytes } = await see(opened, { asset_uid: await upload(opened, png, 'heavy.png') });
  expect(imageSize(bytes)).toMatchObject({ width: 1024, height: 205 });
  expect(bytes.length).toBeLessThan(1_000_000);
  const square = makePng(600, 600, { level: 0 });
  const again = await see(opened, { asset_uid: await upload(opened, square, 'square.png') });
  expect(square.length).toBeGreaterThan(1_000_000);
  expect([again.bytes.length < 1_000_000, imageSize(again.bytes)]).toEqual([
    true,
    expect.objectContaining({ width: 600 }),
  ]);
});

it('reads the version that is live in an environment, and on its branch', async () => {
  await using opened = await openFresh();
  const { call } = opened;
  const asset_uid = await upload(opened, makePng(8, 8), 'one.png');
  const places = { environments: ['production'], locales: ['en-us'] };
  await call('publish_asset', { asset_uid, asset: places });
  const data = makePng(9, 9).toString('base64');
  await call('replace_asset', { asset_uid, upload: `data:;name=two.png;base64,${data}` });
  expect((await see(opened, { asset_uid })).text).toContain('9 × 9');
  await expect.poll(async () => (await see(opened, { asset_uid, environment: 'production' })).text).toContain('8 × 8');
  const elsewhere = { branch: 'development', upload: `data:;name=b.png;base64,${data}` };
  const { asset } = await call('upload_asset', elsewhere);
  const { uid } = asset as Json;
  expect((await see(opened, { asset_uid: uid, branch: 'development' })).text).toContain('9 × 9');
  expect((await see(opened, { asset_uid: uid })).text).toMatch(/status (404|422)/);
});

it('shows text, SVG as the text that it is, and says of all else what it is and how large, without asking for it', async () => {
  await using opened = await openFresh();
  const shows = async (bytes: Buffer | string, name: string) =>
    see(opened, { asset_uid: await upload(opened, bytes, name) });
  expect((await shows('Hello', 'note.txt')).text).toBe('text/plain, 5 bytes\nHello');
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>A hill</title></svg>';
  expect((await shows(svg, 'hill.svg')).text).toBe(`image/svg+xml, ${svg.length} bytes\n${svg}`);
  opened.sandbox.requests.splice(0);
  const pdf = await shows('%PDF-1.7\n%%', 'guide.pdf');
  expect(pdf).toMatchObject({ isError: true, image: undefined });
  expect(pdf.text).toMatch(
    /^application\/pdf, 11 bytes; not shown: only pictures of up to 1000000 bytes and 1024 pixels/,
  );
  const long = await shows('a'.repeat(40_001), 'long.txt');
  expect([long.isError, long.text]).toEqual([true, expect.stringContaining('text/plain, 40001 bytes; not shown')]);
  expect(opened.sandbox.requests.filter(({ credentials }) => credentials.length === 0)).toEqual([]);
  const folder = await see(opened, { asset_uid: uidOf('folder', 'Photos') });
  expect([folder.isError, folder.text]).toEqual([true, 'It is a folder, which has no file of its own.']);
});

it('says of a picture that cannot be made smaller how large it is', async () => {
  await using opened = await openFresh();
  const asset_uid = await upload(opened, bomb, 'bomb.png');
  const seen = await see(opened, { asset_uid });
  expect(seen).toMatchObject({ isError: true, image: undefined });
  expect(seen.text).toContain(`image/png, ${bomb.length} bytes, 95000 × 95000 pixels; not shown`);
});

it('by its permanent URL it is shown as it is, or refused with its size and the way to a smaller one', async () => {
  await using opened = await openFresh();
  const { call, sandbox } = opened;
  const slugged = async (bytes: Buffer) => {
    const asset_uid = await upload(opened, bytes, 'a.png');
    const permanent_url = `${sandbox.origin}/v3/assets/${sandbox.api_key}/${asset_uid}/a`;
    await call('set_asset_url', { asset_uid, asset: { permanent_url } });
    return see(opened, { asset_uid, slug: 'a' });
  };
  expect((await slugged(makePng(20, 10))).text).toContain('20 × 10 pixels');
  const large = await slugged(makePng(2000, 10));
  expect([large.isError, large.text]).toEqual([
    true,
    expect.stringMatching(/2000 × 10 pixels; not shown: .* Without slug a smaller one comes\.$/),
  ]);
});

it('asks for nothing where the read of the asset is off', async () => {
  await using opened = await openFresh({ settings: { TOOLS_DENY: 'get_asset' } });
  const { text, isError } = await see(opened, { asset_uid: shot });
  expect([isError, text]).toEqual([true, expect.stringContaining('is not among the tools')]);
  expect(opened.sandbox.requests.filter(({ path }) => path.includes(shot))).toEqual([]);
});

it('leaves at the pace of reads, the file as well', async () => {
  await using opened = await openFresh({
    settings: { RATE_READS: '1', TIMEOUT_MS: '900', LIVE_SCHEMA: 'false', TOKEN_SCOPE: 'read-write' },
  });
  // The place of this second is taken by the read of the asset, so the file's turn does not come in time.
  const { text, isError } = await see(opened, { asset_uid: shot });
  expect([isError, text]).toEqual([
    true,
    expect.stringMatching(/Nothing was sent: its turn did not come within 900 ms/),
  ]);
  expect(opened.sandbox.requests.filter(({ credentials }) => credentials.length === 0)).toEqual([]);
});

it('is sent elsewhere by the host once, and follows it nowhere', async () => {
  await using opened = await openFresh();
  const path = /^\/v3\/assets\/\w+\/\w+\/\w+\//;
  const headers: [string, string][] = [['location', 'https://evil.example/a.png']];
  opened.sandbox.fault({ method: 'GET', path, times: 3, answer: { status: 302, headers } });
  const { text, isError } = await see(opened, { asset_uid: shot });
  expect([isError, text]).toEqual([
    true,
    expect.stringMatching(/^Where its url redirects to is at https:\/\/evil\.example, which is no asset host here/),
  ]);
  // What is refused here would be refused again.
  expect(opened.sandbox.requests.filter(each => path.test(each.path))).toHaveLength(1);
});

it('asks again where the host fails for a moment, and not where it refuses', async () => {
  await using opened = await openFresh();
  const path = /^\/v3\/assets\/\w+\/\w+\/\w+\//;
  opened.sandbox.fault({ method: 'GET', path, answer: { status: 503, headers: [], body: 'busy' } });
  expect((await see(opened, { asset_uid: shot })).image).toBeDefined();
  opened.sandbox.fault({ method: 'GET', path, answer: { status: 403, headers: [], body: 'no' } });
  opened.sandbox.requests.splice(0);
  const refused = await see(opened, { asset_uid: shot });
  expect([refused.isError, refused.text]).toEqual([
    true,
    expect.stringMatching(/^image\/png, \d+ bytes.*; not shown: 127\.0\.0\.1:\d+ answers with status 403\.$/),
  ]);
  expect(opened.sandbox.requests.filter(each => path.test(each.path))).toHaveLength(1);
});
