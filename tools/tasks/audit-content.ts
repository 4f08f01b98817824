// What is wrong with the content, by check.
import * as z from 'zod';
import { list, text } from '../../src/operations/fields.ts';
import { defineTask } from '../../src/operations/task.ts';
import { auditContent } from '../../src/tasks/checks/audit.ts';
import { checkNames } from '../../src/tasks/checks/index.ts';
import { tellMeant } from '../../src/tasks/checks/meant.ts';

export default defineTask('audit_content', {
  title: 'Audit content',
  effect: 'read',
  description:
    'Find what is wrong in content: broken or unpublished links and references, missing or outdated translations, values the content type refuses, assets nobody uses, images without description, duplicate titles and URLs, contradicting schedules. Several checks at once cost hardly more than one.',
  view: 'findings',
  uses: {
    must: ['list_content_types', 'list_entries'],
    may: ['list_assets', 'get_entry', 'list_asset_refs', 'list_publish_queue', 'list_languages', 'list_environments'],
  },
  fields: {
    checks: z.array(z.enum(checkNames, { error: ({ input }) => tellMeant(input) })).min(1),
    content_types: list.describe('All when left out'),
    locales: list,
    environment: text.describe('For unpublished_references and schedule_conflicts'),
    skip: z.int().min(0).optional(),
    after: text,
  },
  run: auditContent,
});
