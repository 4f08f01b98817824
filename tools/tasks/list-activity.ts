// Lists what happened: who saved, published, scheduled or deleted what, and when.
import * as z from 'zod';
import { count, locale, text } from '../../src/operations/fields.ts';
import { defineTask } from '../../src/operations/task.ts';
import type { Asked } from '../../src/tasks/activity/asked.ts';
import { verbs } from '../../src/tasks/activity/happening.ts';
import { listActivity } from '../../src/tasks/activity/list.ts';

export default defineTask('list_activity', {
  title: 'List activity',
  effect: 'read',
  description:
    'What happened, newest first: who changed (saved), published, scheduled or deleted what, and when; what went live, failed or waits. Goes back 30 days, and further for saves of an entry named with its content type.',
  view: 'activity',
  uses: {
    must: ['list_audit_logs'],
    may: [
      'list_publish_queue',
      'list_entry_versions',
      'list_entry_locales',
      'list_entries',
      'list_users',
      'list_roles',
      'list_content_types',
      'get_content_type',
      'list_languages',
      'list_environments',
    ],
  },
  fields: {
    since: text.describe('Day in UTC, or time with offset'),
    until: text,
    what: z.array(z.enum(verbs)).min(1).optional().describe('save: created, localized too'),
    content_type_uid: text,
    entry_uid: text,
    environment: text,
    locale,
    who: text.describe('Name, email or uid'),
    skip: count,
  },
  run: (given, ground) => listActivity(ground, given as Asked),
});
