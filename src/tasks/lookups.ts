// Looks up entries, files and terms by what a person calls them: one request for each text, and one more for what is near.

import type { Finding, FoundEntry, FoundFile, NotFound } from '../content/spoken/finding.ts';
import { isUid } from '../content/uid.ts';
import { isObject, type Json } from '../content/value.ts';
import { toBrief } from '../operations/brief.ts';
import { nearest } from '../operations/nearest.ts';
import { type Ground, Refused } from '../operations/task.ts';
import { saysAbsent } from '../operations/verdict.ts';
import { join } from './numbers.ts';
import { assetNames } from './types.ts';

/** So many that share a name are told. */
const most = 6;

/** As many as one answer holds, of those that may be near. */
const pageSize = 100;

/** In a regular expression that is sent, which may not be of any length. */
const longestWord = 40;

/** What is known of something that was found. */
export interface Known {
  title?: string | undefined;
  /** Of a file. */
  filename?: string | undefined;
}

interface Looking {
  /** The language in which titles are looked for first; the master's when not given. */
  locale?: string | undefined;
  /** Gets what was found, by its uid. */
  seen?: Map<string, Known> | undefined;
}

/** What they are called, of those that have a name. */
export const toTitles = (seen: ReadonlyMap<string, Known>): Map<string, string> =>
  new Map(
    [...seen].flatMap(([uid, { title, filename }]) => {
      const name = title ?? filename;
      return name === undefined ? [] : [[uid, name] as const];
    }),
  );

/** Each text is looked up once, however often it is said. What fails otherwise than by not being there is thrown. */
export function makeFinding(ground: Ground, { locale, seen }: Looking = {}): Finding {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(key: unknown, look: () => Promise<T>): Promise<T> => {
    const name = JSON.stringify(key);
    const held = known.get(name) ?? look();
    known.set(name, held);
    return held as Promise<T>;
  };
  const note = <T extends FoundEntry | FoundFile>(found: T | NotFound): T | NotFound => {
    if (!('problem' in found))
      seen?.set(found.uid, { title: found.title, filename: 'name' in found ? found.name : undefined });
    return found;
  };
  const file = (text: string): Promise<FoundFile | NotFound> =>
    once(['file', text], async () => note(await findFile(ground, text)));
  return {
    entry: (text, types) =>
      once(['entry', text, types], async () => note(await findEntry(ground, text, types, locale, file))),
    file,
    ...(ground.has('list_terms')
      ? { term: (text: string, of: readonly string[]) => once(['term', text, of], () => findTerm(ground, text, of)) }
      : {}),
  };
}

async function findEntry(
  ground: Ground,
  text: string,
  types: readonly string[],
  locale: string | undefined,
  file: Finding['file'],
): Promise<FoundEntry | NotFound> {
  const own = types.filter(type => !assetNames.includes(type));
  const assets = types.find(type => assetNames.includes(type));
  if (types.length === 0)
    return { problem: 'which content types it may refer to is not known: give {uid, _content_type_uid}' };
  const isName = !isUid(text);
  if (own.length > 0 && !ground.has('list_entries')) {
    if (isName) return { problem: 'cannot be looked up by its title, as list_entries is not there here: give the uid' };
    const [only, another] = types;
    return only !== undefined && another === undefined
      ? { uid: text, _content_type_uid: only }
      : { problem: `may be of ${types.join(', ')}: give {uid, _content_type_uid}` };
  }
  const list = async (query: Json, more: Json = {}): Promise<FoundEntry[]> => {
    const found = await Promise.all(own.map(type => listEntries(ground, type, query, more)));
    return found.flat();
  };
  // Whoever made an entry may have chosen its uid.
  const named = /^[\w-]+$/.test(text) ? { $or: [{ title: text }, { uid: text }] } : { title: text };
  const asked = isName ? named : { uid: text };
  const inLocale = locale === undefined ? [] : await list(asked, { locale });
  const found = inLocale.length > 0 ? inLocale : await list(asked);
  const asFile = assets === undefined ? undefined : await file(text);
  const all = [...found, ...(asFile && 'uid' in asFile && assets !== undefined ? [toEntry(asFile, assets)] : [])];
  const [only, another] = all;
  if (only && !another) return only;
  if (only) return { problem: tellSeveral(text, all.map(tellEntry)) };
  if (!isName) return { problem: `points at nothing: no entry of ${join(types)} has the uid ${text}` };
  const more = locale === undefined ? {} : { locale };
  const alikes = await list(toNearQuery(['title'], text), more);
  const near = alikes.length > 0 ? alikes : await list({}, more);
  const same = near.filter(({ title }) => fold(title) === fold(text));
  const [alike, second] = same;
  if (alike && !second && near.length < pageSize) return alike;
  if (second) return { problem: tellSeveral(text, same.map(tellEntry)) };
  return { problem: `no entry of ${join(types)} has the title ${quote(text)}${tellNear(text, near, tellEntry)}` };
}

const toEntry = ({ uid, title }: FoundFile, type: string): FoundEntry => ({ uid, _content_type_uid: type, title });

async function listEntries(ground: Ground, type: string, query: Json, more: Json): Promise<FoundEntry[]> {
  const given = { content_type_uid: type, query, only: ['uid', 'title'], limit: pageSize, ...more };
  const { entries } = await ground.read('list_entries', given).catch((error: unknown) => {
    // A field goes on to name a content type that was deleted.
    if (error instanceof Refused && saysAbsent(error.answer)) return { entries: [] };
    throw error;
  });
  return (Array.isArray(entries) ? entries : [])
    .filter(isObject)
    .flatMap(({ uid, title }) =>
      typeof uid === 'string'
        ? [{ uid, _content_type_uid: type, title: typeof title === 'string' ? title : undefined }]
        : [],
    );
}

async function findFile(ground: Ground, text: string): Promise<FoundFile | NotFound> {
  if (!ground.has('list_assets')) {
    if (isUid(text)) return { uid: text };
    return { problem: 'cannot be looked up by its name, as list_assets is not there here: give the uid' };
  }
  const { query, isAddress } = toFileQuery(text);
  const found = await listFiles(ground, query);
  const [only, another] = found;
  if (only && !another) return only;
  if (only) return { problem: tellSeveral(text, found.map(tellFile)) };
  if (isUid(text)) return { problem: `points at nothing: no asset has the uid ${text}` };
  if (isAddress)
    return {
      problem: `is the address ${quote(text)}, which no asset here has: upload_asset brings a file in from elsewhere`,
    };
  const alikes = await listFiles(ground, toNearQuery(['filename', 'title'], text));
  const near = alikes.length > 0 ? alikes : await listFiles(ground, {});
  const same = near.filter(({ name, title }) => [name, title].some(each => fold(each) === fold(text)));
  const [alike, second] = same;
  if (alike && !second && near.length < pageSize) return alike;
  if (second) return { problem: tellSeveral(text, same.map(tellFile)) };
  return { problem: `no asset has the name, title or uid ${quote(text)}${tellNear(text, near, tellFile)}` };
}

/** The address of an asset holds its uid, which stays when its file is replaced. */
function toFileQuery(text: string): { query: Json; isAddress: boolean } {
  if (isUid(text)) return { query: { uid: text }, isAddress: false };
  const isAddress = /^(https?:)?\/\//i.test(text) || text.startsWith('/v3/assets/');
  if (!isAddress) return { query: { $or: [{ filename: text }, { title: text }] }, isAddress };
  const [address = ''] = text.split(/[?#]/);
  const [, uid] = /\/assets\/[^/]+\/([^/]+)\//.exec(address) ?? [];
  return { query: uid === undefined ? { url: address } : { $or: [{ url: address }, { uid }] }, isAddress };
}

async function listFiles(ground: Ground, query: Json): Promise<FoundFile[]> {
  const { assets } = await ground.read('list_assets', { query, limit: pageSize });
  const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return (Array.isArray(assets) ? assets : []).filter(isObject).flatMap((asset): FoundFile[] => {
    const [uid, url, name, type] = [asset.uid, asset.url, asset.filename, asset.content_type].map(textOf);
    if (uid === undefined || asset.is_dir === true) return [];
    return [
      {
        uid,
        ...(url === undefined ? {} : { url }),
        ...(name === undefined ? {} : { name }),
        ...(type === undefined ? {} : { type }),
        title: textOf(asset.title),
      },
    ];
  });
}

interface Term {
  taxonomy_uid: string;
  term_uid: string;
  name: string;
}

async function findTerm(
  ground: Ground,
  text: string,
  taxonomies: readonly string[],
): Promise<Omit<Term, 'name'> | NotFound> {
  const list = async (more: Json): Promise<Term[]> => {
    const found = await Promise.all(taxonomies.map(taxonomy => listTerms(ground, taxonomy, more)));
    return found.flat();
  };
  const near = await list({ typeahead: text });
  const isMeant = ({ name, term_uid }: Term): boolean => fold(name) === fold(text) || term_uid === text;
  const same = near.filter(isMeant);
  const [only, another] = same;
  if (only && !another) return { taxonomy_uid: only.taxonomy_uid, term_uid: only.term_uid };
  if (only) return { problem: tellSeveral(text, same.map(tellTerm)) };
  const others = near.length > 0 ? near : await list({});
  const told = others.map(({ name, ...term }) => ({ ...term, title: name }));
  return { problem: `no term of ${join(taxonomies)} is called ${quote(text)}${tellNear(text, told, tellTerm)}` };
}

async function listTerms(ground: Ground, taxonomy_uid: string, more: Json): Promise<Term[]> {
  const { terms } = await ground.read('list_terms', { taxonomy_uid, limit: pageSize, ...more });
  return (Array.isArray(terms) ? terms : [])
    .filter(isObject)
    .flatMap(({ uid, name }) =>
      typeof uid === 'string' ? [{ taxonomy_uid, term_uid: uid, name: typeof name === 'string' ? name : uid }] : [],
    );
}

const tellTerm = ({ taxonomy_uid, term_uid }: Omit<Term, 'name'>): string => `${taxonomy_uid}:${term_uid}`;
const tellEntry = ({ uid, _content_type_uid }: FoundEntry): string => `${_content_type_uid} ${uid}`;
const tellFile = ({ uid, name }: FoundFile): string => (name === undefined ? uid : `${name} ${uid}`);

/** Case, blanks, and what a word processor makes of quotes and dashes. */
const fold = (text: string | undefined): string =>
  (text ?? '')
    .normalize('NFC')
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/[\u201c\u201d]/g, '"')
    .replaceAll(/[\u2010-\u2015]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();

const quote = (text: string): string => JSON.stringify(toBrief(text, 80));

function tellSeveral(text: string, each: readonly string[]): string {
  const more = each.length > most ? ` and ${each.length - most} more` : '';
  return `${quote(text)} may be any of ${each.slice(0, most).join(', ')}${more}: give the uid of one`;
}

/** So many words are looked for, the longest first, as those are the rarest. */
const mostWords = 4;

/** Whatever has a word in common. */
function toNearQuery(fields: readonly string[], text: string): Json {
  const words = text.match(/[\p{L}\p{N}]{3,}/gu) ?? [text];
  const rarest = words.toSorted((one, other) => other.length - one.length).slice(0, mostWords);
  const $regex = rarest.map(word => word.slice(0, longestWord).replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
  const each = fields.map((field): Json => ({ [field]: { $regex, $options: 'i' } }));
  return each.length === 1 ? (each[0] as Json) : { $or: each };
}

function tellNear<T extends { title?: string | undefined }>(
  text: string,
  each: readonly T[],
  tell: (one: T) => string,
): string {
  const titles = each.flatMap(({ title }) => (title === undefined ? [] : [title]));
  const close = nearest(text, titles);
  const meant = each.find(({ title }) => title !== undefined && title === close);
  if (meant) return `; did you mean ${meant.title} (${tell(meant)})?`;
  const [first, ...rest] = each.slice(0, 3);
  if (first === undefined || each.length > 3) return '';
  return `; there are ${[first, ...rest].map(one => `${one.title ?? ''} (${tell(one)})`).join(', ')}`;
}
