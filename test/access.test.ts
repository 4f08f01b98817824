// The filter: which operations a token and the settings leave, and the reason for each that is withheld.
import { expect, it } from 'vitest';
import { type TokenFacts, toAccess, toBranchField, writes } from '../src/access.ts';
import { toInput } from '../src/arguments.ts';
import { toSettings } from '../src/settings.ts';
import { find, operations, standard } from './operations.ts';

const writer: TokenFacts = { scope: 'read-write', why: 'declared' };
const reader: TokenFacts = { scope: 'read-only', why: 'declared' };

const access = (given: Parameters<typeof toSettings>[0] = {}, token = writer) =>
  toAccess(operations, token, toSettings(given));
const names = (given: Parameters<typeof toSettings>[0] = {}, token = writer) =>
  access(given, token).kept.map(({ name }) => name);
const reasons = (given: Parameters<typeof toSettings>[0], token = writer) =>
  Object.fromEntries(access(given, token).withheld.map(({ operation, reason }) => [operation.name, reason]));

const all = operations.map(({ name }) => name);
const fifteen = standard.map(({ name }) => name);
const reads = standard.filter(operation => !writes(operation)).map(({ name }) => name);

it('keeps the fifteen modules for a token that may write, in the order of the catalogue', () => {
  expect(names()).toEqual(fifteen);
  expect(new Set(access().kept.map(({ module }) => module)).size).toBe(15);
  expect(reasons({}).merge_branches).toBe('branches is off unless CONTENTSTACK_MODULES names it');
});

it('keeps nothing that writes for a token that may only read', () => {
  expect(names({}, reader)).toEqual(reads);
  expect(reasons({}, reader).update_entry).toBe('the token counts as read-only: declared');
});

it('keeps nothing that writes when the settings say so, whatever the token may do', () => {
  expect(names({ READ_ONLY: 'true' })).toEqual(reads);
  expect(reasons({ READ_ONLY: 'true' }).publish_entry).toBe('CONTENTSTACK_READ_ONLY is true');
});

it('keeps the modules named', () => {
  expect(names({ MODULES: 'languages' })).toEqual(all.filter(name => name.includes('language')));
  expect(names({ MODULES: 'all' })).toEqual(all);
  expect(reasons({ MODULES: 'languages' }).get_entry).toBe('CONTENTSTACK_MODULES does not name entries');
});

it('keeps the tools named, less those denied', () => {
  expect(names({ TOOLS: 'list_entries,get_*' })).toEqual(
    fifteen.filter(name => name === 'list_entries' || name.startsWith('get_')),
  );
  expect(names({ TOOLS: '*_language', TOOLS_DENY: 'delete_*' })).toEqual([
    'get_language',
    'add_language',
    'update_language',
  ]);
  expect(reasons({ TOOLS: 'get_entry', TOOLS_DENY: 'get_entry' }).get_entry).toBe('CONTENTSTACK_TOOLS_DENY names it');
});

it('withholds writes to what all branches share when the branches are limited', () => {
  const shared = standard.filter(each => each.reach === 'global' && writes(each)).map(({ name }) => name);
  expect(shared).toEqual(expect.arrayContaining(['delete_environment', 'create_webhook', 'disable_workflow']));
  const limited = reasons({ BRANCHES: 'development' });
  expect(names({ BRANCHES: 'development' })).toEqual(fifteen.filter(name => !shared.includes(name)));
  expect(limited.delete_environment).toContain('CONTENTSTACK_GLOBAL_WRITES=allow');
  expect(names({ BRANCHES: 'development', GLOBAL_WRITES: 'allow' })).toEqual(fifteen);
  expect(names({ GLOBAL_WRITES: 'deny' })).toEqual(names({ BRANCHES: 'development' }));
});

it('gives the first reason in the documented order', () => {
  const given = { MODULES: 'languages', TOOLS_DENY: '*', READ_ONLY: 'true', GLOBAL_WRITES: 'deny' };
  expect(reasons(given, reader).delete_environment).toBe('CONTENTSTACK_MODULES does not name environments');
  expect(reasons({ ...given, MODULES: 'all' }, reader).delete_environment).toBe('CONTENTSTACK_TOOLS_DENY names it');
  expect(reasons({ READ_ONLY: 'true', GLOBAL_WRITES: 'deny' }, reader).delete_environment).toBe(
    'CONTENTSTACK_READ_ONLY is true',
  );
  expect(reasons({ GLOBAL_WRITES: 'deny' }, reader).delete_environment).toContain('the token counts as read-only');
});

it.each([
  [{ MODULES: 'entry' }, 'CONTENTSTACK_MODULES names "entry", which there is not; did you mean entries?'],
  [{ MODULES: 'organizations' }, 'CONTENTSTACK_MODULES names "organizations", which there is not; there are entries'],
  [{ TOOLS: 'get_entri' }, 'CONTENTSTACK_TOOLS names "get_entri", which there is not; did you mean get_entry?'],
  [
    { TOOLS_DENY: 'delete_entrys' },
    'CONTENTSTACK_TOOLS_DENY names "delete_entrys", which there is not; did you mean delete_entry?',
  ],
])('refuses %j, which would filter otherwise than meant', (given, message) => {
  expect(() => access(given)).toThrow(message);
});

it('treats a pattern as a pattern only where it has a star', () => {
  expect(names({ TOOLS: 'get_entr*' })).toEqual(['get_entry']);
  expect(names({ TOOLS: '*' })).toEqual(fifteen);
  expect(names({ TOOLS: '*.*' })).toEqual([]);
});

it('takes the branch from the settings', () => {
  expect(access().branches).toEqual({ allowed: undefined, default: 'main' });
  expect(access({ BRANCH: 'development' }).branches).toEqual({ allowed: undefined, default: 'development' });
  expect(access({ BRANCHES: 'a,main' }).branches).toEqual({ allowed: ['a', 'main'], default: 'main' });
  expect(access({ BRANCHES: 'a,b' }).branches).toEqual({ allowed: ['a', 'b'], default: 'a' });
});

it('offers a branch only where there is a choice', () => {
  const schema = (name: string, given: Parameters<typeof toSettings>[0]) =>
    toInput(find(name), toBranchField(find(name), access(given).branches)).schema().properties.branch;
  expect(schema('get_entry', {})).toEqual({ type: 'string', description: 'main if left out' });
  expect(schema('get_entry', { BRANCHES: 'a,b' })).toEqual({
    type: 'string',
    enum: ['a', 'b'],
    description: 'a if left out',
  });
  expect(schema('get_entry', { BRANCHES: 'a' })).toBeUndefined();
  expect(schema('get_environment', {})).toBeUndefined();
});
