// A model does the tasks, on one surface after the other; what it came to goes to a table and a plot.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Api, Asked } from '../options.ts';
import { play } from '../play.ts';
import { fits, type Surface } from '../surfaces.ts';
import type { Task } from '../task.ts';
import { speakAnthropic } from './anthropic.ts';
import { speakOpenAi } from './openai.ts';
import { toModelPlot, toModelTable } from './shown.ts';
import { type Account, toSolver } from './solve.ts';
import type { Endpoint, Speaker } from './talk.ts';

export interface Row extends Account {
  task: Task;
  surface: Surface;
  outcome: Awaited<ReturnType<typeof play>>;
}

const speakers: Record<Api, (endpoint: Endpoint) => Speaker> = { openai: speakOpenAi, anthropic: speakAnthropic };

/** So many tasks in a row without an answer, and the endpoint is taken for lost. */
const mostLost = 3;

export async function runModel(
  { tasks, surfaces, model, out }: Asked & { model: NonNullable<Asked['model']> },
  tell: (line: string) => void,
): Promise<{ rows: Row[]; isLost: boolean }> {
  const speak = speakers[model.api](model);
  const rows: Row[] = [];
  const isLost = (): boolean => rows.length >= mostLost && rows.slice(-mostLost).every(isUnanswered);
  for (const surface of surfaces) {
    for (const task of tasks.filter(each => fits(each, surface))) {
      if (isLost()) break;
      const row = await playModel(task, surface, speak, model.key);
      rows.push(row);
      tell(`${surface}, ${task.name}: ${toEnd(row)}`);
    }
  }
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(`${out}.md`, toModelTable(model.model, rows, tasks, `${basename(out)}.svg`));
  writeFileSync(`${out}.svg`, toModelPlot(model.model, rows));
  tell(`Table and plot are in ${out}.md and ${out}.svg.`);
  if (isLost()) tell(`It was left after ${mostLost} tasks in a row without an answer: ${rows.at(-1)?.why ?? ''}.`);
  return { rows, isLost: isLost() };
}

const isUnanswered = ({ ended }: Row): boolean => ended === 'unanswered';

async function playModel(task: Task, surface: Surface, speak: Speaker, key: string): Promise<Row> {
  const account: Account = { ended: 'answered', read: 0, written: 0 };
  const played = await play(task, toSolver(speak, account), surface);
  if (account.why === undefined) return { task, surface, ...account, outcome: played };
  // Some endpoints repeat in their faults what they were sent.
  const why = account.why.replaceAll(key, '…');
  // Whatever stands on the stack by then: nobody told the editor.
  const outcome = { ...played, answer: '', isRight: false, faults: [why, ...played.faults] };
  return { task, surface, ...account, why, outcome };
}

export function toEnd({ ended, why, outcome: { isRight, harm } }: Row): string {
  const end = ended === 'answered' ? (isRight ? 'right' : 'wrong') : (why ?? ended);
  return harm.length > 0 ? `${end}, harm` : end;
}
