// Whatever is said, held or written in a schema: nothing throws, nothing is changed in place, and what is refused is named.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseAddress } from '../../../src/content/address.ts';
import { type Field, topFields } from '../../../src/content/schema.ts';
import { listDefaults } from '../../../src/content/spoken/defaults.ts';
import { nameInstances } from '../../../src/content/spoken/instance.ts';
import { toNested } from '../../../src/content/spoken/nested.ts';
import { toStoredFields } from '../../../src/content/spoken/stored.ts';
import '../../draws.ts';
import { times } from '../../long.ts';
import { type Json, schema } from '../schema.ts';
import { byUid } from './drawn.ts';

const texts = [
  ...[
    '',
    ' ',
    '(',
    ')',
    '()',
    'a (b)',
    '(author )',
    'gone ()',
    ':',
    'topic:',
    ':x',
    'topic:a b',
    '[a](',
    '![a](b)',
    '<x1 a/>',
  ],
  ...[
    'person blt0000000000000013',
    'x (person blt0000000000000013)',
    'blt0000000000000013',
    '[secret]',
    '# a',
    'Care and repair',
  ],
];
const keys = fc.constantFrom(
  ...schema.map(({ uid }) => uid),
  ...[
    'hero',
    'rich_text',
    'columns',
    'uid',
    '_metadata',
    'seo.title',
    'sections[0].hero',
    'sections[x].hero.headline',
    'items[0]',
  ],
  ...['__proto__', 'toString', '[0]', 'a..b', '"', 'type', 'children', 'text', 'term_uid', '_content_type_uid'],
);
const anything = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom<unknown>(null, 0, -1, true, 'doc', ...texts),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(keys, tie('value')), { maxLength: 4 }).map(pairs => Object.fromEntries(pairs)),
  ),
})).value;
const object = fc.array(fc.tuple(keys, anything), { maxLength: 6 }).map(pairs => Object.fromEntries(pairs) as Json);

const kinds = ['text', 'group', 'blocks', 'reference', 'file', 'json', 'global_field', 'taxonomy', 'link', 'hologram'];
const schemas: fc.Arbitrary<Field[]> = fc.oneof(
  fc.constant(schema),
  fc.array(
    fc.record({
      ...{ uid: keys, data_type: fc.constantFrom(...kinds), multiple: fc.boolean() },
      ...{ schema: anything, blocks: anything, enum: anything, field_metadata: anything },
      ...{ reference_to: anything, taxonomies: anything },
    }) as fc.Arbitrary<Field>,
    { maxLength: 6 },
  ),
);

it('takes anything for what is said, for what is held and for a schema', async () => {
  await fc.assert(
    fc.asyncProperty(object, object, schemas, fc.boolean(), async (said, held, fields, isNew) => {
      const before = JSON.stringify([said, held, fields]);
      const nested = toNested(said, fields);
      const ways = { finding: byUid, writing: {}, held, isNew };
      const { value, problems } = await toStoredFields(topFields(fields), nested.value, [], ways);
      for (const line of problems) expect(parseAddress(line.split(': ')[0] ?? ''), line).toBeDefined();
      const named = nameInstances(topFields(fields), value as Json, {});
      listDefaults(topFields(fields), named);
      expect(Object.keys(named)).toEqual(Object.keys(nested.value));
      expect(JSON.stringify([said, held, fields])).toBe(before);
    }),
    { numRuns: 300 * times },
  );
});
