// Each task played once, by both of its scripted solvers, for all tests of a file: a play takes a stack of its own.
import { type Outcome, play } from './play.ts';
import type { Solver, Task } from './task.ts';

export interface Played {
  naive: Outcome;
  best: Outcome;
  /** Names of the tools that there were. */
  tools: string[];
}

const played = new Map<Task, Promise<Played>>();

export function playOnce(task: Task): Promise<Played> {
  const outcomes = played.get(task) ?? playBoth(task);
  played.set(task, outcomes);
  return outcomes;
}

async function playBoth(task: Task): Promise<Played> {
  let tools: string[] = [];
  const looking: Solver = async (prompt, hands) => {
    tools = (await hands.listTools()).tools.map(({ name }) => name);
    return task.solvers.best(prompt, hands);
  };
  const [naive, best] = await Promise.all([play(task, task.solvers.naive), play(task, looking)]);
  return { naive, best, tools };
}
