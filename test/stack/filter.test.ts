// The filter: which operations a token and the settings leave, and the reason for each that is withheld.
import { expect, it } from 'vitest';
import { toInput } from '../../src/operations/arguments.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { toAccess, toBranchField, writes } from '../../src/stack/access.ts';
import { assumeFacts, type BranchFacts, type Facts } from '../../src/stack/facts.ts';
import { find, operations, standard } from '../operations.ts';

const main: BranchFacts = { usable: ['main'], default: 'main', aliases: {}, limited: false };
const two: BranchFacts = { ...main, usable: ['main', 'development'] };
const writer: Facts = { token: { scope: 'read-write', why: 'declared' }, branches: main };
const reader: Facts = { ...writer, token: { scope: 'read-only', why: 'declared' } };

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
  [{ MODULES: 'entry' }, 'CONTENTSTACK_MODULES names "entry", which does not exist; did you mean entries?'],
  [{ MODULES: 'organizations' }, 'CONTENTSTACK_MODULES names "organizations", which does not exist; there are entries'],
  [{ TOOLS: 'get_entri' }, 'CONTENTSTACK_TOOLS names "get_entri", which does not exist; did you mean get_entry?'],
  [
    { TOOLS_DENY: 'delete_entrys' },
    'CONTENTSTACK_TOOLS_DENY names "delete_entrys", which does not exist; did you mean delete_entry?',
  ],
])('refuses %j, which would filter otherwise than meant', (given, message) => {
  expect(() => access(given)).toThrow(message);
});

it('treats a pattern as a pattern only where it has a star', () => {
  expect(names({ TOOLS: 'get_entr*' })).toEqual(['get_entry']);
  expect(names({ TOOLS: '*' })).toEqual(fifteen);
  expect(names({ TOOLS: '*.*' })).toEqual([]);
});

it('withholds what needs a branch when none is reached', () => {
  const none = { ...writer, branches: { ...main, usable: [], problem: 'CONTENTSTACK_BRANCH names "mian"' } };
  const ofBranch = standard.filter(each => each.reach === 'branch').map(({ name }) => name);
  expect(names({}, none)).toEqual(fifteen.filter(name => !ofBranch.includes(name)));
  expect(reasons({}, none).get_entry).toBe('it needs a branch: CONTENTSTACK_BRANCH names "mian"');
});

it('withholds writes to what all branches share from a token that does not reach every branch', () => {
  const limited = { ...writer, branches: { ...two, limited: true } };
  expect(names({}, limited)).toEqual(names({ BRANCHES: 'main' }));
  expect(reasons({}, limited).delete_environment).toContain('the token may not reach every branch');
  expect(names({ GLOBAL_WRITES: 'allow' }, limited)).toEqual(fifteen);
});

it('assumes the branch that the settings say where nothing was learnt', () => {
  const branches = (given: Parameters<typeof toSettings>[0]) => assumeFacts(toSettings(given)).branches;
  expect(branches({})).toMatchObject({ usable: ['main'], default: 'main' });
  expect(branches({ BRANCH: 'development' })).toMatchObject({ usable: ['development'], default: 'development' });
  expect(branches({ BRANCHES: 'a,main' })).toMatchObject({ usable: ['main', 'a'], default: 'main' });
  expect(branches({ BRANCHES: 'a,b' })).toMatchObject({ usable: ['a', 'b'], default: 'a' });
});

it('offers a branch only where there is a choice', () => {
  const schema = (name: string, branches: BranchFacts) =>
    toInput(find(name), toBranchField(find(name), branches)).schema().properties.branch;
  const either = { type: 'string', description: 'main if left out' };
  expect(schema('get_entry', two)).toEqual(either);
  expect(schema('get_entry', main)).toBeUndefined();
  expect(schema('get_environment', two)).toBeUndefined();
  const aliased = { ...main, usable: ['main', 'live'], aliases: { live: 'main' } };
  expect(schema('get_entry', aliased)).toBeUndefined();
  expect(schema('get_entry', { ...aliased, usable: ['main', 'live', 'next'] })).toEqual(either);
});
