// A content type with every kind of field, and an entry of it whose versions differ as a test wishes.
import type { Json } from '../../harness.ts';
import { listRows, openStack, type Stack } from '../sandbox.ts';

const field = (uid: string, data_type: string, more: Json = {}): Json => ({
  uid,
  display_name: uid,
  data_type,
  field_metadata: {},
  ...more,
});
const text = (uid: string, more: Json = {}): Json => field(uid, 'text', more);
const refer = (uid: string, more: Json = {}): Json =>
  field(uid, 'reference', {
    reference_to: ['author'],
    field_metadata: { ref_multiple: true, ref_multiple_content_types: true },
    ...more,
  });
const richText = (uid: string): Json =>
  field(uid, 'json', { field_metadata: { allow_json_rte: true, rich_text_type: 'advanced' } });

const schema: Json[] = [
  text('title', { mandatory: true, unique: true, field_metadata: { _default: true } }),
  text('line'),
  text('lines', { field_metadata: { multiline: true } }),
  text('markdown', { field_metadata: { markdown: true } }),
  text('html', { field_metadata: { allow_rich_text: true, rich_text_type: 'advanced' } }),
  field('rank', 'number'),
  field('open', 'boolean'),
  field('day', 'isodate'),
  field('more', 'link'),
  field('cover', 'file'),
  field('gallery', 'file', { multiple: true }),
  refer('people'),
  field('taxonomies', 'taxonomy', { taxonomies: [{ taxonomy_uid: 'season', max_terms: 5 }], multiple: true }),
  text('level', {
    enum: {
      advanced: true,
      choices: [
        { value: 'a', key: 'High' },
        { value: 'b', key: 'Low' },
      ],
    },
  }),
  text('sizes', { multiple: true, enum: { advanced: false, choices: [{ value: 'S' }, { value: 'M' }] } }),
  text('sku', { non_localizable: true }),
  field('seo', 'group', { schema: [text('description'), field('deep', 'group', { schema: [text('word')] })] }),
  field('specs', 'group', { multiple: true, schema: [text('name'), text('value')] }),
  field('sections', 'blocks', {
    multiple: true,
    blocks: [
      { uid: 'hero', title: 'Hero', schema: [text('headline'), refer('by'), field('picture', 'file')] },
      { uid: 'call', title: 'Call', reference_to: 'call_to_action' },
      { uid: 'words', title: 'Words', schema: [richText('body')] },
    ],
  }),
  field('call', 'global_field', { reference_to: 'call_to_action' }),
  richText('body'),
  field('app', 'json'),
];

export const columns = ['address', 'change', 'before', 'after'];

export interface Sheet extends Stack {
  uid: string;
  /** Saves over the entry, as a request does; what is not named stays. */
  save(fields: Json, locale?: string): Promise<void>;
  /** The rows of a comparison of a version, 1 when not given, with the latest. */
  compare(args?: Json): Promise<unknown[][]>;
}

/** @param first what the entry holds in its first version. */
export async function openSheet(first: Json = {}): Promise<Sheet & AsyncDisposable> {
  const stack = await openStack();
  await stack.send('POST', '/content_types', { content_type: { uid: 'sheet', title: 'Sheet', schema } });
  const { entry } = await stack.send('POST', '/content_types/sheet/entries', { entry: { title: 'One', ...first } });
  const { uid } = entry as { uid: string };
  return {
    ...stack,
    uid,
    async save(fields, locale) {
      const language = locale === undefined ? '' : `?locale=${locale}`;
      await stack.send('PUT', `/content_types/sheet/entries/${uid}${language}`, { entry: fields });
    },
    async compare(args = {}) {
      const given = { content_type_uid: 'sheet', entry_uid: uid, from: { version: 1 }, ...args };
      return listRows(await stack.call('compare_entry', given), columns);
    },
  };
}
