// A stack for searches: a content type with a field of each kind, and entries that a test plants in it.
import type { Seed } from '../../../src/sandbox/seed/form/format.ts';
import type { Json } from '../../harness.ts';

export const field = (uid: string, data_type: string, more: Json = {}): Json => ({
  uid,
  display_name: uid,
  data_type,
  ...more,
});
export const text = (uid: string, field_metadata: Json = {}, more: Json = {}): Json =>
  field(uid, 'text', { field_metadata, ...more });

const title = text('title', { _default: true }, { mandatory: true, unique: true });
const references = (uid: string, ...to: string[]): Json =>
  field(uid, 'reference', {
    reference_to: to,
    field_metadata: { ref_multiple: true, ref_multiple_content_types: true },
  });
const choices = [
  { value: 'quiet', key: 'Hushed' },
  { value: 'loud', key: 'Loud' },
];

const story = {
  uid: 'story',
  title: 'Story',
  schema: [
    title,
    text('note'),
    text('lines', { multiline: true }),
    text('bio', { markdown: true }),
    text('html', { allow_rich_text: true }),
    field('body', 'json', { field_metadata: { allow_json_rte: true, rich_text_type: 'advanced' } }),
    text('tone', {}, { display_type: 'dropdown', enum: { advanced: true, choices } }),
    text('words', {}, { multiple: true }),
    field('price', 'number'),
    field('day', 'isodate'),
    field('more', 'link'),
    field('cover', 'file'),
    references('related', 'story', 'person'),
    field('seo', 'group', { schema: [text('description')] }),
    field('items', 'group', {
      multiple: true,
      schema: [text('label'), field('children', 'group', { multiple: true, schema: [text('label')] })],
    }),
    field('sections', 'blocks', {
      multiple: true,
      blocks: [
        {
          uid: 'hero',
          title: 'Hero',
          schema: [text('headline'), field('cta', 'global_field', { reference_to: 'cta' })],
        },
        { uid: 'cta', title: 'CTA', reference_to: 'cta' },
      ],
    }),
    field('cta', 'global_field', { reference_to: 'cta' }),
    field('app', 'json', { extension_uid: 'blt00000000000000ee' }),
  ],
};

export const editor = 'blt00000000000000e1';
export const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T10:00:00.000Z`;
export const uidOf = (number: number): string => `blt${String(number).padStart(16, '0')}`;
export const cover = 'blt00000000000000a1';

type Entry = Seed['entries'][number];
type Save = Entry['saves'][number];

/** @param saves fields of each version in the master language. @param more what else there is of it. */
export const plant = (number: number, saves: Json[], more: Partial<Entry> = {}, translated: Save[] = []): Entry => ({
  uid: uidOf(number),
  content_type: 'story',
  saves: [
    ...saves.map(
      (fields, index): Save => ({
        locale: 'en-us',
        at: day(index + 1),
        by: editor,
        fields: { ...(index === 0 ? { title: `Story ${number}`, note: 'Nothing' } : {}), ...fields },
      }),
    ),
    ...translated,
  ],
  ...more,
});

export const translate = (locale: string, fields: Json): Save => ({ locale, at: day(9), by: editor, fields });
export const live = (environment: string, version: number, locale = 'en-us') => ({
  environment,
  locale,
  at: day(20),
  version,
});

export const makeSeed = (entries: Entry[], assets: Partial<Seed['assets'][number]>[] = []): Seed => ({
  stack: { api_key: 'blt0123456789abcdef', org_uid: 'blt00000000000000aa', name: 'Small', master_locale: 'en-us' },
  tokens: [{ name: 'read_write', value: 'cs0000000000000000000000aa', scope: 'read-write' }],
  branches: [{ uid: 'main', source: '' }],
  environments: [
    { uid: 'blt00000000000000d1', name: 'staging', urls: [] },
    { uid: 'blt00000000000000d2', name: 'production', urls: [] },
  ],
  locales: [
    { uid: 'blt00000000000000f1', code: 'en-us', name: 'English', fallback_locale: null },
    { uid: 'blt00000000000000f2', code: 'fr-fr', name: 'French', fallback_locale: 'en-us' },
    { uid: 'blt00000000000000f3', code: 'de-de', name: 'German', fallback_locale: 'en-us' },
  ],
  global_fields: [{ uid: 'cta', title: 'CTA', schema: [text('label'), field('target', 'link')] }],
  content_types: [story, { uid: 'person', title: 'Person', schema: [title, text('city')] }],
  assets: [{ uid: cover, filename: 'hill.jpg', title: 'Hill' }, ...assets].map((asset, index) => ({
    uid: `blt00000000000000a${index + 1}`,
    filename: `file-${index}.jpg`,
    title: `File ${index}`,
    content_type: 'image/jpeg',
    file_size: 1000,
    at: day(1),
    by: editor,
    ...asset,
  })),
  entries,
  requests: [
    // From now on the note is mandatory: entries without one were saved before.
    {
      request: 'PUT /content_types/story',
      body: {
        content_type: {
          ...story,
          schema: story.schema.map(each => (each.uid === 'note' ? { ...each, mandatory: true } : each)),
        },
      },
      at: day(21),
      by: editor,
    },
  ],
});
