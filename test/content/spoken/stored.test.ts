// What read_entry shows is what an edit and a draft take: said back, it is what is stored.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseAddress } from '../../../src/content/address.ts';
import { listFieldsAt } from '../../../src/content/fields-at.ts';
import { lowerField } from '../../../src/content/lower.ts';
import { toReadable } from '../../../src/content/reading/entry.ts';
import { readAddress } from '../../../src/content/resolve.ts';
import { toMarkdown } from '../../../src/content/rich-text/markdown.ts';
import { topFields } from '../../../src/content/schema.ts';
import { toNested } from '../../../src/content/spoken/nested.ts';
import { toStored, toStoredFields } from '../../../src/content/spoken/stored.ts';
import { isEmpty, isObject } from '../../../src/content/value.ts';
import '../../draws.ts';
import { times } from '../../long.ts';
import { blind, byUid, drawn } from './drawn.ts';

it('takes what is shown of a value that is there for that value, and looks nothing up', async () => {
  await fc.assert(
    fc.asyncProperty(drawn, async ({ schema, entry }) => {
      const { fields } = await toReadable(entry, schema, { isIncluded: true });
      for (const [name, shown] of Object.entries(fields)) {
        const address = parseAddress(name) ?? [];
        const field = listFieldsAt(schema, address).at(-1);
        const held = readAddress(entry, address);
        if (!field || ['blocks', 'group', 'global_field'].includes(field.data_type)) continue;
        const { value, problems } = await toStored(field, shown, address, { finding: blind, writing: {}, held });
        expect({ name, shown, problems }).toEqual({ name, shown, problems: [] });
        expect({ name, value }).toEqual({ name, value: lowerField(field, held) });
      }
    }),
    { numRuns: 100 * times },
  );
});

/** Without what is empty and so not shown, without uids of instances and of nodes. */
async function toBare(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(toBare));
  if (!isObject(value)) return value;
  if (value.type === 'doc' && Array.isArray(value.children)) {
    const told = await toMarkdown(value);
    return 'markdown' in told ? told.markdown : value;
  }
  const inner = await Promise.all(
    Object.entries(value)
      .filter(([key]) => key !== '_metadata')
      .map(async ([key, each]) => [key, await toBare(each)] as const),
  );
  return Object.fromEntries(inner.filter(([, each]) => !isEmpty(each)));
}

const holdsNothing = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.every(holdsNothing)
    : isObject(value)
      ? Object.values(value).every(holdsNothing)
      : isEmpty(value);

/** Groups that are not lists are shown by what is in them. */
const dropHollow = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(item => (isObject(item) && holdsNothing(item) ? {} : dropHollow(item)));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      !Array.isArray(each) && holdsNothing(each) ? [] : [[key, dropHollow(each)]],
    ),
  );
};

it('makes the same entry anew from all that is shown of one', async () => {
  await fc.assert(
    fc.asyncProperty(drawn, async ({ schema, entry }) => {
      const { fields } = await toReadable(entry, schema, { isIncluded: true });
      // What a token stands for is in the entry that it was read with.
      fc.pre(!JSON.stringify(fields).includes('<x'));
      const nested = toNested(fields, schema);
      expect(nested.problems).toEqual([]);
      const ways = { finding: byUid, writing: {}, isNew: true };
      const { value, problems } = await toStoredFields(topFields(schema), nested.value, [], ways);
      // A new text may be refused, with the way out; it is never another.
      fc.pre(!problems.some(problem => problem.includes('in a plainer way')));
      expect({ fields, problems }).toEqual({ fields, problems: [] });
      const stored = Object.fromEntries(
        topFields(schema).flatMap(field =>
          field.uid in entry ? [[field.uid, lowerField(field, entry[field.uid])]] : [],
        ),
      );
      expect(dropHollow(await toBare(value))).toEqual(dropHollow(await toBare(stored)));
    }),
    { numRuns: 100 * times },
  );
});
