// Tokens: tags that stand in Markdown for what it cannot say, such as an embedded entry, a merged table or a colour.
import type { Address } from '../../address.ts';
import { addressOf, type Node, pathTo } from '../../rich-text-nodes.ts';
import { isObject, member } from '../../value.ts';
import { clip } from '../../words.ts';
import { textOf } from './nodes.ts';

/** `block`: alone in its paragraph. `inline`: in a line. `pair`: two tags around text that can be edited. */
export type Standing = 'block' | 'inline' | 'pair';

export interface Token {
  /** `x5`; unique in the document, and numbered anew with each version. */
  name: string;
  standing: Standing;
  /** `entry`, `asset`, `image`, `link`, `style` (of a text), `malformed`, or the node's type. */
  kind: string;
  /** From the document downwards. */
  address: Address;
  /** At most 60 characters: the title of what is embedded, else the text. */
  preview: string;
  /** All text that is not in the Markdown, as the token stands for it. */
  text: string;
}

/** The title of an entry or asset, where it is known. */
export type FindTitle = (uid: string) => string | undefined;

const longest = 60;

export class Tokens {
  private readonly byName = new Map<string, Token>();
  private readonly nodes = new Map<string, Node>();
  private readonly byPath = new Map<string, string>();
  private readonly origins = new WeakMap<object, readonly Node[]>();
  private given = 0;
  private readonly findTitle: FindTitle;
  private readonly shared: ReadonlySet<string>;

  /** @param shared uids that several nodes of the document have. */
  constructor(findTitle: FindTitle, shared: ReadonlySet<string>) {
    this.findTitle = findTitle;
    this.shared = shared;
  }

  get count(): number {
    return this.byName.size;
  }

  add(node: Node, standing: Standing, known?: string): Token {
    const kind = known ?? kindOf(node.value);
    const text = textOf(node.value);
    this.given += 1;
    const token = {
      ...{ name: `x${this.given}`, standing, kind, address: addressOf(node, this.shared) },
      preview: toPreview(describe(node.value, this.findTitle) ?? text),
      text: standing === 'pair' ? '' : text,
    };
    this.byName.set(token.name, token);
    this.nodes.set(token.name, node);
    this.byPath.set(pathTo(node).join(), token.name);
    return token;
  }

  /** What it stands for. */
  nodeOf(name: string): Node | undefined {
    return this.byName.has(name) ? this.nodes.get(name) : undefined;
  }

  /** The token that stands for a node. */
  nameOf(node: Node): string | undefined {
    const name = this.byPath.get(pathTo(node).join());
    return name !== undefined && this.byName.has(name) ? name : undefined;
  }

  /** Keeps what a block, an item, a row or a cell was made of; of several nodes, those of one line. The first to say so knows best. */
  note<Made extends object>(made: Made, nodes: readonly Node[]): Made {
    if (!this.origins.has(made)) this.origins.set(made, nodes);
    return made;
  }

  originOf(made: object): readonly Node[] {
    return this.origins.get(made) ?? [];
  }

  find(name: string): Token | undefined {
    return this.byName.get(name);
  }

  list(): Token[] {
    return [...this.byName.values()];
  }

  /** Takes back all but the first and those named; no name is given twice. */
  drop(first: number, names: readonly string[] = []): void {
    const kept = new Set(names);
    for (const name of [...this.byName.keys()].slice(first)) if (!kept.has(name)) this.byName.delete(name);
  }
}

/** Never more than a line, nor what would end the tag. */
const toPreview = (text: string): string => clip(text.replaceAll(/\s+/g, ' ').replaceAll('"', "'").trim(), longest);

export const printToken = ({ name, kind, preview }: Token): string =>
  preview === '' ? `<${name} ${kind}/>` : `<${name} ${kind}="${preview}"/>`;

export const printPair = ({ name, kind, preview }: Token): [open: string, close: string] => [
  // What a text looks like is told beside the Markdown: it would be longer than the text.
  kind === 'entry' || kind === 'asset' ? `<${name} ${kind}="${preview}">` : `<${name}>`,
  `</${name}>`,
];

function kindOf(value: unknown): string {
  const type = member(value, 'type');
  if (typeof type !== 'string' || !isObject(value) || Object.hasOwn(value, 'text')) return 'malformed';
  if (type === 'img') return 'image';
  if (type !== 'reference') return /^[a-z][a-z0-9-]{0,29}$/i.test(type) ? type : 'block';
  const of = member(member(value, 'attrs'), 'type');
  return of === 'entry' || of === 'asset' ? of : type;
}

function describe(value: unknown, findTitle: FindTitle): string | undefined {
  const attribute = (key: string): string | undefined => {
    const found = member(member(value, 'attrs'), key);
    return typeof found === 'string' && found !== '' ? found : undefined;
  };
  const kind = kindOf(value);
  if (kind === 'entry') {
    const uid = attribute('entry-uid') ?? '';
    return `${attribute('content-type-uid') ?? '?'}: ${findTitle(uid) ?? uid}`;
  }
  if (kind === 'asset') {
    const uid = attribute('asset-uid') ?? '';
    return findTitle(uid) ?? attribute('asset-name') ?? uid;
  }
  if (kind === 'image') return attribute('alt') ?? attribute('url');
  return textOf(value).trim() === '' ? (attribute('src') ?? attribute('url')) : undefined;
}
