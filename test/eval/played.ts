// Each task played once, by both of its scripted solvers, for all tests of a file: a play takes a stack of its own.
import { type Outcome, play } from './play.ts';
import type { Task } from './task.ts';

export type Played = Record<'naive' | 'best', Outcome>;

const played = new Map<Task, Promise<Played>>();

export function playOnce(task: Task): Promise<Played> {
  const { naive, best } = task.solvers;
  const outcomes =
    played.get(task) ??
    Promise.all([play(task, naive), play(task, best)]).then(([one, other]) => ({ naive: one, best: other }));
  played.set(task, outcomes);
  return outcomes;
}
