// Checks the fields of a content type: names, data types, what they hold and point at, and how many there may be.

import { isObject, isWord, pick } from '../state/json.ts';
import { isReservedField } from './reserved.ts';
import type { Surroundings } from './schema.ts';
import { type Field, listTargets, readMetadata, toBlocks, toFields } from './schema.ts';

const dataTypes = [
  'text',
  'number',
  'boolean',
  'isodate',
  'file',
  'link',
  'reference',
  'group',
  'blocks',
  'global_field',
  'json',
  'taxonomy',
  'experience_container',
];

const longestName = 200;
const deepestGroup = 5;
const deepestBlocks = 3;
const mostChoices = 100;
const mostBlockDefinitions = 100;
const mostPlugins = 5;
const mostGroupFields = 100;
const mostReferredTypes = 15;
const longestChoice = 100;

/** How often fields of a kind may occur in one content type, at any depth. */
const quotas: { most: number; name: string; fits: (field: Field) => boolean }[] = [
  { most: 500, name: 'fields', fits: () => true },
  { most: 5, name: 'modular blocks fields', fits: field => field.data_type === 'blocks' },
  { most: 25, name: 'global fields', fits: field => field.data_type === 'global_field' },
  { most: 15, name: 'JSON rich text fields', fits: field => readMetadata(field).allow_json_rte === true },
  { most: 10, name: 'custom fields', fits: field => typeof field.extension_uid === 'string' },
  { most: 1, name: 'taxonomy field', fits: field => field.data_type === 'taxonomy' },
];

interface Place {
  around: Surroundings;
  /** A global field's, where a taxonomy field has no place. */
  isGlobal?: true;
  /** The uid of the content type itself, which its references may name. */
  own: string;
  path: string;
  groups: number;
  blocks: number;
}

export function checkFieldList(around: Surroundings, schema: unknown, isPage: boolean, own: string): string[] {
  if (!Array.isArray(schema) || schema.length === 0) return ['is a required field.'];
  if (!schema.every(isObject)) return ['has a field that is not an object.'];
  const fields = toFields(schema);
  const all = listAll(fields);
  const find = (uid: string): boolean => fields.some(field => field.uid === uid && field.data_type === 'text');
  return [
    ...(find('title') ? [] : ["must have a text field 'title'."]),
    ...(isPage && !find('url') ? ["must have a text field 'url', as the content type is a page."] : []),
    ...quotas.flatMap(({ most, name, fits }) =>
      all.filter(fits).length > most ? [`has more than ${most} ${name}.`] : [],
    ),
    ...checkLevel(fields, { around, own, path: '', groups: 0, blocks: 0 }),
  ];
}

/** A global field needs no title, and holds no taxonomies. */
export function checkGlobalSchema(around: Surroundings, schema: unknown, own: string): string[] {
  if (!Array.isArray(schema) || schema.length === 0) return ['is a required field.'];
  if (!schema.every(isObject)) return ['has a field that is not an object.'];
  const all = listAll(toFields(schema));
  const most = around.choices.mostGlobalFieldFields;
  return [
    ...(all.length > most ? [`has more than ${most} fields.`] : []),
    ...checkLevel(schema, { around, own, path: '', groups: 0, blocks: 0, isGlobal: true }),
  ];
}

const listAll = (fields: Field[]): Field[] =>
  fields.flatMap(field => [
    field,
    ...listAll(toFields(field.schema).filter(isObject) as Field[]),
    ...toBlocks(field).flatMap(block =>
      isObject(block) ? listAll(toFields(block.schema).filter(isObject) as Field[]) : [],
    ),
  ]);

function checkLevel(fields: unknown[], place: Place): string[] {
  const seen = new Set<unknown>();
  return fields.flatMap(field => {
    if (!isObject(field)) return [`has a field at '${place.path}' that is not an object.`];
    const path = place.path === '' ? String(field.uid) : `${place.path}.${field.uid}`;
    const complaints = checkField(field as Field, { ...place, path });
    if (seen.has(field.uid)) complaints.push(`has the field uid '${path}' twice.`);
    seen.add(field.uid);
    return complaints;
  });
}

function checkField(field: Field, place: Place): string[] {
  const { path } = place;
  if (typeof field.uid !== 'string' || !isWord(field.uid) || field.uid.length > longestName) {
    return [`has a field uid '${path}' that is not valid: use letters, digits and underscores.`];
  }
  const found: string[] = [];
  const isTaxonomy = field.data_type === 'taxonomy';
  if (isReservedField(field.uid) && !(isTaxonomy && field.uid === 'taxonomies')) {
    found.push(`has the field uid '${path}', which is a reserved word.`);
  }
  if (typeof field.display_name !== 'string' || field.display_name === '' || field.display_name.length > longestName) {
    found.push(`has no valid display_name for the field '${path}'.`);
  }
  found.push(...checkExtensions(field, place));
  if (!dataTypes.includes(field.data_type)) return [...found, `has no known data_type for the field '${path}'.`];
  const common = [...checkCounts(field, path), ...checkConfig(field, path)];
  return [...found, ...common, ...(checks[field.data_type] ?? checkPlain)(field, place)];
}

/** A value, by itself or with the key that an editor sees. */
function isChoice(choice: unknown): boolean {
  if (!isObject(choice) || !['string', 'number'].includes(typeof choice.value)) return false;
  return [choice.value, choice.key ?? ''].every(part => String(part).length <= longestChoice);
}

/** Where the instances of a field are limited. */
function checkCounts({ min_instance: least, max_instance: most }: Field, path: string): string[] {
  const isWrong = typeof least === 'number' && typeof most === 'number' && least > most;
  return isWrong ? [`has a min_instance above its max_instance for '${path}'.`] : [];
}

/** Extensions get their settings under names that a database can hold. */
function checkConfig({ config }: Field, path: string): string[] {
  const keys = isObject(config) ? Object.keys(config) : [];
  return keys.some(key => key.startsWith('$') || key.includes('.'))
    ? [`has a config for '${path}' with a key that starts with $ or contains a full stop.`]
    : [];
}

type CheckField = (field: Field, place: Place) => string[];

const checkPlain: CheckField = (field, { path }) => {
  const choices = isObject(field.enum) ? field.enum.choices : undefined;
  if (field.enum !== undefined && (!Array.isArray(choices) || choices.length === 0))
    return [`has no choices for '${path}'.`];
  if (Array.isArray(choices) && choices.length > mostChoices)
    return [`has more than ${mostChoices} choices for '${path}'.`];
  if (Array.isArray(choices) && !choices.every(isChoice)) return [`has a choice that is not valid for '${path}'.`];
  if (typeof field.format !== 'string') return [];
  try {
    new RegExp(field.format);
    return [];
  } catch {
    return [`has a format for '${path}' that is not a regular expression.`];
  }
};

/** The custom field that a field is shown with, and the plugins of a rich text field. */
const checkExtensions: CheckField = (field, { around, path }) => {
  if (around.choices.unknownExtension === 'allow') return [];
  const plugins = Array.isArray(field.plugins) ? field.plugins : [];
  return [field.extension_uid, ...plugins]
    .filter(uid => typeof uid === 'string' && pick(around.branch.extensions, uid) === undefined)
    .map(uid => `names the extension '${uid}' at '${path}', which does not exist.`);
};

const checkReference: CheckField = (field, place) => {
  const { around, own, path } = place;
  const targets = listTargets(field);
  if (targets.length === 0) return [`has no reference_to for '${path}'.`];
  if (around.choices.unknownReferenceTo === 'allow') return [];
  const known = (uid: string): boolean =>
    uid === own ||
    uid === 'sys_assets' ||
    around.coming?.includes(uid) === true ||
    pick(around.branch.content_types, uid) !== undefined;
  return targets
    .filter(uid => !known(uid))
    .map(uid => `refers to the content type '${uid}' at '${path}', which does not exist.`);
};

const checkGroup: CheckField = (field, place) => {
  if (!Array.isArray(field.schema) || field.schema.length === 0) return [`has no fields in the group '${place.path}'.`];
  if (field.schema.length > mostGroupFields) return [`has more than ${mostGroupFields} fields in '${place.path}'.`];
  if (place.groups >= deepestGroup) return [`nests groups deeper than ${deepestGroup} at '${place.path}'.`];
  return checkLevel(field.schema, { ...place, groups: place.groups + 1 });
};

const checkBlocks: CheckField = (field, place) => {
  const blocks = toBlocks(field);
  const { path } = place;
  if (blocks.length === 0) return [`has no blocks in '${path}'.`];
  if (blocks.length > mostBlockDefinitions) return [`has more than ${mostBlockDefinitions} blocks in '${path}'.`];
  if (place.blocks >= deepestBlocks) return [`nests blocks deeper than ${deepestBlocks} at '${path}'.`];
  const seen = new Set<string>();
  return blocks.flatMap(block => {
    if (!isObject(block) || typeof block.uid !== 'string' || !isWord(block.uid))
      return [`has a block without valid uid in '${path}'.`];
    const at = `${path}.${block.uid}`;
    const twice = seen.has(block.uid) ? [`has the block uid '${at}' twice.`] : [];
    seen.add(block.uid);
    if (typeof block.reference_to === 'string')
      return [...twice, ...checkGlobal(block as unknown as Field, { ...place, path: at })];
    if (!Array.isArray(block.schema)) return [...twice, `has no fields in the block '${at}'.`];
    return [...twice, ...checkLevel(block.schema, { ...place, path: at, blocks: place.blocks + 1 })];
  });
};

const checkGlobal: CheckField = (field, { around, path }) => {
  const isKnown = typeof field.reference_to === 'string' && pick(around.branch.global_fields, field.reference_to);
  return isKnown ? [] : [`refers to a global field at '${path}' that does not exist.`];
};

const checkTaxonomy: CheckField = (field, place) => {
  if (place.isGlobal) return ['may not have a taxonomy field, which has its place in a content type.'];
  if (field.uid !== 'taxonomies' || place.groups + place.blocks > 0)
    return [`may have a taxonomy field at the top only, as 'taxonomies'.`];
  return Array.isArray(field.taxonomies) && field.taxonomies.length > 0
    ? []
    : ['has a taxonomy field without taxonomies.'];
};

const checkJson: CheckField = (field, { path }) => {
  const plugins = Array.isArray(field.plugins) ? field.plugins : [];
  if (plugins.length > mostPlugins) return [`has more than ${mostPlugins} plugins in '${path}'.`];
  const referred = listTargets(field).filter(uid => uid !== 'sys_assets');
  return referred.length > mostReferredTypes ? [`refers to more than ${mostReferredTypes} types at '${path}'.`] : [];
};

const checks: Record<string, CheckField> = {
  reference: checkReference,
  group: checkGroup,
  blocks: checkBlocks,
  global_field: checkGlobal,
  taxonomy: checkTaxonomy,
  json: checkJson,
};
