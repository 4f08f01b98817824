// What all who make nodes share: tokens, uids, links and pictures.
import type { Node } from '../../rich-text-nodes.ts';
import type { Json } from '../../value.ts';
import type { Around } from '../shown/line.ts';
import { attributeOf, hasAttributes, typeOf } from '../shown/nodes.ts';
import type { Tokens } from '../shown/tokens.ts';
import type { Wrap } from './units.ts';

/** What stands for `![alt](target)`: an asset to embed. */
export interface Picture {
  uid: string;
  url?: string;
  name?: string;
  /** Content type, as `image/png`. */
  type?: string;
}

export interface Making {
  tokens: Tokens;
  newUid(): string;
  /** Line breaks are characters like others, as in code. */
  isRaw: boolean;
  /** The node that a token stands for, or a new picture. */
  takeToken(name: string): unknown;
  /** Which token a node is, also where it was made anew of what is stored. */
  tokenOf: Map<unknown, string>;
  /**
   * Inline nodes for what is around a text.
   * @param base what was around the text that it replaces.
   * @param urls of all links of the edited line.
   */
  toPath(within: readonly Around[], base: readonly Wrap[], urls: ReadonlySet<string>): readonly Wrap[];
}

interface Store {
  tokens: Tokens;
  newUid(): string;
  pictures: ReadonlyMap<string, Picture & { alt: string }>;
  /** All links of the stored document. */
  links: readonly Node[];
}

export function startMaking({ tokens, newUid, pictures, links }: Store): Making {
  const fresh = new Map<string, Wrap>();
  const changed = new Map<Wrap, Map<string, Wrap>>();
  const toFresh = (within: readonly Around[], place: number): Wrap => {
    const key = JSON.stringify(within.slice(0, place + 1));
    const known = fresh.get(key);
    if (known) return known;
    const around = within[place] as Around;
    const from = 'pair' in around ? tokens.nodeOf(around.pair) : findLink(links, around);
    const wrap: Wrap = { node: from?.value as Json | undefined, around, ...(from ? { from } : {}) };
    fresh.set(key, wrap);
    return wrap;
  };
  const toChanged = (wrap: Wrap, around: Around): Wrap => {
    const of = changed.get(wrap) ?? new Map<string, Wrap>();
    changed.set(wrap, of);
    const key = JSON.stringify(around);
    const made = of.get(key) ?? { ...wrap, around, isChanged: true };
    of.set(key, made);
    return made;
  };
  const tokenOf = new Map<unknown, string>(tokens.list().map(({ name }) => [tokens.nodeOf(name)?.value, name]));
  return {
    ...{ tokens, newUid, isRaw: false, tokenOf },
    takeToken: name => {
      const picture = pictures.get(name);
      if (!picture) return tokens.nodeOf(name)?.value;
      const node = toPictureNode(picture, newUid());
      tokenOf.set(node, name);
      return node;
    },
    toPath(within, base, urls) {
      const path: Wrap[] = [];
      let place = 0;
      for (const wrap of base) {
        const [own, wanted] = [wrap.around, within[place]];
        if (!own) path.push(wrap);
        else if (wanted && JSON.stringify(own) === JSON.stringify(wanted)) {
          path.push(wrap);
          place += 1;
        } else if (wanted && 'url' in own && 'url' in wanted && (own.url === wanted.url || !urls.has(own.url))) {
          path.push(toChanged(wrap, wanted));
          place += 1;
        } else break;
      }
      for (; place < within.length; place += 1) path.push(toFresh(within, place));
      return path;
    },
  };
}

const findLink = (links: readonly Node[], { url, title }: { url: string; title: string }): Node | undefined =>
  links.find(({ value }) => attributeOf(value, 'url') === url && attributeOf(value, 'title') === title);

export const isLink = ({ value }: Node): boolean => typeOf(value) === 'a' && hasAttributes(value);

const toPictureNode = ({ uid, url, name, type, alt }: Picture & { alt: string }, own: string): Json => ({
  type: 'reference',
  uid: own,
  attrs: {
    ...{ type: 'asset', 'asset-uid': uid, 'content-type-uid': 'sys_assets', 'display-type': 'display' },
    ...(url === undefined ? {} : { 'asset-link': url }),
    ...(name === undefined ? {} : { 'asset-name': name }),
    ...(type === undefined ? {} : { 'asset-type': type }),
    ...(alt === '' ? {} : { 'asset-alt': alt }),
  },
  children: [{ text: '' }],
});
