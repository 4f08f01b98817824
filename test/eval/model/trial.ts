// What trials of the loop have in common: some tasks, their scripted solvers, and a run against an endpoint.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Api } from '../options.ts';
import { reaching, type Surface } from '../surfaces.ts';
import type { Solver, Task } from '../task.ts';
import { tasks } from '../tasks/index.ts';
import type { Endpoint } from './endpoint.ts';
import { runModel } from './run.ts';

export const key = 'sk-nobody-else-may-see-it';

export function find(name: string): Task {
  const task = tasks.find(each => each.name === name);
  if (!task) throw new Error(`there is no task "${name}"`);
  return task;
}

/** A question, a change, a publish in two calls, and a trap. */
export const some = [
  'who uses this author',
  'a menu in another order',
  'a page with all it needs',
  'orders in a post',
].map(find);

export interface Ran extends Awaited<ReturnType<typeof runModel>> {
  said: string[];
  page: string;
  plot: string;
}

export async function run(
  endpoint: Endpoint,
  api: Api,
  played: readonly Task[],
  surfaces: readonly Surface[] = ['full'],
): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'eval-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [out, said] = [join(folder, 'model'), [] as string[]];
  const baseURL = api === 'openai' ? `${endpoint.origin}/v1` : endpoint.origin;
  const model = { api, model: 'scripted-1', baseURL, key };
  const ran = await runModel({ tasks: played, isFew: true, surfaces, model, out }, line => said.push(line));
  return { ...ran, said, page: readFileSync(`${out}.md`, 'utf8'), plot: readFileSync(`${out}.svg`, 'utf8') };
}

export const scripts = (played: readonly Task[], which: 'best' | 'naive' = 'best'): Solver[] =>
  played.map(task => reaching(task.solvers[which]));
