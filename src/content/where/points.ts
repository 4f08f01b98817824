// Where a value of a field points at something by its uid.
import { type Address, toSteps } from '../address.ts';
import { addressOf, isDocument, listNodes, listShared } from '../rich-text-nodes.ts';
import { type Field, kindOf } from '../schema.ts';
import { readHtml } from '../text/html.ts';
import { isObject, member } from '../value.ts';
import { walk } from '../walk.ts';
import type { Spot } from './field.ts';

/** @param uid of an entry or a file. */
export function listPointers(field: Field, { address, value }: Spot, uid: unknown): Spot[] {
  if (Array.isArray(value)) {
    const places = toSteps(value, kindOf(field) === 'file');
    return value.flatMap((item, place) => {
      const at = [...address, places[place] ?? { place }];
      return listPointers(field, { address: at, value: item }, uid);
    });
  }
  if (isDocument(value)) return listEmbeds(address, value, uid);
  if (kindOf(field) === 'json') {
    return [...walk(value)].some(({ value: inner }) => member(inner, 'uid') === uid) || member(value, 'uid') === uid
      ? [{ address, value }]
      : [];
  }
  if (typeof value === 'string' && ['text', 'rich_text'].includes(kindOf(field))) {
    const { attributes } = readHtml(value);
    return attributes.some(([name, held]) => ofEmbed.has(name) && held === uid) ? [{ address, value }] : [];
  }
  return value === uid || (isObject(value) && value.uid === uid) ? [{ address, value }] : [];
}

/** As HTML rich text names what is embedded in it. */
const ofEmbed = new Set(['data-sys-entry-uid', 'data-sys-asset-uid']);

function listEmbeds(address: Address, document: unknown, uid: unknown): Spot[] {
  const shared = listShared(document);
  return [...listNodes(document)]
    .filter(({ value }) => {
      const attrs = member(value, 'attrs');
      return member(attrs, 'entry-uid') === uid || member(attrs, 'asset-uid') === uid;
    })
    .map(node => ({ address: addressOf(node, shared, address), value: node.value }));
}
