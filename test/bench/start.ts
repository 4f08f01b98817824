// From the spawn of a server to its first answered tools/list, and the most memory it took until then.
import { installNodes, releases, toProgram } from '../packaging/nodes.ts';
import { interleave, mapValues, percentile, type Spread, toSpread } from './measure.ts';
import { paths } from './paths.ts';
import { bundleTrivial, installPeer } from './peers.ts';
import { startApi } from './sandbox.ts';
import { greet, start } from './stdio.ts';

export interface Started {
  ms: Spread;
  /** Absent where the system does not tell. */
  mb?: number;
  tools: number;
}

export type StartData = Record<
  | 'ours'
  | 'alone'
  | 'stack'
  | 'node'
  | 'sdk1'
  | 'sdk2'
  | 'bundled'
  | 'peer'
  | 'node22'
  | 'ours22'
  | 'node24'
  | 'ours24',
  Started
>;

async function startOnce(command: readonly string[], env: Record<string, string> = {}) {
  const started = performance.now();
  await using server = start(command, env);
  await greet(server);
  const { tools } = await server.ask('tools/list');
  return { ms: performance.now() - started, mb: server.peak(), tools: tools.length };
}

export async function measureStart(): Promise<StartData> {
  await using api = await startApi();
  const peer = await installPeer();
  await installNodes();
  const [node22, node24] = [toProgram(releases[22]), toProgram(releases[24])];
  const bundled = await bundleTrivial();
  const node = process.execPath;
  // Without credentials only what reads is listed. Told what the token may do, and with nobody at the host, it lists every
  // default tool and asks no network.
  const every = {
    ...api.env(),
    CONTENTSTACK_HOST: 'http://127.0.0.1:1',
    CONTENTSTACK_TOKEN_SCOPE: 'read-write',
    CONTENTSTACK_GLOBAL_WRITES: 'allow',
  };
  const taken = await interleave(
    {
      ours: () => startOnce([node, paths.product], every),
      alone: () => startOnce([node, paths.product]),
      stack: () => startOnce([node, paths.product], api.env()),
      node: () => startOnce([node, paths.server('bare')]),
      sdk1: () => startOnce([node, paths.server('sdk-1')]),
      sdk2: () => startOnce([node, paths.server('sdk-2')]),
      bundled: () => startOnce([node, bundled]),
      peer: () => startOnce(peer.command, peer.env),
      node22: () => startOnce([node22, paths.server('bare')]),
      ours22: () => startOnce([node22, paths.product], every),
      node24: () => startOnce([node24, paths.server('bare')]),
      ours24: () => startOnce([node24, paths.product], every),
    },
    { rounds: 21 },
  );
  return mapValues(taken, runs => {
    const peaks = runs.flatMap(({ mb }) => mb ?? []);
    return {
      ms: toSpread(runs.map(({ ms }) => ms)),
      // The most of all: a limit on memory strikes the worst run.
      ...(peaks.length > 0 ? { mb: percentile(peaks, 1) } : {}),
      tools: runs[0]?.tools ?? 0,
    };
  });
}
