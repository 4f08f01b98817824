// The fields of a schema, one after the other by their paths, each in a few words: for who reads, not for who sends.
import { isObject } from '../../operations/is-object.ts';

type Json = Record<string, unknown>;

export interface Described {
  path: string;
  /** What it takes: `text`, `required`, `one of …`. */
  facts: string[];
  name: unknown;
  help: string;
}

/** How somebody's text is shown among ours: a value, and a name that is mostly a uid. */
export interface Style {
  value: (value: unknown) => string;
  word: (value: unknown) => string;
}

/** A uid stands as it is; anything else is somebody's text and stands in quotes. */
export const word = (value: unknown): string => (/^[\w.-]{1,200}$/.test(String(value)) ? String(value) : quote(value));
export const quote = (value: unknown): string => JSON.stringify(shorten(String(value ?? '')));

/** Longer texts of help are for people who fill in forms. */
const longest = 160;
export const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

export const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

export function describeFields(fields: readonly Json[], style: Style, above = ''): Described[] {
  return fields.flatMap(field => {
    const path = above === '' ? style.word(field.uid) : `${above}.${style.word(field.uid)}`;
    return [
      describe(field, path, style),
      ...describeFields(objects(field.schema), style, path),
      ...describeBlocks(field, style, path),
    ];
  });
}

const describeBlocks = (field: Json, style: Style, path: string): Described[] =>
  objects(field.blocks).flatMap(block => {
    const at = `${path}.${style.word(block.uid)}`;
    const shared = block.reference_to === undefined ? [] : [`global field ${words(block.reference_to, style)}`];
    return [
      { path: at, facts: ['block', ...shared], name: block.title, help: '' },
      ...describeFields(objects(block.schema), style, at),
    ];
  });

function describe(field: Json, path: string, style: Style): Described {
  const metadata = isObject(field.field_metadata) ? field.field_metadata : {};
  const facts = [toType(field, metadata, style), ...toMarks(field, metadata), ...toBounds(field, metadata, style)];
  const help = typeof metadata.description === 'string' ? metadata.description : '';
  return { path, facts, name: field.display_name, help };
}

const words = (value: unknown, { word }: Style): string => [value].flat().map(word).join(', ');

const types = new Map([
  ['isodate', 'date'],
  ['blocks', 'modular blocks'],
  ['link', 'link {title, href}'],
]);

function toType(field: Json, metadata: Json, style: Style): string {
  const { data_type, reference_to, taxonomies } = field;
  switch (data_type) {
    case 'text':
      return `${metadata.allow_rich_text ? 'HTML' : metadata.markdown ? 'Markdown' : metadata.multiline ? 'multiline' : ''} text`.trim();
    case 'json':
      return metadata.allow_json_rte ? 'JSON rich text' : 'JSON of an extension';
    case 'reference':
      return `reference to ${words(reference_to, style)}`;
    case 'global_field':
      return `global field ${words(reference_to, style)}`;
    case 'taxonomy':
      return `terms of ${words(
        objects(taxonomies).map(({ taxonomy_uid }) => taxonomy_uid),
        style,
      )}`;
    default:
      return types.get(String(data_type)) ?? style.word(data_type);
  }
}

const toMarks = ({ mandatory, unique, multiple, non_localizable }: Json, { ref_multiple }: Json): string[] => [
  ...(mandatory ? ['required'] : []),
  ...(unique ? ['unique'] : []),
  ...(multiple || ref_multiple ? ['multiple'] : []),
  ...(non_localizable ? ['same in all languages'] : []),
];

/** Of choices: a list of all countries is for the JSON. */
const most = 50;

function toBounds(field: Json, metadata: Json, style: Style): string[] {
  const choices = isObject(field.enum) ? objects(field.enum.choices) : [];
  const more = choices.length > most ? [`and ${choices.length - most} more`] : [];
  const told: [string, unknown][] = [
    ['default', metadata.default_value],
    ['min', field.min],
    ['max', field.max],
    ['at most', field.max_instance],
    ['format', field.format],
  ];
  return [
    ...(choices.length > 0
      ? [`one of ${[...choices.slice(0, most).map(choice => tellChoice(choice, style)), ...more].join(' ')}`]
      : []),
    ...told.filter(([, value]) => isTold(value)).map(([name, value]) => `${name} ${style.value(value)}`),
    ...(Array.isArray(field.extensions) && field.extensions.length > 0
      ? [`files ${words(field.extensions, style)}`]
      : []),
  ];
}

/** The label too, where it does not say the same. */
function tellChoice({ value, key }: Json, style: Style): string {
  const isSame = typeof key !== 'string' || key === '' || key.toLowerCase() === String(value).toLowerCase();
  return isSame ? style.value(value) : `${style.value(value)} (${style.value(key)})`;
}

/** Defaults that are objects are links and dates with nothing in them, mostly. */
const isTold = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && typeof value !== 'object';
