// What the bench keeps: numbers alone, from which report, README and plots are made.
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import type { BulkData } from './bulk.ts';
import type { CallData } from './call.ts';
import type { ContextData } from './context.ts';
import type { GrowthData } from './growth.ts';
import type { HttpData } from './http.ts';
import { paths } from './paths.ts';
import type { StartData } from './start.ts';

export interface Data {
  start: StartData;
  call: CallData;
  http: HttpData;
  bulk: BulkData;
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
  /** Of all that is measured. */
  versions: Record<string, string>;
}

export type Results = { [Name in Suite]: { run: Run; data: Data[Name] } };

export const readResults = (): Results => JSON.parse(readFileSync(paths.results, 'utf8')) as Results;

export const writeResults = (results: Results): void =>
  writeFileSync(paths.results, `${JSON.stringify(results, null, 2)}\n`);

export function describeRun(versions: Record<string, string>): Run {
  const [cpu] = os.cpus();
  const memory = Math.round(os.totalmem() / 1024 ** 3);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${os.cpus().length} cores of ${cpu?.model ?? 'an unknown processor'}, ${memory} GB of memory`,
    system: `${os.type()} ${os.release().split('-')[0]}, ${os.arch()}`,
    node: process.version,
    versions,
  };
}
