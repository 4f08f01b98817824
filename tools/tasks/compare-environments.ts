// What is live here and not there, or at another version; or, against what is saved, what is stale.
import * as z from 'zod';
import { flag, list, text } from '../../src/operations/fields.ts';
import { BadTask, defineTask } from '../../src/operations/task.ts';
import { comparePlaces } from '../../src/tasks/compare-places.ts';
import { readSide } from '../../src/tasks/pairs.ts';
import { scan } from '../../src/tasks/scan.ts';
import { readLocales, readTypes, toLanes } from '../../src/tasks/types.ts';

const side = z.string().min(1).describe('An environment, or `saved`');

export default defineTask('compare_environments', {
  title: 'Compare environments',
  effect: 'read',
  description:
    'What is live in one environment and not in another, or at another version. With `saved` on one side: what is stale, that is live at an older version than was saved.',
  uses: {
    must: ['list_content_types', 'list_entries'],
    may: ['list_assets', 'get_entry', 'get_asset', 'list_languages', 'list_environments'],
  },
  fields: {
    from: side,
    to: side,
    content_types: list.describe('All and sys_assets if left out'),
    locales: list,
    fields: flag.describe('Also what the difference is'),
    skip: z.int().min(0).optional(),
    after: text,
  },
  async run(given, ground) {
    const {
      from,
      to,
      content_types,
      locales,
      fields,
      skip = 0,
      after,
    } = given as {
      from: string;
      to: string;
      content_types?: string[];
      locales?: string[];
      fields?: boolean;
      skip?: number;
      after?: string;
    };
    if (from === to) throw new BadTask('to: is the same as from');
    const sides = [await readSide(ground, from, 'from'), await readSide(ground, to, 'to')] as const;
    const { codes } = await readLocales(ground, locales);
    const compared = comparePlaces(sides);
    const lanes = toLanes(await readTypes(ground, content_types), codes);
    const scanned = await scan(ground, {
      lanes,
      after,
      only: () => [],
      more: { include_publish_details: true },
      onPage: compared.add,
    });
    return compared.toFound(ground, { scanned, locales: codes, skip, wantsFields: fields === true });
  },
});
