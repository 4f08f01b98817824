// Who uses an asset: entries that hold it in file fields, in references or within rich text.

import type { Call } from '../http/call.ts';
import { markBranch, takeFlag } from '../http/take.ts';
import { listEmbeds } from '../model/embeds.ts';
import { type Field, mapValues, toFields } from '../model/schema.ts';
import { listRecords } from '../records/index.ts';
import { listLiving, takeLatest } from '../records/store.ts';
import type { Asset } from '../state/assets.ts';
import type { ContentTypeRecord, EntryRecord, EntryVersion } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import { makeUrl } from './read.ts';
import { takeCurrent } from './store.ts';

/** In each language in which an entry has been saved, its latest version counts. */
export function listAssetReferences(call: Call, asset: Asset): Json {
  const wantsDeleted = takeFlag(call, 'deleted');
  const references = Object.values(call.branch.content_types).flatMap(type =>
    listRecords(call.branch, type.current.uid)
      .filter(record => record.deleted_at === undefined || wantsDeleted)
      .flatMap(record =>
        Object.keys(record.locales).flatMap(locale => {
          const version = takeLatest(record, locale);
          const isUsed = version && listUsed(call, type, version, isHolding).includes(asset.uid);
          return isUsed ? [markBranch(call, showReference(call, type, record, locale, version))] : [];
        }),
      ),
  );
  return { references, ...(takeFlag(call, 'include_count') ? { count: references.length } : {}) };
}

type List = (field: Field, value: unknown) => unknown[];

const listEmbedded: List = (_, value) => listEmbeds(value).map(({ asset }) => asset);

const isHolding: List = (field, value) => {
  if (field.data_type === 'file') return [value].flat();
  if (field.data_type !== 'reference' || !Array.isArray(value)) return listEmbedded(field, value);
  return value.map(item => (isObject(item) && item._content_type_uid === 'sys_assets' ? item.uid : undefined));
};

function listUsed(call: Call, type: ContentTypeRecord, version: EntryVersion, list: List): unknown[] {
  const found: unknown[] = [];
  mapValues(call.branch, toFields(type.current.schema), version.fields, {
    leaf: (field, value) => {
      found.push(...list(field, value));
      return value;
    },
  });
  return found;
}

function showReference(
  call: Call,
  type: ContentTypeRecord,
  record: EntryRecord,
  locale: string,
  version: EntryVersion,
): Json {
  const details = {
    _version: version._version,
    ...showName('_version_name', version),
    publish_details: record.published.map(detail => ({
      ...detail,
      ...showName(
        'version_name',
        record.locales[detail.locale]?.find(held => held._version === detail.version),
      ),
    })),
  };
  return {
    entry_uid: record.uid,
    content_type_uid: type.current.uid,
    locale,
    ...(takeFlag(call, 'include_publish_details') ? details : {}),
    title: version.fields.title,
    content_type_title: type.current.title,
  };
}

const showName = (key: string, version: EntryVersion | undefined): Json => {
  if (version?._version_name === undefined) return {};
  const { _version_name: title, updated_by, updated_at } = version;
  return { [key]: { title, updated_by, updated_at } };
};

/** Assets within rich text, of entries that are not in the trash, each once. */
export function listRichTextAssets(call: Call): Json[] {
  const embedded = Object.values(call.branch.content_types).flatMap(type =>
    listLiving(call.branch, type.current.uid).flatMap(record =>
      Object.keys(record.locales).flatMap(locale => {
        const version = takeLatest(record, locale);
        return version ? listUsed(call, type, version, listEmbedded) : [];
      }),
    ),
  );
  const assets = [...new Set(embedded)].map(uid => pick(call.branch.assets, String(uid)));
  return assets
    .filter(asset => asset !== undefined)
    .map(asset => {
      const url = makeUrl(call, asset, takeCurrent(asset));
      return markBranch(call, { image: url, thumb: url, title: asset.filename });
    });
}
