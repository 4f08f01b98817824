// What a changed schema does to an entry: which values are hit, beside those that are not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../src/content/schema.ts';
import { listConsequences } from '../../../src/content/schema-edits/consequences.ts';
import { editType } from '../../../src/content/schema-edits/edit.ts';
import type { SchemaEdit } from '../../../src/content/schema-edits/editing.ts';
import { listPartPaths } from '../../../src/content/schema-edits/level.ts';
import '../../draws.ts';
import { times } from '../../long.ts';
import { document, entry, type Json, schema, values } from '../schema.ts';

function change(...edits: SchemaEdit[]): Field[] {
  const made = editType({ schema }, edits);
  if ('problems' in made) throw new Error(made.problems.join('\n'));
  return made.whole.schema as Field[];
}

/** `lost summary (removed): summary`, with all addresses that are hit. */
const tell = (after: Field[], of: Json = entry(), before: Field[] = schema): string[] =>
  listConsequences(before, after).map(({ kind, path, says, by, isShared, find }) => {
    const marks = [by === 'each' ? '' : by, isShared ? 'shared' : ''].filter(Boolean).map(each => ` ${each}`);
    return `${kind} ${path} (${says})${marks.join('')}: ${find(of)
      .map(({ address }) => address)
      .join(' ')}`;
  });

const at = (field: string, members: Json): SchemaEdit => ({ field, change: members });

it.each([
  ['a field that is new', [{ field: 'note', add: { data_type: 'text' } }], []],
  [
    'names, order and help',
    [at('summary', { display_name: 'Abstract', description: 'x' }), { field: 'rank', move: true, after: 'title' }],
    [],
  ],
  ['more choices', [at('sizes', { choices: ['S', 'M', 'L', 'XL'] })], []],
  ['what is no longer mandatory', [at('items.label', { mandatory: false })], []],
  ['a field removed', [{ field: 'summary', remove: true }], ['lost summary (removed): summary']],
  ['one that languages share', [{ field: 'price', remove: true }], ['lost price (removed) shared: price']],
  ['false, which is a value', [{ field: 'open', remove: true }], ['lost open (removed): open']],
  [
    'one in instances',
    [{ field: 'items.version', remove: true }],
    ['lost items.version (removed): items[csi1].version items[csi2].version'],
  ],
  [
    'one deep in blocks',
    [{ field: 'sections.columns.column.cards.card.meta.alt', remove: true }],
    [
      'lost sections.columns.column.cards.card.meta.alt (removed): sections[csa3].columns.column[csb1].cards[csk1].card.meta.alt',
    ],
  ],
  ['a kind of block', [{ field: 'sections.hero', remove: true }], ['lost sections.hero (block removed): sections']],
  [
    'a field renamed',
    [at('summary', { uid: 'teaser' })],
    ['lost summary (removed: values do not follow to teaser): summary'],
  ],
  ['another data type', [at('rank', { data_type: 'text' })], ['lost rank (number → text): rank']],
  [
    'rich text in place of a text',
    [at('summary', { data_type: 'json' })],
    ['lost summary (text → JSON rich text): summary'],
  ],
  [
    'another global field',
    [at('button', { reference_to: 'other' })],
    ['lost button (global field button → global field other): button'],
  ],
  ['mandatory, and filled', [at('summary', { mandatory: true })], ['invalid summary (mandatory and empty): ']],
  [
    'mandatory, and empty in some',
    [at('items.children.order', { mandatory: true })],
    ['invalid items.children.order (mandatory and empty): '],
  ],
  [
    'a new field that is mandatory',
    [
      { field: 'note', add: { data_type: 'text', mandatory: true } },
      { field: 'items.note', add: { data_type: 'text', mandatory: true } },
    ],
    [
      'invalid items.note (mandatory and empty): items[csi1].note items[csi2].note',
      'invalid note (mandatory and empty): note',
    ],
  ],
  [
    'a new group with a field that is',
    [
      {
        field: 'facts',
        add: { data_type: 'group', schema: [{ uid: 'height', data_type: 'number', mandatory: true }] },
      },
    ],
    ['invalid facts.height (mandatory and empty): facts.height'],
  ],
  ['one where it has no effect', [at('open', { mandatory: true }), at('sections', { mandatory: true })], []],
  ['fewer choices', [at('sizes', { choices: ['S', 'M'] })], ['invalid sizes (none of the choices): sizes']],
  [
    'fewer, and not those that are held',
    [at('category', { choices: ['care'] })],
    ['invalid category (none of the choices): '],
  ],
  [
    'choices where there were none',
    [at('summary', { choices: ['a'] })],
    ['invalid summary (none of the choices): summary'],
  ],
  ['fewer targets', [at('related', { reference_to: ['page'] })], ['invalid related (refers to post): related']],
  [
    'another target of an old field, which holds uids alone',
    [at('editor', { reference_to: 'page' })],
    ['invalid editor (refers to person): editor'],
  ],
  [
    'fewer taxonomies',
    [at('taxonomies', { taxonomies: ['place'] })],
    ['invalid taxonomies (a term of topic): taxonomies'],
  ],
  [
    'one in place of several',
    [at('gallery', { multiple: false })],
    ['invalid gallery (a list, where one value is wanted): gallery'],
  ],
  [
    'several in place of one',
    [at('rank', { multiple: true })],
    ['invalid rank (one value, where a list is wanted): rank'],
  ],
  [
    'one reference of two',
    [at('related', { multiple: false })],
    ['invalid related (several, where one is wanted): related'],
  ],
  [
    'one reference of one',
    [at('editor', { field_metadata: { ref_multiple: false } })],
    ['invalid editor (several, where one is wanted): '],
  ],
  ['at most one file', [at('gallery', { max_instance: 1 })], ['invalid gallery (more than 1): gallery']],
  ['at most two files', [at('gallery', { max_instance: 2 })], ['invalid gallery (more than 2): ']],
  ['at least three', [at('gallery', { min_instance: 3 })], ['invalid gallery (fewer than 3): gallery']],
  ['a smaller number', [at('price', { max: 58 })], ['invalid price (more than 58) shared: price']],
  [
    'a number that fits',
    [at('price', { max: 59, min: 59 })],
    ['invalid price (less than 59) shared: ', 'invalid price (more than 59) shared: '],
  ],
  ['a shorter text', [at('summary', { max: 10 })], ['invalid summary (more than 10 characters): summary']],
  ['an earlier end', [at('day', { endDate: '2026-03-01' })], ['invalid day (after 2026-03-01): day']],
  ['a start before it', [at('day', { startDate: '2026-03-01' })], ['invalid day (before 2026-03-01): ']],
  ['other files', [at('cover', { extensions: ['png'] })], ['invalid cover (no png): cover']],
  ['the same files', [at('cover', { extensions: ['JPG', 'png'] })], ['invalid cover (no jpg or png): ']],
  ['what must be unique', [at('summary', { unique: true })], ['invalid summary (as in another entry) twins: summary']],
  ['what must be unique in a group, which is no rule', [at('seo.title', { unique: true })], []],
  [
    'what is the same in every language',
    [at('summary', { non_localizable: true })],
    ["lost summary (not the master language's) other: summary"],
  ],
  ['a pattern', [at('summary', { format: '^W' })], ['invalid summary (whether it fits the format) unseen: summary']],
  [
    'fewer embeds',
    [at('body', { reference_to: ['page'] })],
    ['invalid body (whether it embeds what may no longer be) unseen: body'],
  ],
  [
    'several of them, once each',
    [at('category', { mandatory: true, non_localizable: true, choices: ['gear'] })],
    [
      "lost category (not the master language's) other: category",
      'invalid category (mandatory and empty) shared: ',
      'invalid category (none of the choices) shared: category',
    ],
  ],
] as [string, SchemaEdit[], string[]][])('%s', (_, edits, found) => {
  expect(tell(change(...edits)).sort()).toEqual([...found].sort());
});

it.each([
  ['another global field', 'other', 'global field other'],
  ['fields of its own', null, 'fields of its own'],
])('a block of a global field that becomes one of %s', (_, reference_to, now) => {
  const after = change(at('sections.cta', { reference_to }));
  const of = { sections: [{ hero: { headline: 'x' } }, { cta: { label: 'Go' } }] };
  expect(tell(after, of)).toEqual([`lost sections.cta (global field button → ${now}): sections`]);
});

describe('what is empty', () => {
  const removing = change(
    ...['summary', 'body', 'more', 'gallery', 'items', 'html', 'sections.hero'].map(field => ({ field, remove: true })),
  );
  it.each([
    ['nothing', {}],
    ['null', { summary: null, body: null, more: null, gallery: null, items: null, html: null, sections: null }],
    [
      'what an editor leaves',
      {
        summary: ' ',
        body: document(['']),
        more: { title: '', href: '' },
        gallery: [],
        items: [],
        html: '<p></p>',
        sections: [{ rich_text: { heading: 'x' } }],
      },
    ],
  ])('is not lost: %s', (_, of) => {
    expect(listConsequences(schema, removing).flatMap(({ find }) => find(of))).toEqual([]);
  });

  it('is missing where it is mandatory', () => {
    const after = change(...['summary', 'body', 'gallery', 'seo.title'].map(field => at(field, { mandatory: true })));
    const hit = (of: Json) =>
      listConsequences(schema, after).flatMap(({ find }) => find(of).map(({ address }) => address));
    expect(hit({})).toEqual(['summary', 'gallery', 'body', 'seo.title']);
    expect(hit({ summary: ' ', gallery: [], body: document(['']), seo: { title: 'x' } })).toEqual([
      'summary',
      'gallery',
      'body',
    ]);
    expect(hit(entry())).toEqual([]);
  });

  it('fits any limit', () => {
    const after = change(
      at('gallery', { min_instance: 2 }),
      at('summary', { min: 5 }),
      at('category', { choices: ['gear'] }),
    );
    expect(
      listConsequences(schema, after).flatMap(({ find }) => find({ gallery: [], summary: '', category: '' })),
    ).toEqual([]);
  });
});

it('of any entry tells just those that hold what is removed', () => {
  const paths = listPartPaths({ schema }).filter(path => !['title', 'sections', 'future'].includes(path));
  let hits = 0;
  fc.assert(
    fc.property(values(schema), fc.constantFrom(...paths), (of, field) => {
      const made = editType({ schema }, [{ field, remove: true }]);
      if ('problems' in made) return;
      const [consequence, ...more] = listConsequences(schema, made.whole.schema as Field[]);
      expect(more).toEqual([]);
      expect(consequence).toMatchObject({ path: field, kind: 'lost' });
      const found = consequence?.find(of) ?? [];
      hits += found.length;
      const uid = field.split('.').at(-1);
      // Each that is told is there, by its address; and nothing of that name is there where none is told.
      for (const { value } of found) expect(JSON.stringify(of)).toContain(JSON.stringify(value));
      if (!JSON.stringify(of).includes(`"${uid}":`)) expect(found).toEqual([]);
      if (!field.includes('.') && typeof of[field] === 'number') expect(found).toHaveLength(1);
    }),
    { numRuns: 300 * times },
  );
  expect(hits).toBeGreaterThan(50 * times);
});
