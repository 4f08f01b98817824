// Pictures by the parameters of their url: as large as asked for, where the sandbox can draw them, and else as they are.
import { imageSize } from 'image-size';
import { expect, it } from 'vitest';
import { demoSeed } from '../../../src/sandbox/seed/demo/index.ts';
import { makePng } from '../../door/linked/pictures.ts';
import { openStack } from '../small-stack.ts';
import { file, load, svg, upload } from '../uploads.ts';

const toFile = (bytes: Buffer, name: string, type: string) => file(new Uint8Array(bytes), name, type);

type Json = Record<string, unknown>;

/** Type and measures of what comes. */
async function look(url: unknown, query: string) {
  const { bytes, type } = await load(`${url}?${query}`);
  const { width, height } = imageSize(bytes);
  return [type, width, height];
}

it.each([
  ['width=50', 50, 25],
  ['height=50', 100, 50],
  ['width=400', 400, 200],
  ['width=400&disable=upscale', 200, 100],
  ['width=50&height=50&fit=bounds', 50, 25],
  ['width=50&height=50', 50, 50],
  ['width=1024&height=1024&fit=bounds&disable=upscale&format=webp&quality=80', 200, 100],
  ['quality=10', 200, 100],
  ['width=0', 200, 100],
  ['width=-1&height=9999999', 200, 100],
  ['width=1', 1, 1],
])('scales an uploaded PNG: %s', async (query, width, height) => {
  const client = await openStack();
  const { url } = await upload(client, {}, toFile(makePng(200, 100), 'a.png', 'image/png'));
  expect(await look(url, query)).toEqual(['image/png', width, height]);
});

it.each([0, 1, 2, 3, 4] as const)(
  'keeps what is where in a PNG, whatever its rows are written by: %i',
  async filter => {
    const client = await openStack();
    const { url } = await upload(client, {}, toFile(makePng(200, 100, { filter }), 'a.png', 'image/png'));
    const { bytes } = await load(`${url}?width=8`);
    expect(Buffer.from(bytes).equals(makePng(8, 4, { level: 6 }))).toBe(true);
  },
);

it('draws its own samples anew, in JPEG and PNG', async () => {
  const client = await openStack({ seed: demoSeed });
  const { body } = await client.get('/assets?include_dimension=true', {
    token: client.sandbox.tokens.read_write ?? '',
  });
  const { url, dimension } = body.assets.find((asset: Json) => asset.content_type === 'image/jpeg');
  const half = [Math.round(dimension.width / 2), Math.round(dimension.height / 2)];
  expect(await look(url, `width=${half[0]}`)).toEqual(['image/jpeg', ...half]);
  expect(await look(url, `width=${half[0]}&format=png`)).toEqual(['image/png', ...half]);
  expect(await look(url, `width=${half[0]}&format=webp`)).toEqual(['image/jpeg', ...half]);
});

it('leaves alone what it cannot unpack, and what is no picture', async () => {
  const client = await openStack();
  const broken = makePng(200, 100).subarray(0, 60);
  const interlaced = Buffer.from(makePng(20, 10));
  interlaced[28] = 1;
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100', 'hex');
  for (const [bytes, name, type] of [
    [broken, 'a.png', 'image/png'],
    [interlaced, 'b.png', 'image/png'],
    [jpeg, 'c.jpg', 'image/jpeg'],
    [Buffer.from(svg(9, 9)), 'd.svg', 'image/svg+xml'],
    [Buffer.from('Hello'), 'e.txt', 'text/plain'],
  ] as const) {
    const { url } = await upload(client, {}, toFile(bytes, name, type));
    const got = await load(`${url}?width=5&format=png`);
    expect([got.status, got.type, Buffer.from(got.bytes).equals(bytes)], name).toEqual([200, type, true]);
  }
});

it('is noted with the headers that say who asks, by name alone', async () => {
  const client = await openStack();
  const { url } = await upload(client);
  await load(url);
  const token = client.sandbox.tokens.reader ?? '';
  await load(url, { authorization: token });
  const [made, bare, shown] = client.sandbox.requests.slice(-3);
  expect([made, bare, shown].map(each => each?.credentials)).toEqual([
    ['api_key', 'authorization'],
    [],
    ['authorization'],
  ]);
  expect(JSON.stringify(client.sandbox.requests)).not.toContain(token);
});
