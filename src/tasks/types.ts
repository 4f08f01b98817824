// The content types a task goes through, with their schemas, and the languages; files count as one type more.
import { type Field, fieldsOf } from '../content/schema.ts';
import { isObject, type Json } from '../content/value.ts';
import { NoAnswer } from '../operations/answer.ts';
import { BadTask, type Ground } from '../operations/task.ts';
import type { Word } from '../operations/words.ts';
import { findNear } from './near.ts';
import { readAll } from './read-all.ts';

export interface Type {
  uid: string;
  title: string;
  /** Global fields spelt out. */
  schema: readonly Field[];
  /** Its entries have a page of their own. */
  isPage: boolean;
  /** False where its entries are never published. */
  isPublishable: boolean;
  /** It can have only one entry. */
  isSingle?: boolean;
  /** Some of its fields are shown by rules alone: what is hidden is not mandatory. */
  hasRules?: boolean;
  /** When it was changed last; ISO 8601. */
  changedAt?: string;
}

/** A list that is gone through: the entries of one type in one language, or all files. */
export interface Lane {
  type: Type;
  /** Absent for files. */
  locale?: string;
}

/** What Contentstack calls files where it lists content types. */
export const assetUid = 'sys_assets';

/** What fields and releases call them. */
export const assetNames: readonly string[] = [assetUid, 'built_io_upload'];

const plain = (uid: string, display_name: string, more: Json = {}): Field => ({
  uid,
  display_name,
  data_type: 'text',
  ...more,
});

/** Files as a type: the texts that a person gives them, and no more. */
export const assetType: Type = {
  uid: assetUid,
  title: 'Assets',
  schema: [
    plain('title', 'Title'),
    plain('filename', 'File name'),
    plain('description', 'Description', { field_metadata: { multiline: true } }),
  ],
  isPage: false,
  isPublishable: true,
};

/**
 * Takes a request for each hundred content types.
 * @param wanted uids or titles; all, and files where the task may read them, when not given.
 * @throws {BadTask} for one that there is not, with the nearest.
 */
export async function readTypes(
  ground: Ground,
  wanted?: readonly string[],
  argument = 'content_types',
): Promise<Type[]> {
  const isOfAssets = wanted?.length === 1 && wanted[0] === assetUid;
  const asked = { include_global_field_schema: true };
  const items = isOfAssets ? [] : await readAll(ground, 'list_content_types', 'content_types', asked);
  const types = items.flatMap(toType);
  if (ground.has('list_assets')) types.push(assetType);
  return chooseTypes(types, wanted, argument);
}

/** Those that are named by uid or title; all when none is. @throws {BadTask} */
export const chooseTypes = (
  types: readonly Type[],
  wanted: readonly string[] | undefined,
  argument = 'content_types',
): Type[] => (wanted ? [...new Set(wanted.map(name => find(types, name, argument)))] : [...types]);

/** By name no more are learnt at once: where there are so many, there may be others. */
const mostNames = 100;

/**
 * The uid of a content type, by uid or title in any case, or of files; no request where all names are known.
 * @returns what was given where content types cannot be read.
 * @throws {BadTask} for one that there is not, with the nearest.
 */
export async function readTypeUid(ground: Ground, name: string, argument = 'content_type_uid'): Promise<string> {
  const words = await ground.words('content_types');
  if (!words) return name;
  const known = [...words, { value: assetUid, title: assetType.title, uid: assetUid }];
  const found = findNamed(known, name, ({ value, title }) => [value, title]);
  if (found) return found.value;
  // The stack may have got it since its names were learnt.
  if (await ground.tryRead('get_content_type', { content_type_uid: name })) return name;
  const [type] = words.length < mostNames ? [] : await readTypes(ground, [name], argument);
  if (type) return type.uid;
  throw new BadTask(`${argument}: ${findNear(name, toUids(words), 'content type')}`);
}

const toUids = (all: readonly { uid: string }[]): string[] => all.map(({ uid }) => uid);

/** @throws {BadTask} for a title in place of a uid, and for assets, which are no entries. */
export function requireUid(type: string, uid: string): void {
  if (type === assetUid) throw new BadTask('content_type_uid: assets are no entries; get_asset shows one');
  if (/\s/.test(uid)) throw new BadTask('entry_uid: give the uid; find_in_content finds it by the title');
}

/** One content type, by one request. @throws {Refused | NoAnswer} the latter where what came is none. */
export async function readType(ground: Ground, uid: string, branch = ground.branch): Promise<Type> {
  const given = { content_type_uid: uid, include_global_field_schema: true };
  const { content_type } = await ground.read('get_content_type', given, branch);
  const [type] = isObject(content_type) ? toType(content_type) : [];
  if (type) return type;
  throw new NoAnswer('broken', `The answer of get_content_type has no content type ${uid}.`);
}

function toType(item: Json): Type[] {
  const { uid, title, options, field_rules: rules, updated_at: at } = item;
  if (typeof uid !== 'string') return [];
  const { is_page, publishable, singleton } = isObject(options) ? options : {};
  return [
    {
      uid,
      title: typeof title === 'string' ? title : uid,
      schema: fieldsOf(item) ?? [],
      isPage: is_page === true,
      isPublishable: publishable !== false,
      ...(singleton === true ? { isSingle: true } : {}),
      ...(Array.isArray(rules) && rules.length > 0 ? { hasRules: true } : {}),
      ...(typeof at === 'string' ? { changedAt: at } : {}),
    },
  ];
}

function find(types: readonly Type[], name: string, argument: string): Type {
  const known = findNamed(types, name, ({ uid, title }) => [uid, title]);
  if (known) return known;
  throw new BadTask(`${argument}: ${findNear(name, toUids(types), 'content type')}`);
}

/** The one of that name, else the only one that has it in another case. */
function findNamed<T>(all: readonly T[], name: string, toNames: (one: T) => readonly string[]): T | undefined {
  const lower = name.trim().toLowerCase();
  const [found, another] = all.filter(one => toNames(one).some(each => each.toLowerCase() === lower));
  return all.find(one => toNames(one)[0] === name) ?? (another ? undefined : found);
}

/** People say German, or de, where a stack has one German: the beginning of a code counts before that of a name. */
function findLanguage(words: readonly Word[], name: string): Word | undefined {
  const lower = name.trim().toLowerCase();
  const begin = (toName: (word: Word) => string): Word[] =>
    lower.length < 2 ? [] : words.filter(word => toName(word).toLowerCase().startsWith(lower));
  const [codes, titles] = [begin(({ value }) => value), begin(({ title }) => title)];
  const near = codes.length > 0 ? codes : titles;
  return findNamed(words, name, ({ value, title }) => [value, title]) ?? (near.length === 1 ? near[0] : undefined);
}

/**
 * Codes of the languages a task goes through, the master first.
 * @param wanted codes or names, in any case, or a beginning that only one has; all when not given.
 * @throws {BadTask} for one that there is not, or where none can be known and none is named.
 */
export async function readLocales(
  ground: Ground,
  wanted?: readonly string[],
  argument = 'locales',
): Promise<{ codes: string[]; master: string | undefined }> {
  const words = await ground.words('locales');
  const master = words?.find(({ isMaster }) => isMaster)?.value;
  if (!words) {
    if (wanted && wanted.length > 0) return { codes: [...new Set(wanted)], master: undefined };
    throw new BadTask(`${argument}: which languages there are cannot be read here; name them`);
  }
  const codes = words.map(({ value }) => value);
  const named = (wanted ?? []).map(name => {
    const word = findLanguage(words, name);
    if (!word) throw new BadTask(`${argument}: ${findNear(name, codes, 'language')}`);
    return word.value;
  });
  const chosen = named.length > 0 ? [...new Set(named)] : codes;
  return { codes: chosen.sort((one, other) => Number(other === master) - Number(one === master)), master };
}

/** Of a language those that it falls back to, one after the other, the master last; none where that cannot be known. */
export async function readFallbacks(ground: Ground): Promise<(code: string) => string[]> {
  const words = (await ground.words('locales')) ?? [];
  const master = words.find(({ isMaster }) => isMaster)?.value;
  const find = (code: string): string | undefined => words.find(({ value }) => value === code)?.fallback;
  return code => {
    const chain = new Set([code]);
    for (let next = find(code); next !== undefined && !chain.has(next); next = find(next)) chain.add(next);
    if (master !== undefined) chain.add(master);
    chain.delete(code);
    return [...chain];
  };
}

/** The uid of an environment that is given by its name, in any case, or uid, and the name. @throws {BadTask} */
export async function readEnvironment(
  ground: Ground,
  name: string,
  argument = 'environment',
): Promise<{ uid: string; name: string }> {
  const words = await ground.words('environments');
  const found = words && findNamed(words, name, ({ value, uid }) => [value, uid]);
  if (found) return { uid: found.uid, name: found.value };
  if (!words) throw new BadTask(`${argument}: which environments there are cannot be read here`);
  throw new BadTask(
    `${argument}: ${findNear(
      name,
      words.map(({ value }) => value),
      'environment',
    )}`,
  );
}

/** Of each type its entries in each language, files once: the order in which all tasks go through them. */
export const toLanes = (types: readonly Type[], locales: readonly string[]): Lane[] =>
  types.flatMap((type): Lane[] => (type.uid === assetUid ? [{ type }] : locales.map(locale => ({ type, locale }))));
