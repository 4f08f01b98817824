// What the modules do for one another, from top to bottom: routes, publishing, jobs, deferred work, who is told after a write.
import { assetCarrier } from '../assets/publish.ts';
import { logEvents } from '../audit-log/log.ts';
import { doBranch } from '../branches/life.ts';
import { doMerge } from '../branches/merge.ts';
import { works } from '../bulk/works.ts';
import { entryCarrier } from '../entries/publish.ts';
import type { Wiring } from '../http/app.ts';
import { metadataCarrier } from '../metadata/publish.ts';
import { doJob, followQueue } from '../publishing/jobs.ts';
import { doOrder } from '../publishing/orders.ts';
import type { Order } from '../state/publishing.ts';
import { taxonomyCarrier } from '../taxonomies/publish.ts';
import { showPublicKeys } from '../webhooks/keys.ts';
import { notifyWebhooks, retryDelivery } from '../webhooks/send.ts';
import { forget, handle } from './handle.ts';
import { modules } from './modules.ts';

export const wiring: Wiring = {
  modules,
  carriers: { entry: entryCarrier, asset: assetCarrier, taxonomy: taxonomyCarrier, metadata: metadataCarrier },
  works,
  workers: {
    order(call, data) {
      doOrder(call, data);
      followQueue(call, (data.order as Order).job);
    },
    job: doJob,
    webhook: retryDelivery,
    merge: doMerge,
    branch: doBranch,
  },
  handle,
  forget,
  record(call, exchange) {
    logEvents(call, exchange);
    for (const happening of call.told) notifyWebhooks(call, happening);
  },
  // Where receivers of webhooks get what they check the signature with; not a part of the API.
  pages: { '/.well-known/public-keys.json': showPublicKeys },
};
