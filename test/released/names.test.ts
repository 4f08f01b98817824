// The promise on names: what a released version has as a tool is there under that name, or under an alias of it, for one minor version more.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { type Former, toNames } from '../../src/operations/renamed.ts';
import { catalogue } from '../operations.ts';

/** Major and minor, as a number to compare. */
const toNumber = (version: string): number => {
  const [, major, minor] = /^(\d+)\.(\d+)(?:\.\d+)?$/.exec(version) ?? [];
  return Number(major) * 1_000 + Number(minor);
};

/** Beside the catalogue. */
const beside = ['find_operation', 'run_read', 'run_write', 'server_status'];

interface Named {
  name: string;
  was?: readonly Former[];
}

/** What breaks the promise, in words. @param released the names of the last minor version. */
function complain(tools: readonly Named[], now: string, last: { version: string; names: readonly string[] }): string[] {
  const real = tools.map(({ name }) => name);
  const kept = tools.flatMap(toNames);
  const formers = tools.flatMap(({ was = [] }) => was);
  const names = formers.map(({ name }) => name);
  return [
    ...last.names
      .filter(name => !kept.includes(name))
      .map(name => `${name} of ${last.version} is gone: give it an alias`),
    ...names.filter(name => real.includes(name)).map(name => `${name} is an alias, and a tool`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map(name => `${name} is an alias twice`),
    ...formers
      .filter(({ until }) => !(toNumber(until) > toNumber(now)))
      .map(({ name, until }) => `${name} was to go with ${until}`),
    // Whoever knows it from the last version finds it in all of the next.
    ...formers
      .filter(({ name, until }) => last.names.includes(name) && !(toNumber(until) > toNumber(last.version) + 1))
      .map(({ name, until }) => `${name} goes with ${until}, and is of ${last.version}: that is too early`),
  ];
}

const [file = '', ...more] = readdirSync(new URL('.', import.meta.url)).filter(name => name.endsWith('.txt'));
const last = {
  version: file.replace('.txt', ''),
  names: readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n'),
};
const tools: Named[] = [...catalogue.tasks, ...catalogue.operations, ...beside.map(name => ({ name }))];

it('is kept', () => {
  expect(complain(tools, about.version, last)).toEqual([]);
});

it('is about the names of one version: the last minor one', () => {
  expect(more).toEqual([]);
  expect(toNumber(last.version)).toBeLessThanOrEqual(toNumber(about.version));
  expect(last.names.length).toBeGreaterThan(190);
});

it('is broken by whatever breaks it', () => {
  const names = ['old', 'kept'];
  const broken = (renamed: Named[], now = '0.1.0') =>
    complain([{ name: 'kept' }, ...renamed], now, { version: '0.1', names });
  expect(broken([{ name: 'new' }])).toEqual(['old of 0.1 is gone: give it an alias']);
  expect(broken([{ name: 'new', was: [{ name: 'old', until: '0.3' }] }])).toEqual([]);
  expect(broken([{ name: 'new', was: [{ name: 'old', until: '0.2' }] }])).toEqual([
    'old goes with 0.2, and is of 0.1: that is too early',
  ]);
  expect(broken([{ name: 'new', was: [{ name: 'old', until: '0.3' }] }], '0.3.0')).toEqual(['old was to go with 0.3']);
  expect(broken([{ name: 'new', was: [{ name: 'old', until: '1.0' }] }], '0.9.4')).toEqual([]);
  expect(broken([{ name: 'old', was: [{ name: 'kept', until: '0.3' }] }])).toEqual(['kept is an alias, and a tool']);
  const twice = [1, 2].map(each => ({ name: `new${each}`, was: [{ name: 'old', until: '0.3' }] }));
  expect(broken(twice)).toEqual(['old is an alias twice']);
  expect(broken([{ name: 'new', was: [{ name: 'old', until: 'soon' }] }])).toContain('old was to go with soon');
});
