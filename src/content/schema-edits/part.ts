// What the API would refuse of one field, or kind of block: its names, its type, and what that type must have.
import { nearestName } from '../near.ts';
import { dataTypes } from '../schema.ts';
import { isObject, type Json, member } from '../value.ts';
import { tellValue } from '../words.ts';
import { globalOf, type Part, partsOf } from './level.ts';

interface PartPlace {
  path: string;
  /** Directly in the content type or global field. */
  isTop: boolean;
  isBlock: boolean;
  /** It, or its uid, was not there before. */
  isNew: boolean;
  types: readonly string[] | undefined;
}

/** What people call a type that the API knows by another word. */
const meant: ReadonlyMap<string, string> = new Map(
  Object.entries({
    string: 'text',
    select: 'text with choices',
    markdown: 'text with markdown: true',
    multiline: 'text with multiline: true',
    rich_text: 'json',
    richtext: 'json',
    date: 'isodate',
    datetime: 'isodate',
    bool: 'boolean',
    integer: 'number',
    asset: 'file',
    image: 'file',
    url: 'link',
    object: 'group',
    modular_blocks: 'blocks',
  }),
);

/** What the CMA keeps for itself. */
const reserved = new Set(
  `_exists _regex __indexes __loc __meta __v _id _owner _publish_locales _shouldFilter _shouldLean _version ACL api_key
  app_user_object_uid applikation_id built_io_upload contentstackFilters created_at created_by DEFAULT_ACL deleted_at
  dimension domain embedded_items hook id inbuilt_class isApplicationUser isNew isSystemUser klass_id locale options
  org_uid publish_details save shard_account shard_app shard_random SYS_ACL sys_assets sys_metadata tags tags_array
  tenant_id toJSON uid update updated_at updated_by __proto__`.split(/\s+/),
);

const longest = 200;

const isName = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= longest;

/** Sentences whose subject is the path: `seo.title: …`. */
export function complainOfPart(part: Part, place: PartPlace): string[] {
  const { path, isBlock } = place;
  const found = [...complainOfUid(part, place), ...(isBlock ? complainOfBlock(part) : complainOfField(part, place))];
  return found.map(each => `${path}: ${each}`);
}

function complainOfUid({ uid, data_type }: Part, { isNew, isBlock }: PartPlace): string[] {
  if (!isNew) return [];
  if (!/^\w+$/.test(uid) || uid.length > longest) return [`its uid may have only letters, digits and underscores`];
  if (isBlock) return [];
  const isTerms = uid === 'taxonomies';
  if (isTerms && data_type !== 'taxonomy') return ['only a taxonomy field can have this uid'];
  return reserved.has(uid) || uid.endsWith('_ids') ? ['the CMA reserves this uid: choose another'] : [];
}

function complainOfBlock(block: Part): string[] {
  const isFilled = globalOf(block) !== undefined || partsOf(block).length > 0;
  return [
    ...(isName(block.title) ? [] : [`its title must be a text of at most ${longest} characters`]),
    ...(isFilled ? [] : ['a block needs a schema with a field, or the uid of a global field as reference_to']),
  ];
}

function complainOfField(field: Part, place: PartPlace): string[] {
  const { data_type: type } = field;
  if (typeof type !== 'string' || !dataTypes.includes(type)) return [tellType(type)];
  return [
    ...(isName(field.display_name) ? [] : [`its display_name must be a text of at most ${longest} characters`]),
    ...complainOfLimits(field),
    ...complainOfChoices(field),
    ...(byType[type]?.(field, place) ?? []),
  ];
}

function tellType(type: unknown): string {
  const near = typeof type === 'string' ? (meant.get(type.toLowerCase()) ?? nearestName(type, dataTypes)) : undefined;
  const known = dataTypes.slice(0, -1).join(', ');
  if (type === undefined) return `it needs a data_type: ${known}`;
  return `there is no data_type ${tellValue(type)}; ${near === undefined ? `there are ${known}` : `did you mean ${near}?`}`;
}

function complainOfLimits({ min_instance: least, max_instance: most, format }: Part): string[] {
  const isCrossed = typeof least === 'number' && typeof most === 'number' && least > most;
  return [
    ...(isCrossed ? [`min_instance ${least} is above max_instance ${most}`] : []),
    ...(typeof format === 'string' && !isPattern(format) ? ['its format is not a regular expression'] : []),
  ];
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

function complainOfChoices(field: Part): string[] {
  if (field.enum === undefined) return [];
  const choices = member(field.enum, 'choices');
  if (!Array.isArray(choices) || choices.length === 0) return ['it needs choices: a list of at least one'];
  const isNumber = field.data_type === 'number';
  const wrong = choices.find(each => {
    const value = member(each, 'value');
    return isNumber ? typeof value !== 'number' : typeof value !== 'string' || value === '';
  });
  if (wrong !== undefined)
    return [`a choice must have ${isNumber ? 'a number' : 'a text'} as its value, and ${tellValue(wrong)} has none`];
  const values = choices.map(each => member(each, 'value'));
  const twice = values.find((value, index) => values.indexOf(value) < index);
  return twice === undefined ? [] : [`the choice ${tellValue(twice)} is there twice`];
}

type Complain = (field: Part, place: PartPlace) => string[];

const byType: Readonly<Record<string, Complain>> = {
  group: field =>
    partsOf(field).length > 0 ? [] : ['a group needs a field: give its schema, or remove the whole group'],
  blocks: field =>
    partsOf(field).length > 0 ? [] : ['it needs a kind of block: give its blocks, or remove the whole field'],
  global_field: field =>
    typeof field.reference_to === 'string' ? [] : ['it needs the uid of a global field as reference_to'],
  reference: (field, place) => {
    const targets = listTargets(field);
    return targets.length > 0 ? complainOfTargets(targets, place) : ['it needs content types as reference_to'];
  },
  json: (field, place) => complainOfTargets(listTargets(field), place),
  taxonomy: (field, { isTop }) => {
    if (field.uid !== 'taxonomies' || !isTop) return ['a taxonomy field is at the top, with the uid taxonomies'];
    const known = Array.isArray(field.taxonomies) ? field.taxonomies : [];
    const isFilled = known.length > 0 && known.every(each => isObject(each) && typeof each.taxonomy_uid === 'string');
    return isFilled ? [] : ['it needs taxonomies: a list of {taxonomy_uid}'];
  },
};

const listTargets = ({ reference_to: to }: Json): string[] =>
  [to].flat().filter((each): each is string => typeof each === 'string' && each !== '');

function complainOfTargets(targets: readonly string[], { types }: PartPlace): string[] {
  if (!types) return [];
  return targets
    .filter(uid => uid !== 'sys_assets' && !types.includes(uid))
    .map(uid => {
      const near = nearestName(uid, types);
      return `reference_to: there is no content type ${tellValue(uid)}${near === undefined ? '' : `; did you mean ${near}?`}`;
    });
}
