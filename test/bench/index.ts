// What `npm run bench [-- suite …]` does: it measures, keeps the numbers, and writes report, page and plots from them.
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
import { showAll, suites } from './show/index.ts';
import { format, judge } from './shown.ts';
import { measureStart } from './start.ts';
import { measureTasks } from './tasks.ts';

const measures: { [Name in Suite]: () => Promise<Data[Name]> } = {
  start: measureStart,
  network: measureNetwork,
  call: measureCall,
  http: measureHttp,
  bulk: measureBulk,
  shared: measureShared,
  tasks: measureTasks,
  growth: measureGrowth,
  context: measureContext,
};

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const given = process.argv.slice(2);
const unknown = given.find(name => !Object.hasOwn(measures, name));
if (unknown !== undefined) {
  process.stderr.write(`There is no suite "${unknown}"; there are ${suites.join(', ')}.\n`);
  process.exit(2);
}
const wanted = given.length > 0 ? suites.filter(name => given.includes(name)) : suites;

// What is not run now stays as it was.
const results: Results = existsSync(paths.results) ? readResults() : ({} as Results);
const versions = { [about.name]: about.version, ...readVersions() };
for (const name of wanted) {
  const [started, load] = [performance.now(), readLoad()];
  const data = await measures[name]();
  Object.assign(results, { [name]: { run: describeRun(versions, load), data } });
  print(`${name}: ${Math.round((performance.now() - started) / 1000)} s`);
}
writeResults(results);
writeFileSync(paths.report, toReport(results));
writeFileSync(paths.page, fillPage(readFileSync(paths.page, 'utf8'), results));
for (const [name, plot] of Object.entries(toPlots(results))) writeFileSync(paths.plot(name), plot);
const shown = showAll(results);
for (const goal of wanted.flatMap(name => shown[name].goals)) {
  print(`${goal.says}: ${format(goal.value)} ${goal.unit}, ${judge(goal).replaceAll('**', '')}`);
}
