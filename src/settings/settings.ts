// Settings: read once, from flags and environment. The only reader of process.env.
import { parseArgs } from 'node:util';
import type * as z from 'zod';
import { nearest } from '../operations/nearest.ts';
import { type Http, requireToken, toHttp } from './http.ts';
import { type Proxies, readProxies } from './proxies.ts';
import { toOrigin } from './regions.ts';
import type { Beside } from './stacks-file.ts';
import { type Key, mostEntries, type Setting, type scopes, table, toFlag, type uploadUrls, yesNo } from './table.ts';

export type Given = Partial<Record<Exclude<Key, 'UPLOAD_DIRS'>, string>> & { UPLOAD_DIRS?: string | readonly string[] };

export interface Settings {
  apiKey: string | undefined;
  token: string | undefined;
  /** `https://api.contentstack.io`, without a slash at the end. */
  origin: string;
  region: string;
  tokenScope: (typeof scopes)[number];
  readOnly: boolean;
  branch: string | undefined;
  /** Undefined: not limited. */
  branches: string[] | undefined;
  globalWrites: 'auto' | 'allow' | 'deny';
  modules: string[] | undefined;
  tools: string[] | undefined;
  toolsDeny: string[];
  confirm: 'auto' | 'always' | 'never';
  uploadDirs: string[];
  uploadUrls: (typeof uploadUrls)[number];
  timeoutMs: number;
  /** Requests a second; undefined: as many as there are. */
  rates: { reads: number | undefined; writes: number | undefined; bulk: number | undefined };
  maxResultTokens: number;
  liveSchema: boolean;
  proxies: Proxies | undefined;
}

/** The message names the setting, what was given and what is possible; it goes to stderr, and the exit code is 2. */
export class BadSetting extends Error {}

const refuse = (message: string): BadSetting => new BadSetting(message);

const commands = ['serve', 'demo', 'tools', 'doctor', 'sandbox'] as const;
const switches = ['sandbox', 'json', 'probe-regions'] as const;
const questions = ['version', 'help'] as const;

export interface Invocation {
  command: (typeof commands)[number];
  switches: Record<(typeof switches)[number], boolean>;
  port: number;
  /** Where to serve over HTTP; over stdio when not given. */
  http: Http | undefined;
  /** What the command `sandbox` alone takes. */
  stack: { seed?: string; state?: string; entries?: number; limits?: string };
  /** Whether what is printed may be coloured: a terminal, and NO_COLOR not set. */
  colour: boolean;
  settings: Settings;
  /** The file of several stacks, and what is given beside it. */
  several: { path: string; beside: Beside } | undefined;
}

/** What is answered without a look at the settings, so that a bad one does not stand in the way. @throws {BadSetting} */
export function readQuestion(argv: string[]): (typeof questions)[number] | undefined {
  const { values } = parseFlags(splitDirectories(argv).flags);
  return questions.find(name => values[name] === true);
}

/** @throws {BadSetting} */
export function readInvocation(argv: string[], env: NodeJS.ProcessEnv = process.env): Invocation {
  const { flags, directories } = splitDirectories(argv);
  const { values, positionals } = parseFlags(flags);
  const command = positionals[0] ?? 'serve';
  if (!isOneOf(commands, command) || positionals.length > 1) {
    throw new BadSetting(`there is no command "${positionals.join(' ')}"; see --help`);
  }
  requireUse(command, values);
  const given: Given = {};
  for (const key of Object.keys(table) as Key[]) {
    const value = clean(values[toFlag(key)]) ?? clean(env[`CONTENTSTACK_${key}`]);
    if (value !== undefined) given[key] = value;
  }
  if (directories.length > 0) given.UPLOAD_DIRS = directories;
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new BadSetting(`--port is "${values.port}"; it takes 0 to 65535`);
  const on = Object.fromEntries(switches.map(name => [name, values[name] === true])) as Invocation['switches'];
  const colour = process.stdout.isTTY === true && !env.NO_COLOR;
  const path = read(given, 'STACKS');
  const proxies = readProxies(env, refuse);
  const beside: Beside = { given, proxies, look: name => clean(env[name]), isLenient: on.sandbox };
  const several = path === undefined ? undefined : { path, beside };
  const settings = { ...toSettings(given), proxies };
  const at = clean(values.http);
  const http = at === undefined ? undefined : toHttp(at, read(given, 'HTTP_TOKEN'), read(given, 'HTTP_HOSTS'), refuse);
  // Callers may have tokens of their own in the file of stacks, which is read later.
  if (http && !several) requireToken(http, http.token !== undefined, refuse);
  if (http?.token !== undefined && http.token === settings.token) {
    throw new BadSetting('CONTENTSTACK_HTTP_TOKEN is the management token; set it to one of your own making');
  }
  return { command, switches: on, port, http, stack: readStack(values), colour, settings, several };
}

const stackFlags = ['seed', 'state', 'entries', 'limits'] as const;

/** Flags that are for some commands alone. */
const uses: Record<string, readonly Invocation['command'][]> = {
  http: ['serve'],
  json: ['tools', 'doctor'],
  'probe-regions': ['doctor'],
  port: ['sandbox'],
  ...Object.fromEntries(stackFlags.map(flag => [flag, ['sandbox']])),
};

/** @throws {BadSetting} */
function requireUse(command: Invocation['command'], values: Values): void {
  for (const [flag, users] of Object.entries(uses)) {
    const isGiven = values[flag] === true || clean(values[flag]) !== undefined;
    // The limits of the API may be had with the embedded sandbox, too.
    if (!isGiven || users.includes(command) || (flag === 'limits' && values.sandbox === true)) continue;
    const name = command === 'serve' ? 'serving' : `the command ${command}`;
    const place = users.includes('serve') ? 'serving' : `the command${users[1] ? 's' : ''} ${users.join(' and ')}`;
    const hint = flag === 'port' && command === 'serve' ? '; to serve over HTTP there is --http' : '';
    throw new BadSetting(`--${flag} is for ${place}, and has no use with ${name}${hint}`);
  }
}

/** @throws {BadSetting} */
function readStack(values: Values): Invocation['stack'] {
  const given = Object.fromEntries(
    stackFlags.flatMap(flag => (clean(values[flag]) ? [[flag, clean(values[flag])]] : [])),
  );
  const { entries, ...texts }: Record<string, string | undefined> = given;
  if (entries === undefined) return texts;
  if (!/^\d{1,9}$/.test(entries) || Number(entries) > mostEntries)
    throw new BadSetting(`--entries is "${entries}"; it takes a whole number up to ${mostEntries}`);
  if (texts.seed !== undefined) throw new BadSetting('--entries and --seed both say what the stack holds: give one');
  return { ...texts, entries: Number(entries) };
}

type Values = Record<string, string | boolean | undefined>;
type Options = Record<string, { type: 'string' | 'boolean'; short?: string }>;

function parseFlags(argv: string[]): { values: Values; positionals: string[] } {
  const options: Options = {
    port: { type: 'string' },
    http: { type: 'string' },
  };
  for (const name of stackFlags) options[name] = { type: 'string' };
  for (const name of [...switches, ...questions]) options[name] = { type: 'boolean' };
  options.help = { type: 'boolean', short: 'h' };
  for (const key of Object.keys(table) as Key[]) options[toFlag(key)] = { type: 'string' };
  try {
    return parseArgs({ args: argv.map(spellOut), options, allowPositionals: true, strict: true }) as ReturnType<
      typeof parseFlags
    >;
  } catch (error) {
    const [, dashes = '', flag = ''] = /'(?:-h, )?(--?)([^'\s]+)/.exec((error as Error).message) ?? [];
    throw new BadSetting(`${dashes}${flag} ${toFlaw(flag, options)}`);
  }
}

function toFlaw(flag: string, options: Options): string {
  const option = Object.hasOwn(options, flag) ? options[flag] : undefined;
  if (option) return option.type === 'boolean' ? 'takes no value' : 'lacks its value';
  const close = nearest(flag, Object.keys(options));
  return `is not a flag${close ? `; did you mean --${close}?` : '; see --help'}`;
}

/** Some may stand alone as a flag: `--read-only` is `--read-only=true`, `--confirm` is `--confirm=always`. */
function spellOut(arg: string, index: number, argv: string[]): string {
  const key = (Object.keys(table) as Key[]).find(each => arg === `--${toFlag(each)}`);
  const next = argv[index + 1];
  if (key === undefined || (next !== undefined && !next.startsWith('-') && !isOneOf(commands, next))) return arg;
  if (table[key].type === yesNo) return `${arg}=true`;
  return key === 'CONFIRM' ? `${arg}=always` : arg;
}

/** What follows `--upload-dirs --`: hosts lay a list out as arguments, and of an empty one nothing but the name is left. */
function splitDirectories(argv: string[]): { flags: string[]; directories: string[] } {
  const end = argv.indexOf('--');
  if (end < 1 || argv[end - 1] !== '--upload-dirs') return { flags: argv, directories: [] };
  const directories = argv.slice(end + 1).map(clean);
  return { flags: argv.slice(0, end - 1), directories: directories.filter(each => each !== undefined) };
}

/** Nothing given, or a placeholder that a client failed to expand, counts as unset. */
function clean(value: string | boolean | undefined): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || /^\$\{[^}]*\}$/.test(text) ? undefined : text;
}

/** @throws {BadSetting} */
export function toSettings(given: Given): Settings {
  const branches = read(given, 'BRANCHES');
  const branch = read(given, 'BRANCH');
  if (branch && branches && !branches.includes(branch)) {
    throw new BadSetting(
      `CONTENTSTACK_BRANCH is "${branch}", which is not in CONTENTSTACK_BRANCHES (${branches.join(', ')})`,
    );
  }
  const region = read(given, 'REGION') ?? 'na';
  return {
    apiKey: read(given, 'API_KEY'),
    token: read(given, 'MANAGEMENT_TOKEN'),
    region,
    origin: toOrigin(region, read(given, 'HOST'), refuse),
    tokenScope: read(given, 'TOKEN_SCOPE') ?? 'detect',
    readOnly: read(given, 'READ_ONLY') ?? false,
    branch,
    branches,
    globalWrites: read(given, 'GLOBAL_WRITES') ?? 'auto',
    modules: read(given, 'MODULES'),
    tools: read(given, 'TOOLS'),
    toolsDeny: read(given, 'TOOLS_DENY') ?? [],
    confirm: read(given, 'CONFIRM') ?? 'auto',
    uploadDirs: read(given, 'UPLOAD_DIRS') ?? [],
    uploadUrls: read(given, 'UPLOAD_URLS') ?? 'direct',
    timeoutMs: read(given, 'TIMEOUT_MS') ?? 30_000,
    rates: { reads: read(given, 'RATE_READS'), writes: read(given, 'RATE_WRITES'), bulk: read(given, 'RATE_BULK') },
    maxResultTokens: read(given, 'MAX_RESULT_TOKENS') ?? 10_000,
    liveSchema: read(given, 'LIVE_SCHEMA') ?? true,
    proxies: undefined,
  };
}

function read<K extends Key>(given: Given, key: K): z.output<(typeof table)[K]['type']> | undefined {
  const setting: Setting = table[key];
  const value = given[key] ?? setting.default;
  if (value === undefined) return undefined;
  const parsed = setting.type.safeParse(value);
  if (parsed.success) return parsed.data as z.output<(typeof table)[K]['type']>;
  const shown = setting.secret ? 'what was given' : `"${value}"`;
  const [issue] = parsed.error.issues;
  const says = issue?.code === 'invalid_value' ? `it can be ${issue.values.join(', ')}` : issue?.message;
  throw new BadSetting(`CONTENTSTACK_${key} is ${shown}; ${says ?? 'that is not possible'}`);
}

function isOneOf<T extends string>(known: readonly T[], word: string): word is T {
  return (known as readonly string[]).includes(word);
}
