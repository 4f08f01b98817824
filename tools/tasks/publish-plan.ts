// Carries out what plan_publish told: directly, at a time, or as a release that a person deploys.
import * as z from 'zod';
import { brief, flag, list, planned, scheduled_at, segment, strings, text } from '../../src/operations/fields.ts';
import { defineTask } from '../../src/operations/task.ts';
import type { Given } from '../../src/tasks/publishing/carrying/given.ts';
import { publishPlan } from '../../src/tasks/publishing/carrying/publish.ts';

export default defineTask('publish_plan', {
  title: 'Publish a plan',
  effect: 'publish',
  description:
    'Publishes what plan_publish showed, with the same arguments and its code. What changed since is left out and named; tells what is live, queued or refused.',
  codes: 'plan_publish',
  view: 'outcome',
  uses: {
    must: ['list_content_types', 'list_entries', 'list_publish_queue'],
    any: ['publish_entry', 'publish_asset', 'bulk_publish', 'create_release', 'deploy_release'],
    may: [
      ...['list_assets', 'get_entry', 'get_asset', 'list_languages', 'list_environments', 'list_publish_rules'],
      ...['list_workflows', 'list_releases', 'get_release', 'list_release_items', 'add_release_items'],
      ...['list_bulk_jobs', 'get_bulk_job', 'list_bulk_job_items', 'list_users', 'list_roles'],
    ],
  },
  asks: true,
  fields: {
    code: segment,
    except: list.describe('uids, "uid locale", "uid environment" to leave out'),
    as_release: text.describe('Name of a new release, for a person to deploy'),
    scheduled_at,
    entries: z.array(brief(planned.entry)).optional().describe('As plan_publish has it'),
    assets: list,
    release: text,
    stale: flag,
    content_types: list,
    environments: strings,
    locales: list,
    references: planned.references,
    pages: list,
  },
  run: (args, ground) => publishPlan(ground, args as unknown as Given),
});
