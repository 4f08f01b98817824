// Finds by its name whatever a run has made, and removes it: after the run, after a break, and when a later run is asked to.
import { type Api, type Json, type Reply, took } from './client.ts';

type Found = Record<string, Json[]>;

interface Kind {
  /** Where the list is, and under which key. */
  list: string;
  key: string;
  /** What the name is looked for in; of what has no name, in that of what it is for. */
  names: (item: Json) => unknown[];
  path: (item: Json) => string;
  headers?: Record<string, string>;
  /** Something that keeps it from being removed. */
  free?: (item: Json) => [path: string, body: Json];
}

/** In the order in which they are removed. */
const kinds: readonly Kind[] = [
  {
    list: '/workflows/publishing_rules',
    key: 'publishing_rules',
    names: ({ content_types }) => [content_types].flat(),
    path: ({ uid }) => `/workflows/publishing_rules/${uid}`,
  },
  { list: '/workflows', key: 'workflows', names: ({ name }) => [name], path: ({ uid }) => `/workflows/${uid}` },
  {
    list: '/releases',
    key: 'releases',
    names: ({ name }) => [name],
    path: ({ uid }) => `/releases/${uid}`,
    free: ({ uid, name }) => [`/releases/${uid}`, { release: { name, locked: false } }],
  },
  {
    list: '/metadata',
    key: 'metadata',
    names: ({ _content_type_uid }) => [_content_type_uid],
    path: ({ uid }) => `/metadata/${uid}`,
  },
  { list: '/labels', key: 'labels', names: ({ name }) => [name], path: ({ uid }) => `/labels/${uid}` },
  {
    list: '/variant_groups',
    key: 'variant_groups',
    names: ({ name }) => [name],
    path: ({ uid }) => `/variant_groups/${uid}`,
  },
  {
    list: '/content_types',
    key: 'content_types',
    names: ({ uid }) => [uid],
    path: ({ uid }) => `/content_types/${uid}?force=true`,
  },
  {
    list: '/global_fields',
    key: 'global_fields',
    names: ({ uid }) => [uid],
    path: ({ uid }) => `/global_fields/${uid}?force=true`,
    headers: { api_version: '3.2' },
  },
  { list: '/extensions', key: 'extensions', names: ({ title }) => [title], path: ({ uid }) => `/extensions/${uid}` },
  {
    list: '/taxonomies',
    key: 'taxonomies',
    names: ({ uid }) => [uid],
    path: ({ uid }) => `/taxonomies/${uid}?force=true`,
  },
  {
    list: '/assets',
    key: 'assets',
    names: ({ title, filename }) => [title, filename],
    path: ({ uid }) => `/assets/${uid}`,
  },
  { list: '/roles', key: 'roles', names: ({ name }) => [name], path: ({ uid }) => `/roles/${uid}` },
  { list: '/webhooks', key: 'webhooks', names: ({ name }) => [name], path: ({ uid }) => `/webhooks/${uid}` },
  {
    list: '/environments',
    key: 'environments',
    names: ({ name }) => [name],
    path: ({ name }) => `/environments/${name}`,
  },
  { list: '/locales', key: 'locales', names: ({ name }) => [name], path: ({ code }) => `/locales/${code}` },
];

const page = 100;

/** All of a kind. Where the list is refused, nothing can have been made. */
async function listAll(api: Api, { list, key, headers }: Kind): Promise<Json[]> {
  const all: Json[] = [];
  for (;;) {
    const reply: Reply = await api.get(`${list}?limit=${page}&skip=${all.length}`, headers);
    const items: Json[] = (took(reply) && reply.body[key]) || [];
    // A list that knows no pages comes whole each time.
    const isAgain = all.some(({ uid }) => uid === items[0]?.uid);
    if (!isAgain) all.push(...items);
    if (isAgain || items.length < page) return all;
  }
}

/** @param isOurs of the beginning of a name. */
async function find(api: Api, isOurs: (name: string) => boolean): Promise<Found> {
  const found: Found = {};
  for (const kind of kinds) {
    const items = await listAll(api, kind);
    const isMade = (item: Json): boolean => kind.names(item).some(name => typeof name === 'string' && isOurs(name));
    found[kind.key] = items.filter(isMade);
  }
  return found;
}

/** In words: `2 content_types, 1 labels`. Empty when there is nothing. */
export const describeFound = (found: Found): string =>
  Object.entries(found)
    .filter(([, items]) => items.length > 0)
    .map(([key, items]) => `${items.length} ${key}`)
    .join(', ');

export const lookFor = async (api: Api, isOurs: (name: string) => boolean): Promise<string> =>
  describeFound(await find(api, isOurs));

/** What one thing holds on to may go in the first round, and the thing in the next. */
const rounds = 3;

/** @returns what is left in spite of all. */
export async function sweep(api: Api, isOurs: (name: string) => boolean): Promise<string> {
  for (let round = 1; ; round += 1) {
    const found = await find(api, isOurs);
    const left = describeFound(found);
    if (left === '' || round > rounds) return left;
    for (const kind of kinds) for (const item of found[kind.key] ?? []) await remove(api, kind, item);
  }
}

async function remove(api: Api, kind: Kind, item: Json): Promise<void> {
  const reply = await api.remove(kind.path(item), undefined, kind.headers);
  if (reply.ok || !kind.free) return;
  await api.put(...kind.free(item));
  await api.remove(kind.path(item), undefined, kind.headers);
}
