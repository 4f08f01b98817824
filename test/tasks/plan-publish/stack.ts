// A stack for plans: three environments, a chain of three languages, types that refer to each other in every way there is.
import type { Seed } from '../../../src/sandbox/seed/form/format.ts';
import type { EntryRecord } from '../../../src/sandbox/state/content.ts';
import type { Branch } from '../../../src/sandbox/state/state.ts';
import type { Json, Opened } from '../../harness.ts';
import { assetEmbed, documentWith, entryLink, hour, makeSeed } from '../audit/stack.ts';

const by = 'blt00000000000000e1';
const letters: Readonly<Record<string, string>> = {
  page: 'a',
  story: 'b',
  piece: 'c',
  part: 'd',
  asset: 'e',
  memo: 'f',
};

/** The same for the same number. */
export const uidOf = (type: string, index: number): string =>
  `blt${letters[type]}${index.toString(16).padStart(15, '0')}`;

const field = (uid: string, data_type: string, more: Json = {}): Json => ({
  uid,
  display_name: uid,
  data_type,
  ...more,
});
const title = field('title', 'text', { mandatory: true, unique: false, field_metadata: { _default: true } });
const every = ['page', 'story', 'piece', 'part', 'memo'];
const references = field('links', 'reference', { reference_to: every, field_metadata: { ref_multiple: true } });

const fields: Json[] = [
  title,
  field('mood', 'text', { mandatory: true }),
  references,
  field('cover', 'file'),
  field('body', 'json', { reference_to: ['sys_assets', ...every], field_metadata: { allow_json_rte: true } }),
  field('html', 'text', { field_metadata: { allow_rich_text: true } }),
  field('parts', 'blocks', {
    blocks: [
      {
        uid: 'box',
        title: 'Box',
        schema: [
          field('rows', 'group', { multiple: true, schema: [field('image', 'file'), { ...references, uid: 'deep' }] }),
        ],
      },
    ],
  }),
];

const type = (uid: string, options: Json = {}): Seed['content_types'][number] => ({
  uid,
  title: uid,
  options: { is_page: false, singleton: false, title: 'title', ...options },
  schema:
    uid === 'page'
      ? [title, field('url', 'text', { unique: false, field_metadata: { _default: true } }), ...fields.slice(1)]
      : fields,
});

export const types = every;
export const environments = ['production', 'staging', 'preview'];
export const languages = ['en-us', 'fr-fr', 'de-de'];
/** German falls back to French, and that to English. */
export const chainOf = (code: string): string[] => languages.slice(0, languages.indexOf(code) + 1).reverse();

export const makeStack = (assets: number): Seed => {
  const seed = makeSeed({ assets: [] });
  const [english, french, german] = seed.locales as [
    Seed['locales'][number],
    Seed['locales'][number],
    Seed['locales'][number],
  ];
  return {
    ...seed,
    environments: environments.map((name, index) => ({ uid: `blt${index}${'0'.repeat(15)}`, name, urls: [] })),
    locales: [english, french, { ...german, fallback_locale: 'fr-fr' }],
    content_types: [
      type('page', { is_page: true, url_pattern: '/:title', url_prefix: '/' }),
      ...['story', 'piece', 'part'].map(uid => type(uid)),
      type('memo', { publishable: false }),
    ],
    assets: Array.from({ length: assets }, (_, index) => ({
      uid: uidOf('asset', index),
      filename: `${index}.jpg`,
      title: `Picture ${index}`,
      content_type: 'image/jpeg',
      file_size: 1000,
      at: hour(1),
      by,
    })),
  };
};

/** How something is pointed at. */
export type Way = 'links' | 'embed' | 'html' | 'deep';

export interface Target {
  type: string;
  index: number;
  way: Way;
}

/** One saved text. */
export interface DrawnText {
  targets: readonly Target[];
  lacksMood?: boolean;
}

export interface DrawnEntry {
  type: string;
  index: number;
  /** By language the versions, oldest first. */
  texts: Readonly<Record<string, readonly DrawnText[]>>;
  /** Environment by its place in the list. */
  published: readonly { environment: number; locale: string; version: number }[];
  isDeleted?: boolean;
}

export interface DrawnAsset {
  index: number;
  published: readonly { environment: number; locale: string; version: number }[];
  isDeleted?: boolean;
}

const isFile = ({ type: to }: Target): boolean => to === 'asset';

function toFields({ targets, lacksMood }: DrawnText, name: string): Json {
  const by = (way: Way, file: boolean): Target[] => targets.filter(each => each.way === way && isFile(each) === file);
  const pairs = (some: readonly Target[]): Json[] =>
    some.map(each => ({ uid: uidOf(each.type, each.index), _content_type_uid: each.type }));
  const [cover] = by('links', true);
  const embeds = [...by('embed', true), ...by('embed', false)];
  const documents = embeds.map((each, index) => {
    const attrs = isFile(each) ? assetEmbed('x') : entryLink(each.type, 'x');
    const own = uidOf(each.type, each.index);
    return documentWith(`${index}`, { ...attrs, [isFile(each) ? 'asset-uid' : 'entry-uid']: own }).children;
  });
  const tags = [...by('html', true), ...by('html', false)].map(each =>
    isFile(each)
      ? `<img data-sys-asset-uid="${uidOf('asset', each.index)}" />`
      : `<span data-sys-entry-uid="${uidOf(each.type, each.index)}" data-sys-content-type-uid="${each.type}">x</span>`,
  );
  const images = by('deep', true);
  const rows = [
    ...images.map(each => ({ image: uidOf('asset', each.index), deep: [] })),
    ...(by('deep', false).length > 0 ? [{ deep: pairs(by('deep', false)) }] : []),
  ];
  return {
    title: name,
    ...(lacksMood ? {} : { mood: 'glad' }),
    links: pairs(by('links', false)),
    ...(cover ? { cover: uidOf('asset', cover.index) } : {}),
    ...(documents.length > 0 ? { body: { type: 'doc', uid: 'd', attrs: {}, children: documents.flat() } } : {}),
    ...(tags.length > 0 ? { html: `<p>${tags.join(' ')}</p>` } : {}),
    ...(rows.length > 0 ? { parts: [{ box: { rows } }] } : {}),
  };
}

export const branchOf = ({ sandbox }: Pick<Opened, 'sandbox'>): Branch => sandbox.state.branches.main as Branch;

/** In place of all that was there. All saves are older than all publishes. */
export function put(
  opened: Pick<Opened, 'sandbox'>,
  entries: readonly DrawnEntry[],
  assets: readonly DrawnAsset[],
): void {
  const branch = branchOf(opened);
  const places = environments.map(
    name => Object.values(opened.sandbox.state.environments).find(each => each.name === name)?.uid ?? '',
  );
  const toDetails = (published: DrawnEntry['published']): EntryRecord['published'] =>
    published.map(({ environment, locale, version }) => ({
      ...{ environment: places[environment] ?? '', locale, version },
      ...{ time: hour(90), user: by },
    }));
  branch.entries = {};
  for (const { type: of, index, texts, published, isDeleted } of entries) {
    const own = uidOf(of, index);
    const locales = Object.entries(texts).map(([locale, versions]) => [
      locale,
      versions.map((text, at) => ({
        _version: at + 1,
        fields: toFields(text, `${of} ${index} ${locale} v${at + 1}`),
        updated_at: hour(10 + at),
        updated_by: by,
      })),
    ]);
    branch.entries[of] = {
      ...branch.entries[of],
      [own]: {
        ...{ uid: own, created_at: hour(10), created_by: by, locales: Object.fromEntries(locales) },
        published: toDetails(published),
        ...(isDeleted ? { deleted_at: hour(95) } : {}),
      },
    };
  }
  for (const { index, published, isDeleted } of assets) {
    const held = branch.assets[uidOf('asset', index)];
    if (isDeleted) delete branch.assets[uidOf('asset', index)];
    else if (held) held.published = toDetails(published);
  }
}
