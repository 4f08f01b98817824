// Who does which deferred work.
import { doMerge } from '../branches/merge.ts';
import type { Worker } from '../http/due.ts';
import { doJob, followQueue } from '../publishing/jobs.ts';
import { doOrder, type Order } from '../publishing/orders.ts';
import { retryDelivery } from '../webhooks/send.ts';

export const workers: Record<string, Worker> = {
  order(call, data) {
    doOrder(call, data);
    followQueue(call, (data.order as Order).job);
  },
  job: doJob,
  webhook: retryDelivery,
  merge: doMerge,
};
