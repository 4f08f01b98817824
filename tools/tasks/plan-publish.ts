// What a publish would do, before anybody does it: of each item, environment and language what goes live, and what is wrong.
import * as z from 'zod';
import { count, flag, list, planned, strings, text } from '../../src/operations/fields.ts';
import { defineTask } from '../../src/operations/task.ts';
import { planPublish } from '../../src/tasks/publishing/plan-publish.ts';
import type { Asked } from '../../src/tasks/publishing/row.ts';

export default defineTask('plan_publish', {
  title: 'Plan a publish',
  effect: 'read',
  description:
    'What would go live of entries, assets, a release or all that is stale, with what they refer to: versions, what is skipped, missing, scheduled or against the rules. Publishes nothing, and gives the code for publish_plan.',
  view: 'plan',
  uses: {
    must: ['list_content_types', 'list_entries'],
    may: [
      ...['list_assets', 'get_entry', 'get_asset', 'list_languages', 'list_environments', 'list_publish_queue'],
      ...['list_publish_rules', 'list_workflows', 'list_releases', 'get_release', 'list_release_items'],
    ],
  },
  fields: {
    environments: strings,
    entries: z.array(planned.entry).optional(),
    assets: list,
    release: text.describe('Name or uid'),
    stale: flag.describe('What is live at an older version'),
    content_types: list.describe('For stale'),
    locales: list,
    references: planned.references.describe('Taken along: not live there (default), older there too, none'),
    pages: list.describe('Page types taken along too'),
    skip: count,
  },
  run: (args, ground) => planPublish(ground, args as Asked & { skip?: number }),
});
