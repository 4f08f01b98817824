// What a change of a schema costs the entries.
import { expect, it } from 'vitest';
import { tellSchemas } from '../../src/content/comparison/entries.ts';
import type { Field } from '../../src/content/schema.ts';
import { listSchemaChanges } from '../../src/content/schema-changes.ts';
import { field, group, references, richText, schema, select, text } from './schema.ts';

// biome-ignore lint/suspicious/noExplicitAny: schemas are changed freely here
const change = (alter: (fields: any[], find: (uid: string) => any) => void): Field[] => {
  // Not a structured clone, in which what is shared stays shared.
  const after = JSON.parse(JSON.stringify(schema));
  alter(after, uid => after.find((each: Field) => each.uid === uid));
  return after;
};

const tell = (after: Field[], before: readonly Field[] = schema) =>
  listSchemaChanges(before, after).map(({ kind, path, before: old, after: now, near }) =>
    [kind, path, old, now, near && `~${near}`].filter(Boolean).join(' '),
  );

it.each([
  ['nothing', () => {}, []],
  ['a field that is new, or moved', fields => fields.reverse().push(text('more')), []],
  [
    'a label',
    (_, find) => {
      find('summary').display_name = 'Abstract';
    },
    [],
  ],
  ['a field that is dropped', fields => fields.splice(2, 1), ['dropped summary']],
  [
    'a field that is renamed',
    fields => {
      fields[2] = text('abstract', { display_name: 'Summary' });
    },
    ['dropped summary ~abstract'],
  ],
  [
    'another data type',
    (_, find) => {
      find('price').data_type = 'text';
    },
    ['retyped price number text'],
  ],
  [
    'several for one',
    (_, find) => {
      find('summary').multiple = true;
    },
    ['retyped summary text several text'],
  ],
  [
    'one for several',
    (_, find) => {
      find('gallery').multiple = false;
    },
    ['retyped gallery several file file'],
  ],
  [
    'JSON for rich text',
    (_, find) => {
      find('body').field_metadata = {};
    },
    ['retyped body json rich text json'],
  ],
  [
    'another global field',
    (_, find) => {
      find('button').reference_to = 'link';
    },
    ['retyped button global_field button global_field link'],
  ],
  [
    'the same in every language',
    (_, find) => {
      find('summary').non_localizable = true;
    },
    ['shared summary'],
  ],
  [
    'in each language its own',
    (_, find) => {
      find('price').non_localizable = false;
    },
    [],
  ],
  [
    'a choice that is gone',
    (_, find) => {
      find('category').enum.choices.shift();
    },
    ['narrowed category skills'],
  ],
  [
    'choices where any text was taken',
    (_, find) => {
      find('summary').enum = { choices: [{ value: 'x' }] };
    },
    ['narrowed summary any text'],
  ],
  [
    'one reference where several were taken',
    (_, find) => {
      find('related').field_metadata.ref_multiple = false;
    },
    ['narrowed related several references'],
  ],
  [
    'a choice that is new',
    (_, find) => {
      find('category').enum.choices.push({ value: 'x' });
    },
    [],
  ],
  [
    'a type it may not refer to any more',
    (_, find) => {
      find('related').reference_to = ['post'];
    },
    ['narrowed related page'],
  ],
  [
    'a member of a group',
    (_, find) => {
      find('seo').schema.shift();
    },
    ['dropped seo.title'],
  ],
  [
    'a member of a group in a group',
    (_, find) => {
      find('items').schema[2].schema.pop();
    },
    ['dropped items.children.order'],
  ],
  [
    'a block',
    (_, find) => {
      find('sections').blocks.splice(1, 1);
    },
    ['dropped sections.rich_text'],
  ],
  [
    'a field of a block',
    (_, find) => {
      find('sections').blocks[0].schema.pop();
    },
    ['dropped sections.hero.button'],
  ],
  // biome-ignore lint/suspicious/noExplicitAny: schemas are changed freely here
] as [string, (fields: any[], find: (uid: string) => any) => void, string[]][])('%s', (_, alter, expected) => {
  expect(tell(change(alter))).toEqual(expected);
});

it('guesses no new name where two could be it', () => {
  expect(tell([text('b'), text('c')], [text('a')])).toEqual(['dropped a']);
  expect(tell([text('b'), field('c', 'number')], [text('a')])).toEqual(['dropped a ~b']);
});

it('tells how the content types of two branches differ', () => {
  const [one, other] = [
    [text('title'), field('price', 'number'), group('seo', [text('text')]), text('same')],
    [text('title'), text('price'), text('lead'), text('same', { display_name: 'Other' })],
  ];
  expect(tellSchemas(one, other, ['main', 'dev'])).toEqual([
    'only the content type in main has seo',
    'only the content type in dev has lead',
    'price is number in main and text in dev',
  ]);
});

it('takes schemas as they are sent, without the fields of global ones', () => {
  const outline = [
    field('seo', 'global_field', { reference_to: 'seo' }),
    group('a', []),
    references('r', []),
    richText('t'),
    select('s', []),
  ];
  expect(tell(outline, outline)).toEqual([]);
});
