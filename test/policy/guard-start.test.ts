// A policy from the start on: the test writes of the scope are held to it, choices shrink, and whoever asks is told of it.
import { expect, it } from 'vitest';
import { toDoctorText } from '../../src/command/doctor.ts';
import { examine } from '../../src/command/examine.ts';
import { toListing, toListingJson } from '../../src/command/listing.ts';
import { readPolicy } from '../../src/policy/policy.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { toAccess } from '../../src/stack/access.ts';
import { connectStack } from '../../src/stack/connect.ts';
import { type Json, open } from '../harness.ts';
import { catalogue, operations, tasks } from '../operations.ts';
import { neverProduction, openRuled } from './guard.ts';

const noDeletes = { name: 'no deletes', effects: ['delete'], then: 'deny' };
const unpaced = { RATE_READS: 'off', RATE_WRITES: 'off', RATE_BULK: 'off' };

async function start(rules: readonly Json[], given: Json = {}) {
  const sandbox = await startSandbox();
  const { token = 'read_write', ...more } = given;
  const place = {
    HOST: sandbox.origin,
    API_KEY: sandbox.api_key,
    MANAGEMENT_TOKEN: sandbox.tokens[String(token)] ?? '',
  };
  const settings = {
    ...toSettings({ ...unpaced, ...place, ...more }),
    policies: [readPolicy(JSON.stringify({ rules }), 'policy.json')],
  };
  return { sandbox, settings, [Symbol.asyncDispose]: () => sandbox.close() };
}

async function learn(rules: readonly Json[], given: Json = {}) {
  await using started = await start(rules, given);
  const { sandbox, settings } = started;
  const connected = connectStack(operations, settings, { tasks });
  const { access } = await connected.stack.ready();
  const { checks } = await examine(catalogue, settings);
  await connected.close();
  const deletes = sandbox.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
  return { access, deletes, scope: checks.find(({ name }) => name === 'scope'), checks };
}

it('sends no test write that a rule denies, counts as read-only, and says how to declare what the token may', async () => {
  const { access, deletes, scope } = await learn([noDeletes]);
  expect(deletes).toEqual([]);
  expect(access.facts.token).toMatchObject({
    scope: 'read-only',
    why: expect.stringContaining('"no deletes" forbids'),
  });
  expect(access.facts.open).toBeUndefined();
  expect(access.withheld.find(({ operation }) => operation.name === 'update_entry')?.reason).toContain(
    'CONTENTSTACK_TOKEN_SCOPE',
  );
  expect(scope).toMatchObject({ state: 'note', change: expect.stringContaining('CONTENTSTACK_TOKEN_SCOPE') });
});

it('sends none that a person would have to be asked about either', async () => {
  const { access, deletes } = await learn([{ ...noDeletes, then: 'ask' }]);
  expect(deletes).toEqual([]);
  expect(access.facts.token.scope).toBe('read-only');
});

it('takes a declared scope at its word', async () => {
  const { access, deletes } = await learn([noDeletes], { TOKEN_SCOPE: 'read-write' });
  expect(deletes).toEqual([]);
  expect(access.facts.token.scope).toBe('read-write');
  const names = access.kept.map(({ name }) => name);
  expect(names).toContain('update_entry');
  expect(names).not.toContain('delete_entry');
});

it('tests as ever where the rules are about something else', async () => {
  const { access, deletes } = await learn([neverProduction]);
  expect(deletes).toHaveLength(2);
  expect(access.facts.token.scope).toBe('read-write');
});

it('tests no module whose things are off limits, and keeps what the others show', async () => {
  const rules = [{ name: 'no types', content_types: ['*'], then: 'deny' }];
  const { access, deletes } = await learn(rules, { token: 'per_module' });
  expect(deletes.filter(path => path.includes('/content_types/'))).toEqual([]);
  expect(access.facts.open).toBeUndefined();
});

it('asks for the aliases first, so that a rule on a branch holds for its other names', async () => {
  const rules = [{ name: 'main is closed', branches: ['main'], then: 'deny' }];
  const { deletes } = await learn(rules, { BRANCH: 'live' });
  expect(deletes).toEqual([]);
});

it('shows in the list only choices that a rule leaves, each for its own tool', async () => {
  await using stack = await openRuled([neverProduction]);
  const { tools } = await stack.client.listTools();
  const having = tools.filter(({ inputSchema }) => JSON.stringify(inputSchema).includes('"production"'));
  const effects = having.map(({ name }) => operations.find(each => each.name === name)?.effect ?? 'task');
  expect(effects).toContain('read');
  expect(effects).not.toContain('publish');
  const publishing = tools.find(({ name }) => name === 'publish_entry');
  expect(JSON.stringify(publishing?.inputSchema)).toContain('"staging"');
});

it('is told of by status, list, doctor and instructions, in short', async () => {
  await using stack = await openRuled([neverProduction, { name: 'few', over: 20, publish: 'off' }]);
  const { policies } = await stack.call('server_status');
  expect(policies).toEqual([
    {
      file: expect.stringContaining('policy.json'),
      rules: ['never production: deny publish; environments production', 'few: publish off; over 20 items'],
    },
  ]);
  expect(stack.client.getInstructions()).toContain("The owner's policy holds here");
  await using started = await start([neverProduction]);
  const { checks, facts } = await examine(catalogue, started.settings);
  const access = toAccess(operations, facts, started.settings, tasks);
  const shown = 'policy.json; never production: deny publish; environments production';
  expect(toListing(access).replace(/\s+/g, ' ')).toContain(`Policy ${shown}`);
  expect(JSON.parse(toListingJson(access)).policies).toMatchObject([{ source: 'policy.json', otherwise: 'allow' }]);
  expect(toDoctorText(checks).replace(/\s+/g, ' ')).toContain(`policy ${shown}`);
  await using without = await open();
  expect(without.client.getInstructions()).not.toContain('policy holds');
});

it('offers no prompt step and no task that would need what is withheld', async () => {
  await using stack = await openRuled([{ name: 'nothing goes live', publish: 'off' }]);
  const { access } = await stack.stack.ready();
  expect(access.kept.filter(({ effect }) => effect === 'publish')).toEqual([]);
  for (const { uses } of access.tasks.kept) expect(uses.filter(({ effect }) => effect === 'publish')).toEqual([]);
  const { messages } = await stack.client.getPrompt({ name: 'prepare_release', arguments: {} });
  expect(JSON.stringify(messages)).not.toContain('deploy_release');
});
