// Drafts a new entry: rich text as Markdown, files and references by what they are called.
import { flag, locale, open, segment } from '../../src/operations/fields.ts';
import { defineTask } from '../../src/operations/task.ts';
import { type Drafting, draftEntry } from '../../src/tasks/draft/draft.ts';

export default defineTask('draft_entry', {
  title: 'Draft an entry',
  effect: 'create',
  description:
    'A new entry (page, post) from fields as read_entry shows them: rich text as Markdown, its pictures too; files by uid, name or URL, references by uid or title, choices by label. Nothing goes live.',
  uses: {
    must: ['create_entry', 'get_content_type'],
    may: ['list_entries', 'get_entry', 'list_assets', 'list_terms', 'list_content_types', 'list_languages'],
  },
  fields: { content_type_uid: segment, locale, dry_run: flag.describe('Stores nothing') },
  body: { fields: open.describe('{title, seo: {…}, sections: [{hero: {…}}]}, or by address') },
  run: (given, ground) => draftEntry(ground, given as unknown as Drafting),
});
