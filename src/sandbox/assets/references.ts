// Who uses an asset: entries that hold it in file fields, in references or within rich text.

import type { Call } from '../http/call.ts';
import { markBranch, takeFlag } from '../http/take.ts';
import { listEmbedded, listPointers } from '../model/pointers.ts';
import { mapValues, toFields } from '../model/schema.ts';
import { listRecords } from '../records/index.ts';
import { answerReferences, showReference } from '../records/references.ts';
import { listLiving, takeLatest } from '../records/store.ts';
import type { Asset } from '../state/assets.ts';
import type { ContentTypeRecord, EntryVersion } from '../state/content.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
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
          const isUsed = version && listUsed(call, type, version, listPointers).includes(asset.uid);
          return isUsed ? [showReference(call, type, record, { locale, version })] : [];
        }),
      ),
  );
  return answerReferences(call, references);
}

/** The uids of assets that a version points at. */
function listUsed(call: Call, type: ContentTypeRecord, version: EntryVersion, list: typeof listPointers): string[] {
  const found: string[] = [];
  mapValues(call.branch, toFields(type.current.schema), version.fields, {
    leaf: (field, value) => {
      found.push(...list(field, value).flatMap(({ kind, uid }) => (kind === 'asset' ? [uid] : [])));
      return value;
    },
  });
  return found;
}

/** Assets within rich text, of entries that are not in the trash, each once. */
export function listRichTextAssets(call: Call): Json[] {
  const embedded = Object.values(call.branch.content_types).flatMap(type =>
    listLiving(call.branch, type.current.uid).flatMap(record =>
      Object.keys(record.locales).flatMap(locale => {
        const version = takeLatest(record, locale);
        return version ? listUsed(call, type, version, (_, value) => listEmbedded(value)) : [];
      }),
    ),
  );
  const assets = [...new Set(embedded)].map(uid => pick(call.branch.assets, uid));
  return assets
    .filter(asset => asset !== undefined)
    .map(asset => {
      const url = makeUrl(call, asset, takeCurrent(asset));
      return markBranch(call, { image: url, thumb: url, title: asset.filename });
    });
}
