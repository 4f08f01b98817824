// The stack that is moved, made up: 25 content types that point at each other in circles, up to 200 entries in three languages.

import * as fields from '../../src/sandbox/seed/form/fields.ts';
import type { Seed, SeedEntry, SeedRequest } from '../../src/sandbox/seed/form/format.ts';
import { at, editorOf, uidOf } from '../../src/sandbox/seed/form/names.ts';
import { api_key, assets, folders, permanent } from './files.ts';
import { countOf, kinds, type Place, slugOf } from './kinds.ts';

type Json = Record<string, unknown>;

const by = editorOf('maya');
const names = Array.from({ length: 25 }, (_, index) => `type_${String.fromCharCode(97 + index)}`);
const around = (index: number): Pick<Place, 'type' | 'next' | 'partner'> => {
  const name = (at: number): string => names[at % names.length] ?? '';
  // The last has nobody beside it, and is its own partner.
  const beside = Math.min(index % 2 ? index - 1 : index + 1, names.length - 1);
  return { type: name(index), next: name(index + 1), partner: name(beside) };
};

/** The first has all of them, each other one a run of twelve. */
function kindsOf(index: number): string[] {
  const all = Object.keys(kinds);
  const run = Array.from({ length: 12 }, (_, step) => all[(index * 5 + step) % all.length] ?? '');
  return index === 0 ? all : [...new Set(['others', 'partner', 'brand', ...run])];
}

const isPage = (index: number): boolean => index % 4 === 1;
const isSingle = (index: number): boolean => index === 24;

const toType = (uid: string, index: number): Seed['content_types'][number] => ({
  uid,
  title: `Type ${uid.at(-1)?.toUpperCase()}`,
  description: `Number ${index}`,
  options: {
    is_page: isPage(index),
    singleton: isSingle(index),
    title: 'title',
    sub_title: ['brand'],
    ...(isPage(index) ? { url_pattern: '/:year/:title', url_prefix: `/${uid}/` } : {}),
  },
  ...(index === 0
    ? {
        field_rules: [
          {
            match_type: 'all',
            conditions: [{ operand_field: 'flag', operator: 'equals', value: true }],
            actions: [{ action: 'show', target_field: 'line' }],
          },
        ],
      }
    : {}),
  schema: [
    fields.title(),
    ...(isPage(index) ? [fields.url()] : []),
    ...kindsOf(index).map(kind => kinds[kind]?.field(around(index)) as Json),
  ],
});

const content_types = names.map(toType);

/** What is asked for by name once the stack has its extensions, which a seed makes last. */
const plain = ({ schema, ...type }: Seed['content_types'][number]): Seed['content_types'][number] => ({
  ...type,
  schema: schema.map(({ extension_uid: _, ...field }) => field),
});
const extended = content_types.filter(({ schema }) => schema.some(({ extension_uid }) => extension_uid !== undefined));

const global_fields: Seed['global_fields'] = [
  {
    uid: 'meta',
    title: 'Meta',
    schema: [fields.text('words', 'Words', '', { multiple: true }), fields.boolean('hidden', 'Hidden')],
  },
  {
    uid: 'teaser',
    title: 'Teaser',
    description: 'Holds one',
    schema: [
      fields.text('head', 'Head'),
      fields.file('image', 'Image'),
      fields.globalField('meta', 'Meta', '', 'meta'),
    ],
  },
  {
    uid: 'section',
    title: 'Section',
    description: 'Holds one that holds one',
    schema: [fields.text('name', 'Name'), fields.globalField('teaser', 'Teaser', '', 'teaser')],
  },
];

/** In which languages, in this order of time: of some the master is saved again after they were translated. */
function listLocales(entry: number): string[] {
  if (entry % 8 === 0) return ['en-us', 'de-de', 'de-at', 'en-us', 'en-us', 'de-de'];
  if (entry % 4 === 0) return ['en-us', 'de-de', 'de-at'];
  if (entry % 2 === 0) return ['en-us', 'de-de'];
  return entry === 3 ? ['en-us', 'en-us'] : ['en-us'];
}

/** A first save has all, a later one some; a translation has half of them, the rest is the master's. */
function toFields(index: number, place: Place, isFirst: boolean): Json {
  const { type, entry, save, locale } = place;
  const shown = kindsOf(index).filter((kind, step) => kind !== 'taxonomies' && (isFirst || (step + save) % 2 === 0));
  const values = shown.map(kind => [kind, kinds[kind]?.value(place)]).filter(([, value]) => value !== undefined);
  return {
    title: `${type} ${entry} in ${locale}`,
    ...(isPage(index) ? { url: `/${type}/${entry}/${locale}` } : {}),
    // A read shows no tags as an empty list, whether there was one or not.
    tags: entry % 3 ? [] : ['tag', `save ${save}`],
    ...Object.fromEntries(values),
    // Changed after it was translated: it is the same in all languages.
    brand: `Brand ${entry}.${save}`,
  };
}

function makeEntry(index: number, entry: number): SeedEntry {
  const places = around(index);
  const saves = listLocales(entry).map((locale, save) => ({
    locale,
    at: at(`0${2 + (save % 8)}-${String(1 + entry).padStart(2, '0')}T0${index % 10}:${String(10 + save)}`),
    by,
    fields: toFields(index, { ...places, entry, save, locale }, save === 0),
    ...(save === 0 && entry % 8 === 0 ? { name: 'First' } : {}),
  }));
  const live = { environment: 'production', locale: 'en-us', at: at('10-01T08:00'), version: 1 };
  const translated = { environment: 'staging', locale: 'de-de', at: at('10-02T08:00') };
  return {
    uid: uidOf(places.type, slugOf(entry)),
    content_type: places.type,
    saves,
    published: [...(entry % 6 ? [] : [live]), ...(entry % 8 ? [] : [translated])],
  };
}

const entries = names.flatMap((type, index) =>
  Array.from({ length: countOf(type) }, (_, entry) => makeEntry(index, entry)),
);

const post = (target: string, body: Json, uid?: string): SeedRequest => ({
  request: `POST ${target}`,
  body,
  at: at('01-01T08:00'),
  by,
  ...(uid === undefined ? {} : { uid }),
});

const extension = (slug: string, more: Json): SeedRequest =>
  post('/extensions', { extension: { title: `The ${slug}`, type: 'field', ...more } }, uidOf('extension', slug));

const term = (uid: string, parent_uid: string | null): SeedRequest =>
  post('/taxonomies/topic/terms', { term: { uid, name: `The ${uid}`, parent_uid } });

const put = (target: string, body: Json): SeedRequest => ({
  ...post(target, body),
  request: `PUT ${target}`,
  at: at('09-01T08:00'),
});

/** Terms can only be given once there are any. */
const classified = entries
  .filter(({ content_type }) => kindsOf(names.indexOf(content_type)).includes('taxonomies'))
  .map(({ content_type, uid }, entry) => {
    const place = { type: content_type, next: '', partner: '', entry, save: 0, locale: 'en-us' };
    const taxonomies = kinds.taxonomies?.value(place);
    return put(`/content_types/${content_type}/entries/${uid}`, { entry: { taxonomies } });
  });

const requests: SeedRequest[] = [
  extension('colour', { data_type: 'text', srcdoc: '<p>Colour</p>', config: { shades: ['moss'] }, tags: ['own'] }),
  extension('map', { data_type: 'json', src: 'https://example.com/map', multiple: false }),
  ...extended.map(content_type => put(`/content_types/${content_type.uid}`, { content_type })),
  post('/taxonomies', { taxonomy: { uid: 'topic', name: 'Topic', description: 'What it is about' } }),
  term('land', null),
  term('hill', 'land'),
  term('peak', 'hill'),
  term('sea', null),
  post('/taxonomies/topic?locale=de-de', { taxonomy: { name: 'Thema' } }),
  post('/taxonomies/topic/terms/sea?locale=de-de', { term: { name: 'Das Meer' } }),
  ...classified,
  ...permanent,
];

const locale = (code: string, name: string, fallback_locale: string | null) => ({
  uid: uidOf('locale', code),
  code,
  name,
  fallback_locale,
});
const environment = (name: string) => ({
  uid: uidOf('environment', name),
  name,
  urls: [{ locale: 'en-us', url: `https://${name}.example.com` }],
});

const token = { name: 'read_write', scope: 'read-write' as const };
const branches = [{ uid: 'main', source: '' }];

export const source: Seed = {
  stack: { api_key, org_uid: 'blt00000000000000aa', name: 'Moved', master_locale: 'en-us' },
  tokens: [{ ...token, value: 'cs00000000000000005eed01' }],
  branches,
  environments: [environment('production'), environment('staging')],
  locales: [locale('en-us', 'English', null), locale('de-de', 'German', 'en-us'), locale('de-at', 'Austrian', 'de-de')],
  global_fields,
  content_types: content_types.map(plain),
  folders,
  assets,
  entries,
  requests,
};

/** As a stack is when it has just been made. */
export const empty: Seed = {
  stack: { api_key: 'blt00000000005eed02', org_uid: 'blt00000000000000bb', name: 'New', master_locale: 'en-us' },
  tokens: [{ ...token, value: 'cs00000000000000005eed02' }],
  branches,
  environments: [],
  locales: [locale('en-us', 'English', null)],
  content_types: [],
  assets: [],
  entries: [],
};
