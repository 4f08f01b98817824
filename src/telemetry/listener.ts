// Where metrics are read: an address of their own, which serves nothing else and is not that of MCP.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNameGuard } from '../server/transports/guards.ts';
import { isLoopback } from '../settings/regions.ts';

const path = '/metrics';

interface Listening {
  /** One that listens already. */
  server: Server;
  /** What it was told to listen on. */
  host: string;
  /** Further host names by which it is reached. */
  names: readonly string[];
  type: string;
  text(): Promise<string>;
}

/** @returns a sentence on where they are, for who runs this. */
export function listen({ server, host, names, type, text }: Listening): string {
  const byName = toNameGuard(host, names);
  const answer = async ({ method, url = '', headers }: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refusal = byName(headers);
    if (refusal) return say(response, refusal.status, refusal.message);
    if (url.split('?')[0] !== path) return say(response, 404, `There is nothing here; metrics are at ${path}`);
    if (method !== 'GET' && method !== 'HEAD')
      return say(response, 405, 'Metrics are only read', { allow: 'GET, HEAD' });
    return say(response, 200, await text(), { 'content-type': type });
  };
  server.removeAllListeners('request').on('request', (request, response) => {
    answer(request, response).catch(() => say(response, 500, 'The metrics could not be told'));
  });
  const { port } = server.address() as AddressInfo;
  const place = `http://${host.includes(':') ? `[${host}]` : host}:${port}${path}`;
  const open = isLoopback(host) ? '' : ', without authentication: whoever reaches this address can read them';
  return `serving metrics at ${place}${open}`;
}

function say(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  const length = Buffer.byteLength(text);
  response.writeHead(status, { ...plain, 'content-length': length, ...headers });
  response.end(text);
}

const plain = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
