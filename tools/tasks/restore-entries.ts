// Takes changes of entries back, or brings entries to an earlier version; what others changed since stays.
import * as z from 'zod';
import { anyVersion, flag, list, locale, segment, text, version } from '../../src/operations/fields.ts';
import { BadTask, defineTask } from '../../src/operations/task.ts';
import { type Asked, restoreRows } from '../../src/tasks/restoring/restore.ts';
import { listSince } from '../../src/tasks/restoring/since.ts';

/** As many as one answer can tell of. */
const mostRows = 50;

interface Given extends Partial<Asked> {
  since?: string;
  content_types?: string[];
  locales?: string[];
  after?: string;
}

export default defineTask('restore_entries', {
  title: 'Restore entries',
  effect: 'publish',
  description:
    'Undoes what versions of entries changed, keeping what was saved since, or brings back an earlier version (to), as a new one. `since` alone lists what was saved, with the versions to undo.',
  view: 'diff',
  uses: {
    must: ['update_entry', 'get_entry', 'get_content_type'],
    may: [
      'publish_entry',
      'list_entries',
      'list_entry_versions',
      'list_assets',
      'list_content_types',
      'list_languages',
      'list_environments',
    ],
  },
  asks: true,
  fields: {
    rows: z
      .array(
        z.strictObject({
          content_type_uid: segment,
          entry_uid: segment,
          locale,
          undo: z.array(version).optional().describe('Consecutive: [5, 6]'),
          to: anyVersion,
          except: list.describe('Addresses to leave alone'),
        }),
      )
      .min(1)
      .max(mostRows)
      .optional(),
    since: text.describe('Day, or time with offset'),
    content_types: list,
    locales: list,
    after: text,
    partial: flag.describe('Leave conflicts'),
    dry_run: flag,
    publish: flag.describe('Also where it is live'),
  },
  async run(args, ground) {
    const { rows, since, content_types, locales, after, ...more } = args as Given;
    if (since !== undefined && rows)
      throw new BadTask('since: only lists what was saved; send rows in a call of their own');
    if (since !== undefined) return listSince(ground, { since, content_types, locales, after });
    if (!rows) throw new BadTask('rows: name the entries to restore, or list what was saved with since');
    return restoreRows(ground, { rows, ...more });
  },
});
