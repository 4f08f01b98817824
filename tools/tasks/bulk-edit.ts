// Changes many entries alike: first it tells what would become what, then it does just that.
import * as z from 'zod';
import { tests } from '../../src/content/where/condition.ts';
import { edits } from '../../src/operations/edits.ts';
import { brief, count, flag, list, locale, segment, text } from '../../src/operations/fields.ts';
import { defineTask } from '../../src/operations/task.ts';
import { toWhere } from '../../src/operations/where.ts';
import type { Asked } from '../../src/tasks/bulk/asked.ts';
import { editInBulk } from '../../src/tasks/bulk/edit.ts';

export default defineTask('bulk_edit', {
  title: 'Edit many entries',
  effect: 'update',
  description:
    'Replaces a text, or sets fields as edit_entry does, in many entries (articles) at once: those named, or all that meet conditions. Without code it writes nothing and shows each change and a code; with it, it saves them and publishes nothing.',
  view: 'hits',
  uses: {
    must: ['update_entry', 'get_entry', 'get_content_type', 'list_content_types', 'list_entries'],
    may: ['list_languages', 'list_assets', 'list_terms'],
  },
  fields: {
    find: text.describe('A text, * as itself'),
    words: flag.describe('Whole words'),
    case: flag.describe('Accents too'),
    also: z
      .array(z.enum(['urls', 'code']))
      .optional()
      .describe('Replaced there as well'),
    where: z
      .array(brief(toWhere(tests).element))
      .optional()
      .describe('As find_in_content has it'),
    content_types: list,
    locales: list,
    code: text,
    except: list.describe('With code: uids, addresses to leave out'),
    skip: count,
    after: text,
  },
  // Here an empty text takes out, and an empty list names none.
  body: {
    with: text,
    edits: z.array(brief(edits.element)).min(1).optional().describe('As edit_entry has them'),
    entries: z.array(z.strictObject({ content_type: segment, uid: segment, locale })).optional(),
  },
  run: (args, ground) => editInBulk(ground, args as Asked),
});
