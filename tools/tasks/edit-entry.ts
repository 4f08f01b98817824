// Edits an entry by address: what is not named stays as it is, and what others saved meanwhile is merged.
import type { Edit } from '../../src/content/patch/edit.ts';
import { edits } from '../../src/operations/edits.ts';
import { anyVersion, flag, locale, segment } from '../../src/operations/fields.ts';
import { defineTask } from '../../src/operations/task.ts';
import { toMake } from '../../src/tasks/editing.ts';
import { type Known, makeFinding, toTitles } from '../../src/tasks/lookups.ts';
import { requireDone, tellSaved } from '../../src/tasks/told-save.ts';
import { requireUid } from '../../src/tasks/types.ts';

interface Given {
  content_type_uid: string;
  entry_uid: string;
  locale?: string;
  edits: Edit[];
  if_version?: number;
  partial?: boolean;
  dry_run?: boolean;
}

export default defineTask('edit_entry', {
  title: 'Edit an entry',
  effect: 'update',
  description:
    'Changes parts of an entry (page, post) by the addresses that read_entry shows, and leaves the rest; in a language without a version of its own it starts from what it falls back to, so it translates. Answers with what is stored otherwise; does not publish.',
  uses: {
    must: ['update_entry', 'get_entry', 'get_content_type'],
    may: ['list_entries', 'list_assets', 'list_terms', 'list_languages'],
  },
  eases: 'update_entry',
  view: 'diff',
  fields: {
    content_type_uid: segment,
    entry_uid: segment,
    locale,
    if_version: anyVersion.describe('That you read; saves since are merged'),
    partial: flag.describe('Save what can be'),
    dry_run: flag,
  },
  // An empty text in an edit empties.
  body: { edits },
  async run(args, ground) {
    const { content_type_uid, entry_uid, locale: language, ...given } = args as unknown as Given;
    requireUid(content_type_uid, entry_uid);
    const place = { content_type_uid, entry_uid, ...(language === undefined ? {} : { locale: language }) };
    const seen = new Map<string, Known>();
    const finding = makeFinding(ground, { locale: language, seen });
    const saved = requireDone(
      await ground.save({
        operation: 'update_entry',
        given: place,
        make: toMake(given.edits, { finding, isExact: given.if_version !== undefined }),
        ifVersion: given.if_version,
        isPartial: given.partial,
        isRehearsal: given.dry_run,
      }),
    );
    const { after } = saved;
    const link = ground.toLink('update_entry', place, after);
    return tellSaved(saved, `${String(after.title ?? entry_uid)} (${content_type_uid})`, link, toTitles(seen));
  },
});
