// A small stack of three languages and two environments, in which each test of a check plants what it should find and what not.
import { demoSeed } from '../../../src/sandbox/seed/demo/index.ts';
import type { Seed, SeedEntry, SeedRequest } from '../../../src/sandbox/seed/form/format.ts';
import { type Json, type Opened, type Options, open } from '../../harness.ts';

const by = 'blt00000000000000e1';

/** In 2026, counted in hours from its start. */
export const hour = (count: number): string => new Date(Date.UTC(2026, 0, 1, count)).toISOString();

/** The same for the same name. */
export const uid = (name: string): string => `blt${Buffer.from(name).toString('hex').padEnd(16, '0').slice(0, 16)}`;

const field = (name: string, data_type: string, more: Json = {}): Json => ({
  uid: name,
  display_name: name,
  data_type,
  ...more,
});
const text = (name: string, more: Json = {}): Json => field(name, 'text', more);
const reference = (name: string, more: Json = {}): Json =>
  field(name, 'reference', { reference_to: ['note', 'person'], field_metadata: { ref_multiple: true }, ...more });

const title = text('title', { mandatory: true, unique: false, field_metadata: { _default: true } });
const own = { non_localizable: true };

const note: Seed['content_types'][number] = {
  uid: 'note',
  title: 'Note',
  options: { is_page: true, singleton: false, url_pattern: '/:title', url_prefix: '/' },
  schema: [
    title,
    text('url', { unique: false, field_metadata: { _default: true } }),
    text('mood', {
      mandatory: true,
      field_metadata: { default_value: 'glad' },
      enum: {
        advanced: true,
        choices: [
          { value: 'glad', key: 'Happy' },
          { value: 'sad', key: 'Sad' },
        ],
      },
    }),
    text('plain'),
    field('rank', 'number', own),
    reference('links'),
    text('markdown', { field_metadata: { markdown: true } }),
    field('cover', 'file', own),
    field('gallery', 'file', { multiple: true }),
    field('box', 'group', {
      schema: [
        field('inner', 'group', { multiple: true, schema: [reference('deep'), text('label', { mandatory: true })] }),
      ],
    }),
    field('parts', 'blocks', {
      blocks: [{ uid: 'picture', title: 'Picture', schema: [field('image', 'file'), reference('who')] }],
    }),
    field('body', 'json', { reference_to: ['sys_assets', 'note', 'person'], field_metadata: { allow_json_rte: true } }),
    text('html', { field_metadata: { allow_rich_text: true } }),
  ],
};

const person: Seed['content_types'][number] = {
  uid: 'person',
  title: 'Person',
  schema: [title, text('bio')],
};

/** Nothing of it is said otherwise in another language. */
const unit: Seed['content_types'][number] = {
  uid: 'unit',
  title: 'Unit',
  schema: [{ ...title, ...own }, field('size', 'group', { schema: [field('number', 'number', own)] })],
};

interface Planted {
  entries?: SeedEntry[];
  assets?: string[];
  requests?: SeedRequest[];
  types?: Seed['content_types'];
  /** Besides the three: codes, each with what it falls back to. */
  languages?: Record<string, string>;
}

/** The master's save at hour 10, those of other languages at hour 20. */
export function plant(
  content_type: string,
  name: string,
  fields: Record<string, Json> | Json,
  more: Pick<SeedEntry, 'published'> = {},
): SeedEntry {
  const isByLocale = 'en-us' in fields;
  const saves = Object.entries(isByLocale ? (fields as Record<string, Json>) : { 'en-us': fields });
  return {
    uid: uid(name),
    content_type,
    saves: saves.map(([locale, given]) => ({
      locale,
      at: hour(locale === 'en-us' ? 10 : 20),
      by,
      fields: { title: locale === 'en-us' ? name : `${name} ${locale}`, ...given },
    })),
    ...more,
  };
}

export const live = (
  ...places: [environment: string, locale: string, version?: number][]
): Pick<SeedEntry, 'published'> => ({
  published: places.map(([environment, locale, version]) => ({
    environment,
    locale,
    at: hour(30),
    ...(version === undefined ? {} : { version }),
  })),
});

/** A request of the stack's history, at an hour after all saves. */
export const ask = (request: string, body?: Json, at = 40): SeedRequest => ({
  request,
  at: hour(at),
  by,
  ...(body ? { body } : {}),
});

export const makeSeed = ({ entries = [], assets = [], requests = [], types = [], languages = {} }: Planted): Seed => ({
  stack: demoSeed.stack,
  tokens: demoSeed.tokens,
  branches: [{ uid: 'main', source: '' }],
  environments: ['production', 'staging'].map(name => ({ uid: uid(name), name, urls: [] })),
  locales: [
    { uid: uid('en-us'), code: 'en-us', name: 'English', fallback_locale: null },
    { uid: uid('fr-fr'), code: 'fr-fr', name: 'French', fallback_locale: 'en-us' },
    { uid: uid('de-de'), code: 'de-de', name: 'German', fallback_locale: 'en-us' },
    ...Object.entries(languages).map(([code, fallback_locale]) => ({
      uid: uid(code),
      code,
      name: code,
      fallback_locale,
    })),
  ],
  content_types: [note, person, unit, ...types],
  assets: assets.map(name => ({
    uid: uid(name),
    filename: `${name}.jpg`,
    title: name,
    content_type: 'image/jpeg',
    file_size: 1000,
    at: hour(1),
    by,
  })),
  entries,
  requests,
});

export const openPlanted = (planted: Planted, options: Options = {}): ReturnType<typeof open> =>
  open({ seed: makeSeed(planted), ...options });

/** Of an answer's table, each row whole. */
export function readRows({ columns = [], rows = [], all = {} }: Json): Json[] {
  return (rows as unknown[][]).map(row => ({
    ...(all as Json),
    ...Object.fromEntries((columns as string[]).map((name, index) => [name, row[index]])),
  }));
}

/** A call's rows as short lines: `uid locale address: finding`, with names in place of uids. */
export async function audit(
  opened: Opened,
  given: Json,
  names: readonly string[],
): Promise<{ answer: Json; lines: string[] }> {
  const answer = await opened.call('audit_content', given);
  const rename = (value: string): string =>
    names.reduce((said, name) => said.replaceAll(uid(name), `<${name}>`), value);
  const lines = readRows(answer).map(({ uid: own, locale, address, finding }) =>
    rename(`${own} ${locale} ${address}: ${finding}`),
  );
  return { answer, lines };
}

export const refer = (type: string, ...names: string[]): Json[] =>
  names.map(name => ({ uid: uid(name), _content_type_uid: type }));

/** A document of one paragraph with something embedded or linked in it. */
export const documentWith = (name: string, attrs: Json): Json => ({
  type: 'doc',
  uid: `d-${name}`,
  attrs: {},
  children: [
    {
      type: 'p',
      uid: `p-${name}`,
      attrs: {},
      children: [{ text: 'See ' }, { type: 'reference', uid: `r-${name}`, attrs, children: [{ text: 'this' }] }],
    },
  ],
});

export const entryLink = (type: string, name: string, display = 'link'): Json => ({
  type: 'entry',
  'entry-uid': uid(name),
  'content-type-uid': type,
  'display-type': display,
  locale: 'en-us',
});
export const assetEmbed = (name: string): Json => ({
  type: 'asset',
  'asset-uid': uid(name),
  'content-type-uid': 'sys_assets',
  'display-type': 'display',
});
