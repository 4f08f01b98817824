// Files that go up: what may be read, from where, and that a refusal says why and nothing else.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BadArgument } from '../src/answer.ts';
import { toReadUpload } from '../src/upload.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
);

let root: string;
let allowed: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'upload-'));
  allowed = join(root, 'allowed');
  mkdirSync(join(allowed, 'deep'), { recursive: true });
  mkdirSync(join(allowed, '.hidden'));
  mkdirSync(join(root, 'allowed-too'));
  for (const name of [
    'allowed/a.png',
    'allowed/deep/b.png',
    'allowed/.env',
    'allowed/.hidden/c.png',
    'outside.png',
    'allowed-too/d.png',
  ]) {
    writeFileSync(join(root, name), png);
  }
  writeFileSync(join(allowed, 'empty.txt'), '');
  symlinkSync(join(root, 'outside.png'), join(allowed, 'link.png'));
  symlinkSync(join(allowed, 'a.png'), join(allowed, 'inner.png'));
});
afterAll(() => rmSync(root, { recursive: true }));

const read = (source: string, directories = [allowed]) =>
  toReadUpload(directories)(source, new AbortController().signal);

async function refusal(source: string, directories?: string[]): Promise<string> {
  const error = await read(source, directories).catch((reason: unknown) => reason);
  if (!(error instanceof BadArgument)) throw new Error(`${source} was not refused`);
  return error.message;
}

describe('a file', () => {
  it.each(['a.png', 'deep/b.png', 'deep/../a.png', 'inner.png'])(
    '%s below an allowed directory is read',
    async name => {
      const upload = await read(join(allowed, name));
      expect(upload).toMatchObject({ filename: name.split('/').at(-1), type: 'image/png' });
      expect(upload.bytes.equals(png)).toBe(true);
    },
  );

  it.each(['../outside.png', '../allowed-too/d.png', 'link.png', '.env', '.hidden/c.png', 'missing.png', '.', ''])(
    '%j is refused, without a word on whether it is there',
    async name => {
      const message = await refusal(`${allowed}/${name}`);
      expect(message).toBe('upload: the file is not below a directory of CONTENTSTACK_UPLOAD_DIRS, or there is none');
    },
  );

  it('is refused when it is empty, or a directory', async () => {
    expect(await refusal(join(allowed, 'empty.txt'))).toBe('upload: it is empty');
    expect(await refusal(join(allowed, 'deep'))).toBe('upload: it is not a file');
  });

  it('is refused when no directory is allowed', async () => {
    expect(await refusal(join(allowed, 'a.png'), [])).toContain('CONTENTSTACK_UPLOAD_DIRS names no directory');
  });
});

describe('a data: source', () => {
  const base64 = png.toString('base64');

  it('is decoded, with its name or one made from its type', async () => {
    expect(await read(`data:image/png;name=dot.png;base64,${base64}`)).toEqual({
      filename: 'dot.png',
      type: 'image/png',
      bytes: png,
    });
    expect(await read(`data:image/png;base64,${base64}`)).toMatchObject({ filename: 'upload.png' });
    expect(await read(`data:image/png;name=..%2F..%2Fdot.png;base64,${base64}`)).toMatchObject({ filename: 'dot.png' });
  });

  it.each([
    ['data:image/png,plain', 'must end in ;base64'],
    ['data:image/png;base64', 'must end in ;base64'],
    ['data:image/png;base64,', 'not valid, or empty'],
    ['data:image/png;base64,!!!!', 'not valid, or empty'],
  ])('%s is refused', async (source, why) => {
    expect(await refusal(source)).toContain(why);
  });
});

describe('a URL', () => {
  it.each([
    ['http://example.com/a.png', 'must be https'],
    ['ftp://example.com/a.png', 'must be https'],
    ['file:///etc/passwd', 'must be https'],
    ['https://127.0.0.1/a.png', 'not public'],
    ['https://10.1.2.3/a.png', 'not public'],
    ['https://169.254.169.254/latest/meta-data', 'not public'],
    ['https://100.64.0.1/a.png', 'not public'],
    ['https://[::1]/a.png', 'not public'],
    ['https://[::ffff:127.0.0.1]/a.png', 'not public'],
    ['https://[fd00::1]/a.png', 'not public'],
    ['https://2130706433/a.png', 'not public'],
    ['https://localhost/a.png', 'not public'],
  ])('%s is refused', async (source, why) => {
    expect(await refusal(source)).toContain(why);
  });
});
