// What the reference documents of getting content out: releases, bulk, environments, languages, webhooks, the queue.
import { left, type Row, stages, tool } from './row.ts';

export const delivery: readonly Row[] = [
  // Releases
  ['GET /releases', 'Get all Releases', tool('list_releases')],
  ['POST /releases', 'Create a Release', tool('create_release')],
  ['GET /releases/{release_uid}', 'Get a single Release', tool('get_release')],
  ['PUT /releases/{release_uid}', 'Update a Release', tool('update_release')],
  ['PUT /releases/{release_uid}', 'Lock a Release', tool('update_release')],
  // Printed "Unock" there
  ['PUT /releases/{release_uid}', 'Unlock a Release', tool('update_release')],
  ['DELETE /releases/{release_uid}', 'Delete a Release', tool('delete_release')],
  ['GET /releases/{release_uid}/items', 'Get all items in a Release', tool('list_release_items')],
  ['POST /releases/{release_uid}/items', 'Add multiple items to a Release', tool('add_release_items')],
  ['DELETE /releases/{release_uid}/items', 'Remove an item from a Release', tool('remove_release_items')],
  ['DELETE /releases/{release_uid}/items', 'Delete multiple items from a Release', tool('remove_release_items')],
  [
    'POST /releases/{release_uid}/item',
    'Add a single item to a Release',
    left('add_release_items sends a single item as well'),
  ],
  [
    'PUT /releases/{release_uid}/update_items',
    'Update Release items to their latest versions',
    tool('update_release_items'),
  ],
  ['POST /releases/{release_uid}/deploy', 'Deploy a Release', tool('deploy_release')],
  ['POST /releases/{release_uid}/clone', 'Clone a Release', tool('clone_release')],
  // Bulk operations
  ['GET /bulk/jobs', 'Get Stack Bulk Task Queue', tool('list_bulk_jobs')],
  ['POST /bulk/publish', 'Publish an entry with references', tool('bulk_publish')],
  ['POST /bulk/publish', 'Publish entries and assets in bulk', tool('bulk_publish')],
  ['POST /bulk/unpublish', 'Unpublish entries and assets in bulk', tool('bulk_unpublish')],
  ['POST /bulk/delete', 'Delete entries and assets in bulk', tool('bulk_delete')],
  ['POST /bulk/workflow', 'Update workflow details in bulk', stages],
  ['POST /bulk/release/items', 'Bulk Add to Release', tool('bulk_add_to_release')],
  ['GET /bulk/jobs/{job_id}', 'Get job status', tool('get_bulk_job')],
  ['GET /bulk/jobs/{job_id}/items', 'Get job items status', tool('list_bulk_job_items')],
  // Environments
  ['GET /environments', 'Get all environments', tool('list_environments')],
  ['POST /environments', 'Add an environment', tool('create_environment')],
  ['GET /environments/{environment_name}', 'Get a single environment', tool('get_environment')],
  ['PUT /environments/{environment_name}', 'Update environment', tool('update_environment')],
  ['DELETE /environments/{environment_name}', 'Delete environment', tool('delete_environment')],
  // Languages
  ['GET /locales', 'Get all languages', tool('list_languages')],
  ['POST /locales', 'Add a language', tool('add_language')],
  ['POST /locales', 'Set a fallback language', tool('add_language')],
  ['GET /locales/{code}', 'Get a language', tool('get_language')],
  ['PUT /locales/{code}', 'Update language', tool('update_language')],
  ['PUT /locales/{code}', 'Update fallback language', tool('update_language')],
  ['DELETE /locales/{code}', 'Delete language', tool('delete_language')],
  // Webhooks
  ['GET /webhooks', 'Get all webhooks', tool('list_webhooks')],
  ['POST /webhooks', 'Create a webhook', tool('create_webhook')],
  ['GET /webhooks/{webhook_uid}', 'Get webhook', tool('get_webhook')],
  ['PUT /webhooks/{webhook_uid}', 'Update webhook', tool('update_webhook')],
  ['DELETE /webhooks/{webhook_uid}', 'Delete webhook', tool('delete_webhook')],
  ['GET /webhooks/{webhook_uid}/export', 'Export a Webhook', tool('export_webhook')],
  ['POST /webhooks/import', 'Import a Webhook', tool('import_webhook')],
  ['POST /webhooks/{webhook_uid}/import', 'Import an Existing Webhook', tool('import_webhook_update')],
  ['GET /webhooks/{webhook_uid}/executions', 'Get executions of a webhook', tool('list_webhook_runs')],
  ['POST /webhooks/{execution_uid}/retry', 'Retry a webhook', tool('retry_webhook')],
  ['GET /webhooks/{execution_uid}/logs', 'Get latest execution log of a webhook', tool('get_webhook_log')],
  // Publish queue
  ['GET /publish-queue', 'Get publish queue', tool('list_publish_queue')],
  ['GET /publish-queue/{publish_queue_uid}', 'Get publish queue activity', tool('get_publish_queue_item')],
  ['GET /publish-queue/{publish_queue_uid}/unschedule', 'Cancel scheduled action', tool('cancel_scheduled_publish')],
];
