// What tests of tasks share: the demo stack with a server on it, and requests straight to the sandbox, as other people send them.
import { type Json, type Opened, type Options, open } from '../harness.ts';

export interface Stack extends Opened {
  /** Straight to the sandbox, as by somebody else; not among the requests that are counted. @throws for any refusal. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Json>;
  /** A call, and what it sends, in order: `GET /v3/…`, without what stands behind the `?`. */
  watch(name: string, args: Json): Promise<{ answer: Json; paths: string[] }>;
}

export async function openStack(options: Options = {}): Promise<Stack & AsyncDisposable> {
  const opened = await open(options);
  const { sandbox } = opened;
  const headers = { api_key: sandbox.api_key, authorization: String(sandbox.tokens.read_write) };
  return {
    ...opened,
    async send(method, path, body, more = {}) {
      const response = await fetch(`${sandbox.origin}/v3${path}`, {
        method,
        headers: { ...headers, 'content-type': 'application/json', ...more },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = (await response.json()) as Json;
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    },
    async watch(name, args) {
      sandbox.requests.splice(0);
      const answer = await opened.call(name, args);
      return { answer, paths: sandbox.requests.map(({ method, path }) => `${method} ${path}`) };
    },
  };
}

/** The rows of an answer with all their columns, those too that it says once for all. */
export function listRows({ all, columns, rows }: Json, wanted: readonly string[]): unknown[][] {
  return ((rows ?? []) as unknown[][]).map(row => {
    const told = Object.fromEntries((columns as string[]).map((name, index) => [name, row[index]]));
    return wanted.map(name => told[name] ?? (all as Json | undefined)?.[name] ?? null);
  });
}
