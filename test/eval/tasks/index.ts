// All evaluation tasks, in the order of the report.
import type { Task } from '../task.ts';
import { find } from './find.ts';
import { health } from './health.ts';
import { read } from './read.ts';
import { states } from './states.ts';
import { pitfalls } from './traps.ts';

export const tasks: readonly Task[] = [...find, ...states, ...health, ...read, ...pitfalls];
