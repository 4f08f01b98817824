// The coverage table names every documented request once, claims what is registered, and points at tests that exist.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { modules } from '../../src/sandbox/wiring/modules.ts';
import { documented } from '../census.ts';
import { coverage } from './index.ts';
import { outside } from './outside.ts';

/** Names of path parameters differ between the reference and the routes: what counts is where they stand. */
const toPattern = (request: string): string => request.replace(/\{[^}]*\}|:[a-z_]+/g, '*').replace(/(.)\/$/, '$1');

const named = coverage.map(([request]) => toPattern(request));
const claimed = coverage.filter(([, each]) => !('not' in each)).map(([request]) => toPattern(request));
const routes = modules.flatMap(module => module.routes);
const registered = routes.map(({ method, path }) => toPattern(`${method} ${path}`));

/** Registered, but no requests of the reference: a type of assets by its name, and where files are loaded from. */
const besides = ['GET /assets/images', 'GET /assets/videos', 'GET /assets/*/*/*/*'];

it('names no request twice', () => {
  expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([]);
});

it('names every request that the reference documents', () => {
  expect(documented.map(([request]) => toPattern(request)).filter(request => !named.includes(request))).toEqual([]);
});

it('claims what is registered, and nothing else', () => {
  const forTokens = registered.filter((_, index) => routes[index]?.authtoken !== true);
  expect(claimed.filter(pattern => !registered.includes(pattern))).toEqual([]);
  expect(forTokens.filter(pattern => !claimed.includes(pattern)).sort()).toEqual([...besides].sort());
  const count = (key: string) => coverage.filter(([, each]) => key in each).length;
  process.stdout.write(`sandbox: ${count('served')} served, ${count('partly')} partly, ${count('not')} not\n`);
});

it('refuses a token what is for users alone', async () => {
  const sandbox = await startSandbox();
  const headers = { api_key: sandbox.api_key, authorization: sandbox.tokens.read_write ?? '' };
  for (const [request] of outside) {
    const [method = '', path = ''] = request.replace(/\{\w+\}/g, 'blt0000000000000000').split(' ');
    const answer = await fetch(`${sandbox.origin}/v3${path}`, { method, headers });
    expect(answer.status, request).toBe(401);
    expect(await answer.json(), request).toMatchObject({ error_code: 105 });
  }
  await sandbox.close();
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
