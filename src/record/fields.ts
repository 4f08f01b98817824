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
  event: '`call`, or `wrong_bearer`: somebody showed a token that is no caller’s',
  time: 'when it ended, as RFC 3339 has it, in UTC with milliseconds',
  id: 'of this line, a UUID',
  trace_id: 'of the trace that the client says the call is part of (`traceparent`)',
  transport: '`stdio` or `http`',
  era: 'which protocol: `legacy` is that of 2025, `modern` that of 2026',
  caller: 'the name under `bearers` of who was let in over HTTP',
  client: '`name` and `version`, as the client says of itself',
  stack: 'its name in the stacks file, or the last four characters of its API key',
  branch: 'which branch it works on',
  method: '`tools/call` or `resources/read`',
  tool: 'what was called; absent where there is no such tool',
  effect: '`read`, `create`, `update`, `delete` or `publish`',
  targets:
    'what it was about, up to 100: `kind` as in the API’s paths, `content_type`, `uid`, `language`, and the versions `before` and `after`: what was stored; of a publish, what was live and what went out',
  more_targets: 'how many more there were',
  environments: 'which were named, and by the things that were hit',
  languages: 'the same of languages',
  questions: 'how often a person was asked during the call',
  agreed:
    'how a write came to be let through: `person` said yes; `code`, the second of two steps; `client`, left to its own approval; `setting`, as nobody is asked; `none`, as it is not asked about, or was not let through',
  outcome:
    '`ok`; `question`, put to a person, and the call comes again; `held`, the first of two steps; `refused` by this server; `failed`; `timeout`; `cancelled`',
  cause:
    'why it was refused or failed: `arguments`, `policy`, `unconfirmed`, `settings`, `withheld`, `check` (what was read spoke against it), `api`, `unreachable`, `broken`, `busy`, `unshown`, `internal`, `protocol`, or `ended` (the server ended first; a write may have been applied)',
  status: 'of the API’s answer that decided',
  code: 'the API’s own `error_code`',
  request_id: 'by which Contentstack’s support finds that request',
  requests: 'how many left for it',
  retries: 'how many of them again',
  waited_ms: 'how long they waited for their turns, together',
  duration_ms: 'from the call to its answer',
  rehearsal: '`true` where nothing that writes leaves',
  token_digest: 'of a wrong bearer: the same for the same token until the server ends, and of no use elsewhere',
  address: 'who showed it, or the proxy before this server',
  count: 'how often since the last line on it',
  version: 'of this server',
} as const satisfies Record<keyof Line, string>;

/** In the order of the table; what is not known is left out. */
export function inOrder(line: Line): Line {
  const keys = Object.keys(fields) as (keyof Line)[];
  return Object.fromEntries(
    keys.flatMap(key => (line[key] === undefined ? [] : [[key, line[key]]])),
  ) as unknown as Line;
}
