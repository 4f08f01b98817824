// Settings: flags and environment, what counts as unset, and how a wrong value is named.
import { describe, expect, it } from 'vitest';
import { readInvocation, readQuestion } from '../../src/settings/invocation.ts';
import { regions } from '../../src/settings/regions.ts';
import { nameStrays } from '../../src/settings/strays.ts';
import { table } from '../../src/settings/table.ts';

const read = (env: Record<string, string>, ...argv: string[]) => readInvocation(argv, env);
const settings = (env: Record<string, string>, ...argv: string[]) => read(env, ...argv).settings;

it('has the documented defaults', () => {
  expect(read({})).toMatchObject({ command: 'serve', port: 0, switches: { sandbox: false, json: false } });
  const { keys, ...rest } = settings({});
  expect([keys.apiKey, keys.token, keys.inFiles]).toEqual([undefined, undefined, []]);
  expect(rest).toEqual({
    origin: 'https://api.contentstack.io',
    region: 'na',
    tokenScope: 'detect',
    readOnly: false,
    branch: undefined,
    branches: undefined,
    globalWrites: 'auto',
    confirm: 'auto',
    protected: ['production'],
    check: true,
    dryRun: false,
    modules: undefined,
    tools: undefined,
    toolsDeny: [],
    policies: [],
    surface: 'full',
    uploadDirs: [],
    uploadUrls: 'direct',
    timeoutMs: 30_000,
    rates: { reads: 10, writes: 10, bulk: 1 },
    maxResultTokens: 10_000,
    liveSchema: true,
  });
});

it('reads the environment, and lets a flag win', () => {
  const env = {
    CONTENTSTACK_BRANCH: 'main',
    CONTENTSTACK_READ_ONLY: 'true',
    CONTENTSTACK_BRANCHES: 'main, development,,main',
  };
  expect(settings(env)).toMatchObject({ branch: 'main', readOnly: true, branches: ['main', 'development'] });
  expect(settings(env, '--branch', 'development', '--read-only=false')).toMatchObject({
    branch: 'development',
    readOnly: false,
  });
});

const placeholder = (name: string) => `\${${name}}`;

it('takes a yes-or-no flag that stands alone', () => {
  expect(settings({}, '--read-only')).toMatchObject({ readOnly: true });
  expect(settings({}, '--read-only', '--branch', 'x')).toMatchObject({ readOnly: true, branch: 'x' });
  expect(settings({ CONTENTSTACK_READ_ONLY: 'true' }, '--read-only', 'false')).toMatchObject({ readOnly: false });
});

it('takes --confirm that stands alone for always', () => {
  expect(settings({}, '--confirm')).toMatchObject({ confirm: 'always' });
  expect(settings({ CONTENTSTACK_CONFIRM: 'always' }, '--confirm', 'never')).toMatchObject({ confirm: 'never' });
  expect(read({}, '--confirm', 'demo')).toMatchObject({ command: 'demo', settings: { confirm: 'always' } });
});

it('takes directories one by one after --upload-dirs --, commas and all', () => {
  const env = { CONTENTSTACK_UPLOAD_DIRS: '/a,/b' };
  expect(settings(env)).toMatchObject({ uploadDirs: ['/a', '/b'] });
  expect(settings(env, '--read-only', '--upload-dirs', '--', '/c', '/d, e', '--read-only=false')).toMatchObject({
    uploadDirs: ['/c', '/d, e', '--read-only=false'],
    readOnly: true,
  });
  // Nothing was chosen, or the host did not fill it in.
  for (const rest of [[], [''], [placeholder('user_config.upload_dirs')]]) {
    expect(settings({}, '--upload-dirs', '--', ...rest)).toMatchObject({ uploadDirs: [] });
  }
  expect(read({}, '--', 'demo').command).toBe('demo');
});

it.each(['', '  ', placeholder('user_config.branch'), placeholder('BRANCH')])('counts %j as unset', value => {
  expect(settings({ CONTENTSTACK_BRANCH: value, CONTENTSTACK_REGION: value })).toMatchObject({
    branch: undefined,
    region: 'na',
  });
});

describe('a region', () => {
  it.each([
    ['na', 'https://api.contentstack.io'],
    ['US', 'https://api.contentstack.io'],
    ['AWS_NA', 'https://api.contentstack.io'],
    ['aws-eu', 'https://eu-api.contentstack.com'],
    ['EU', 'https://eu-api.contentstack.com'],
    ['au', 'https://au-api.contentstack.com'],
    ['AZURE_NA', 'https://azure-na-api.contentstack.com'],
    ['azure-eu', 'https://azure-eu-api.contentstack.com'],
    ['gcp_na', 'https://gcp-na-api.contentstack.com'],
    ['GCP-EU', 'https://gcp-eu-api.contentstack.com'],
  ])('%s is %s', (region, origin) => {
    expect(settings({ CONTENTSTACK_REGION: region }).origin).toBe(origin);
  });
});

it('names every region where it says what a region can be', () => {
  for (const region of Object.keys(regions)) expect(table.REGION.meaning).toContain(`\`${region}\``);
});

describe('a host', () => {
  it.each([
    ['https://eu-api.contentstack.com/', 'https://eu-api.contentstack.com'],
    ['dev-api.example.com', 'https://dev-api.example.com'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://localhost:4000', 'http://localhost:4000'],
    ['http://[::1]:4000', 'http://[::1]:4000'],
  ])('%s is taken as %s', (host, origin) => {
    expect(settings({ CONTENTSTACK_HOST: host }).origin).toBe(origin);
  });

  it.each([
    ['http://api.contentstack.io', 'must be https'],
    ['http://127.0.0.1.example.com', 'must be https'],
    ['ftp://127.0.0.1', 'must be https'],
    ['https://user:pass@example.com', 'takes an origin'],
    ['https://example.com/v3', 'takes an origin'],
    ['https://', 'takes an origin'],
    ['https://eu-cdn.contentstack.com', 'a host for delivery'],
    ['app.contentstack.com', 'a host for delivery'],
  ])('%s is refused', (host, why) => {
    expect(() => settings({ CONTENTSTACK_HOST: host })).toThrow(why);
  });
});

describe('--http', () => {
  it.each([
    ['3000', '127.0.0.1', 3000],
    ['localhost:0', 'localhost', 0],
    ['[::1]:3000', '::1', 3000],
  ])('%s is %s, port %i', (at, host, port) => {
    expect(read({}, '--http', at).http).toEqual({ host, port, bearer: undefined, hosts: [] });
  });

  it.each(['', 'x', ':3000', '::1:3000', '127.0.0.1', '70000', '-1', '1.5', 'http://x:1', 'a b:1'])(
    '%j is refused',
    at => {
      const reading = () => read({ CONTENTSTACK_HTTP_TOKEN: 'x' }, `--http=${at}`);
      if (at === '') expect(reading().http).toBeUndefined();
      else expect(reading).toThrow(`--http is "${at}"; it takes [HOST:]PORT`);
    },
  );

  it.each(['0.0.0.0:1', '[::]:1', '127.0.0.1.example.com:1', 'example.com:1'])('%s needs a token', at => {
    expect(() => read({}, '--http', at)).toThrow('set CONTENTSTACK_HTTP_TOKEN');
    const own = 'a-token-of-our-own';
    expect(read({ CONTENTSTACK_HTTP_TOKEN: own }, '--http', at).http?.bearer?.read()).toBe(own);
    const two = `${own} ${own}-too`;
    expect(read({ CONTENTSTACK_HTTP_TOKEN: two }, '--http', at).http?.bearer?.read()).toBe(two);
    for (const weak of ['short', `${own} short`])
      expect(() => read({ CONTENTSTACK_HTTP_TOKEN: weak }, '--http', at)).toThrow(
        'a token for callers that is shorter',
      );
    const many = 'a-token-of-our-own with-three-other-words in-all-of-which-are-four it-is-too-many';
    expect(() => read({ CONTENTSTACK_HTTP_TOKEN: many }, '--http', at)).toThrow(
      'CONTENTSTACK_HTTP_TOKEN holds 4 tokens',
    );
  });

  it('is for serving alone', () => {
    expect(() => read({}, 'tools', '--http', '1')).toThrow(
      '--http is for serving, and does nothing with the command tools',
    );
  });
});

describe('a wrong value', () => {
  it.each([
    [{ CONTENTSTACK_REGION: 'euu' }, 'CONTENTSTACK_REGION is "euu"; did you mean eu? It can be na, eu, au'],
    [{ CONTENTSTACK_REGION: 'constructor' }, 'CONTENTSTACK_REGION is "constructor"; it can be na'],
    [
      { CONTENTSTACK_API_KEY: 'blt…' },
      'CONTENTSTACK_API_KEY is what was given; it takes only ASCII letters, digits and signs',
    ],
    [
      { CONTENTSTACK_MANAGEMENT_TOKEN: 'cs…' },
      'CONTENTSTACK_MANAGEMENT_TOKEN is what was given; it takes only ASCII letters',
    ],
    [{ CONTENTSTACK_BRANCH: 'añejo' }, 'CONTENTSTACK_BRANCH is "añejo"; it takes only ASCII letters, digits and signs'],
    [{ CONTENTSTACK_BRANCHES: 'main,añejo' }, 'CONTENTSTACK_BRANCHES is "main,añejo"; it takes only ASCII letters'],
    [{ CONTENTSTACK_READ_ONLY: 'ja' }, 'CONTENTSTACK_READ_ONLY is "ja"; it can be 0, 1, true, false, yes, no, on, off'],
    [{ CONTENTSTACK_TIMEOUT_MS: '0' }, 'CONTENTSTACK_TIMEOUT_MS is "0"; it takes a whole number of milliseconds'],
    [
      { CONTENTSTACK_BRANCH: 'x', CONTENTSTACK_BRANCHES: 'a,b' },
      'CONTENTSTACK_BRANCH is "x", which is not in CONTENTSTACK_BRANCHES (a, b)',
    ],
  ])('%j is named, with what is possible', (env, message) => {
    expect(() => settings(env as Record<string, string>)).toThrow(message);
  });

  it.each([
    [['serv'], 'there is no command "serv"'],
    [['demo', 'twice'], 'there is no command "demo twice"'],
    [['--reed-only', 'true'], '--reed-only is not a flag; did you mean --read-only?'],
    [['--branch'], '--branch needs a value'],
    [['--branch', '--sandbox'], '--branch needs a value'],
    [['--json=1'], '--json takes no value'],
    [['--sandbox=1'], '--sandbox takes no value'],
    [['--help=1'], '--help takes no value'],
    [['-x'], '-x is not a flag'],
    [['sandbox', '--entries', '200001'], '--entries is "200001"; it takes a whole number up to 200000'],
    [['sandbox', '--latency', 'long'], '--latency is "long"; it takes a whole number up to 60000'],
    [['sandbox', '--port', '99999'], '--port is "99999"; it takes 0 to 65535'],
    [['sandbox', '--port', 'x'], '--port is "x"'],
  ])('the arguments %j are refused', (argv, message) => {
    expect(() => read({}, ...argv)).toThrow(message);
  });
});

it('tells what is asked of the command itself, whatever the settings are', () => {
  expect(readQuestion(['-h', '--region', 'mars'])).toBe('help');
  expect(readQuestion(['serv', '--version', '--port', '3000'])).toBe('version');
  expect(readQuestion(['--upload-dirs', '--', '--help'])).toBeUndefined();
});

it('paces as it is told, or not at all', () => {
  expect(settings({ CONTENTSTACK_RATE_READS: '25', CONTENTSTACK_RATE_BULK: 'off' }).rates).toEqual({
    reads: 25,
    writes: 10,
    bulk: undefined,
  });
  for (const value of ['0', '-1', '1.5', 'none']) {
    expect(() => settings({ CONTENTSTACK_RATE_WRITES: value })).toThrow(
      'it takes a whole number of requests a second, or `off`',
    );
  }
});

it('takes the limits of the API with the embedded sandbox too, and nothing else of the sandbox alone', () => {
  expect(read({}, '--sandbox', '--limits', '10,10,1').stack).toEqual({ limits: '10,10,1', choices: [] });
  expect(() => read({}, '--limits', '10,10,1')).toThrow('--limits is for the command sandbox');
  expect(() => read({}, '--sandbox', '--choice', 'missingFields=clear')).toThrow('--choice is for the command sandbox');
  expect(() => read({}, '--json')).toThrow(
    '--json is for the commands tools and doctor, and does nothing when serving',
  );
  expect(() => read({}, '--sandbox', '--entries', '5')).toThrow('--entries is for the command sandbox');
});

it.each(['1', 'yes', 'on', 'TRUE', ' Yes '])('takes %j for true', value => {
  expect(settings({ CONTENTSTACK_READ_ONLY: value }).readOnly).toBe(true);
});

const restricting = Object.entries(table).flatMap(([key, setting]) => ('restricts' in setting ? [key] : []));
const unfilled = [placeholder('VAR'), '$VAR', '%VAR%', '{{X}}', '<your token>', `"${placeholder('VAR')}"`, '""', "''"];

it('knows which settings restrict', () => {
  expect(restricting).toEqual([
    'TOKEN_SCOPE',
    'READ_ONLY',
    'BRANCHES',
    'GLOBAL_WRITES',
    'MODULES',
    'TOOLS',
    'TOOLS_DENY',
    'POLICY',
    'CONFIRM',
    'PROTECTED',
    'DRY_RUN',
    'HTTP_TOKEN',
    'HTTP_TOKEN_FILE',
  ]);
});

describe.each(restricting)('%s, which restricts,', key => {
  const name = `CONTENTSTACK_${key}`;

  it.each(unfilled)('stops the start with %s', value => {
    expect(() => settings({ [name]: value })).toThrow(`${name} is `);
    expect(() => settings({}, `--${key.toLowerCase().replaceAll('_', '-')}=${value}`)).toThrow('not filled in');
  });

  it('is not set by an empty field of a dialog, nor by nothing', () => {
    for (const value of ['', '  ', placeholder(`user_config.${key.toLowerCase()}`)])
      expect(settings({ [name]: value })).toEqual(settings({}));
  });

  it('is found by the names that are nearly its own', () => {
    const bare = key.replaceAll('_', '');
    for (const near of [`${key}X`, key.slice(0, -1), bare, `${key}_EXTRA`]) {
      if (near in table) continue;
      const { strays } = read({ [`CONTENTSTACK_${near}`]: 'x' });
      expect(() => nameStrays(strays), near).toThrow(
        /^CONTENTSTACK_\w+ is not a setting; did you mean CONTENTSTACK_\w+\? That one restricts/,
      );
    }
  });
});

it('stops where one of a list is a placeholder, and not elsewhere', () => {
  expect(() => settings({ CONTENTSTACK_BRANCHES: `main,${placeholder('BR')}` })).toThrow('not filled in');
  for (const value of unfilled) {
    const given = settings({ CONTENTSTACK_API_KEY: value, CONTENTSTACK_REGION: value });
    expect(given).toEqual(settings({}));
    expect(given.keys.apiKey).toBeUndefined();
  }
  expect(settings({ CONTENTSTACK_API_KEY: '"bltkey"', CONTENTSTACK_REGION: "'eu'" })).toMatchObject({
    keys: { apiKey: 'bltkey' },
    region: 'eu',
  });
});

it.each([
  ['CONTENTSTACK_READONLY', 'CONTENTSTACK_READ_ONLY'],
  ['CONTENTSTACK_TOOL_DENY', 'CONTENTSTACK_TOOLS_DENY'],
  ['CONTENTSTACK_BRANCHS', 'CONTENTSTACK_BRANCHES'],
  ['CONTENTSTACK_MODULE', 'CONTENTSTACK_MODULES'],
  ['CONTENTSTACK_CONFIRMATION', 'CONTENTSTACK_CONFIRM'],
])('stops the start with %s, which may mean %s', (given, meant) => {
  const { strays } = read({ [given]: 'x' });
  expect(() => nameStrays(strays)).toThrow(`${given} is not a setting; did you mean ${meant}?`);
});

it('names other strays, and is silent on what other tools of Contentstack read', () => {
  const env = {
    CONTENTSTACK_REGON: 'eu',
    CONTENTSTACK_ZEBRA: '1',
    CONTENTSTACK_DELIVERY_TOKEN: 'x',
    CONTENTSTACK_ENVIRONMENT: 'x',
    CONTENTSTACK_PREVIEW_TOKEN: 'x',
    CONTENTSTACK_LIVE_PREVIEW: 'x',
  };
  expect(nameStrays(read(env).strays)).toEqual([
    'CONTENTSTACK_REGON is not a setting; did you mean CONTENTSTACK_REGION?',
    'CONTENTSTACK_ZEBRA is not a setting and has no effect',
  ]);
});

it('prints no token that was given where something else was wanted', () => {
  const token = 'cs0123456789abcdef0123456789';
  const wrong = [
    () => read({}, token),
    () => read({}, `--${token}`),
    () => settings({ CONTENTSTACK_REGION: token }),
    () => settings({ CONTENTSTACK_HOST: `ftp://${token}` }),
    () => settings({ CONTENTSTACK_HOST: `https://user:${token}@example.com` }),
    () => settings({ CONTENTSTACK_TIMEOUT_MS: token }),
    () => read({}, '--http', token),
    () => read({}, 'sandbox', '--port', token),
  ];
  for (const attempt of wrong) {
    let message = '';
    try {
      attempt();
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).not.toBe('');
    expect(message).not.toContain(token);
  }
});
