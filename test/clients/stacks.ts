// The stacks that the CLI works on: the demo stack, and an empty one of the same people, each with a sandbox, a front and a home.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { GenerateResult } from 'selfsigned';
import { demoSeed } from '../../src/sandbox/seed/demo/index.ts';
import type { Seed } from '../../src/sandbox/seed/form/format.ts';
import { paths } from '../bench/paths.ts';
import { type Api, startApi } from '../bench/sandbox.ts';
import { type Csdx, openCsdx } from './csdx.ts';
import { type Front, openFront } from './front.ts';

export interface Stack extends AsyncDisposable {
  api: Api;
  csdx: Csdx;
  front: Front;
}

/** As it is when it has just been made. */
export const emptySeed: Seed = {
  stack: { ...demoSeed.stack, api_key: 'blt0e0e0e0e0e0e0e0e' },
  tokens: demoSeed.tokens,
  users: demoSeed.users ?? [],
  branches: [{ uid: 'main', source: '' }],
  environments: [],
  locales: demoSeed.locales.filter(({ code }) => code === demoSeed.stack.master_locale),
  content_types: [],
  assets: [],
  entries: [],
};

/** @param script the command `csdx`. @param folder for all that it writes. @param seed that of the demo stack when absent. */
export async function openStack(
  script: string,
  folder: string,
  certificate: GenerateResult,
  seed?: Seed,
): Promise<Stack> {
  mkdirSync(folder);
  const write = (name: string, content: string): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const seeded = seed ? ['--seed', write('seed.json', JSON.stringify(seed))] : [];
  // A CLI that is refused for its pace tries again at once, until it gives up.
  const api = await startApi(['--limits', 'off', ...seeded]);
  const front = await openFront(api.origin, certificate);
  const csdx = await openCsdx({
    script,
    turn: pathToFileURL(join(paths.root, 'test/clients/turn.mjs')).href,
    folder,
    certificate: write('certificate.pem', certificate.cert),
    front,
    stack: { key: api.key, token: api.token },
  });
  return {
    api,
    csdx,
    front,
    async [Symbol.asyncDispose]() {
      await front[Symbol.asyncDispose]();
      await api[Symbol.asyncDispose]();
    },
  };
}
