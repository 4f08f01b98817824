// From the spawn of a server to its first answered tools/list: the time, what the processor did for it, and the most memory it took.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installNodes, releases, toProgram } from '../packaging/nodes.ts';
import { byRound, interleave, mapValues, percentile, quotient, type Spread, toSpread } from './measure.ts';
import { paths } from './paths.ts';
import { buildBefore, bundleTrivial, installPeer } from './peers.ts';
import { startApi } from './sandbox.ts';
import { greet, start } from './stdio.ts';

export const lines = ['20', '22', '24'] as const;
export type Line = (typeof lines)[number];

/** What is measured on each line of Node.js. */
export type Each = 'node' | 'stack' | 'alone' | 'sandbox';

/** `first` finds no compiled code, which there is from Node.js 22 on; the others stand beside on 20. */
export type Who =
  | `${Each}${Line}`
  | 'first22'
  | 'first24'
  | 'nobody'
  | 'sdk1'
  | 'sdk2'
  | 'sdk1loose'
  | 'sdk2loose'
  | 'peer'
  | 'before';

export interface Started {
  ms: Spread;
  /** By bare node of the same version in the same round. */
  msOverNode: Spread;
  /** Of the main thread, in ms; absent where the system does not tell, as are those below. */
  cpu?: Spread;
  cpuOverNode?: Spread;
  /** Of all threads. */
  cpuOfAll?: Spread;
  /** The most of all runs: a limit on memory strikes the worst. */
  mb?: number;
  tools: number;
}

export type StartData = Record<Exclude<Who, 'before'>, Started> & {
  before?: Started;
  /** The CPU of ours on 20 by that of `before` in the same round. */
  overBefore?: Spread;
};

type Command = readonly [command: readonly string[], env?: Record<string, string>];

async function startOnce([command, env]: Command) {
  const started = performance.now();
  await using server = start(command, env);
  await greet(server);
  const { tools } = await server.ask('tools/list');
  const ms = performance.now() - started;
  return { ms, cpu: server.cpu(), mb: server.peak(), tools: tools.length };
}

type Taken = Awaited<ReturnType<typeof startOnce>>;

/** The environment of a user whose compiled code is kept in a folder of this name, on every system. */
function toHome(name: string): Record<string, string> {
  const folder = join(paths.home, 'users', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return { HOME: folder, LOCALAPPDATA: folder };
}

/** A start that does not count, and ends by itself, so that what was compiled is kept for those that do. */
async function warm([command, env = {}]: Command): Promise<void> {
  await using server = start(command, env);
  await greet(server);
  await server.ask('tools/list');
  await Promise.race([server.end(), wait(30_000, undefined, { ref: false })]);
  const kept = readdirSync(env.HOME ?? '', { recursive: true }).length;
  if (kept < 4) throw new Error(`${command.join(' ')} kept nothing of what it compiled`);
}

function summarise(runs: readonly Taken[], bare: readonly Taken[]): Started {
  const times = (of: readonly Taken[]) => of.map(({ ms }) => ms);
  const cpu = toCpu(runs);
  const peaks = runs.flatMap(({ mb }) => mb ?? []);
  return {
    ms: toSpread(times(runs)),
    msOverNode: byRound(times(runs), times(bare), quotient),
    ...(cpu.length > 0
      ? {
          cpu: toSpread(cpu),
          cpuOverNode: byRound(cpu, toCpu(bare), quotient),
          cpuOfAll: toSpread(runs.flatMap(run => run.cpu?.all ?? [])),
        }
      : {}),
    ...(peaks.length > 0 ? { mb: percentile(peaks, 1) } : {}),
    tools: runs[0]?.tools ?? 0,
  };
}

const toCpu = (runs: readonly Taken[]): number[] => runs.flatMap(({ cpu }) => cpu?.main ?? []);

export const toLine = (who: Who): Line => lines.find(line => who.endsWith(line)) ?? '20';

export async function measureStart(): Promise<StartData> {
  await using api = await startApi();
  await using earlier = await buildBefore();
  const peer = await installPeer();
  await installNodes();
  const program = (line: Line) => toProgram(releases[line]);
  const node = program('20');
  const ofLine = (line: Line): Record<string, Command> => ({
    [`node${line}`]: [[program(line), paths.server('bare')]],
    [`stack${line}`]: [[program(line), paths.product], { ...api.env(), ...toHome(`stack${line}`) }],
    // Without credentials only what reads is listed.
    [`alone${line}`]: [[program(line), paths.product], toHome(`alone${line}`)],
    [`sandbox${line}`]: [[program(line), paths.product, '--sandbox'], toHome(`sandbox${line}`)],
  });
  const first = (line: '22' | '24') => () =>
    startOnce([[program(line), paths.product], { ...api.env(), ...toHome(`first${line}`) }]);
  // Told what the token may do, and with nobody at the host, it lists every default tool and asks no network.
  const nobody = {
    ...api.env(),
    CONTENTSTACK_HOST: 'http://127.0.0.1:1',
    CONTENTSTACK_TOKEN_SCOPE: 'read-write',
    CONTENTSTACK_GLOBAL_WRITES: 'allow',
  };
  const each: Record<string, Command> = {
    ...Object.assign({}, ...lines.map(ofLine)),
    nobody: [[node, paths.product], nobody],
    sdk1: [[node, await bundleTrivial('sdk-1')]],
    sdk2: [[node, await bundleTrivial('sdk-2')]],
    sdk1loose: [[node, paths.server('sdk-1')]],
    sdk2loose: [[node, paths.server('sdk-2')]],
    peer: [[node, ...peer.command.slice(1)], peer.env],
    ...(earlier ? { before: [[node, earlier.program], api.env()] } : {}),
  };
  for (const line of ['22', '24'])
    for (const what of ['stack', 'alone', 'sandbox']) await warm(each[`${what}${line}`] as Command);
  const taken = (await interleave(
    { ...mapValues(each, command => () => startOnce(command)), first22: first('22'), first24: first('24') },
    { rounds: 25 },
  )) as Record<Who, Taken[]>;
  const before = toCpu(taken.before ?? []);
  return {
    ...mapValues(taken, (runs, who) => summarise(runs, taken[`node${toLine(who)}`])),
    ...(before.length > 0 ? { overBefore: byRound(toCpu(taken.stack20), before, quotient) } : {}),
  } as StartData;
}
