// Who does which deferred work.
import type { Worker } from './due.ts';
import { doJob } from './jobs.ts';
import { doOrder } from './orders.ts';

export const workers: Record<string, Worker> = { order: doOrder, job: doJob };
