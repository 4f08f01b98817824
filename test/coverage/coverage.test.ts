// The coverage table names every documented request once, claims what is registered, and points at tests that exist.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { modules } from '../../src/sandbox/modules.ts';
import { coverage } from './index.ts';

/** Names of path parameters differ between the reference and the routes: what counts is where they stand. */
const toPattern = (request: string): string => request.replace(/\{[^}]*\}|:[a-z_]+/g, '*');

const claimed = coverage.filter(([, each]) => !('not' in each)).map(([request]) => toPattern(request));
const registered = modules.flatMap(({ routes }) => routes.map(({ method, path }) => toPattern(`${method} ${path}`)));

it('names no request twice', () => {
  const names = coverage.map(([request]) => toPattern(request));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it('claims nothing that is not registered', () => {
  expect(claimed.filter(pattern => !registered.includes(pattern))).toEqual([]);
});

it('points at tests that are there', () => {
  const missing = coverage.flatMap(([request, each]) => {
    if ('not' in each) return [];
    const title = 'served' in each ? each.served : each.by;
    const [file = '', name = ''] = title.split(' > ');
    const text = readFileSync(new URL(`../sandbox/${file}`, import.meta.url), 'utf8');
    return text.includes(`'${name}'`) || text.includes(`"${name}"`) ? [] : [`${request}: ${title}`];
  });
  expect(missing).toEqual([]);
});
