// What `npm run eval [-- word …]` does: tasks by their names, with each scripted solver, or with a model: `--model <name>`.
import { runModel } from './model/run.ts';
import { type Asked, readOptions } from './options.ts';
import { play } from './play.ts';
import { type Played, report } from './report.ts';
import { reaching } from './surfaces.ts';
import { tasks } from './tasks/index.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** @returns whether the solvers did as expected. */
async function playScripts(asked: Asked): Promise<boolean> {
  const played: Played[] = [];
  for (const surface of asked.surfaces) {
    for (const task of asked.tasks) {
      const { naive, best } = task.solvers;
      // The best ways go by tasks.
      for (const [solver, solve] of Object.entries(surface === 'operations' ? { naive } : { naive, best })) {
        const outcome = await play(task, reaching(solve), surface);
        played.push({ task, solver: surface === 'full' ? solver : `${solver}, ${surface}`, outcome });
      }
    }
  }
  say(report(played, asked.isFew));
  return !played.some(({ task, solver, outcome: { isRight, harm } }) =>
    solver.startsWith('best') ? !isRight || harm.length > 0 : harm.length > 0 && task.isHarmed !== true,
  );
}

function readAsked(): Asked {
  try {
    return readOptions(process.argv.slice(2), process.env, tasks);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}

const asked = readAsked();
const { model } = asked;
const isWell = model ? !(await runModel({ ...asked, model }, say)).isLost : await playScripts(asked);
process.exitCode = isWell ? 0 : 1;
