// Webhooks: how far the sandbox serves them.
import { type CoverageRow, served } from './row.ts';

const lives = served('webhooks/webhooks.test.ts > creates, reads, changes and deletes');
const moves = served('webhooks/webhooks.test.ts > exports one, and imports it as another or over one');

export const webhooks: readonly CoverageRow[] = [
  ['GET /webhooks', served('webhooks/webhooks.test.ts > lists, counts, filters and pages')],
  ['POST /webhooks', lives],
  ['GET /webhooks/{webhook_uid}', lives],
  ['PUT /webhooks/{webhook_uid}', lives],
  ['DELETE /webhooks/{webhook_uid}', lives],
  ['GET /webhooks/{webhook_uid}/export', moves],
  ['POST /webhooks/import', moves],
  ['POST /webhooks/{webhook_uid}/import', moves],
  [
    'GET /webhooks/{webhook_uid}/executions',
    served('webhooks/delivery.test.ts > filters executions by status and time, pages them and leaves details out'),
  ],
  [
    'POST /webhooks/{execution_uid}/retry',
    served('webhooks/delivery.test.ts > waits to be asked when it is to be tried again by hand'),
  ],
  [
    'GET /webhooks/{execution_uid}/logs',
    served('webhooks/delivery.test.ts > shows the latest attempt with the webhook'),
  ],
];
