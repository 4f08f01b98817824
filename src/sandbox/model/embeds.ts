// Finds what a rich text value embeds: the nodes of a JSON document or the tags of an HTML string.
import { isObject } from '../state/json.ts';

export interface Embed {
  asset?: string;
  entry?: string;
  type?: string;
}

/** The embeds of a rich text value: nodes of a document, or tags of an HTML string. */
export function listEmbeds(value: unknown): Embed[] {
  if (typeof value === 'string') {
    if (!value.includes('data-sys-')) return [];
    return [...value.matchAll(/<[^<>]{0,2000}data-sys-[^<>]{0,2000}>/g)].map(([tag]) => {
      const read = (name: string): string | undefined => new RegExp(`data-sys-${name}=["']([^"']*)["']`).exec(tag)?.[1];
      return toEmbed(read('asset-uid'), read('entry-uid'), read('content-type-uid'));
    });
  }
  if (Array.isArray(value)) return value.flatMap(listEmbeds);
  if (!isObject(value)) return [];
  const attrs = value.type === 'reference' && isObject(value.attrs) ? value.attrs : {};
  const own = toEmbed(attrs['asset-uid'], attrs['entry-uid'], attrs['content-type-uid']);
  return [...(own.asset || own.entry ? [own] : []), ...listEmbeds(value.children ?? [])];
}

const toEmbed = (asset: unknown, entry: unknown, type: unknown): Embed => ({
  ...(typeof asset === 'string' ? { asset } : {}),
  ...(typeof entry === 'string' ? { entry } : {}),
  ...(typeof type === 'string' ? { type } : {}),
});
