// Builders for the values that are more than a string: rich text documents, group rows, page sections, links.
import { deriveUid } from '../../state/clock.ts';
import type { Json } from '../../state/json.ts';
import { assetOf, uidOf } from './names.ts';

interface Leaf {
  text: string;
  bold?: true;
}

interface Node {
  type: string;
  attrs: Json;
  children: (Node | Leaf)[];
}

const element = (type: string, children: (Node | Leaf)[], attrs: Json = {}): Node => ({ type, attrs, children });

/** `**bold**` is the only markup; two asterisks at either end leave an empty leaf, as the editor does. */
const inline = (text: string): Leaf[] =>
  text.split('**').map((piece, index) => (index % 2 === 1 ? { text: piece, bold: true } : { text: piece }));

export const h2 = (text: string): Node => element('h2', inline(text));
export const quote = (text: string): Node => element('blockquote', inline(text));
export const list = (...items: string[]): Node =>
  element(
    'ul',
    items.map(item => element('li', inline(item))),
  );

/** An asset in the middle of a document. */
export const embedAsset = (name: string): Node =>
  element('reference', [{ text: '' }], {
    'display-type': 'display',
    'asset-uid': assetOf(name),
    'content-type-uid': 'sys_assets',
    'class-name': 'embedded-asset',
    type: 'asset',
  });

/** An entry in the middle of a document. */
export const embed = (type: string, slug: string): Node =>
  element('reference', [{ text: '' }], {
    'display-type': 'block',
    'entry-uid': uidOf(type, slug),
    'content-type-uid': type,
    'class-name': 'embedded-entry redactor-component block-entry',
    locale: 'en-us',
    type: 'entry',
  });

/** A JSON RTE document; a string is a paragraph. Its uids follow from its text, so they stay the same in every run. */
export function doc(...blocks: (string | Node)[]): Json {
  const base = deriveUid(JSON.stringify(blocks)).slice(3, 15);
  let count = 0;
  const name = (node: Node | Leaf): Json => {
    if ('text' in node) return { ...node };
    const uid = base + (count++).toString(16).padStart(4, '0');
    return { type: node.type, uid, attrs: node.attrs, children: node.children.map(name) };
  };
  const nodes = blocks.map(block => (typeof block === 'string' ? element('p', inline(block)) : block));
  return { ...name(element('doc', nodes)), _version: 1 };
}

const tell = (key: string, index: number): Json => ({ uid: `cs${deriveUid(`${key}/${index}`).slice(3)}` });

/** The instances of a repeated group. The same key gives the same instances, as in another language. */
export const rows = (key: string, items: Json[]): Json[] =>
  items.map((item, index) => ({ ...item, _metadata: tell(key, index) }));

/** The blocks of a page, each by its block uid. */
export const sections = (key: string, ...blocks: [uid: string, values: Json][]): Json[] =>
  blocks.map(([uid, values], index) => ({ [uid]: { ...values, _metadata: tell(key, index) } }));

export const link = (title: string, href: string): Json => ({ title, href });
export const seo = (title: string, description: string): Json => ({ title, description, no_index: false });
