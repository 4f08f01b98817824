// A server that answers every request alike and remembers what it was asked.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Request } from 'undici';

/** All of a request that the CMA can tell apart. */
export interface Seen {
  method: string;
  path: string;
  /** Decoded `name=value`, sorted by name; a repeated name keeps its order. */
  query: string[];
  /** Whose stack it is, and which branch. */
  stack: Record<string, string>;
  /** Every other header that is not a matter of transport. */
  headers: Record<string, string>;
  /** Parsed JSON; for multipart the parts by name; undefined without a body. */
  body: unknown;
}

export interface Recorder {
  origin: string;
  port: number;
  /** What was seen since it was last asked. */
  take(): Seen[];
  close(): Promise<void>;
}

const stackHeaders = ['api_key', 'authorization', 'branch'];

/** Set by the HTTP client or naming it: they carry nothing that was asked for. */
const transport = [
  'accept',
  'accept-encoding',
  'connection',
  'content-length',
  'content-type',
  'host',
  'transfer-encoding',
  'user-agent',
  'x-user-agent',
];

/** What the SDK needs to find in an answer, whatever it asked: it reaches into these without looking. */
const answer = JSON.stringify({ notice: 'ok', entry: { uid: 'entry_1' }, stack: { collaborators: [] } });

export async function startRecorder(): Promise<Recorder> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    seen.push(await read(request));
    response.setHeader('content-type', 'application/json').end(answer);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    take: () => seen.splice(0),
    close: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

async function read(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '', 'http://recorder');
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
  url.searchParams.sort();
  return {
    method: request.method ?? '',
    path: decodeURIComponent(url.pathname),
    query: [...url.searchParams].map(([name, value]) => `${name}=${value}`),
    stack: Object.fromEntries(headers.filter(([name]) => stackHeaders.includes(name))),
    headers: Object.fromEntries(headers.filter(([name]) => !stackHeaders.includes(name) && !transport.includes(name))),
    body: await readBody(Buffer.concat(chunks), request.headers['content-type'] ?? ''),
  };
}

async function readBody(bytes: Buffer, type: string): Promise<unknown> {
  if (bytes.length === 0) return undefined;
  if (!type.startsWith('multipart/')) return JSON.parse(bytes.toString());
  const request = new Request('http://recorder', { method: 'POST', headers: { 'content-type': type }, body: bytes });
  const parts = [...(await request.formData())].map(async ([name, value]) => {
    if (typeof value === 'string') return [name, value];
    const text = await value.text();
    const content = value.type === 'application/json' ? JSON.parse(text) : text;
    return [name, { filename: value.name, type: value.type, content }];
  });
  return Object.fromEntries(await Promise.all(parts));
}
