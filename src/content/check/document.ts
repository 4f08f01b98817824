// Checks JSON rich text before it is sent: what is malformed is stored as it is, and breaks the editor.

import { childrenOf, isDocument, listNodes, listShared, nodeUid } from '../rich-text-nodes.ts';
import { isObject } from '../value.ts';
import { tellValue } from '../words.ts';
import type { Leaf } from './findings.ts';

/** What other editors and Markdown libraries call the nodes. Where a plugin may have named some, nobody knows. */
const usual: ReadonlyMap<string, string> = new Map([
  ['paragraph', 'p'],
  ['heading', 'h2'],
  ['quote', 'blockquote'],
  ['block-quote', 'blockquote'],
  ['bullet_list', 'ul'],
  ['bulletList', 'ul'],
  ['bulleted-list', 'ul'],
  ['unordered-list', 'ul'],
  ['ordered_list', 'ol'],
  ['orderedList', 'ol'],
  ['numbered-list', 'ol'],
  ['ordered-list', 'ol'],
  ['list_item', 'li'],
  ['listItem', 'li'],
  ['list-item', 'li'],
  ['image', 'img'],
  ['link', 'a'],
  ['code_block', 'code'],
  ['codeBlock', 'code'],
  ['horizontal_rule', 'hr'],
  ['text', 'a leaf {text}, without type'],
]);

/** What the stored document has already is no problem. */
export function checkDocument(value: unknown, { field, address, stored, findings }: Leaf): void {
  if (!isDocument(value)) {
    const given = typeof value === 'string' ? ', not HTML, Markdown or JSON in a text' : '';
    findings.refuse(address, 'shape', `must be JSON rich text: {type: "doc", uid, attrs: {}, children: […]}${given}`);
    return;
  }
  if (childrenOf(value).length === 0 && childrenOf(stored).length > 0) {
    findings.refuse(address, 'shape', 'has no children; an empty document is one p with an empty text');
  }
  const known = new Set([...listNodes(stored)].map(({ value: node }) => (isObject(node) ? node.type : undefined)));
  const hasPlugins = Array.isArray(field.plugins) && field.plugins.length > 0;
  const storedTwice = listShared(stored);
  for (const { value: node } of listNodes(value)) {
    const uid = nodeUid(node);
    const at = uid === undefined ? address : [...address, { uid }];
    if (!isObject(node) || (typeof node.type !== 'string' && typeof node.text !== 'string')) {
      findings.refuse(at, 'shape', 'has a node that is neither {type, children} nor {text}');
    } else if (typeof node.type === 'string' && !hasPlugins && usual.has(node.type) && !known.has(node.type)) {
      findings.refuse(at, 'shape', `has a node of type ${tellValue(node.type)}`, () => usual.get(String(node.type)));
    }
  }
  for (const uid of listShared(value)) {
    if (!storedTwice.has(uid)) findings.refuse([...address, { uid }], 'shape', 'is the uid of several nodes');
  }
}
