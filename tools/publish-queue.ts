// Publish queue: what went live, what is scheduled, what failed, of the last 30 days.
import {
  api_version,
  count_only,
  flag,
  include_branch,
  paging,
  query,
  segment,
  text,
} from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const path = { publish_queue_uid: segment };
const header = { api_version: api_version.describe('Also what was published with it by reference') };

export default defineModule({
  name: 'publish-queue',
  docs: 'publish-queue',
  reach: 'branch',
  operations: {
    list_publish_queue: operation('GET /publish-queue', {
      title: 'List the publish queue',
      effect: 'read',
      description: 'What went live, was unpublished, is scheduled, or why publishing failed, over 30 days.',
      large: true,
      outline: [
        'uid',
        'action',
        'type',
        'entry.uid',
        'entry.title',
        'entry.version',
        'asset.uid',
        'asset.title',
        'asset.version',
        'content_type.uid',
        'environment',
        'locale',
        'publish_details.status',
        'publish_details.failure_reason',
        'publish_details.message',
        'published_at',
        'scheduled_at',
        'user',
      ],
      query: {
        query,
        ...paging,
        count: count_only,
        bulkJobId: text.describe('Of this job'),
        include_job_details: flag.describe('How far each job is'),
        include_branch,
      },
      header,
    }),
    get_publish_queue_item: operation('GET /publish-queue/{publish_queue_uid}', {
      title: 'Get a publish queue item',
      effect: 'read',
      description: 'Status of one publish or unpublish.',
      path,
      query: { include_branch },
      header,
    }),
    // A GET that writes.
    cancel_scheduled_publish: operation('GET /publish-queue/{publish_queue_uid}/unschedule', {
      title: 'Cancel a scheduled publish',
      effect: 'update',
      description: 'Stop a scheduled (planned) publish, unpublish or deployment before it goes live.',
      path,
      header,
    }),
  },
});
