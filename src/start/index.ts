#!/usr/bin/env node
// The first file that runs: it lets Node.js keep what it compiles, where there is a place for it, and hands over to the server.
import module, { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { openCacheFolder } from './cache.ts';

/**
 * undici reads HTTP by a WebAssembly program, which V8 optimises in the background: 35 MB and a tenth of a second of a core.
 * Left alone it does so within the requests of a start; with this much credit, in bytes executed, after some hundred calls.
 * It is said here, as code that was compiled under other flags is not taken from the cache.
 */
setFlagsFromString('--wasm-tiering-budget=300000000');

/** Node.js has them since 22.1 and 22.10. */
interface Caching {
  enableCompileCache?(folder: string): void;
  getCompileCacheDir?(): string | undefined;
  flushCompileCache?(): void;
}
const { enableCompileCache, getCompileCacheDir, flushCompileCache } = module as Caching;

// Where NODE_COMPILE_CACHE names a folder, that one is in use already.
if (enableCompileCache && !getCompileCacheDir?.()) {
  const folder = openCacheFolder();
  if (folder !== undefined) {
    enableCompileCache(folder);
    // It is written at the end, which a client that kills its servers does not wait for.
    setTimeout(() => flushCompileCache?.(), 3_000).unref();
  }
}

createRequire(import.meta.url)('./lib/server.cjs');
