// An organisation of several stacks, as the API has them: one address and one limit for all, and a sandbox behind each key.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import { makeCounter, usual } from '../../src/sandbox/http/limits.ts';
import { type Api, startApi } from './sandbox.ts';

export interface Organisation extends AsyncDisposable {
  /** The environment by which a server of ours finds one of the stacks, and keeps to the limit. */
  env(stack: number): Record<string, string>;
  stacks: Api[];
  /** How many were refused for their number since it was asked last. */
  takeRefused(): number;
}

/** Keys must differ, or the stacks would be one; those behind them are all called as the demo stack is. */
const toKey = ({ key }: Api, index: number): string => `${key.slice(0, -1)}${(index + 1).toString(16)}`;

/** Without what is said of one connection alone. */
const withoutHop = <Value>(headers: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !['host', 'connection', 'keep-alive', 'transfer-encoding'].includes(name),
    ),
  );

export async function startOrganisation(size: number): Promise<Organisation> {
  // The limit is kept here, for all together.
  const stacks: Api[] = [];
  for (let index = 0; index < size; index += 1) stacks.push(await startApi(['--limits', 'off']));
  const byKey = new Map(stacks.map((api, index) => [toKey(api, index), api]));
  const dispatcher = new Agent();
  const count = makeCounter(usual);
  let refused = 0;

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = incoming;
    const headers = withoutHop(incoming.headers);
    const api = byKey.get(String(headers.api_key)) ?? stacks[0];
    const { limit, remaining, exceeded } = count(method, url);
    const said = { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remaining': String(remaining) };
    if (exceeded) {
      refused += 1;
      incoming.resume();
      outgoing.writeHead(429, { ...said, 'content-type': 'application/json' });
      outgoing.end(JSON.stringify({ error_message: 'Too many requests.', error_code: 429, errors: {} }));
      return;
    }
    const answer = await request(`${api?.origin}${url}`, {
      method: method as 'GET',
      dispatcher,
      headers: { ...headers, api_key: api?.key ?? '' },
      body: method === 'GET' ? null : incoming,
    });
    outgoing.writeHead(answer.statusCode, { ...withoutHop(answer.headers), ...said });
    answer.body.pipe(outgoing);
  }

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    stacks,
    env(stack) {
      const api = stacks[stack] as Api;
      return { ...api.env('paced'), CONTENTSTACK_HOST: origin, CONTENTSTACK_API_KEY: toKey(api, stack) };
    },
    takeRefused() {
      const taken = refused;
      refused = 0;
      return taken;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await dispatcher.close();
      for (const api of stacks) await api[Symbol.asyncDispose]();
    },
  };
}
