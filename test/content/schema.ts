// A content type as large sites have them, entries of it, and arbitrary ones along it.
import fc from 'fast-check';
import type { Field } from '../../src/content/schema.ts';

export type Json = Record<string, unknown>;

export const field = (uid: string, data_type: string, more: Json = {}): Field => ({
  uid,
  display_name: uid[0]?.toUpperCase() + uid.slice(1).replaceAll('_', ' '),
  data_type,
  mandatory: false,
  multiple: false,
  non_localizable: false,
  field_metadata: { description: '', default_value: '' },
  ...more,
});

export const text = (uid: string, more: Json = {}): Field => field(uid, 'text', more);
export const richText = (uid: string, more: Json = {}): Field =>
  field(uid, 'json', {
    field_metadata: { allow_json_rte: true, rich_text_type: 'advanced' },
    reference_to: ['sys_assets'],
    ...more,
  });
export const group = (uid: string, schema: Field[], more: Json = {}): Field => field(uid, 'group', { schema, ...more });
export const references = (uid: string, to: string[], more: Json = {}): Field =>
  field(uid, 'reference', {
    reference_to: to,
    field_metadata: { ref_multiple: true, ref_multiple_content_types: true },
    ...more,
  });
export const select = (uid: string, choices: Json[], more: Json = {}): Field =>
  text(uid, { display_type: 'dropdown', enum: { advanced: true, choices }, ...more });

/** Nested twice: a global field that holds one that holds one, spelt out as the CMA does. */
const button = field('button', 'global_field', {
  reference_to: 'button',
  schema: [
    text('label', { mandatory: true }),
    field('target', 'link'),
    field('style', 'global_field', {
      reference_to: 'style',
      schema: [
        select('tone', [
          { value: 'quiet', key: 'Quiet' },
          { value: 'strong', key: 'Strong' },
        ]),
      ],
    }),
  ],
});

export const schema: Field[] = [
  text('title', { mandatory: true, unique: true, field_metadata: { _default: true } }),
  text('url', { mandatory: true, field_metadata: { _default: true } }),
  text('summary', { field_metadata: { multiline: true } }),
  text('html', { field_metadata: { allow_rich_text: true } }),
  select('category', [
    { value: 'skills', key: 'Skills' },
    { value: 'care', key: 'Care and repair' },
    { value: 'gear', key: 'Gear' },
  ]),
  text('sizes', {
    multiple: true,
    enum: { advanced: false, choices: [{ value: 'S' }, { value: 'M' }, { value: 'L' }] },
  }),
  field('price', 'number', { non_localizable: true }),
  field('rank', 'number'),
  field('open', 'boolean'),
  field('day', 'isodate'),
  field('cover', 'file'),
  field('gallery', 'file', { multiple: true }),
  field('more', 'link'),
  references('related', ['page', 'post']),
  field('author', 'reference', { reference_to: ['person'], field_metadata: { ref_multiple: false } }),
  field('editor', 'reference', { reference_to: 'person', field_metadata: { ref_multiple: true } }),
  richText('body'),
  // Names that a request, a list or every object has too.
  group(
    'items',
    [
      text('label', { mandatory: true }),
      text('version'),
      group('children', [text('label'), field('order', 'number')], { multiple: true }),
    ],
    { multiple: true },
  ),
  text('version'),
  text('action'),
  text('constructor'),
  group('seo', [
    text('title'),
    text('description', { field_metadata: { multiline: true } }),
    field('no_index', 'boolean'),
  ]),
  field('sections', 'blocks', {
    multiple: true,
    blocks: [
      {
        uid: 'hero',
        title: 'Hero',
        schema: [text('headline', { mandatory: true }), text('text'), field('image', 'file'), button],
      },
      { uid: 'rich_text', title: 'Rich text', schema: [text('heading'), richText('body')] },
      {
        uid: 'columns',
        title: 'Columns',
        schema: [
          text('heading'),
          group(
            'column',
            [
              text('name'),
              text('code', { non_localizable: true }),
              field('cards', 'blocks', {
                multiple: true,
                blocks: [
                  { uid: 'card', title: 'Card', schema: [text('name'), group('meta', [text('alt'), text('note')])] },
                ],
              }),
            ],
            { multiple: true },
          ),
        ],
      },
      { uid: 'cta', title: 'Call to action', reference_to: 'button', schema: button.schema as Field[] },
    ],
  }),
  button,
  field('settings', 'json', { extension_uid: 'bltext' }),
  field('future', 'hologram'),
  field('taxonomies', 'taxonomy', {
    multiple: true,
    taxonomies: [{ taxonomy_uid: 'topic' }, { taxonomy_uid: 'place' }],
  }),
];

export const asset = (uid: string): Json => ({
  uid,
  filename: `${uid}.jpg`,
  title: `Picture ${uid}`,
  content_type: 'image/jpeg',
  file_size: '1000',
  url: `https://images.example.com/${uid}.jpg`,
  tags: [],
  ACL: {},
  _version: 1,
  is_dir: false,
});

export const document = (paragraphs: string[], id = 'd'): Json => ({
  type: 'doc',
  uid: id,
  attrs: {},
  _version: 3,
  children: paragraphs.map((words, place) => ({
    type: 'p',
    uid: `${id}p${place}`,
    attrs: {},
    children: [{ text: words }],
  })),
});

export const hero = (uid: string, headline: string, more: Json = {}): Json => ({
  hero: {
    headline,
    text: `About ${headline}`,
    image: asset('blt00000000000000a1'),
    button: { label: 'Go', target: { title: 'Go', href: '/go' }, style: { tone: 'quiet' } },
    _metadata: { uid },
    ...more,
  },
});

/** As `GET` shows it. */
export const entry = (): Json => ({
  title: 'About us',
  url: '/about',
  summary: 'Who we are.',
  html: '<p>Who <b>we</b> are.</p>',
  category: 'care',
  sizes: ['S', 'L'],
  price: 59,
  rank: 3,
  open: false,
  day: '2026-03-09T00:00:00.000Z',
  cover: asset('blt00000000000000a1'),
  gallery: [asset('blt00000000000000a1'), asset('blt00000000000000a2')],
  more: { title: 'More', href: '/more' },
  related: [
    { uid: 'blt0000000000000011', _content_type_uid: 'post' },
    { uid: 'blt0000000000000012', _content_type_uid: 'page' },
  ],
  author: [{ uid: 'blt0000000000000013', _content_type_uid: 'person' }],
  editor: ['blt0000000000000013'],
  body: document(['It rained when we arrived.', 'And when we left.']),
  items: [
    {
      label: 'One',
      version: 'a',
      children: [{ label: 'Below', order: 1, _metadata: { uid: 'csc1' } }],
      _metadata: { uid: 'csi1' },
    },
    { label: 'Two', version: 'b', children: [], _metadata: { uid: 'csi2' } },
  ],
  version: 'first',
  action: 'none',
  constructor: 'built by hand',
  seo: { title: 'About us | Site', description: 'Who makes it, and where.', no_index: false },
  sections: [
    hero('csa1', 'Fourteen people, one mill'),
    {
      rich_text: {
        heading: 'How we began',
        body: document(['Maya could not find a jacket.'], 'r'),
        _metadata: { uid: 'csa2' },
      },
    },
    {
      columns: {
        heading: 'Where',
        column: [
          {
            name: 'North',
            code: 'N',
            cards: [
              { card: { name: 'Fort William', meta: { alt: 'a hill', note: 'wet' }, _metadata: { uid: 'csk1' } } },
            ],
            _metadata: { uid: 'csb1' },
          },
          { name: 'South', code: 'S', cards: [], _metadata: { uid: 'csb2' } },
        ],
        _metadata: { uid: 'csa3' },
      },
    },
  ],
  button: { label: 'Buy', target: { title: 'Buy', href: '/buy' }, style: { tone: 'strong' } },
  settings: { theme: { dark: true }, list: [1, 2] },
  future: { beam: [1] },
  taxonomies: [{ taxonomy_uid: 'topic', term_uid: 'hiking' }],
  tags: ['team', 'mill'],
  locale: 'en-us',
  uid: 'blt00000000000000e1',
  ACL: {},
  _version: 5,
  _in_progress: false,
  created_at: '2026-01-09T10:00:00.000Z',
  created_by: 'blt1',
  updated_at: '2026-02-09T10:00:00.000Z',
  updated_by: 'blt1',
  publish_details: [
    { environment: 'blte', locale: 'en-us', time: '2026-02-09T10:00:00.000Z', user: 'blt1', version: 4 },
  ],
});

/** Numbered once the whole value is made, so that none occurs twice. */
const uidOf = (prefix: string): fc.Arbitrary<string> => fc.constant(`${prefix}?`);

function numberUids(value: unknown, next = { number: 0 }): unknown {
  if (Array.isArray(value)) return value.map(item => numberUids(item, next));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key !== 'uid' || typeof inner !== 'string' || !inner.endsWith('?')) return [key, numberUids(inner, next)];
      next.number += 1;
      return [key, inner.replace('?', next.number.toString(16).padStart(16, '0'))];
    }),
  );
}

const words = fc.lorem({ maxCount: 12 });
const node: fc.Arbitrary<Json> = fc.letrec<{ node: Json }>(tie => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      type: fc.constantFrom('p', 'h2', 'li'),
      uid: uidOf('n'),
      attrs: fc.constant({}),
      children: fc.array(fc.record({ text: words }), { minLength: 1, maxLength: 2 }),
    }),
    fc.record({
      type: fc.constantFrom('ul', 'blockquote'),
      uid: uidOf('n'),
      attrs: fc.constant({}),
      children: fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).node;

const instance = (values: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.tuple(values, uidOf('cs')).map(([given, uid]) => ({ ...given, _metadata: { uid } }));

/** One value of a field, as a read shows it. */
function one(held: Field): fc.Arbitrary<unknown> {
  if (held.data_type === 'group' || held.data_type === 'global_field') return members((held.schema ?? []) as Field[]);
  if (held.data_type === 'blocks') {
    const blocks = held.blocks as { uid: string; schema: Field[] }[];
    return fc.oneof(...blocks.map(block => instance(members(block.schema)).map(inner => ({ [block.uid]: inner }))));
  }
  if (held.enum)
    return fc.constantFrom(...(held.enum as { choices: { value: string }[] }).choices.map(choice => choice.value));
  if (held.data_type === 'number') return fc.integer({ min: -1000, max: 1000 });
  if (held.data_type === 'boolean') return fc.boolean();
  if (held.data_type === 'isodate')
    return fc
      .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map(date => date.toISOString());
  if (held.data_type === 'file') return uidOf('blt').map(uid => asset(uid));
  if (held.data_type === 'link') return fc.record({ title: words, href: words });
  if (held.data_type === 'reference') {
    const [target = ''] = [held.reference_to].flat() as string[];
    return uidOf('blt').map(uid => ({ uid, _content_type_uid: target }));
  }
  if (held.data_type === 'taxonomy')
    return fc.nat(1000).map(number => ({ taxonomy_uid: 'topic', term_uid: `term${number}` }));
  if (held.data_type === 'json' && held.extension_uid === undefined) {
    return fc
      .tuple(uidOf('d'), fc.array(node, { minLength: 1, maxLength: 4 }))
      .map(([uid, children]) => ({ type: 'doc', uid, attrs: {}, _version: 1, children }));
  }
  if (held.data_type === 'json' || held.data_type === 'hologram')
    return fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(words, fc.array(fc.integer(), { maxLength: 3 })), {
      maxKeys: 3,
    });
  return words;
}

function whole(held: Field): fc.Arbitrary<unknown> {
  const isSingle = held.data_type === 'reference' && (held.field_metadata as Json).ref_multiple === false;
  const isList = held.multiple === true || ['blocks', 'reference', 'taxonomy'].includes(held.data_type);
  if (!isList) return one(held);
  const item = held.data_type === 'group' ? instance(one(held) as fc.Arbitrary<Json>) : one(held);
  return fc.array(item, { maxLength: isSingle ? 1 : 3 });
}

const members = (fields: readonly Field[]): fc.Arbitrary<Json> => {
  const model = Object.fromEntries(fields.map(held => [held.uid, whole(held)]));
  const requiredKeys = fields.filter(held => held.mandatory === true).map(held => held.uid);
  return fc.record(model, { requiredKeys }).map(found => ({ ...found }));
};

/** Any values of these fields as a read shows them, some of them left out, no uid twice. */
export const values = (fields: readonly Field[]): fc.Arbitrary<Json> =>
  members(fields).map(found => numberUids(found) as Json);
