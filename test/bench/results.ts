// What the bench keeps: numbers alone, from which report, page and plots are made.
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { BulkData } from './bulk.ts';
import type { CallData } from './call.ts';
import type { ContextData } from './context.ts';
import type { GrowthData } from './growth.ts';
import type { HttpData } from './http.ts';
import { round } from './measure.ts';
import type { NetworkData } from './network.ts';
import { paths } from './paths.ts';
import type { SharedData } from './shared.ts';
import type { StartData } from './start.ts';
import type { TasksData } from './tasks.ts';

export interface Data {
  start: StartData;
  network: NetworkData;
  call: CallData;
  http: HttpData;
  bulk: BulkData;
  shared: SharedData;
  tasks: TasksData;
  growth: GrowthData;
  context: ContextData;
}

export type Suite = keyof Data;

/** Where and on what a suite was run. */
export interface Run {
  date: string;
  machine: string;
  system: string;
  node: string;
  /**
   * How many cores others kept busy in the second before the suite, and how many processes wanted to run, over a minute,
   * as it began and when it ended; absent where no system tells.
   */
  load?: Load & { after: number };
  /** Of all that is measured. */
  versions: Record<string, string>;
}

export type Results = { [Name in Suite]: { run: Run; data: Data[Name] } };

export const readResults = (): Results => JSON.parse(readFileSync(paths.results, 'utf8')) as Results;

export const writeResults = (results: Results): void =>
  writeFileSync(paths.results, `${JSON.stringify(results, null, 2)}\n`);

interface Load {
  /** Absent where a suite was last run before it was looked at. */
  busy?: number;
  before: number;
}

const readAverage = (): number => round(os.loadavg()[0] ?? 0);

function readBusy(): number {
  const { user, nice, sys, irq } = os.cpus().reduce(
    (sum, { times }) => ({
      user: sum.user + times.user,
      nice: sum.nice + times.nice,
      sys: sum.sys + times.sys,
      irq: sum.irq + times.irq,
    }),
    { user: 0, nice: 0, sys: 0, irq: 0 },
  );
  return user + nice + sys + irq;
}

/** Does nothing for a second, and looks at what the machine does. */
export async function readLoad(): Promise<Load> {
  const [before, started] = [readBusy(), performance.now()];
  await wait(1000);
  return { busy: round((readBusy() - before) / (performance.now() - started)), before: readAverage() };
}

/** @param load as the suite began; that of now is when it ended. */
export function describeRun(versions: Record<string, string>, load: Load): Run {
  const [cpu] = os.cpus();
  const memory = Math.round(os.totalmem() / 1024 ** 3);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${os.cpus().length} cores of ${cpu?.model ?? 'an unknown processor'}, ${memory} GB of memory`,
    system: `${os.type()} ${os.release().split('-')[0]}, ${os.arch()}`,
    node: process.version,
    ...(process.platform === 'win32' ? {} : { load: { ...load, after: readAverage() } }),
    versions,
  };
}
