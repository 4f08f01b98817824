// What a run of the tasks looks like in the end: a row for each task and solver, and the sum of each solver.
import type { Outcome } from './play.ts';
import type { Task } from './task.ts';

export interface Played {
  task: Task;
  solver: string;
  outcome: Outcome;
}

const sum = (played: readonly Played[], take: (outcome: Outcome) => number): number =>
  played.reduce((total, { outcome }) => total + take(outcome), 0);

/** @param shows also what is wrong with each answer, and what was damaged. */
export function report(played: readonly Played[], shows = false): string {
  const solvers = [...new Set(played.map(({ solver }) => solver))];
  const table = [
    ['task', 'solver', 'calls', 'fewest', 'tokens', 'right', 'harm'],
    ...played.map(({ task, solver, outcome: { calls, tokens, isRight, harm } }) =>
      [task.name, solver, calls, task.fewest, tokens, isRight ? 'yes' : 'no', harm.length].map(String),
    ),
    ...solvers.map(solver => {
      const own = played.filter(each => each.solver === solver);
      const right = own.filter(({ outcome }) => outcome.isRight).length;
      return [
        'sum',
        solver,
        sum(own, ({ calls }) => calls),
        own.reduce((total, { task }) => total + task.fewest, 0),
        sum(own, ({ tokens }) => tokens),
        `${right} of ${own.length}`,
        sum(own, ({ harm }) => harm.length),
      ].map(String);
    }),
  ];
  const widths = table[0]?.map((_, column) => Math.max(...table.map(cells => cells[column]?.length ?? 0))) ?? [];
  const toLine = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const lines = table.map(toLine);
  const rule = toLine(widths.map(width => '-'.repeat(width)));
  lines.splice(1, 0, rule);
  lines.splice(lines.length - solvers.length, 0, rule);
  const details = played.flatMap(({ task, solver, outcome: { faults, harm } }) =>
    [...faults, ...harm.map(at => `harm: ${at}`)].map(fault => `${task.name}, ${solver}: ${fault}`),
  );
  return [...lines, ...(shows && details.length > 0 ? ['', ...details] : [])].join('\n');
}
