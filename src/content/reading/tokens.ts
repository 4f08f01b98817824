// What the tokens of a document's Markdown stand for, as far as the Markdown itself does not say it.
import { resolveAddress } from '../resolve.ts';
import { attributeOf } from '../rich-text/shown/nodes.ts';
import type { Token } from '../rich-text/shown/tokens.ts';
import { isObject, member } from '../value.ts';

/** Keys of a leaf that Markdown says in its own way. */
const plain: ReadonlySet<string> = new Set(['text', 'attrs', 'bold', 'italic', 'strikethrough', 'inlineCode', 'break']);

/** Undefined where the token says all there is. */
export function tellToken(document: unknown, token: Token): string | undefined {
  const found = resolveAddress(document, token.address);
  const node = found.found ? found.value : undefined;
  if (token.kind === 'entry')
    return `${attributeOf(node, 'content-type-uid')} ${attributeOf(node, 'entry-uid')}`.trim();
  if (token.kind === 'asset') return attributeOf(node, 'asset-uid') || undefined;
  if (token.text.trim().length > token.preview.length) return `${token.kind}: ${token.text.trim()}`;
  if (token.standing !== 'pair') return undefined;
  const told = [token.kind, attributeOf(node, 'url'), ...listStyles(node)].filter(word => word !== '');
  return told.join(' ');
}

/** `color: red`, `classname: note`. */
function listStyles(node: unknown): string[] {
  const style = member(member(node, 'attrs'), 'style');
  const own = isObject(node) ? Object.entries(node).filter(([key]) => !plain.has(key)) : [];
  return [...own, ...(isObject(style) ? Object.entries(style) : [])].flatMap(([key, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value) && !['type', 'uid', 'separaterId'].includes(key)
      ? [`${key}: ${String(value)}`]
      : [],
  );
}
