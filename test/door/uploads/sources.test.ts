// Files that come from an allowed directory or with the call: what may be read, and that a refusal says why and nothing else.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toReadUpload, type UploadOptions } from '../../../src/door/upload.ts';
import { largest } from '../../../src/door/uploads/opened.ts';
import { png, readAll, refusal as refusalOf } from './reading.ts';

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
    'allowed/..d.png',
    'outside.png',
    'allowed-too/d.png',
  ]) {
    writeFileSync(join(root, name), png);
  }
  writeFileSync(join(allowed, 'empty.txt'), '');
  writeFileSync(join(allowed, 'huge.bin'), '');
  truncateSync(join(allowed, 'huge.bin'), largest + 1);
  symlinkSync(join(root, 'outside.png'), join(allowed, 'link.png'));
  symlinkSync(join(allowed, 'a.png'), join(allowed, 'inner.png'));
  symlinkSync(root, join(allowed, 'up'));
  symlinkSync(join(allowed, '.hidden'), join(allowed, 'shown'));
  symlinkSync(allowed, join(root, 'linked'));
  spawnSync('mkfifo', [join(allowed, 'pipe.png')]);
});
afterAll(() => rmSync(root, { recursive: true }));

const reader = (options: UploadOptions = {}) => toReadUpload({ directories: [allowed], ...options });
const read = (source: string, options?: UploadOptions) => reader(options)(source, new AbortController().signal);
const refusal = (source: string, options?: UploadOptions) => refusalOf(reader(options), source);

const notBelow = 'upload: the file does not exist, or is not inside a directory of CONTENTSTACK_UPLOAD_DIRS';

describe('a file', () => {
  it.each(['a.png', 'deep/b.png', 'deep/../a.png', 'inner.png'])(
    '%s below an allowed directory is read, by its whole path or from there',
    async name => {
      for (const path of [join(allowed, name), name]) {
        const upload = await read(path, { directories: [join(root, 'allowed-too'), allowed] });
        expect(upload.file).toMatchObject({ name: name.split('/').at(-1), type: 'image/png', size: png.length });
        expect((await readAll(upload)).equals(png)).toBe(true);
        await upload.close();
      }
    },
  );

  it('is read where the directory itself is a link, or is named from here', async () => {
    for (const directory of [join(root, 'linked'), relative(process.cwd(), allowed), `${allowed}/`]) {
      await (await read('a.png', { directories: [directory] })).close();
    }
  });

  it.each([
    '../outside.png',
    '../allowed-too/d.png',
    'link.png',
    'up/outside.png',
    'up/allowed-too/d.png',
    '.env',
    '.hidden/c.png',
    'shown/c.png',
    '..d.png',
    'missing.png',
    'a.png/',
    'a.png\u0000',
    '.',
    '/etc/passwd',
    '/proc/self/environ',
  ])('%j is refused, without a word on whether it is there', async name => {
    expect(await refusal(name)).toBe(notBelow);
    expect(await refusal(`${allowed}/${name}`)).toBe(notBelow);
  });

  it.each([
    ['empty.txt', 'the file is empty'],
    ['huge.bin', 'the file is larger than 100 MB'],
    ['deep', 'it is not a file'],
    // Opening it would wait for ever for somebody to write.
    ['pipe.png', 'it is not a file'],
  ])('%s is refused, as %s', async (name, why) => {
    expect(await refusal(name)).toBe(`upload: ${why}`);
  });

  it('is refused when no directory is allowed, or who calls is elsewhere', async () => {
    expect(await refusal('a.png', { directories: [] })).toContain('CONTENTSTACK_UPLOAD_DIRS names no directory');
    expect(await refusal(join(allowed, 'a.png'), { isRemote: true })).toContain('not read for callers over HTTP');
  });

  it('stays the one that was opened, whatever is put in its place', async () => {
    writeFileSync(join(allowed, 'swapped.txt'), 'the first');
    const upload = await read('swapped.txt');
    writeFileSync(join(allowed, 'other.txt'), 'the second one');
    renameSync(join(allowed, 'other.txt'), join(allowed, 'swapped.txt'));
    expect((await readAll(upload)).toString()).toBe('the first');
    await upload.close();
  });

  it('is sent to the size it had, and not at all when it has become shorter', async () => {
    writeFileSync(join(allowed, 'log.txt'), 'one line\n');
    const upload = await read('log.txt');
    writeFileSync(join(allowed, 'log.txt'), 'one line\nand another\n');
    expect((await readAll(upload)).toString()).toBe('one line\n');
    truncateSync(join(allowed, 'log.txt'), 3);
    await expect(readAll(upload)).rejects.toThrow('became shorter');
    await upload.close();
  });
});

describe('a data: source', () => {
  const base64 = png.toString('base64');

  it.each([
    [`data:image/png;name=dot.png;base64,${base64}`, 'dot.png'],
    [`data:image/png;base64,${base64}`, 'upload.png'],
    [`data:text/html;name=page.html;base64,${base64}`, 'page.png'],
    [`data:image/png;name=..%2F..%2Fdot.png;base64,${base64}`, 'dot.png'],
    [`DATA:;BASE64,${base64}`, 'upload.png'],
  ])('is decoded, and called what it is: %s', async (source, name) => {
    const upload = await read(source);
    expect(upload.file).toMatchObject({ name, type: 'image/png' });
    expect((await readAll(upload)).equals(png)).toBe(true);
  });

  it.each([
    ['data:image/png,plain', 'must end in ;base64'],
    ['data:image/png;base64', 'must end in ;base64'],
    ['data:image/png;base64,', 'empty or not valid'],
    ['data:image/png;base64,!!!!', 'empty or not valid'],
    ['data:image/png;name=%E0%A4%A;base64,AAAA', 'the name in the data: source is not valid'],
    [`data:image/png;base64,${'A'.repeat(14_000_000)}`, 'may hold at most 10 MB'],
  ])('%.40s is refused', async (source, why) => {
    const message = await refusal(source);
    expect(message).toContain(why);
    expect(message).not.toContain('AAAA');
  });
});
