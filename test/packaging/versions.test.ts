// One version in all files that tell one. What the running server says of itself is asked in tarball.test.ts.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { toManifest } from '../../src/packaging/manifest.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it('is the same in package.json, its lockfile, server.json, the manifest and the changelog', () => {
  const { version } = about;
  const lock = JSON.parse(read('package-lock.json'));
  const server = JSON.parse(read('server.json'));
  const told = {
    lock: lock.version,
    'its root package': lock.packages[''].version,
    'server.json': server.version,
    'its package': server.packages.map((each: { version: string }) => each.version),
    manifest: toManifest(about, { operations: [], tasks: [] }).version,
    changelog: /^## (\S+)/m.exec(read('CHANGELOG.md'))?.[1],
  };
  expect(told).toEqual({
    lock: version,
    'its root package': version,
    'server.json': version,
    'its package': [version],
    manifest: version,
    changelog: version,
  });
});
