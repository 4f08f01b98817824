// All suites as they are shown, in the order of the report.
import type { Data, Results, Suite } from '../results.ts';
import type { Shown } from '../shown.ts';
import { showBulk } from './bulk.ts';
import { showCall } from './call.ts';
import { showContext } from './context.ts';
import { showGrowth } from './growth.ts';
import { showHttp } from './http.ts';
import { showNetwork } from './network.ts';
import { showShared } from './shared.ts';
import { showStart } from './start.ts';
import { showTasks } from './tasks.ts';

const shows: { [Name in Suite]: (data: Data[Name]) => Shown } = {
  start: showStart,
  network: showNetwork,
  call: showCall,
  http: showHttp,
  bulk: showBulk,
  shared: showShared,
  tasks: showTasks,
  growth: showGrowth,
  context: showContext,
};

export const suites = Object.keys(shows) as Suite[];

/** Those that were run: what the results lack is left out. */
export const toRun = (results: Partial<Results>): Suite[] => suites.filter(name => results[name] !== undefined);

const show = <Name extends Suite>(results: Results, name: Name): Shown => shows[name](results[name].data);

export const showAll = (results: Results): Record<Suite, Shown> =>
  Object.fromEntries(toRun(results).map(name => [name, show(results, name)])) as Record<Suite, Shown>;
