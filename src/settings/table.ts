// The settings as a table: what each takes, its default, and what it means in words for the docs and --help. Pure.
import * as z from 'zod';

const list = z.string().transform(text => [
  ...new Set(
    text
      .split(',')
      .map(item => item.trim())
      .filter(Boolean),
  ),
]);
/** Names that may hold a comma come one by one. */
const folders = z.union([list, z.array(z.string()).transform(names => names.filter(name => name.trim() !== ''))]);
export const yesNo = z
  .enum(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off'])
  .transform(text => ['true', '1', 'yes', 'on'].includes(text));
export const uploadUrls = ['direct', 'proxy', 'off'] as const;
const rate = z
  .string()
  .regex(/^([1-9]\d{0,3}|off)$/, 'it takes a whole number of requests a second, or `off`')
  .transform(text => (text === 'off' ? undefined : Number(text)));
/** It travels as a header. */
const header = z
  .string()
  .regex(/^[\x20-\x7e]*$/, 'it takes only ASCII letters, digits and signs, not the … of an example');
export const surfaces = ['full', 'tasks'] as const;
export const logForms = ['off', 'text', 'json'] as const;
export const scopes = ['detect', 'read-only', 'read-write'] as const;

export interface Setting {
  /** Of a value as given, before it is read as anything. */
  type: z.ZodType;
  default?: string;
  /** For the docs and --help. */
  meaning: string;
  secret?: true;
  /** Without it more would be allowed: a value that was not filled in, or a name that is nearly its own, stops the start. */
  restricts?: true;
}

type Rest = Omit<Setting, 'type' | 'meaning'>;

const one = <T extends z.ZodType>(type: T, meaning: string, rest: Rest = {}) => ({
  type,
  meaning,
  ...rest,
});

const restricts = true;

/** Every setting there is: in the environment as CONTENTSTACK_<KEY>, as a flag `--key` in kebab-case, which wins. */
export const table = {
  API_KEY: one(header, 'the API key of the stack', { secret: true }),
  API_KEY_FILE: one(z.string(), 'a file that holds the key, in place of the value; see `docs/operating.md`'),
  MANAGEMENT_TOKEN: one(
    header,
    'a management token of the stack; with `--sandbox`, the name of one of its tokens is enough',
    {
      secret: true,
    },
  ),
  MANAGEMENT_TOKEN_FILE: one(
    z.string(),
    'a file that holds the token, in place of the value; it is read again when Contentstack refuses the token, and on SIGHUP',
  ),
  REGION: one(
    z.string(),
    '`na`/`us`, `eu`, `au`, `azure-na`, `azure-eu`, `gcp-na`, `gcp-eu`; upper or lower case, `-` or `_`, and a leading `aws-` make no difference',
    { default: 'na' },
  ),
  HOST: one(z.string(), 'an API origin in place of the region; https, or http on loopback only'),
  TOKEN_SCOPE: one(
    list.transform(given => scopes.find(scope => given.length === 1 && given[0] === scope) ?? given),
    'what the token may do: `detect` tests it with writes that cannot have any effect, and assumes `read-only` if they are inconclusive; `read-only`, `read-write`, or a comma-separated list of the modules that it may write is believed without a test',
    { default: 'detect', restricts },
  ),
  READ_ONLY: one(yesNo, '`true` withholds every operation that is not a read, whatever the token may do', {
    default: 'false',
    restricts,
  }),
  BRANCH: one(header, 'the branch to use when a call names none; by default `main`, if it may be used'),
  BRANCHES: one(header.pipe(list), 'comma-separated list of the only branches (or aliases) that the server may touch', {
    restricts,
  }),
  GLOBAL_WRITES: one(
    z.enum(['auto', 'allow', 'deny']),
    'writes to modules that all branches share: `allow`, `deny`, or `auto`, which withholds them when the token or the settings are limited to some branches',
    { default: 'auto', restricts },
  ),
  MODULES: one(list, 'comma-separated list of modules, or `all`; the default ones when not given', { restricts }),
  TOOLS: one(list, 'comma-separated list of tool names or `*` patterns: only these are exposed', { restricts }),
  TOOLS_DENY: one(list, 'comma-separated list of tool names or `*` patterns: these are never exposed', { restricts }),
  POLICY: one(
    z.string(),
    'a JSON file of rules on what may be written. They allow, ask a person or deny, by effect, environment, branch, language, content type and number of items, and no call can lift them; see `docs/policy.md`',
    { restricts },
  ),
  SURFACE: one(
    z.enum(surfaces),
    'what is listed: `full` is every tool; `tasks` is the tasks, a few everyday operations, and three tools that find and call the rest, for clients that take few tools or have little context. It does not change what may be done',
    { default: 'full' },
  ),
  CONFIRM: one(
    z.enum(['auto', 'always', 'never']),
    'what happens before a delete, a publish, a change of the model that loses content, or a new way out for data: `auto` asks the user if the client can, and otherwise takes two calls for what cannot be undone; `always` refuses if the client cannot ask; `never` does not ask',
    { default: 'auto', restricts },
  ),
  PROTECTED: one(
    header
      .pipe(list)
      .refine(names => names.length > 0 && names.every(name => /^[^\s*?;"'`][^*?;"'`]*$/.test(name)), {
        error: 'it takes names of environments with commas between them, without patterns or quotes, or `none`',
      })
      .transform(names => (names.join() === 'none' ? [] : names.map(name => name.toLowerCase()))),
    'comma-separated list of environments where publishing and unpublishing take two calls if nobody can be asked; `none` for none',
    { default: 'production', restricts },
  ),
  CHECK: one(
    z.enum(['on', 'off']),
    '`on` checks entries against their content type before they are sent, `off` sends them as they are given; versions and losses are checked either way',
    { default: 'on' },
  ),
  DRY_RUN: one(
    yesNo,
    '`true` rehearses: no write is sent, and each tool that writes says what it would send and what that would affect',
    { default: 'false', restricts },
  ),
  UPLOAD_DIRS: one(
    folders,
    'comma-separated list of the only directories that files may be uploaded from; none when not given. As the last flag it also takes several: `--upload-dirs -- DIR…`',
  ),
  UPLOAD_URLS: one(
    z.enum(uploadUrls),
    'files at public https URLs: `direct` fetches them without a proxy, so that each address can be checked as it is dialled; `proxy` leaves that to the proxy of `HTTPS_PROXY`; `off` fetches none',
    { default: 'direct' },
  ),
  TIMEOUT_MS: one(
    z
      .string()
      .regex(/^[1-9]\d{0,6}$/, 'it takes a whole number of milliseconds')
      .transform(Number),
    'how long one call may take, in milliseconds',
    { default: '30000' },
  ),
  RATE_READS: one(
    rate,
    "the most reads to send in a second; fewer if the API says that the organisation's limit is lower; `off` sends without waiting",
    { default: '10' },
  ),
  RATE_WRITES: one(rate, 'the most writes to send in a second, in the same way', { default: '10' }),
  RATE_BULK: one(rate, 'the most bulk operations to send in a second, in the same way', { default: '1' }),
  MAX_RESULT_TOKENS: one(
    z
      .string()
      .regex(/^[1-9]\d{2,5}$/, 'it takes a whole number of tokens, from 100 up')
      .transform(Number),
    "how much of a model's context one answer may take, in tokens; a longer one is cut and says how to get the rest",
    { default: '10000' },
  ),
  LIVE_SCHEMA: one(
    yesNo,
    "whether the stack's own names are read: environments and languages become choices in the schemas if they are few, titles of content types are accepted in place of uids, and the refusal of a wrong name gives the right one; `false` reads none of them",
    { default: 'true' },
  ),
  LOG: one(
    z.enum(logForms),
    'the record of calls: `text` is a line at the start and one for each write, question, refusal and failure; `json` is one JSON object for every call; `off` is none. By default `text`, or `json` if there is a file. Content, arguments and tokens are in neither',
  ),
  LOG_FILE: one(
    z.string(),
    'a file that the record is added to, in place of stderr. Only its owner may read it; a link, or a file that others may read, stops the start. SIGHUP opens it again',
  ),
  STACKS: one(
    z.string(),
    'a JSON file that names several stacks, the variables that hold their tokens, and what may be done in each; it replaces the key and token above',
  ),
  SHARED_LIMIT: one(
    z.string(),
    'a Redis or Valkey by which several processes share one rate limit and use each confirmation once: `redis://host:6379`, `rediss://…` with TLS, or `redis+unix:///path/of/socket`; see `docs/serving.md`',
    { secret: true },
  ),
  SHARED_LIMIT_PASSWORD_FILE: one(
    z.string(),
    'a file that holds the password for `CONTENTSTACK_SHARED_LIMIT`, in place of a password in that address',
  ),
  HTTP_TOKEN: one(
    z.string(),
    'with `--http`: a bearer token of your own making that callers must send; required unless the host is loopback',
    { secret: true, restricts },
  ),
  HTTP_TOKEN_FILE: one(
    z.string(),
    'a file that holds the token, in place of the value; a token that is taken out of the file is no longer accepted',
    { restricts },
  ),
  HTTP_HOSTS: one(
    list,
    'with `--http` or `CONTENTSTACK_METRICS`: comma-separated list of other host names that the server is reached by, such as behind a proxy',
  ),
  METRICS: one(
    z.string(),
    '`[HOST:]PORT` where metrics for Prometheus are served, at `/metrics`, on 127.0.0.1 unless a host is given; they have no authentication, and are off when not given',
  ),
} as const satisfies Record<string, Setting>;

export type Key = keyof typeof table;

/** What may lie in a file of its own, named by a setting of this name and `_FILE`. */
export type Secret = { [K in Key]: `${K}_FILE` extends Key ? K : never }[Key];

/** What `sandbox --entries` takes at most. So many take 1.2 GB and 16 seconds; more, and Node runs out of memory on many machines. */
export const mostEntries = 200_000;

export function toFlag(key: string): string {
  return key.toLowerCase().replaceAll('_', '-');
}
