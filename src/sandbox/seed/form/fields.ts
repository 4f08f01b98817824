// Builders for the fields of a content type, in the form the schema of a content type has.
import type { Json } from '../../state/json.ts';

type Field = Json & { uid: string };
/** Flags and whatever else differs from the plain field; `default_value` goes into `field_metadata`. */
type More = Json & { default_value?: unknown };
type Build = (uid: string, display_name: string, description?: string, more?: More) => Field;

const kind =
  (data_type: string, marks: Json = {}, metadata: Json = {}): Build =>
  (uid, display_name, description = '', { default_value = '', ...more } = {}) => ({
    data_type,
    display_name,
    uid,
    ...marks,
    field_metadata: { description, default_value, ...metadata },
    mandatory: false,
    unique: false,
    multiple: false,
    non_localizable: false,
    ...more,
  });

export const text = kind('text', {}, { version: 3 });
export const multiline = kind('text', {}, { multiline: true, version: 3 });
export const markdown = kind('text', {}, { markdown: true, version: 3 });
export const htmlText = kind(
  'text',
  {},
  { allow_rich_text: true, rich_text_type: 'advanced', options: [], version: 3 },
);
export const number = kind('number');
export const isodate = kind('isodate', { startDate: null, endDate: null });
export const file = kind('file', { extensions: [] }, { rich_text_type: 'standard' });
export const hyperlink = kind('link');

export const jsonText = kind(
  'json',
  { reference_to: ['sys_assets', 'product'] },
  { allow_json_rte: true, embed_entry: true, rich_text_type: 'advanced', options: [], plugins: [] },
);

export const boolean = (uid: string, display_name: string, description = '', more: More = {}): Field =>
  kind('boolean')(uid, display_name, description, { default_value: false, ...more });

/** A choice among values; written `value` or `value: Label`. */
export const select = (uid: string, name: string, description: string, choices: string[], more: More = {}): Field =>
  kind('text', {
    display_type: more.multiple === true ? 'checkbox' : 'dropdown',
    enum: {
      advanced: true,
      choices: choices.map(choice => {
        const [value = '', key = value] = choice.split(': ');
        return { value, key };
      }),
    },
  })(uid, name, description, more);

const pointer = (uid: string, name: string, description: string, to: string[], ref_multiple: boolean, more: More) =>
  kind('reference', { reference_to: to }, { ref_multiple, ref_multiple_content_types: true })(
    uid,
    name,
    description,
    more,
  );

export const reference = (uid: string, name: string, description: string, to: string[], more: More = {}): Field =>
  pointer(uid, name, description, to, false, more);

export const references = (uid: string, name: string, description: string, to: string[], more: More = {}): Field =>
  pointer(uid, name, description, to, true, more);

export const group = (uid: string, name: string, description: string, schema: Field[], more: More = {}): Field =>
  kind('group', { schema })(uid, name, description, more);

export const globalField = (uid: string, name: string, description: string, reference_to: string): Field =>
  kind('global_field', { reference_to })(uid, name, description);

interface Block {
  uid: string;
  title: string;
  schema?: Field[];
  reference_to?: string;
}

export const blocks = (uid: string, name: string, description: string, definitions: Block[]): Field =>
  kind('blocks', { blocks: definitions })(uid, name, description, { multiple: true });

/** The title every content type has; its uid is fixed, its label is not. */
export const title = (display_name = 'Title', more: More = {}): Field => ({
  ...text('title', display_name, '', { mandatory: true, unique: true, ...more }),
  field_metadata: { _default: true, version: 3 },
});

export const url = (): Field => ({
  ...text('url', 'URL', '', { mandatory: true, unique: true }),
  field_metadata: { _default: true, version: 3 },
});

export const seoGroup = (): Field =>
  group('seo', 'Search engines', 'What a search result shows of this page.', [
    text('title', 'Search title', 'At most 60 characters; the title of the entry if left empty.'),
    multiline('description', 'Search description', 'One or two sentences, at most 160 characters.'),
    boolean('no_index', 'Keep out of search engines'),
  ]);
