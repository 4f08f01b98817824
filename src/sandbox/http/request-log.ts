// The last requests that arrived, and what became of each.
import { describeBody, type Received } from './body.ts';

export interface RecordedRequest {
  method: string;
  /** With `/v3`, without the query string. */
  path: string;
  query: string;
  branch: string | undefined;
  api_version: string | undefined;
  release_version: string | undefined;
  /** Names of the headers that carry credentials; a request for a file should have none. */
  credentials: string[];
  body: unknown;
  /** What was answered; undefined while nothing was, and when the connection was cut instead. */
  status: number | undefined;
  /** Whether it was carried out: refused requests and those that a fault kept away were not. */
  applied: boolean;
}

/** Older ones fall off. */
export const longestRequestLog = 2000;

const secret = ['api_key', 'authorization', 'authtoken', 'cookie', 'access_token'];

export interface RequestLog {
  requests: RecordedRequest[];
  /** The record of a request; made, and put into the log, the first time. */
  note(request: Request): RecordedRequest;
}

export function makeRequestLog(): RequestLog {
  const requests: RecordedRequest[] = [];
  const records = new WeakMap<Request, RecordedRequest>();
  return {
    requests,
    note(request) {
      const held = records.get(request);
      if (held) return held;
      const url = new URL(request.url);
      const record = {
        method: request.method,
        path: url.pathname,
        query: url.search.slice(1),
        branch: request.headers.get('branch') ?? undefined,
        api_version: request.headers.get('api_version') ?? undefined,
        release_version: request.headers.get('release_version') ?? undefined,
        credentials: secret.filter(name => request.headers.has(name)),
        body: undefined,
        status: undefined,
        applied: false,
      };
      records.set(request, record);
      requests.push(record);
      if (requests.length > longestRequestLog) requests.splice(0, requests.length - longestRequestLog);
      return record;
    },
  };
}

export function noteBody(record: RecordedRequest, received: Received): void {
  record.body = describeBody(received);
}
