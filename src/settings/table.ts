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
export const yesNo = z.enum(['true', 'false']).transform(text => text === 'true');
export const uploadUrls = ['direct', 'proxy', 'off'] as const;
const rate = z
  .string()
  .regex(/^([1-9]\d{0,3}|off)$/, 'it takes requests a second, as a whole number, or `off`')
  .transform(text => (text === 'off' ? undefined : Number(text)));
/** It travels as a header. */
const header = z
  .string()
  .regex(/^[\x20-\x7e]*$/, 'it takes letters, digits and signs of ASCII, and no … as examples have it');
export const scopes = ['detect', 'read-only', 'read-write'] as const;

export interface Setting {
  /** Of a value as given, before it is read as anything. */
  type: z.ZodType;
  default?: string;
  /** For the docs and --help. */
  meaning: string;
  secret?: true;
}

const one = <T extends z.ZodType>(type: T, meaning: string, rest: { default?: string; secret?: true } = {}) => ({
  type,
  meaning,
  ...rest,
});

/** Every setting there is: in the environment as CONTENTSTACK_<KEY>, as a flag `--key` in kebab-case, which wins. */
export const table = {
  API_KEY: one(header, 'API key of the stack', { secret: true }),
  MANAGEMENT_TOKEN: one(header, 'management token of the stack; with `--sandbox` also the name of one of its tokens', {
    secret: true,
  }),
  REGION: one(
    z.string(),
    '`na`/`us`, `eu`, `au`, `azure-na`, `azure-eu`, `gcp-na`, `gcp-eu`; case, `-`/`_` and an `aws-` prefix do not matter',
    { default: 'na' },
  ),
  HOST: one(z.string(), 'another API origin; https, or http on loopback only'),
  TOKEN_SCOPE: one(
    z.enum(scopes),
    'what the token may do: `read-only` and `read-write` are taken at their word; `detect` finds out with one write that can have no effect, and counts as `read-only` where that does not tell',
    { default: 'detect' },
  ),
  READ_ONLY: one(yesNo, '`true` withholds every operation that is not a read, whatever the token may do', {
    default: 'false',
  }),
  BRANCH: one(header, 'the branch used when a call names none; `main` if that may be used'),
  BRANCHES: one(header.pipe(list), 'comma list: the only branches (or aliases) the server may touch'),
  GLOBAL_WRITES: one(
    z.enum(['auto', 'allow', 'deny']),
    'writes to modules shared by all branches: `auto` (withheld when the token or the settings are limited to some branches), `allow`, `deny`',
    { default: 'auto' },
  ),
  MODULES: one(list, 'comma list of modules, or `all`; all of the default ones when not given'),
  TOOLS: one(list, 'comma list of tool names or `*` patterns: only these'),
  TOOLS_DENY: one(list, 'comma list of tool names or `*` patterns: never these'),
  CONFIRM: one(
    z.enum(['auto', 'always', 'never']),
    'before a delete, a publish or a new way out for data: `auto` asks the user where the client can be asked, `always` refuses where it cannot, `never` does not ask',
    { default: 'auto' },
  ),
  UPLOAD_DIRS: one(
    folders,
    'comma list: the only directories from which files may be uploaded; none when not given. At the end of the flags also one by one: `--upload-dirs -- DIR…`',
  ),
  UPLOAD_URLS: one(
    z.enum(uploadUrls),
    'files behind public https URLs: `direct` dials them past any proxy, as only so each address can be judged as it is dialled; `proxy` leaves that to the proxy of `HTTPS_PROXY`; `off` fetches none',
    { default: 'direct' },
  ),
  TIMEOUT_MS: one(
    z
      .string()
      .regex(/^[1-9]\d{0,6}$/, 'it takes milliseconds, as a whole number')
      .transform(Number),
    'how long one call may take, in milliseconds',
    { default: '30000' },
  ),
  RATE_READS: one(
    rate,
    'how many reads leave in a second, at most; less where the API says that the organisation has less; `off` sends at once',
    { default: '10' },
  ),
  RATE_WRITES: one(rate, 'how many writes leave in a second, in the same way', { default: '10' }),
  RATE_BULK: one(rate, 'how many bulk operations leave in a second, in the same way', { default: '1' }),
  MAX_RESULT_TOKENS: one(
    z
      .string()
      .regex(/^[1-9]\d{2,5}$/, 'it takes tokens, as a whole number from 100 on')
      .transform(Number),
    "how much of a model's context one answer may take, in tokens; what does not fit is cut, with how to get the rest",
    { default: '10000' },
  ),
  LIVE_SCHEMA: one(
    yesNo,
    'names of the stack (environments, languages, content types) in the schemas, where there are few; `false` leaves those arguments free',
    { default: 'true' },
  ),
  STACKS: one(
    z.string(),
    'JSON file that names several stacks, with the variables of their tokens and what may be done in each, in the place of the key and token above',
  ),
  HTTP_TOKEN: one(
    z.string(),
    'with `--http`: the bearer token that callers must show, one of your own making; required unless the host is loopback',
    { secret: true },
  ),
  HTTP_HOSTS: one(list, 'with `--http`: comma list of further host names by which it is reached, as behind a proxy'),
} as const satisfies Record<string, Setting>;

export type Key = keyof typeof table;

/** What `sandbox --entries` takes at most. So many take 1.2 GB and 16 seconds; more, and Node runs out of memory on many machines. */
export const mostEntries = 200_000;

export function toFlag(key: string): string {
  return key.toLowerCase().replaceAll('_', '-');
}
