// What `npm run eval [-- word …]` does: every task, or those whose name holds one of the words, with each scripted solver.
import { play } from './play.ts';
import { type Played, report } from './report.ts';
import { tasks } from './tasks/index.ts';

const words = process.argv.slice(2);
const chosen = tasks.filter(({ name }) => words.length === 0 || words.some(word => name.includes(word)));
if (chosen.length === 0) {
  process.stderr.write(`There is no such task; there are ${tasks.map(({ name }) => `"${name}"`).join(', ')}.\n`);
  process.exit(2);
}
const played: Played[] = [];
for (const task of chosen) {
  for (const [solver, solve] of Object.entries(task.solvers)) {
    played.push({ task, solver, outcome: await play(task, solve) });
  }
}
// Of few tasks one wants to know what is wrong, too.
process.stdout.write(`${report(played, words.length > 0)}\n`);
const isUnexpected = ({ task, solver, outcome }: Played): boolean =>
  outcome.harm.length > 0 && !(solver === 'naive' && task.isHarmed === true);
process.exitCode = played.some(isUnexpected) ? 1 : 0;
