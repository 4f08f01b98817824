// What there is to find in a stack, read from the sandbox's state: an answer that owes nothing to the server's own code.
import { listEmbeds } from '../../../src/sandbox/model/embeds.ts';
import { mapValues, toFields } from '../../../src/sandbox/model/schema.ts';
import type { EntryRecord, EntryVersion } from '../../../src/sandbox/state/content.ts';
import type { Branch, State } from '../../../src/sandbox/state/state.ts';

type Json = Record<string, unknown>;

/** The latest version of an entry in one language. */
export interface Row {
  type: string;
  uid: string;
  locale: string;
  title: string;
  record: EntryRecord;
  latest: EntryVersion;
}

interface Pointer {
  path: string;
  kind: 'entry' | 'asset';
  uid: string;
  type?: string;
  isEmbed: boolean;
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

export const listRows = (branch: Branch): Row[] =>
  Object.entries(branch.entries).flatMap(([type, records]) =>
    Object.values(records)
      .filter(record => record.deleted_at === undefined)
      .flatMap(record =>
        Object.entries(record.locales).flatMap(([locale, versions]) => {
          const latest = versions.at(-1);
          return latest ? [{ type, uid: record.uid, locale, title: String(latest.fields.title), record, latest }] : [];
        }),
      ),
  );

/** The values of all fields that hold no fields themselves, with where they stand. */
function listLeaves(branch: Branch, { type, latest }: Pick<Row, 'type' | 'latest'>) {
  const leaves: { path: string; uid: string; kind: string; reference_to: unknown; value: unknown }[] = [];
  mapValues(branch, toFields(branch.content_types[type]?.current.schema), latest.fields, {
    leaf: (field, value, path) => {
      leaves.push({ path, uid: field.uid, kind: field.data_type, reference_to: field.reference_to, value });
      return value;
    },
  });
  return leaves;
}

/** Where an entry points: by references, by files and from within rich text. */
export const listPointers = (branch: Branch, row: Pick<Row, 'type' | 'latest'>): Pointer[] =>
  listLeaves(branch, row).flatMap(({ path, kind, value }): Pointer[] => {
    const held = [value].flat();
    if (kind === 'file') {
      return held.flatMap(uid => (typeof uid === 'string' ? [{ path, kind: 'asset', uid, isEmbed: false }] : []));
    }
    if (kind === 'reference') {
      return held.filter(isJson).map(item => ({
        path,
        kind: 'entry',
        uid: String(item.uid),
        type: String(item._content_type_uid),
        isEmbed: false,
      }));
    }
    return listEmbeds(value).map(({ asset, entry, type }) =>
      asset === undefined
        ? { path, kind: 'entry', uid: String(entry), type: String(type), isEmbed: true }
        : { path, kind: 'asset', uid: asset, isEmbed: true },
    );
  });

const isThere = (branch: Branch, { kind, uid, type = '' }: Pointer): boolean => {
  if (kind === 'asset') return branch.assets[uid] !== undefined;
  const record = branch.entries[type]?.[uid];
  return record !== undefined && record.deleted_at === undefined;
};

export const listBroken = (branch: Branch): (Row & { to: Pointer })[] =>
  listRows(branch).flatMap(row =>
    listPointers(branch, row)
      .filter(pointer => !isThere(branch, pointer))
      .map(to => ({ ...row, to })),
  );

/** What is live in an environment at an older version than the latest of its language. */
export const listStale = ({ environments }: State, branch: Branch, environment: string): Row[] =>
  listRows(branch).filter(({ record, locale, latest }) =>
    record.published.some(
      detail =>
        environments[detail.environment]?.name === environment &&
        detail.locale === locale &&
        detail.version < latest._version,
    ),
  );

/** Entries without a version of their own in a language, by the row of the master language. */
export const listUntranslated = ({ master_locale }: State, branch: Branch, locale: string): Row[] =>
  listRows(branch).filter(row => row.locale === master_locale && row.record.locales[locale] === undefined);

/** Translations that were saved before their source was saved last. */
export const listOutdated = ({ master_locale }: State, branch: Branch, locale: string): Row[] =>
  listRows(branch).filter(row => {
    const source = row.record.locales[master_locale]?.at(-1);
    return row.locale === locale && source !== undefined && row.latest.updated_at < source.updated_at;
  });

/** What is shown to who searches: summaries, and descriptions for search engines. */
export const listDescriptions = (branch: Branch): (Row & { path: string; text: string })[] =>
  listRows(branch).flatMap(row =>
    listLeaves(branch, row).flatMap(({ path, value }) =>
      ['seo.description', 'summary'].includes(path) ? [{ ...row, path, text: String(value ?? '') }] : [],
    ),
  );

/** Uids of assets that no entry holds or shows, in no language and no version. */
export const listUnused = (branch: Branch): string[] => {
  const used = new Set(
    Object.entries(branch.entries).flatMap(([type, records]) =>
      Object.values(records)
        .filter(record => record.deleted_at === undefined)
        .flatMap(record => Object.values(record.locales).flat())
        .flatMap(latest => listPointers(branch, { type, latest }))
        .filter(({ kind }) => kind === 'asset')
        .map(({ uid }) => uid),
    ),
  );
  return Object.keys(branch.assets).filter(uid => !used.has(uid));
};

/** Rows of one content type and language whose titles are the same. */
export const listTwins = (branch: Branch): Row[] => {
  const rows = listRows(branch);
  const name = ({ type, locale, title }: Row): string => [type, locale, title].join(' ');
  return rows.filter(row => rows.filter(other => name(other) === name(row)).length > 1);
};
