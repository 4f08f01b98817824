// What may be done while all is rehearsed: no test write is sent, and wherever rights are told it is said that they are not proven.
import { describe, expect, it, onTestFinished } from 'vitest';
import { toDoctorText } from '../../src/command/doctor.ts';
import { examine } from '../../src/command/examine.ts';
import { toListing, toListingJson } from '../../src/command/listing.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { toSettings } from '../../src/settings/settings.ts';
import { writes } from '../../src/stack/access.ts';
import { connectStack } from '../../src/stack/connect.ts';
import { catalogue, findOffered, operations, standard, tasks, toListed } from '../operations.ts';
import { kinds, look } from '../stack/stacks.ts';
import { openBoth } from './both.ts';

const DRY_RUN = 'true';
const unproven = /whether the token may write is not proven/;

describe('whatever the token', () => {
  it.each(kinds)('nothing that writes is sent to find out what it may do: %s', async kind => {
    const { sent, instructions } = await look(kind, { DRY_RUN });
    expect(sent.filter(each => !each.startsWith('GET'))).toEqual([]);
    expect(instructions).toContain('This is a rehearsal (CONTENTSTACK_DRY_RUN is true): nothing is written');
  });

  it.each(['read-only', 'read-write'])('it counts as one that may write: %s', async kind => {
    expect([...(await look(kind, { DRY_RUN })).names, 'server_status']).toEqual(toListed(standard));
  });
});

it('takes a declaration and the other settings as they are', async () => {
  for (const given of [{ TOKEN_SCOPE: 'read-only' }, { READ_ONLY: 'true' }]) {
    const { names } = await look('read-write', { DRY_RUN, ...given });
    expect(names.filter(name => writes(findOffered(name)))).toEqual([]);
    expect(names.length).toBeGreaterThan(0);
  }
  const { names } = await look('read-write', { DRY_RUN, TOKEN_SCOPE: 'labels', MODULES: 'labels,entries' });
  const left = names.filter(name => writes(findOffered(name)));
  expect(left).toEqual(['create_label', 'update_label', 'delete_label']);
});

it('lists what a server lists that does what it is asked', async () => {
  await using both = await openBoth();
  const [rehearsed, real] = [await both.rehearsing.client.listTools(), await both.real.client.listTools()];
  expect(rehearsed.tools).toEqual(real.tools);
  // Nothing is held up by a question, so there is no code to speak of.
  expect(both.rehearsing.client.getInstructions()).not.toContain('Nothing was done yet');
  expect(both.real.client.getInstructions()).toContain('Nothing was done yet');
});

it('says so in the status, in the list of tools and in the doctor', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const toOwn = (dry: string) =>
    toSettings({
      ...{ HOST: sandbox.origin, API_KEY: sandbox.api_key, MANAGEMENT_TOKEN: String(sandbox.tokens.read_write) },
      DRY_RUN: dry,
    });
  const settings = toOwn('true');
  const { checks } = await examine(catalogue, settings);
  expect(sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(checks.find(({ name }) => name === 'rehearsal')).toMatchObject({ state: 'note' });
  expect(toDoctorText(checks).replace(/\s+/g, ' ')).toMatch(unproven);
  expect(toDoctorText(checks)).toContain('All is well.');
  const connected = connectStack(operations, settings, { tasks });
  onTestFinished(() => connected.close());
  const { access } = await connected.stack.ready();
  expect(toListing(access).replace(/\s+/g, ' ')).toMatch(unproven);
  expect(JSON.parse(toListingJson(access)).facts.rehearsal).toMatch(unproven);
  await using both = await openBoth();
  const [status, other] = [await both.rehearsing.call('server_status', {}), await both.real.call('server_status', {})];
  expect(status.answer).toMatchObject({ scope: 'read-write', rehearsal: expect.stringMatching(unproven) });
  expect(other.answer).not.toHaveProperty('rehearsal');
  const { checks: usual } = await examine(catalogue, toOwn('false'));
  expect(usual.map(({ name }) => name)).not.toContain('rehearsal');
});
