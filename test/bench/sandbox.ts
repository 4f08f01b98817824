// The sandbox in a process of its own, as the API of all that is measured.
import { Agent, request } from 'undici';
import { paths } from './paths.ts';
import { type Server, start } from './stdio.ts';

export interface Api extends AsyncDisposable {
  origin: string;
  key: string;
  token: string;
  /** The environment by which a server of ours finds it, at full speed unless `paced`. */
  env(how?: 'paced'): Record<string, string>;
  /** The least that a request can cost: undici alone. The JSON of the answer. */
  get(path: string, query?: Record<string, string>): Promise<Record<string, unknown>>;
  /** A write in the same way. */
  put(path: string, body: object): Promise<Record<string, unknown>>;
  /** Of the requests that arrived, how many were answered with this status, or all. */
  count(status?: number): Promise<number>;
  /** Counts from here on. */
  forget(): Promise<void>;
}

const unpaced = Object.fromEntries(['READS', 'WRITES', 'BULK'].map(kind => [`CONTENTSTACK_RATE_${kind}`, 'off']));

/** @param flags those of the command `sandbox`; without them it has no limits. */
export async function startApi(flags: readonly string[] = ['--limits', 'off']): Promise<Api> {
  const server: Server = start([process.execPath, paths.product, 'sandbox', ...flags]);
  const { origin, api_key: key, tokens } = JSON.parse(await server.said);
  const token: string = tokens.read_write;
  const dispatcher = new Agent();
  const headers = { api_key: key, authorization: token, branch: 'main' };
  const ask = async (method: 'GET' | 'PUT', path: string, more: Parameters<typeof request>[1]) => {
    const { statusCode, body } = await request(`${origin}/v3${path}`, { dispatcher, headers, method, ...more });
    const json = (await body.json()) as Record<string, unknown>;
    if (statusCode !== 200) throw new Error(`${method} ${path}: ${statusCode} ${JSON.stringify(json)}`);
    return json;
  };
  return {
    origin,
    key,
    token,
    env: how => ({
      CONTENTSTACK_HOST: origin,
      CONTENTSTACK_API_KEY: key,
      CONTENTSTACK_MANAGEMENT_TOKEN: token,
      ...(how === 'paced' ? {} : unpaced),
    }),
    get: (path, query = {}) => ask('GET', path, { query }),
    put: (path, body) =>
      ask('PUT', path, { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } }),
    async count(status) {
      const { body } = await request(`${origin}/requests`, { dispatcher });
      const answer = (await body.json()) as { status: number }[] | { requests: { status: number }[] };
      const requests = Array.isArray(answer) ? answer : answer.requests;
      return requests.filter(one => status === undefined || one.status === status).length;
    },
    async forget() {
      const { body } = await request(`${origin}/requests`, { dispatcher, method: 'DELETE' });
      await body.dump();
    },
    async [Symbol.asyncDispose]() {
      await dispatcher.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** The uid of some post of the demo stack. */
export async function findPost(api: Api): Promise<string> {
  const { entries } = (await api.get('/content_types/blog_post/entries')) as { entries: { uid: string }[] };
  return entries[0]?.uid ?? '';
}
