// Who does which deferred work.
import { doMerge } from './branch-merge.ts';
import type { Worker } from './due.ts';
import { doJob, followQueue } from './jobs.ts';
import { doOrder, type Order } from './orders.ts';
import { retryDelivery } from './webhook-send.ts';

export const workers: Record<string, Worker> = {
  order(call, data) {
    doOrder(call, data);
    followQueue(call, (data.order as Order).job);
  },
  job: doJob,
  webhook: retryDelivery,
  merge: doMerge,
};
