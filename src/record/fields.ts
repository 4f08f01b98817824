// The fields of a line of the record, in their order, and what each says: the docs are made of it.

export interface Target {
  /** As the API calls them: `entries`, `assets`, `labels`. */
  kind: string;
  /** Of an entry. */
  content_type?: string;
  uid?: string;
  language?: string;
  /** Stored before the call and after it; of a publish, live before it and sent out. */
  before?: number;
  after?: number;
}

export interface Line {
  v: 1;
  event: 'call' | 'wrong_bearer';
  time: string;
  id: string;
  trace_id?: string;
  transport: 'stdio' | 'http';
  era?: 'legacy' | 'modern';
  caller?: string;
  client?: { name: string; version: string };
  stack?: string;
  branch?: string;
  method?: string;
  tool?: string;
  effect?: string;
  targets?: readonly Target[];
  more_targets?: number;
  environments?: readonly string[];
  languages?: readonly string[];
  questions?: number;
  agreed?: 'person' | 'code' | 'client' | 'setting' | 'none';
  outcome?: Outcome;
  cause?: string;
  status?: number;
  code?: number;
  request_id?: string;
  requests?: number;
  retries?: number;
  waited_ms?: number;
  duration_ms?: number;
  rehearsal?: true;
  token_digest?: string;
  address?: string;
  count?: number;
  version: string;
}

export const outcomes = ['ok', 'question', 'held', 'refused', 'failed', 'timeout', 'cancelled'] as const;
export type Outcome = (typeof outcomes)[number];

/** In Markdown. */
export const fields = {
  v: '`1`: what this table says',
  event: '`call`, or `wrong_bearer`: a token that belongs to no caller was sent',
  time: 'when it ended, as RFC 3339 has it, in UTC with milliseconds',
  id: 'a UUID of this line',
  trace_id: 'the id of the trace that the client gave for the call (`traceparent`)',
  transport: '`stdio` or `http`',
  era: '`legacy` is the 2025 protocol, `modern` the 2026 protocol',
  caller: 'over HTTP, the name under `bearers` whose token was sent',
  client: 'the `name` and `version` that the client gives',
  stack: 'the name of the stack in the stacks file, or the last four characters of its API key',
  branch: 'the branch that the call works on',
  method: '`tools/call` or `resources/read`',
  tool: 'the name of the tool; absent if there is no such tool',
  effect: '`read`, `create`, `update`, `delete` or `publish`',
  targets:
    'what the call was about, up to 100 things: `kind` as in the API’s paths, `content_type`, `uid`, `language`, and the versions `before` and `after`: those stored; for a publish, the one that was live and the one that was published',
  more_targets: 'how many more things there were',
  environments: 'environments that the call named, or that it affected',
  languages: 'the same for languages',
  questions: 'how often a person was asked during the call',
  agreed:
    'why a write was allowed: a `person` said yes; a `code` came, the second of two steps; it was left to the `client` and its own approval; by a `setting`, nobody is asked; `none`: it is not asked about, or was not allowed',
  outcome:
    '`ok`; `question`: a person was asked, and the call comes again; `held`: the first of two steps; `refused` by this server; `failed`; `timeout`; `cancelled`',
  cause:
    'why it was refused or failed: `arguments`, `policy`, `unconfirmed`, `settings`, `withheld`, `check` (what was read rules it out), `api`, `unreachable`, `broken`, `busy`, `unshown`, `internal`, `protocol`, or `ended` (the server ended first; a write may have been applied)',
  status: 'the status of the API’s answer that decided',
  code: 'the API’s own `error_code`',
  request_id: 'the id by which Contentstack’s support finds that request',
  requests: 'how many requests were sent for it',
  retries: 'how many of them were sent again',
  waited_ms: 'how long they waited for their turns, in total',
  duration_ms: 'the time from the call to its answer',
  rehearsal: '`true` if this is a rehearsal',
  token_digest: 'a digest of a wrong token: the same for the same token until the server ends, and of no use elsewhere',
  address: 'the address that sent it, or that of the proxy in front of this server',
  count: 'how often it was sent since the last line about it',
  version: 'the version of this server',
} as const satisfies Record<keyof Line, string>;

/** In the order of the table; what is not known is left out. */
export function inOrder(line: Line): Line {
  const keys = Object.keys(fields) as (keyof Line)[];
  return Object.fromEntries(
    keys.flatMap(key => (line[key] === undefined ? [] : [[key, line[key]]])),
  ) as unknown as Line;
}
