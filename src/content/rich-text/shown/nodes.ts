// Nodes of a stored document as they are met, malformed ones too: leaves, attributes, text.
import { childrenOf, listNodes, type Node } from '../../rich-text-nodes.ts';
import { isEmpty, isObject, type Json, member } from '../../value.ts';

export const isLeaf = (value: unknown): value is Json & { text: string } => typeof member(value, 'text') === 'string';

/** Undefined for a leaf and for what is no node. */
export function typeOf(value: unknown): string | undefined {
  const type = member(value, 'type');
  return typeof type === 'string' && !isLeaf(value) ? type : undefined;
}

export const attributeOf = (value: unknown, key: string): string => {
  const found = member(member(value, 'attrs'), key);
  return typeof found === 'string' ? found : '';
};

/** Editors leave styles that are none. */
export const hasAttributes = (value: unknown): boolean => {
  const attrs = member(value, 'attrs');
  return isObject(attrs) && Object.values(attrs).some(each => !isEmpty(each) && each !== false);
};

export const openNodes = (node: Node | undefined, value: unknown): Node[] =>
  childrenOf(value).map((child, place) => ({ value: child, place, parent: node }));

/** All text of a node and of what is below it; of any depth. */
export function textOf(value: unknown): string {
  const own = isLeaf(value) ? value.text : '';
  return own + [...listNodes(value)].map(({ value: each }) => (isLeaf(each) ? each.text : '')).join('');
}
