// Who waits for the first word may end the process with it: from then on every command ends in order.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { bundle } from '../../command.ts';
import { initialize } from './child.ts';

const folder = mkdtempSync(join(tmpdir(), 'first-word-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Ends the process by a signal within the write of the word itself: nobody who reads it could be faster. */
const spy = join(folder, 'spy.cjs');
writeFileSync(
  spy,
  `for (const stream of [process.stdout, process.stderr]) {
    const { write } = stream;
    stream.write = function (chunk, ...rest) {
      const done = write.call(this, chunk, ...rest);
      if (String(chunk).includes(process.env.WORD)) process.kill(process.pid, process.env.SIGNAL);
      return done;
    };
  }`,
);

const commands: [name: string, word: string, args: readonly string[], input: string][] = [
  ['sandbox', '"origin"', ['sandbox'], ''],
  ['HTTP', 'serving http', ['--sandbox', '--http', '0'], ''],
  ['stdio', '"init"', ['--sandbox'], `${JSON.stringify({ jsonrpc: '2.0', ...initialize })}\n`],
];
const signals = ['SIGINT', 'SIGTERM'] as const;

it.each(commands.flatMap(each => signals.map(signal => [signal, ...each] as const)))(
  'by %s: %s, after %s',
  async (SIGNAL, _name, WORD, args, input) => {
    const child = spawn(process.execPath, ['-r', spy, bundle, ...args], {
      env: { PATH: process.env.PATH ?? '', HOME: folder, WORD, SIGNAL },
      // What does not end at all is no child of the next tests.
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    // Held open: it is the signal that ends it.
    child.stdin.on('error', () => {});
    child.stdin.write(input);
    expect(await new Promise(resolve => child.on('close', (code, signal) => resolve([code, signal])))).toEqual([
      0,
      null,
    ]);
  },
);
