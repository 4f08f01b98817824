// Settings: what may be set of one stack, and how what was given becomes it.
import type * as z from 'zod';
import type { Policy } from '../policy/policy.ts';
import { toShown } from './given.ts';
import { Keys } from './keys.ts';
import { readPolicyFile } from './policy-file.ts';
import type { Proxies } from './proxies.ts';
import { toOrigin } from './regions.ts';
import { readSecretFile, toShownPath } from './secret-file.ts';
import {
  type Key,
  type Secret,
  type Setting,
  type scopes,
  type surfaces,
  table,
  type uploadUrls,
  yesNo,
} from './table.ts';

export type Given = Partial<Record<Exclude<Key, 'UPLOAD_DIRS'>, string>> & { UPLOAD_DIRS?: string | readonly string[] };

export interface Settings {
  /** Never a copy of what is in them: they may change. */
  keys: Keys;
  /** `https://api.contentstack.io`, without a slash at the end. */
  origin: string;
  region: string;
  /** Or the modules that it may write. */
  tokenScope: (typeof scopes)[number] | readonly string[];
  readOnly: boolean;
  branch: string | undefined;
  /** Undefined: not limited. */
  branches: string[] | undefined;
  globalWrites: 'auto' | 'allow' | 'deny';
  modules: string[] | undefined;
  tools: string[] | undefined;
  toolsDeny: string[];
  /** Rules on what may be written; each of them holds. */
  policies: readonly Policy[];
  /** Which of the tools are listed. */
  surface: (typeof surfaces)[number];
  confirm: 'auto' | 'always' | 'never';
  /** Names of environments in small letters. */
  protected: string[];
  /** Arguments are checked against the content type before they are sent. */
  check: boolean;
  /** Nothing that writes leaves; what would is told. */
  dryRun: boolean;
  uploadDirs: string[];
  uploadUrls: (typeof uploadUrls)[number];
  timeoutMs: number;
  /** Requests a second; undefined: as many as there are. */
  rates: { reads: number | undefined; writes: number | undefined; bulk: number | undefined };
  maxResultTokens: number;
  liveSchema: boolean;
  proxies: Proxies | undefined;
}

/** What settings alone decide of the tools there are: of a stack, or of a caller below it. */
export type Ceiling = Pick<
  Settings,
  'modules' | 'tools' | 'toolsDeny' | 'readOnly' | 'branches' | 'globalWrites' | 'policies'
>;

/** The message names the setting, what was given and what is possible; it goes to stderr, and the exit code is 2. */
export class BadSetting extends Error {}

/** For what is read beside the table. */
export const refuse = (message: string): BadSetting => new BadSetting(message);

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
    keys: toKeys(given),
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
    policies: toPolicies(read(given, 'POLICY')),
    surface: read(given, 'SURFACE') ?? 'full',
    confirm: read(given, 'CONFIRM') ?? 'auto',
    protected: read(given, 'PROTECTED') ?? [],
    check: read(given, 'CHECK') !== 'off',
    dryRun: read(given, 'DRY_RUN') ?? false,
    uploadDirs: read(given, 'UPLOAD_DIRS') ?? [],
    uploadUrls: read(given, 'UPLOAD_URLS') ?? 'direct',
    timeoutMs: read(given, 'TIMEOUT_MS') ?? 30_000,
    rates: { reads: read(given, 'RATE_READS'), writes: read(given, 'RATE_WRITES'), bulk: read(given, 'RATE_BULK') },
    maxResultTokens: read(given, 'MAX_RESULT_TOKENS') ?? 10_000,
    liveSchema: read(given, 'LIVE_SCHEMA') ?? true,
    proxies: undefined,
  };
}

function toKeys(given: Given): Keys {
  const look = () => ({ apiKey: readSecret(given, 'API_KEY'), token: readSecret(given, 'MANAGEMENT_TOKEN') });
  const inFiles = (['API_KEY', 'MANAGEMENT_TOKEN'] as const).filter(key => read(given, `${key}_FILE`) !== undefined);
  return new Keys(look, inFiles);
}

/** @param at where it is found; as it is given when not given. @throws {BadSetting} */
export const toPolicies = (path: string | undefined, at = path): Policy[] =>
  path === undefined || at === undefined ? [] : [readPolicyFile(path, at, refuse)];

/** One setting by its type. @throws {BadSetting} */
export function read<K extends Key>(given: Given, key: K): z.output<(typeof table)[K]['type']> | undefined {
  const setting: Setting = table[key];
  const value = given[key] ?? setting.default;
  return value === undefined ? undefined : check(key, value);
}

/** As it is given, or from the file that is. @throws {BadSetting} */
export function readSecret(given: Given, key: Secret): string | undefined {
  const path = read(given, `${key}_FILE`);
  if (path === undefined) return read(given, key);
  const setting = `CONTENTSTACK_${key}_FILE`;
  if (given[key] !== undefined)
    throw new BadSetting(`CONTENTSTACK_${key} and ${setting} are both given: give only one of them`);
  return check(
    key,
    readSecretFile(setting, path, refuse),
    `${setting} is ${toShownPath(path)}, which does not hold it`,
  );
}

/** @param flaw what is told where it is not valid, before what is possible. @throws {BadSetting} */
function check<K extends Key>(key: K, value: unknown, flaw?: string): z.output<(typeof table)[K]['type']> {
  const setting: Setting = table[key];
  const isWord = setting.type === yesNo && typeof value === 'string';
  const parsed = setting.type.safeParse(isWord ? value.toLowerCase() : value);
  if (parsed.success) return parsed.data as z.output<(typeof table)[K]['type']>;
  const shown = setting.secret ? 'what was given' : toShown(String(value));
  const [issue] = parsed.error.issues;
  const says = issue?.code === 'invalid_value' ? `it can be ${issue.values.join(', ')}` : issue?.message;
  throw new BadSetting(`${flaw ?? `CONTENTSTACK_${key} is ${shown}`}; ${says ?? 'it is not valid'}`);
}
