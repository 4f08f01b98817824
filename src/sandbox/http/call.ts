// What a handler knows about one request, what it may answer, and the table form in which the routes are written.
import type { Choices } from '../state/choices.ts';
import type { Stamp } from '../state/clock.ts';
import type { Json } from '../state/json.ts';
import type { BulkJob, JobAction, JobItem, Order } from '../state/publishing.ts';
import type { Branch, State, Token } from '../state/state.ts';

/** How long what the CMA does in the background takes, in milliseconds; 0: it is done with the request. */
export interface Pace {
  /** From the acceptance of a job until it is begun. */
  queue: number;
  /** From its beginning to its end. */
  work: number;
  /** From a webhook's failed delivery to its first repetition; each further one waits five times as long. */
  retry: number;
  /** How long a webhook waits for its receiver. */
  timeout: number;
}

/** A file of a multipart body. */
export interface Upload {
  filename: string;
  /** As the client named it; may be empty. */
  type: string;
  bytes: Uint8Array;
}

export interface Call {
  state: State;
  branch: Branch;
  choices: Choices;
  pace: Pace;
  /** By kind of item: how one is published. */
  carriers: Readonly<Record<string, Carrier>>;
  /** What jobs do. */
  works: Readonly<Record<JobAction, Work>>;
  stamp: Stamp;
  /** Whose request it is; absent while a seed is built and when deferred work is done. */
  token?: Token;
  /** `http://127.0.0.1:4000`, for links to what the sandbox itself serves. */
  origin: string;
  /** A fresh uid; the same ones in the same order while a seed is built. */
  newUid: () => string;
  /** The same of jobs and of what is queued, whose uids have another form. */
  newUuid: () => string;
  /** The parts of the path that its pattern names. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** Versions of parts of the API, by header: `api_version`, `release_version`, `bulk_version`. */
  header: (name: string) => string | undefined;
  /** Parsed JSON; undefined without a body and for an upload. */
  body: unknown;
  /** The parts of a multipart body, in order; a name may occur again, as `asset[tags][]` does. */
  form: [name: string, value: string | Upload][];
  /** Starts what the answer does not wait for, such as word to a webhook; the signal says that the sandbox closes. */
  background: (work: (signal: AbortSignal) => Promise<void>) => void;
  /** What has happened so far; told with `tell`, written down when the request has succeeded. */
  told: Happening[];
}

/** How one kind of item gets into an environment and out of it. */
export interface Carrier {
  /** What the publish queue says of the item: uid, title, version. */
  show: (call: Call, order: Order) => Json;
  /** Whether that very version stands there already. */
  stands?: (call: Call, order: Order) => boolean;
  /** @throws CmaError when the order cannot be carried out; the queue then says why. */
  carryOut: (call: Call, order: Order) => void;
  /** The beginnings of the item's webhook channels, most general first; none where none is documented. */
  roots?: (order: Pick<Order, 'uid' | 'content_type' | 'variant'>) => string[];
  /** All that the item holds, as it went out; nothing when it is gone. */
  read?: (call: Call, order: Order) => Json;
}

/** What a job does when its turn has come. */
export interface Work {
  /** @returns what it reports of every item. */
  carryOut: (call: Call, job: BulkJob) => JobItem[];
  /** Takes back what a job has left that never came to its turn. */
  withdraw?: (call: Call, job: BulkJob) => void;
}

/** Something that the audit log remembers and that webhooks are told of. */
export interface Happening {
  /** As the audit log names modules: `entry`, `content_type`, `release`. */
  module: string;
  event: string;
  /** What it happened to: uid, title and whatever else identifies it. */
  metadata: Json & { uid: string };
  /** Webhook channels, most general first; none where no channel is documented. */
  channels?: string[];
  /** What a webhook gets under `data`; a function where it takes work, done when a webhook listens. */
  data?: Json | (() => Json);
}

export const tell = (call: Call, happening: Happening): void => {
  call.told.push(happening);
};

/** An answer that is not JSON, such as a file. */
export class Raw {
  readonly body: Uint8Array | string;
  readonly headers: Record<string, string>;

  constructor(body: Uint8Array | string, headers: Record<string, string>) {
    this.body = body;
    this.headers = headers;
  }
}

export type Answer = Json | Json[] | Raw;

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Without `/v3`; literal paths stand before patterns that would take them, such as `import` before `:entry`. */
  path: string;
  /** 200 when absent. A 204 has no body. */
  status?: 201 | 204;
  /** A GET that changes something. */
  writes?: true;
  /** Answered without key and token, as a browser asks for it. */
  open?: true;
  /** Answered to nobody but a user: a token gets 401/105. A function where a choice decides. */
  authtoken?: true | ((choices: Choices) => boolean);
  answer: (call: Call) => Answer;
}

export interface Module {
  name: string;
  /** `branch`: each branch has its own; `global`: the branch header means nothing. */
  reach: 'branch' | 'global';
  routes: Route[];
}

/** What answers a request. */
export interface Served {
  module: Module;
  route: Route;
}
