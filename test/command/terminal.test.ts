// What `doctor`, `tools` and `--help` print, in every state of token and settings: within 80 columns, and as in the snapshot.
import { expect, it, onTestFinished } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { toDoctorText } from '../../src/command/doctor.ts';
import { examine } from '../../src/command/examine.ts';
import { toHelp } from '../../src/command/help.ts';
import { toListing } from '../../src/command/listing.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { type Given, toSettings } from '../../src/settings/settings.ts';
import { toAccess } from '../../src/stack/access.ts';
import { catalogue, operations, tasks } from '../operations.ts';

const far = { HOST: 'http://127.0.0.1:9', API_KEY: 'blt1', MANAGEMENT_TOKEN: 'cs1' };

/** Name of a state → what is given; a token by its name is one of the sandbox's. */
const states: Record<string, Given> = {
  'no credentials': {},
  'read and write': { MANAGEMENT_TOKEN: 'read_write', MODULES: 'all' },
  'a directory that is not there': { MANAGEMENT_TOKEN: 'read_write', UPLOAD_DIRS: '/no/such/directory' },
  'read only': { MANAGEMENT_TOKEN: 'read_only' },
  'limited to a branch': { MANAGEMENT_TOKEN: 'branch_limited' },
  'limited to some modules': { MANAGEMENT_TOKEN: 'per_module' },
  'settings that withhold': { MANAGEMENT_TOKEN: 'read_write', MODULES: 'labels,roles', TOOLS_DENY: 'delete_*' },
  'a policy': { MANAGEMENT_TOKEN: 'read_write', POLICY: 'docs/policies/never-production.json' },
  'nothing left': { MANAGEMENT_TOKEN: 'read_write', TOOLS_DENY: '*' },
  'a branch that is not there': { MANAGEMENT_TOKEN: 'read_write', BRANCH: 'developmnt' },
  expired: { MANAGEMENT_TOKEN: 'expired' },
  revoked: { MANAGEMENT_TOKEN: 'revoked' },
  'with Bearer': { MANAGEMENT_TOKEN: 'Bearer cs0123456789abcdef01234567' },
  'another region': { MANAGEMENT_TOKEN: 'read_write', API_KEY: 'blt0000000000000000' },
  'nobody there': far,
};

/** As of an entry of the file of several stacks, whose words are longer. */
const inLongWords = (text: string): string =>
  text.replace(/CONTENTSTACK_([A-Z_]*[A-Z])/g, 'stacks.the-shop-of-the-north.$1');

async function show(given: Given, { tokens, api_key, origin }: Sandbox) {
  const { MANAGEMENT_TOKEN: token } = given;
  const place = token === undefined ? {} : { HOST: origin, API_KEY: api_key, MANAGEMENT_TOKEN: tokens[token] ?? token };
  const settings = toSettings({
    ...given,
    ...place,
    ...(given.API_KEY && { API_KEY: given.API_KEY }),
    ...(given.HOST && far),
  });
  const { checks, facts } = await examine(catalogue, settings);
  const access = toAccess(operations, facts, settings, tasks);
  return [(text: string) => text, inLongWords].map(words => ({
    doctor: toDoctorText(checks, words),
    tools: toListing(access, words),
  }));
}

function expectNarrow(text: string): void {
  for (const line of text.split('\n')) {
    expect(line.length, line).toBeLessThanOrEqual(80);
    expect(line, 'ends with a space').toBe(line.trimEnd());
  }
}

it('fits into 80 columns, and is as it was', async () => {
  const help = toHelp(about);
  expectNarrow(help);
  const shown = [`$ ${about.name} --help`, help];
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  for (const [state, given] of Object.entries(states)) {
    const texts = await show(given, sandbox);
    for (const { doctor, tools } of texts) for (const text of [doctor, tools]) expectNarrow(text);
    const [{ doctor, tools } = { doctor: '', tools: '' }] = texts;
    shown.push(`$ ${about.name} doctor   # ${state}`, doctor.replaceAll(sandbox.origin, 'http://127.0.0.1:9000'));
    if (given.MODULES === 'labels,roles') shown.push(`$ ${about.name} tools   # ${state}`, tools);
  }
  await expect(`${shown.join('\n\n')}\n`.replace(about.version, '<version>')).toMatchFileSnapshot('terminal.snap.txt');
});
