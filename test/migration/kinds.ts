// Every kind of field, with a value for it: what the content types of the stack that is moved are made of.

import * as fields from '../../src/sandbox/seed/form/fields.ts';
import { assetOf, refer, uidOf } from '../../src/sandbox/seed/form/names.ts';
import { doc, embed, embedAsset, link, rows, sections } from '../../src/sandbox/seed/form/values.ts';
import { toSize } from '../long.ts';
import { addressOf, files } from './files.ts';

type Json = Record<string, unknown>;
type Field = Json & { uid: string };

/** Where a value stands. */
export interface Place {
  type: string;
  /** The content type that this one points at: all together they are a ring. */
  next: string;
  /** The one that points back at this one. */
  partner: string;
  /** The number of the entry, and of the save. */
  entry: number;
  save: number;
  locale: string;
}

interface Kind {
  field: (place: Pick<Place, 'type' | 'next' | 'partner'>) => Field;
  value: (place: Place) => unknown;
}

export const slugOf = (entry: number): string => `n${entry}`;

/** With five there is one of each kind: see `listLocales`. */
const usual = toSize(5, 8, 8);

/** The first type has them all, and the last a single one: 200 in 25 types, or 131 in `npm test`. */
export const countOf = (type: string): number => ({ type_a: 15, type_y: 1 })[type] ?? usual;

const file = (step: number): string => files[step % files.length]?.name ?? '';
const point = (type: string, ...steps: number[]): Json[] =>
  refer(type, ...steps.map(step => slugOf(step % countOf(type))));
const hold = (type: string, step: number) => embed(type, slugOf(step % countOf(type)));
const say = (what: string, { type, entry, save, locale }: Place): string =>
  `${what} ${type} ${entry}.${save} ${locale}`;
/** The same in all languages and versions, as the instances of an entry are. */
const key = (what: string, { type, entry }: Place): string => `${what}/${type}/${entry}`;

const paragraphs = (place: Place): string[] =>
  Array.from(
    { length: place.entry === 3 ? 130 : 2 },
    (_, index) => `${say('Paragraph', place)}: ${'more '.repeat(9)}**${index}**.`,
  );

const embedded = (name: string) => {
  const node = embedAsset(name);
  return { ...node, attrs: { ...node.attrs, 'asset-link': addressOf(name), 'asset-name': name } };
};

export const kinds: Record<string, Kind> = {
  line: { field: () => fields.text('line', 'Line'), value: place => say('Line', place) },
  lines: {
    field: () => fields.text('lines', 'Lines', '', { multiple: true }),
    value: place => [say('One', place), 'Zwei “drei”', '\u200bhidden'],
  },
  note: { field: () => fields.multiline('note', 'Note'), value: place => `${say('Note', place)}\n\nSecond\tline` },
  markdown: { field: () => fields.markdown('markdown', 'Markdown'), value: place => `# ${say('Head', place)}\n\n- a` },
  html: {
    field: () => fields.htmlText('html', 'HTML'),
    value: place =>
      `<p>${say('HTML', place)}</p><img src="${addressOf(file(place.entry))}" data-sys-asset-uid="${assetOf(file(place.entry))}" sys-style-type="display"/>`,
  },
  amount: { field: () => fields.number('amount', 'Amount'), value: ({ entry, save }) => entry * 1.5 + save },
  ranks: {
    field: () => fields.number('ranks', 'Ranks', '', { multiple: true }),
    value: ({ entry }) => [entry, -1, 0],
  },
  flag: { field: () => fields.boolean('flag', 'Flag'), value: ({ entry }) => entry % 2 === 0 },
  day: { field: () => fields.isodate('day', 'Day'), value: ({ entry }) => `2026-02-0${(entry % 9) + 1}T10:00:00.000Z` },
  cover: { field: () => fields.file('cover', 'Cover'), value: ({ entry }) => assetOf(file(entry)) },
  gallery: {
    field: () => fields.file('gallery', 'Gallery', '', { multiple: true }),
    value: ({ entry, save }) => [assetOf(file(entry + save)), assetOf(file(entry + 7))],
  },
  link: {
    field: () => fields.hyperlink('link', 'Link'),
    value: place => link(say('Link', place), 'https://example.com/?a=1&b=2'),
  },
  links: {
    field: () => fields.hyperlink('links', 'Links', '', { multiple: true }),
    value: () => [link('A', '/a'), link('B', '/b')],
  },
  mood: {
    field: () => fields.select('mood', 'Mood', '', ['glad: Glad', 'sad']),
    value: ({ entry }) => (entry % 2 ? 'sad' : 'glad'),
  },
  colours: {
    field: () => fields.select('colours', 'Colours', '', ['moss', 'slate', 'rust'], { multiple: true }),
    value: () => ['rust', 'moss'],
  },
  partner: {
    field: ({ partner }) => fields.reference('partner', 'Partner', '', [partner]),
    value: ({ partner, entry }) => point(partner, entry),
  },
  others: {
    field: ({ type, next }) => fields.references('others', 'Others', '', [type, next]),
    // The first of a type points at itself.
    value: ({ type, next, entry }) => [...point(type, entry * 2), ...point(next, entry + 1)],
  },
  old_style: {
    field: ({ next }) => ({ ...fields.reference('old_style', 'Old style', '', []), reference_to: next }),
    value: ({ next, entry }) => point(next, entry + 2).map(({ uid }) => uid),
  },
  place: {
    field: ({ next }) =>
      fields.group('place', 'Place', '', [
        fields.text('street', 'Street'),
        fields.file('plan', 'Plan'),
        fields.group('inner', 'Inner', '', [
          fields.number('floor', 'Floor'),
          fields.references('near', 'Near', '', [next]),
        ]),
      ]),
    value: place => ({
      street: say('Street', place),
      plan: assetOf(file(place.entry + 3)),
      inner: { floor: place.save, near: point(place.next, place.entry, place.entry + 4) },
    }),
  },
  steps: {
    field: () =>
      fields.group(
        'steps',
        'Steps',
        '',
        [
          fields.text('what', 'What'),
          fields.text('sign', 'Sign', '', { non_localizable: true }),
          fields.file('picture', 'Picture'),
        ],
        { multiple: true },
      ),
    value: place =>
      rows(key('steps', place), [
        {
          what: say('First', place),
          sign: `sign ${place.entry}.${place.save}`,
          picture: assetOf(file(place.entry + 5)),
        },
        { what: say('Second', place) },
      ]),
  },
  parts: {
    field: ({ type, next }) =>
      fields.blocks('parts', 'Parts', '', [
        {
          uid: 'quote',
          title: 'Quote',
          schema: [fields.text('words', 'Words'), fields.reference('by', 'By', '', [type])],
        },
        {
          uid: 'media',
          title: 'Media',
          schema: [
            fields.file('item', 'Item'),
            fields.jsonText('story', 'Story', '', { reference_to: ['sys_assets', next] }),
            fields.blocks('deeper', 'Deeper', '', [{ uid: 'bit', title: 'Bit', schema: [fields.text('bit', 'Bit')] }]),
          ],
        },
        { uid: 'shared', title: 'Shared', reference_to: 'teaser' },
      ]),
    value: place =>
      sections(
        key('parts', place),
        ['quote', { words: say('Words', place), by: point(place.type, place.entry + 1) }],
        [
          'media',
          {
            item: assetOf(file(place.entry + 9)),
            story: doc(say('Story', place), hold(place.next, place.entry)),
            deeper: sections(key('deeper', place), ['bit', { bit: say('Bit', place) }]),
          },
        ],
        ['shared', { head: say('Head', place), image: assetOf(file(place.entry)), meta: { words: ['a', 'b'] } }],
        ['quote', { words: 'Again' }],
      ),
  },
  section: {
    field: () => fields.globalField('section', 'Section', '', 'section'),
    value: place => ({
      name: say('Section', place),
      teaser: { head: 'Head', image: assetOf(file(place.entry + 2)), meta: { words: [], hidden: place.entry > 3 } },
    }),
  },
  teasers: {
    field: () => ({ ...fields.globalField('teasers', 'Teasers', '', 'teaser'), multiple: true }),
    value: place => rows(key('teasers', place), [{ head: say('Head', place) }, { head: 'B', meta: { hidden: true } }]),
  },
  body: {
    field: ({ type, next }) => fields.jsonText('body', 'Body', '', { reference_to: ['sys_assets', type, next] }),
    value: place =>
      doc(
        ...paragraphs(place),
        embedded(file(place.entry + 4)),
        // One of them embeds itself.
        hold(place.type, place.entry * 3),
        hold(place.next, place.entry + 3),
      ),
  },
  colour: {
    field: () => fields.text('colour', 'Colour', '', { extension_uid: uidOf('extension', 'colour') }),
    value: ({ entry }) => `#00000${entry}`,
  },
  map: {
    field: () => ({
      ...fields.text('map', 'Map'),
      data_type: 'json',
      extension_uid: uidOf('extension', 'map'),
      config: { zoom: 3 },
    }),
    value: ({ entry }) => ({ points: [[entry, 1.5], []], name: null, nested: { deep: { deeper: [{ on: true }] } } }),
  },
  taxonomies: {
    field: () => ({
      ...fields.text('taxonomies', 'Taxonomies'),
      data_type: 'taxonomy',
      taxonomies: [{ taxonomy_uid: 'topic', max_terms: 5, mandatory: false, non_localizable: false }],
      multiple: true,
    }),
    value: ({ entry }) => [
      { taxonomy_uid: 'topic', term_uid: 'land' },
      { taxonomy_uid: 'topic', term_uid: entry % 2 ? 'hill' : 'sea' },
    ],
  },
  brand: {
    field: () => fields.text('brand', 'Brand', '', { non_localizable: true }),
    value: ({ entry, save }) => `Brand ${entry}.${save}`,
  },
  standard: {
    field: () => fields.text('standard', 'Standard', '', { default_value: 'what is not sent' }),
    // Made before the field had a default: it must not get one on the way.
    value: ({ entry }) => (entry % 2 ? undefined : 'sent'),
  },
};
