// What the tests of uploads share: a picture, the bytes of an upload, and the words of a refusal.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';
import type { ReadUpload, Upload } from '../../../src/door/upload.ts';
import { BadArgument } from '../../../src/operations/answer.ts';

export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
);

export async function readAll({ file }: Upload): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.stream() as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function refusal(read: ReadUpload, source: string): Promise<string> {
  const error = await read(source, new AbortController().signal).catch((reason: unknown) => reason);
  if (!(error instanceof BadArgument)) throw new Error(`${source} was not refused: ${error}`);
  return error.message;
}

/** Gives a test file a folder of its own for temporary files; lists what uploads have left there. */
export function watchSpooled(): () => string[] {
  const folder = mkdtempSync(join(tmpdir(), 'spooled-'));
  vi.stubEnv('TMPDIR', folder);
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  return () => readdirSync(folder).filter(name => name.startsWith('contentstack-upload-'));
}
