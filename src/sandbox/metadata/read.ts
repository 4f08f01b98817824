// What extensions have written down about an entry or asset, as `include_metadata` shows it.
import type { Call } from '../http/call.ts';
import { takeFlag } from '../http/take.ts';
import type { Json } from '../state/json.ts';
import { isObject } from '../state/json.ts';

/** What the metadata is of; an entry has its own in each language. */
interface Entity {
  uid: string;
  type: 'asset' | 'entry';
  locale?: string;
}

/** Keys by which metadata is found; they are not shown within it. */
const finders = ['entity_uid', 'type', 'extension_uid'];

export function readMetadata(call: Call, { uid, type, locale }: Entity): Json {
  const hidden = takeFlag(call, 'include_publish_details') ? finders : [...finders, 'publish_details'];
  const found: Record<string, Json[]> = {};
  for (const metadata of Object.values(call.branch.metadata).filter(isObject)) {
    if (metadata.entity_uid !== uid || metadata.type !== type) continue;
    if (locale !== undefined && metadata.locale !== undefined && metadata.locale !== locale) continue;
    const extension = String(metadata.extension_uid);
    const shown = Object.fromEntries(Object.entries(metadata).filter(([key]) => !hidden.includes(key)));
    found[extension] = [...(found[extension] ?? []), shown];
  }
  return { extensions: found };
}
