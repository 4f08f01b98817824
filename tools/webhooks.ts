// Webhooks: what calls other systems when content changes. A way out for data.
import * as z from 'zod';
import {
  brief,
  days,
  flag,
  list,
  open,
  paging,
  query,
  segment,
  strings,
  text,
  textOrNull,
} from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { webhook_uid: segment };
const execution_path = { execution_uid: segment };

const destination = z.strictObject({
  target_url: z.string(),
  authentication_type: z.enum(['None', 'Basic', 'Bearer', 'OAuth2']).nullable().optional(),
  http_basic_auth: textOrNull,
  http_basic_password: textOrNull,
  bearer_token: textOrNull,
  access_token_url: textOrNull,
  client_id: textOrNull,
  client_secret: textOrNull,
  request_query_parameters: textOrNull,
  custom_header: z
    .array(z.strictObject({ header_name: text, value: text }))
    .nullable()
    .optional(),
});

const webhook = z.strictObject({
  name: z.string(),
  destinations: z.array(destination),
  channels: strings.describe('Like content_types.entries.create, assets.environments.publish.success'),
  branches: list,
  notifiers: text.describe('E-mails'),
  retry_policy: z.enum(['automatic', 'manual']).optional(),
  disabled: flag,
  concise_payload: flag,
});

/** Any of it may be sent alone. Addresses come back as a list, and with them what no write takes notice of. */
const changes = webhook.partial().extend({
  notifiers: z.union([z.string(), strings]).optional(),
  unhealthy: open.optional(),
  applikation_id: text,
  app_user_object_uid: text,
  __v: z.int().optional(),
});

/** Where to and of what: addresses are told without what may be secret in them. */
const sending = {
  tells: [
    'webhook.name',
    'webhook.destinations.target_url',
    'webhook.channels',
    'webhook.branches',
    'webhook.disabled',
  ],
  opens: true,
} as const;

/** No complete list of them is published, so only what can be none is refused. */
const forms = {
  'webhook.channels': {
    pattern:
      '^(content_types|assets|global_fields|taxonomies|releases|jobs|branch|branches|branch_alias|aliases|metadata)(\\.[\\w-]+)*\\.(?!(un)?publish$)[\\w-]+$',
    says: 'is not a channel that fires: channels are like content_types.entries.update, content_types.page.entries.environments.production.publish.success, assets.create, releases.environments.deploy',
  },
};

export default defineModule({
  name: 'webhooks',
  docs: 'webhooks',
  reach: 'global',
  masked: [
    'http_basic_password',
    'bearer_token',
    'client_secret',
    'custom_header.value',
    // Of a run: what was sent to the other system holds its credentials, what came back may.
    'event_headers',
    'request.headers',
    'response.headers',
    'destination',
    'authorization',
    'x-contentstack-signature',
    'x-contentstack-request-signature',
  ],
  operations: {
    list_webhooks: operation('GET /webhooks', {
      title: 'List webhooks',
      effect: 'read',
      description: 'Webhooks: which URLs are called on which events.',
      large: true,
      outline: ['uid', 'name', 'destinations.target_url', 'channels', 'branches', 'disabled'],
      query: paging,
    }),
    get_webhook: operation('GET /webhooks/{webhook_uid}', {
      title: 'Get a webhook',
      effect: 'read',
      description: 'One webhook.',
      large: true,
      path,
    }),
    create_webhook: operation('POST /webhooks', {
      title: 'Create a webhook',
      effect: 'create',
      description: 'Call a URL (server) whenever something is saved or published: it sends content out.',
      confirm: sending,
      forms,
      body: { webhook },
    }),
    update_webhook: operation('PUT /webhooks/{webhook_uid}', {
      title: 'Update a webhook',
      effect: 'update',
      before: 'get_webhook',
      description: 'Change a webhook: any of what create_webhook takes, such as disabled alone.',
      confirm: sending,
      forms,
      path,
      body: { webhook: brief(changes) },
    }),
    delete_webhook: operation('DELETE /webhooks/{webhook_uid}', {
      title: 'Delete a webhook',
      effect: 'delete',
      description: 'Delete a webhook.',
      path,
    }),
    export_webhook: operation('GET /webhooks/{webhook_uid}/export', {
      title: 'Export a webhook',
      effect: 'read',
      description: 'A webhook as JSON, without its secrets.',
      whole: true,
      path,
    }),
    import_webhook: operation('POST /webhooks/import', {
      title: 'Import a webhook',
      effect: 'create',
      description: 'Create a webhook from exported JSON.',
      confirm: sending,
      forms,
      form: { webhook: open },
    }),
    import_webhook_update: operation('POST /webhooks/{webhook_uid}/import', {
      title: 'Import over a webhook',
      effect: 'update',
      before: 'get_webhook',
      description: 'Write exported JSON over a webhook.',
      confirm: sending,
      forms,
      path,
      form: { webhook: open },
    }),
    list_webhook_runs: operation('GET /webhooks/{webhook_uid}/executions', {
      title: 'List runs of a webhook',
      effect: 'read',
      description: 'Executions of a webhook over 30 days, with status: which failed.',
      large: true,
      outline: ['uid', 'status', 'channel', 'retry_count', 'created_at'],
      path,
      query: {
        ...days,
        query,
        only_events: flag.describe('Without what was sent'),
        skip: paging.skip,
        limit: paging.limit,
      },
    }),
    retry_webhook: operation('POST /webhooks/{execution_uid}/retry', {
      title: 'Retry a webhook',
      effect: 'update',
      description: 'Run a failed webhook execution again.',
      path: execution_path,
    }),
    get_webhook_log: operation('GET /webhooks/{execution_uid}/logs', {
      title: 'Get the log of a webhook run',
      effect: 'read',
      description: 'What a webhook sent to the server, and its answer.',
      large: true,
      path: execution_path,
    }),
  },
});
