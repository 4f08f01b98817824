// What a stack holds, read from the sandbox's state, with names in place of what is made anew when it is moved.

import { createHash } from 'node:crypto';
import { loadFile } from '../../src/sandbox/assets/files.ts';
import type { Asset } from '../../src/sandbox/state/assets.ts';
import type { State } from '../../src/sandbox/state/state.ts';

type Json = Record<string, unknown>;

/** Dates, and who: of whatever was saved. */
const stamps = ['created_at', 'created_by', 'updated_at', 'updated_by'];

/** What is not compared, as it is made anew or is a matter of how often something was saved. Versions of entries are compared. */
const anew: Record<string, string[]> = {
  languages: [...stamps, 'uid', '_version'],
  environments: [...stamps, 'uid', '_version'],
  folders: [...stamps, 'uid'],
  // `upload` names the file in its address, `file` is its hash; the bytes are compared. Earlier versions cannot be had by a tool.
  assets: [...stamps, 'uid', 'upload', 'file', 'others'],
  extensions: [...stamps, 'uid'],
  taxonomies: stamps,
  // What was first made with its title has a version more, and the one who made it is in its access list.
  global_fields: [...stamps, '_version'],
  content_types: [...stamps, '_version', 'DEFAULT_ACL'],
  entries: stamps,
  published: ['time', 'user'],
};

export function drawPicture(state: State): Json {
  const { main } = state.branches;
  if (!main) throw new Error('there is no main branch');
  const of = <T>(kind: string, items: Record<string, T>, name: (item: T) => string, show: (item: T) => object): Json =>
    Object.fromEntries(Object.values(items).map(item => [name(item), drop(show(item), anew[kind] ?? [])]));
  const same = (item: object) => item;
  const picture = {
    languages: of('languages', main.locales, ({ code }) => code, same),
    environments: of('environments', state.environments, ({ name }) => name, same),
    folders: of('folders', main.folders, ({ name }) => name, same),
    assets: of(
      'assets',
      main.assets,
      ({ title }) => title,
      asset => ({ ...asset, bytes: hash(state, asset) }),
    ),
    extensions: of('extensions', main.extensions, ({ title }) => title, same),
    taxonomies: of('taxonomies', state.taxonomies, ({ uid }) => uid, same),
    global_fields: of(
      'global_fields',
      main.global_fields,
      ({ current }) => current.uid,
      ({ current }) => current,
    ),
    content_types: of(
      'content_types',
      main.content_types,
      ({ current }) => current.uid,
      ({ current }) => current,
    ),
    entries: Object.fromEntries(
      Object.entries(main.entries).map(([type, records]) => [type, of('entries', records, ({ uid }) => uid, same)]),
    ),
  };
  return sortPublished(nameAnew(picture, state)) as Json;
}

const hash = (state: State, asset: Asset): string => createHash('sha256').update(loadFile(state, asset)).digest('hex');

/** At any depth, but for what is somebody's own: the content of entries, whose fields may have any name, and schemas. */
function drop(value: unknown, keys: string[]): unknown {
  if (Array.isArray(value)) return value.map(item => drop(item, keys));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !keys.includes(key))
      .map(([key, inner]) => [
        key,
        key === 'fields' || key === 'schema' ? inner : drop(inner, key === 'published' ? (anew.published ?? []) : keys),
      ]),
  );
}

/** In place of the uids and addresses that a stack gives: what people call the things. */
function nameAnew(picture: Json, { api_key, branches, environments }: State): Json {
  const { assets = {}, folders = {}, extensions = {} } = branches.main ?? {};
  const names: [string, string][] = [
    [api_key, 'the key'],
    ...Object.values(assets).flatMap(({ uid, upload, title }): [string, string][] => [
      [uid, `asset ${title}`],
      [upload, `file of ${title}`],
    ]),
    ...Object.values(folders).map(({ uid, name }): [string, string] => [uid, `folder ${name}`]),
    ...Object.values(extensions).map(({ uid, title }): [string, string] => [uid, `extension ${title}`]),
    ...Object.values(environments).map(({ uid, name }): [string, string] => [uid, `environment ${name}`]),
  ];
  const known = new Map(names);
  const all = new RegExp([...known.keys()].join('|'), 'g');
  return JSON.parse(JSON.stringify(picture).replace(all, uid => known.get(uid) ?? uid)) as Json;
}

/** In whatever order it was published. */
function sortPublished(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortPublished);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'published' && Array.isArray(inner)
        ? inner.map(item => JSON.stringify(item)).sort()
        : sortPublished(inner),
    ]),
  );
}
