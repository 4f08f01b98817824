// What a handler knows about one request, what it may answer, and the table form in which the routes are written.
import type { Choices } from '../state/choices.ts';
import type { Stamp } from '../state/clock.ts';
import type { Branch, Json, State, Token } from '../state/state.ts';
import type { Pace } from './due.ts';
import { refuseBody, refuseRequest } from './replies.ts';

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
  stamp: Stamp;
  /** Whose request it is; absent while a seed is built and when deferred work is done. */
  token?: Token;
  /** `http://127.0.0.1:4000`, for links to what the sandbox itself serves. */
  origin: string;
  /** A fresh uid; the same ones in the same order while a seed is built. */
  newUid: () => string;
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

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A part of the path; the route's pattern guarantees that it is there. */
export const takeParam = (call: Call, name: string): string => call.params[name] ?? '';

export const takeFlag = (call: Call, name: string): boolean => call.query.get(name) === 'true';

/** A whole number from the query string; undefined when absent. */
export function takeNumber(call: Call, name: string): number | undefined {
  const text = call.query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^\d{1,10}$/.test(text))
    throw refuseRequest(`The value of ${name} is not valid.`, { [name]: ['is not valid.'] });
  return Number(text);
}

/** The object a body carries under the module's key. */
export function takeBody(call: Call, key: string): Json {
  const found = isObject(call.body) ? call.body[key] : undefined;
  if (!isObject(found)) throw refuseBody(`The request body has no object under '${key}'.`);
  return found;
}

/** As `takeBody`, where the body may be left out. */
export const takeOptionalBody = (call: Call, key: string): Json => (call.body === undefined ? {} : takeBody(call, key));

/** The object in an uploaded JSON file, which may hold it itself or under the module's key. */
export function takeImport(call: Call, key: string): Json {
  const [, part] = call.form.find(([name]) => name === key) ?? [];
  if (part === undefined) throw refuseBody(`The upload has no file under '${key}'.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(typeof part === 'string' ? part : new TextDecoder().decode(part.bytes));
  } catch {
    throw refuseBody('The file is not valid JSON.');
  }
  const inner = isObject(parsed) ? parsed[key] : undefined;
  if (isObject(inner)) return inner;
  if (!isObject(parsed)) throw refuseBody(`The file under '${key}' holds no object.`);
  return parsed;
}

/** The answer with the branch named, when the request asks for it. */
export const markBranch = (call: Call, object: Json): Json =>
  takeFlag(call, 'include_branch') ? { ...object, _branch: call.branch.uid } : object;
