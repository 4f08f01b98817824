// What `npm run bench [-- suite … | report]` does: it measures, keeps the numbers, and writes report, page and plots from them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import about from '../../package.json' with { type: 'json' };
import { measureBulk } from './bulk.ts';
import { measureCall } from './call.ts';
import { measureContext } from './context.ts';
import { measureGrowth } from './growth.ts';
import { measureHttp } from './http.ts';
import { measureNetwork } from './network.ts';
import { paths } from './paths.ts';
import { readVersions } from './peers.ts';
import { fillPage, toPlots, toReport } from './report.ts';
import { type Data, describeRun, type Results, readLoad, readResults, type Suite, writeResults } from './results.ts';
import { measureShared } from './shared.ts';
import { showAll, suites, toRun } from './show/index.ts';
import { format, judge } from './shown.ts';
import { measureStart } from './start.ts';
import { measureTasks } from './tasks.ts';

/** And how long each takes on two cores, roughly, in seconds. */
const measures: { [Name in Suite]: [measure: () => Promise<Data[Name]>, seconds: number] } = {
  start: [measureStart, 110],
  network: [measureNetwork, 120],
  call: [measureCall, 40],
  http: [measureHttp, 140],
  bulk: [measureBulk, 60],
  shared: [measureShared, 95],
  tasks: [measureTasks, 80],
  growth: [measureGrowth, 45],
  context: [measureContext, 15],
};

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const given = process.argv.slice(2);
/** Nothing is measured, and what is written is made anew from the numbers that are there. */
const isReport = given.join() === 'report';
const unknown = given.find(name => !isReport && !Object.hasOwn(measures, name));
if (unknown !== undefined) {
  process.stderr.write(
    `There is no suite "${unknown}"; there are ${suites.join(', ')}; \`report\` alone measures none.\n`,
  );
  process.exit(2);
}
const wanted = suites.filter(name => !isReport && (given.length === 0 || given.includes(name)));

const toTime = (seconds: number): string => (seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`);
const all = wanted.reduce((sum, name) => sum + measures[name][1], 0);
if (!isReport)
  print(
    `${wanted.length} of ${suites.length} suites: some ${toTime(all)}, and more where packages are still to be installed.`,
  );

// What is not run now stays as it was.
const results: Results = existsSync(paths.results) ? readResults() : ({} as Results);
const versions = { [about.name]: about.version, ...readVersions() };
for (const name of wanted) {
  const [measure, seconds] = measures[name];
  const load = await readLoad();
  print(`${name}: some ${toTime(seconds)}; ${load.busy} of the cores are at work for others`);
  const started = performance.now();
  const data = await measure();
  Object.assign(results, { [name]: { run: describeRun(versions, load), data } });
  // At once: what was measured stays, whatever becomes of the next one.
  writeResults(results);
  print(`${name}: took ${Math.round((performance.now() - started) / 1000)} s`);
}
writeFileSync(paths.report, toReport(results));
writeFileSync(paths.page, fillPage(readFileSync(paths.page, 'utf8'), results));
for (const [name, plot] of Object.entries(toPlots(results))) writeFileSync(paths.plot(name), plot);
const shown = showAll(results);
for (const goal of (isReport ? toRun(results) : wanted).flatMap(name => shown[name].goals)) {
  print(`${goal.says}: ${format(goal.value)} ${goal.unit}, ${judge(goal).replaceAll('**', '')}`);
}
