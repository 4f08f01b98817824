// Compares two states of one entry, field by field: versions, environments, languages, branches.
import * as z from 'zod';
import { anyVersion, count, locale, segment, text } from '../../src/operations/fields.ts';
import { defineTask } from '../../src/operations/task.ts';
import { compareSides } from '../../src/tasks/compare.ts';
import type { Side } from '../../src/tasks/sides.ts';

const side = z.strictObject({ version: anyVersion, environment: text, locale, branch: text });

interface Given {
  content_type_uid: string;
  entry_uid: string;
  from: Side;
  to?: Side;
  skip?: number;
}

export default defineTask('compare_entry', {
  title: 'Compare an entry',
  effect: 'read',
  description:
    'What differs, field by field, between two of: a version of an entry (page, post), its latest, what is live in an environment, a language, a branch. A side without locale has that of the other, else the master; a language alone is compared with the master.',
  view: 'diff',
  uses: { must: ['get_entry', 'get_content_type'], may: ['list_languages', 'list_environments'] },
  fields: {
    content_type_uid: segment,
    entry_uid: segment,
    from: side,
    to: side.optional().describe('Latest if left out'),
    skip: count,
  },
  async run(given, ground) {
    const { content_type_uid, entry_uid, skip = 0, ...sides } = given as unknown as Given;
    return { ...(await compareSides(ground, content_type_uid, entry_uid, sides)), skip };
  },
});
