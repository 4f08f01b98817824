// Bulk: many entries and assets in one call, carried out as a job.
import * as z from 'zod';
import {
  anyVersion,
  api_version,
  brief,
  days,
  flag,
  hide,
  list,
  locale,
  paging,
  scheduled_at,
  segment,
  sorting,
  strings,
  targets,
  text,
  versionOrLatest,
} from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const asset = z.strictObject({ uid: z.string(), version: anyVersion });
const entry = z.strictObject({ uid: z.string(), content_type: z.string(), version: anyVersion, locale });

/**
 * Rules that stand in the way: fail all, or skip what does not meet them. The reference has the first two in the query;
 * the official SDK sends them as headers, which the sandbox takes as well.
 */
const governance = {
  skip_workflow_stage_check: flag.describe('Skip what is not at the stage a rule asks for; else all fail'),
  approvals: flag.describe('Skip what waits for approval; else all fail'),
  publish_all_localized: flag.describe('In all its languages'),
  nested: flag.describe('References of references too'),
  // What only the SDK sends, beside `nested`.
  event_type: hide(text),
};

const header = { api_version: api_version.describe('With references at any depth') };
const action = z.enum(['publish', 'unpublish']).optional();
const bulk_version = { bulk_version: '2.0' };
/** Those of publishing are found in the one version, those of releases in the other. */
const jobs = { api_version: '3.2', ...bulk_version };
const job_path = { job_id: segment };

const named = {
  entries: {
    line: 'GET /content_types/{content_type_uid}/entries/{entry_uid}',
    by: { content_type_uid: 'content_type', entry_uid: 'uid' },
  },
  assets: { line: 'GET /assets/{asset_uid}', by: { asset_uid: 'uid' } },
} as const;

const carries = { entries: 'list_entries', assets: 'list_assets' };

/** What is left without them. */
const missed = {
  entries: {
    ...named.entries,
    hits: {
      'entries that refer to them': 'GET /content_types/{content_type_uid}/entries/{entry_uid}/references',
    },
  },
  assets: { ...named.assets, hits: { 'entries that refer to them': 'GET /assets/{asset_uid}/references' } },
} as const;

export default defineModule({
  name: 'bulk',
  docs: 'bulk-operations',
  reach: 'branch',
  companion: true,
  operations: {
    bulk_publish: operation('POST /bulk/publish', {
      title: 'Publish in bulk',
      effect: 'publish',
      description:
        'Publish up to 10 entries (pages) and assets at once, with their references if wanted. A job: get_bulk_job follows it.',
      confirm: { each: named },
      carries,
      // It can say nothing else.
      query: { 'x-bulk-action': hide(z.enum(['publish']).optional()), ...governance },
      header,
      body: {
        entries: z.array(entry).optional(),
        assets: z.array(asset).optional(),
        ...targets,
        scheduled_at,
        publish_with_reference: flag.describe('With what they refer to'),
        // As `approvals`.
        rules: hide(z.strictObject({ approvals: flag }).optional()),
      },
    }),
    bulk_unpublish: operation('POST /bulk/unpublish', {
      title: 'Unpublish in bulk',
      effect: 'publish',
      description: 'Take up to 10 entries and assets off environments; arguments as in bulk_publish.',
      confirm: { each: missed },
      carries,
      query: governance,
      header,
      body: {
        entries: z.array(brief(entry)).optional(),
        assets: z.array(brief(asset)).optional(),
        ...targets,
      },
    }),
    bulk_delete: operation('POST /bulk/delete', {
      title: 'Delete in bulk',
      effect: 'delete',
      description: 'Delete many entries (pages) and assets (images) in one go.',
      confirm: { each: missed },
      body: {
        entries: z.array(z.strictObject({ uid: z.string(), content_type: z.string(), locale: z.string() })).optional(),
        assets: z.array(z.strictObject({ uid: z.string() })).optional(),
      },
    }),
    bulk_add_to_release: operation('POST /bulk/release/items', {
      title: 'Add to a release in bulk',
      effect: 'update',
      description:
        'Add items to a release as a job, with what they refer to if wanted; add_release_items adds up to 25 directly.',
      fixed: bulk_version,
      pins: { list: 'items', entries: 'list_entries', assets: 'list_assets', languages: 'list_languages' },
      body: {
        release: z.string(),
        items: z.array(
          z.strictObject({
            uid: z.string(),
            content_type_uid: z.string().describe('sys_assets for assets'),
            version: versionOrLatest.optional(),
            locale,
            title: text,
            action,
            variant_id: text,
          }),
        ),
        action: action.describe('Of items without one'),
        locale: list.describe('Of items without one'),
        reference: flag.describe('With what they refer to'),
      },
    }),
    bulk_update_release_items: operation('PUT /bulk/release/update_items', {
      title: 'Update release items in bulk',
      effect: 'update',
      description: 'Bring all items of a release to their latest version, as a job.',
      fixed: bulk_version,
      body: { release: z.string(), items: strings.describe('["$all"]') },
    }),
    list_bulk_jobs: operation('GET /bulk/jobs', {
      title: 'List bulk jobs',
      effect: 'read',
      description: 'Bulk jobs of the stack, and how far each is.',
      outline: [
        'uid',
        'action',
        'status',
        'summary.state',
        'summary.success',
        'summary.unsuccess',
        'summary.skip',
        'created_at',
      ],
      reach: 'global',
      fixed: bulk_version,
      query: {
        status: text.describe('1 waiting, 2 queued, 3 running, 4 done, 5 partly, 6 failed'),
        users: text.describe('Uids, comma separated'),
        ...days,
        ...sorting,
        ...paging,
      },
    }),
    get_bulk_job: operation('GET /bulk/jobs/{job_id}', {
      title: 'Get a bulk job',
      effect: 'read',
      description: 'Status of one bulk job.',
      reach: 'global',
      path: job_path,
      fixed: jobs,
    }),
    list_bulk_job_items: operation('GET /bulk/jobs/{job_id}/items', {
      title: 'List items of a bulk job',
      effect: 'read',
      description: 'What a bulk job did with each item, and which failed.',
      outline: [
        'uid',
        'type',
        'title',
        'locale',
        'version',
        'environment',
        'action',
        'publish_details.status',
        'publish_details.failure_reason',
      ],
      reach: 'global',
      path: job_path,
      fixed: jobs,
      query: {
        status: z.enum(['success', 'failed']).optional(),
        type: z.enum(['entry', 'asset']).optional(),
        'ct[]': list.describe('Content types'),
        include_reference: flag.describe('Also references taken along'),
        ...paging,
      },
    }),
  },
});
