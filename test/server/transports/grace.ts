// Built for a test: a server with next to no grace when it is to end, or with more than any test would wait for.
// So whether it was waited for shows by what happens, and not by how long that takes on a machine that has other work.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

/** Longer than any test: what waits for it does not end. */
export const never = 600_000;

export const short = { GRACE: '100' };
export const endless = { GRACE: String(never) };

/** The path of the script, which is there from the first test of the file to the last. */
export function buildGivenGrace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'grace-'));
  const outfile = join(folder, 'given-grace.mjs');
  beforeAll(async () => {
    await build({
      entryPoints: [fileURLToPath(new URL('given-grace.ts', import.meta.url))],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return outfile;
}
