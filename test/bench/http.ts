// Tool calls over HTTP at several connections, beside a bare server on the SDK that does the same.
import { Pool } from 'undici';
import { byRound, interleave, mapValues, percentile, quotient, type Spread, toSpread } from './measure.ts';
import { paths } from './paths.ts';
import { startApi } from './sandbox.ts';
import { type Server, start } from './stdio.ts';

export interface Served {
  /** Of the slices. */
  perSecond: Spread;
  /** By what the bare server does in the same round. */
  overEcho: Spread;
  overLanguage: Spread;
  /** Of the calls in all slices, in ms. */
  p99: number;
}

/** `language` asks the API, `refused` and `echo` ask nobody. */
export type Load = 'ours: language' | 'bare: language' | 'ours: refused' | 'bare: echo';

export type HttpData = Record<'1' | '16' | '64', Record<Load, Served>>;

/** How long one load lasts in a round, in ms. */
const slice = 500;

const protocol = '2026-07-28';
const meta = {
  'io.modelcontextprotocol/protocolVersion': protocol,
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

interface Target {
  pool: Pool;
  name: string;
  args: object;
  /** What must stand in each answer. */
  sign: string;
}

async function send({ pool, name, args, sign }: Target): Promise<void> {
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path: '/mcp',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': protocol,
      'mcp-method': 'tools/call',
      'mcp-name': name,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name, arguments: args, _meta: meta },
    }),
  });
  const text = await body.text();
  if (statusCode !== 200 || !text.includes(sign)) throw new Error(`${name}: ${statusCode} ${text}`);
}

/** As many at a time as there are connections, each after the one before, for so long. */
async function load(target: Target, connections: number, ms: number): Promise<{ perSecond: number; times: number[] }> {
  const times: number[] = [];
  const started = performance.now();
  const work = async () => {
    for (let now = started; now - started < ms; ) {
      await send(target);
      const after = performance.now();
      times.push(after - now);
      now = after;
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  return { perSecond: (times.length / (performance.now() - started)) * 1000, times };
}

const toOrigin = async (server: Server) => new URL(/http:\S+/.exec(await server.said)?.[0] ?? '').origin;

export async function measureHttp(): Promise<HttpData> {
  await using api = await startApi();
  const headers = { api_key: api.key, authorization: api.token, branch: 'main' };
  await using ours = start([process.execPath, paths.product, '--http', '0'], api.env(), 'stderr');
  const upstream = { UPSTREAM: JSON.stringify({ origin: api.origin, headers }) };
  await using bare = start([process.execPath, paths.server('http')], upstream, 'stderr');
  const [oursAt, bareAt] = [await toOrigin(ours), await toOrigin(bare)];
  const measure = async (connections: number) => {
    const [toOurs, toBare] = [new Pool(oursAt, { connections }), new Pool(bareAt, { connections })];
    const language = { name: 'get_language', args: { code: 'fr-fr' }, sign: 'French' };
    const targets: Record<Load, Target> = {
      'ours: language': { pool: toOurs, ...language },
      'bare: language': { pool: toBare, ...language },
      'ours: refused': { pool: toOurs, name: 'get_language', args: { cod: 'x' }, sign: 'isError' },
      'bare: echo': { pool: toBare, name: 'echo', args: { text: 'once more' }, sign: 'once more' },
    };
    const taken = await interleave(
      mapValues(targets, target => () => load(target, connections, slice)),
      { rounds: 21 },
    );
    await Promise.all([toOurs.close(), toBare.close()]);
    const rates = mapValues(taken, slices => slices.map(({ perSecond }) => perSecond));
    return mapValues(taken, (slices, name) => ({
      perSecond: toSpread(rates[name]),
      overEcho: byRound(rates[name], rates['bare: echo'], quotient),
      overLanguage: byRound(rates[name], rates['bare: language'], quotient),
      p99: percentile(
        slices.flatMap(({ times }) => times),
        0.99,
      ),
    }));
  };
  return { 1: await measure(1), 16: await measure(16), 64: await measure(64) };
}
