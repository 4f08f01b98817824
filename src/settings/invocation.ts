// What one start of the command is to do, from flags and environment. The only reader of process.env.

import { holdBearers, type TokenSource, toTaken } from './bearers.ts';
import {
  choose,
  clean,
  commands,
  isOneOf,
  parseFlags,
  questions,
  splitDirectories,
  stackFlags,
  switches,
  type Values,
} from './flags.ts';
import { toShown } from './given.ts';
import { type At, type Http, requireBearer, toAt, toHttp } from './http.ts';
import { readProxies } from './proxies.ts';
import { readSecretFile } from './secret-file.ts';
import { BadSetting, type Given, read, readSecret, refuse, type Settings, toSettings } from './settings.ts';
import { type SharedLimit, toSharedLimit } from './shared-limit.ts';
import type { Beside } from './stacks-file.ts';
import { listStrays, type Stray } from './strays.ts';
import { type Key, type logForms, mostEntries, table, toFlag } from './table.ts';

export interface Invocation {
  command: (typeof commands)[number];
  switches: Record<(typeof switches)[number], boolean>;
  port: number;
  /** Where to serve over HTTP; over stdio when not given. */
  http: Http | undefined;
  /** The store that several processes share; none when not given. */
  shared: SharedLimit | undefined;
  /** Where metrics are served, and by which further names; nowhere when not given. */
  metrics: (At & Pick<Http, 'hosts'>) | undefined;
  /** What the command `sandbox` alone takes. */
  stack: { seed?: string; state?: string; entries?: number; limits?: string; latency?: number; choices: string[] };
  /** Whether what is printed may be coloured: a terminal, and NO_COLOR not set. */
  colour: boolean;
  /** Certificates are taken unseen, in the whole process. */
  isTlsOff: boolean;
  settings: Settings;
  /** The file of several stacks, and what is given beside it. */
  several: { path: string; beside: Beside } | undefined;
  /** Where and in which form it is recorded what was done. */
  record: { form: (typeof logForms)[number]; path: string | undefined };
  /** Variables that look like settings and are none, unless the file of stacks names them. */
  strays: readonly Stray[];
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
    throw new BadSetting(`there is no command ${toShown(positionals.join(' '))}; see --help`);
  }
  requireUse(command, values);
  const given: Given = {};
  for (const key of Object.keys(table) as Key[]) {
    const value = choose(key, [values[toFlag(key)], env[`CONTENTSTACK_${key}`]]);
    if (value !== undefined) given[key] = value;
  }
  if (directories.length > 0) given.UPLOAD_DIRS = directories;
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new BadSetting(`--port is ${toShown(String(values.port))}; it takes 0 to 65535`);
  const on = Object.fromEntries(switches.map(name => [name, values[name] === true])) as Invocation['switches'];
  const colour = process.stdout.isTTY === true && !env.NO_COLOR;
  const path = read(given, 'STACKS');
  const proxies = readProxies(env, refuse);
  const named = new Set<string>();
  const look = (name: string): string | undefined => {
    named.add(name);
    return clean(env[name]);
  };
  const at = clean(values.http);
  const hosts = read(given, 'HTTP_HOSTS') ?? [];
  const http = at === undefined ? undefined : toHttp(at, toBearer(given), hosts, refuse);
  const beside: Beside = { given, proxies, look, named, bearer: http?.bearer, isLenient: on.sandbox };
  const several = path === undefined ? undefined : { path, beside };
  const settings = { ...toSettings(given), proxies };
  const place = read(given, 'METRICS');
  const metrics = place === undefined ? undefined : { ...toAt('CONTENTSTACK_METRICS', place, refuse), hosts };
  // Callers may have tokens of their own in the file of stacks, which is read later.
  if (http && !several) requireBearer(http, http.bearer !== undefined, refuse);
  if (http?.bearer) holdBearers([http.bearer], { host: http.host, taken: () => toTaken([{ settings }]), refuse });
  const file = read(given, 'SHARED_LIMIT_PASSWORD_FILE');
  const password =
    file === undefined ? undefined : readSecretFile('CONTENTSTACK_SHARED_LIMIT_PASSWORD_FILE', file, refuse);
  const shared = toSharedLimit(read(given, 'SHARED_LIMIT'), password, refuse);
  const logFile = read(given, 'LOG_FILE');
  // A file is read by programs, stderr by people.
  const record = { form: read(given, 'LOG') ?? (logFile === undefined ? 'text' : 'json'), path: logFile };
  const isTlsOff = env.NODE_TLS_REJECT_UNAUTHORIZED === '0';
  return {
    command,
    switches: on,
    port,
    http,
    shared,
    metrics,
    stack: readStack(values),
    colour,
    isTlsOff,
    settings,
    several,
    record,
    strays: listStrays(env),
  };
}

/** For callers over HTTP who see all. */
function toBearer(given: Given): TokenSource | undefined {
  const path = read(given, 'HTTP_TOKEN_FILE');
  if (path === undefined && read(given, 'HTTP_TOKEN') === undefined) return undefined;
  const owner = 'CONTENTSTACK_HTTP_TOKEN';
  const look = () => readSecret(given, 'HTTP_TOKEN') ?? '';
  return path === undefined ? { owner, at: owner, read: look } : { owner, at: `${owner}_FILE`, path, read: look };
}

/** Flags that are for some commands alone. */
const uses: Record<string, readonly Invocation['command'][]> = {
  http: ['serve'],
  json: ['tools', 'doctor'],
  'probe-regions': ['doctor'],
  port: ['sandbox'],
  choice: ['sandbox'],
  ...Object.fromEntries(stackFlags.map(flag => [flag, ['sandbox']])),
};

/** @throws {BadSetting} */
function requireUse(command: Invocation['command'], values: Values): void {
  for (const [flag, users] of Object.entries(uses)) {
    const isGiven = values[flag] === true || Array.isArray(values[flag]) || clean(values[flag]) !== undefined;
    // The limits of the API may be had with the embedded sandbox, too.
    if (!isGiven || users.includes(command) || (flag === 'limits' && values.sandbox === true)) continue;
    const name = command === 'serve' ? 'when serving' : `with the command ${command}`;
    const place = users.includes('serve') ? 'serving' : `the command${users[1] ? 's' : ''} ${users.join(' and ')}`;
    const hint = flag === 'port' && command === 'serve' ? '; to serve over HTTP, use --http' : '';
    throw new BadSetting(`--${flag} is for ${place}, and does nothing ${name}${hint}`);
  }
}

/** In milliseconds: a minute is longer than any client waits. */
const longestLatency = 60_000;

/** @throws {BadSetting} */
function readStack(values: Values): Invocation['stack'] {
  const given = Object.fromEntries(
    stackFlags.flatMap(flag => (clean(values[flag]) ? [[flag, clean(values[flag])]] : [])),
  );
  const { entries, latency, ...texts }: Record<string, string | undefined> = given;
  const choices = Array.isArray(values.choice) ? values.choice : [];
  if (entries !== undefined && texts.seed !== undefined)
    throw new BadSetting('--entries and --seed both say what the stack holds: give only one');
  return {
    ...texts,
    choices,
    ...(entries === undefined ? {} : { entries: readWhole('entries', entries, mostEntries) }),
    ...(latency === undefined ? {} : { latency: readWhole('latency', latency, longestLatency) }),
  };
}

/** @throws {BadSetting} */
function readWhole(flag: (typeof stackFlags)[number], value: string, most: number): number {
  if (/^\d{1,9}$/.test(value) && Number(value) <= most) return Number(value);
  throw new BadSetting(`--${flag} is "${value}"; it takes a whole number up to ${most}`);
}
