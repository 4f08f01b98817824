// How npm is started: with arguments that no shell can tear apart or read.
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { npm } from '../../src/packaging/npm.ts';

it('answers with what npm prints', async () => {
  expect(JSON.parse(await npm(['pkg', 'get', 'name'], '.'))).toBe(about.name);
});

it.each(['two words', 'a&b', '%PATH%', 'a|b', '"', '$(x)', ''])(
  'takes no argument that a shell would read: %j',
  async argument => {
    await expect(npm(['pkg', 'get', argument], tmpdir())).rejects.toThrow('npm would not get');
  },
);

it('fails with what npm says', async () => {
  await expect(npm(['run', 'no-such-script'], '.')).rejects.toThrow('no-such-script');
});
