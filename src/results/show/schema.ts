// The schema of a content type as an outline to read: one line for each field, by its path.
import { isObject } from '../../operations/is-object.ts';
import { estimateTokens } from '../cut/estimate.ts';
import type { Present } from './present.ts';

type Json = Record<string, unknown>;

/** A uid stands as it is; anything else is somebody's text and stands in quotes. */
const word = (value: unknown): string => (/^[\w.-]{1,200}$/.test(String(value)) ? String(value) : quote(value));
const quote = (value: unknown): string => JSON.stringify(shorten(String(value ?? '')));
const code = (path: string): string => `\`${path}\``;

/** Longer texts of help are for people who fill in forms. */
const longest = 160;
const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const words = (value: unknown): string => [value].flat().map(word).join(', ');

export const outlineSchema: Present = (operation, _given, body, { branch, budget }) => {
  const [type] = isObject(body) ? Object.values(body).filter(isObject) : [];
  const { title, uid, description, schema, options, _version } = type ?? {};
  const { is_page, singleton } = isObject(options) ? options : {};
  const facts = [
    ...(branch === undefined ? [] : [`branch ${word(branch)}`]),
    `version ${word(_version)}`,
    ...(is_page ? ['page with a url'] : []),
    ...(singleton ? ['single entry'] : []),
  ];
  const head = [
    `# ${quote(title)} (${word(uid)})`,
    '',
    facts.join(' · '),
    ...(description ? ['', quote(description)] : []),
    '',
  ];
  return cutToBudget(head, listFields(objects(schema), ''), budget, operation.name);
};

/** Whole lines, as many as fit; what is not shown is told. */
function cutToBudget(head: string[], fields: string[], budget: number, rest: string): string {
  const lines = [...head];
  let left = budget - estimateTokens(head.join('\n')) - 40;
  for (const [index, line] of fields.entries()) {
    left -= estimateTokens(line) + 1;
    if (left < 0) {
      lines.push('', `${index} of ${fields.length} fields are shown; call ${rest} with \`fields\` for others.`);
      break;
    }
    lines.push(line);
  }
  return lines.join('\n');
}

function listFields(fields: Json[], above: string): string[] {
  return fields.flatMap(field => {
    const path = above === '' ? word(field.uid) : `${above}.${word(field.uid)}`;
    return [
      `- ${code(path)} ${describe(field)}`,
      ...listFields(objects(field.schema), path),
      ...listBlocks(field, path),
    ];
  });
}

const listBlocks = (field: Json, path: string): string[] =>
  objects(field.blocks).flatMap(block => {
    const at = `${path}.${word(block.uid)}`;
    const shared = block.reference_to === undefined ? '' : `, global field ${words(block.reference_to)}`;
    return [`- ${code(at)} block${shared}: ${quote(block.title)}`, ...listFields(objects(block.schema), at)];
  });

function describe(field: Json): string {
  const metadata = isObject(field.field_metadata) ? field.field_metadata : {};
  const facts = [toType(field, metadata), ...toMarks(field, metadata), ...toBounds(field, metadata)];
  const help = typeof metadata.description === 'string' && metadata.description !== '' ? metadata.description : '';
  return `${facts.join(', ')}: ${quote(field.display_name)}${help ? ` — ${quote(help)}` : ''}`;
}

const types: Record<string, string> = { isodate: 'date', blocks: 'modular blocks', link: 'link {title, href}' };

function toType(field: Json, metadata: Json): string {
  const { data_type, reference_to, taxonomies } = field;
  switch (data_type) {
    case 'text':
      return `${metadata.allow_rich_text ? 'HTML' : metadata.markdown ? 'Markdown' : metadata.multiline ? 'multiline' : ''} text`.trim();
    case 'json':
      return metadata.allow_json_rte ? 'JSON rich text' : 'JSON of an extension';
    case 'reference':
      return `reference to ${words(reference_to)}`;
    case 'global_field':
      return `global field ${words(reference_to)}`;
    case 'taxonomy':
      return `terms of ${words(objects(taxonomies).map(({ taxonomy_uid }) => taxonomy_uid))}`;
    default:
      return types[String(data_type)] ?? word(data_type);
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

function toBounds(field: Json, metadata: Json): string[] {
  const choices = isObject(field.enum) ? objects(field.enum.choices).map(({ value }) => value) : [];
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
      ? [`one of ${[...choices.slice(0, most).map(value => JSON.stringify(value)), ...more].join(' ')}`]
      : []),
    ...told.filter(([, value]) => isTold(value)).map(([name, value]) => `${name} ${JSON.stringify(value)}`),
    ...(Array.isArray(field.extensions) && field.extensions.length > 0 ? [`files ${words(field.extensions)}`] : []),
  ];
}

/** Defaults that are objects are links and dates with nothing in them, mostly. */
const isTold = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && typeof value !== 'object';
