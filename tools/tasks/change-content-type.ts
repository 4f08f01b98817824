// Adds, changes, moves and removes fields of a content type, after it has said what its entries would lose.
import * as z from 'zod';
import { flag, if_version, open, segment, text } from '../../src/operations/fields.ts';
import { defineTask } from '../../src/operations/task.ts';
import { type Asked, changeType } from '../../src/tasks/type-changes/change.ts';

const members = open.optional();

export default defineTask('change_content_type', {
  title: 'Change a content type',
  effect: 'update',
  description:
    'Add, change, move or remove fields of a content type (model) by path; nothing else in it is touched. Before that it counts the entries that would lose a value or become invalid, and asks if there are any.',
  uses: {
    must: ['get_content_type', 'update_content_type'],
    may: ['list_entries', 'list_languages', 'list_content_types', 'get_global_field', 'update_global_field'],
  },
  fields: {
    content_type_uid: segment,
    global_field: flag.describe('The uid is of a global field'),
    if_version,
    dry_run: flag,
  },
  body: {
    changes: z
      .array(
        z.strictObject({
          field: segment.describe('seo.title; a block: sections.hero'),
          add: members.describe('{data_type, …} as in a schema; choices: ["a"] will do, defaults are filled in'),
          change: members.describe('Members to change; null removes one'),
          move: flag,
          remove: flag,
          before: text.describe('Another of the same list'),
          after: text,
        }),
      )
      .optional(),
    set: members.describe("The type's own title, description, options, field_rules"),
  },
  asks: true,
  run: (given, ground) => changeType(ground, given as unknown as Asked),
});
