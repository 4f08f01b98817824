// A stored line as its characters, each with the leaf it is in and what is around that.
import type { Node } from '../../rich-text-nodes.ts';
import type { Json } from '../../value.ts';
import { hasExtras } from '../shown/inlines.ts';
import { type Around, type Mark, marks } from '../shown/line.ts';
import { attributeOf, hasAttributes, isLeaf, openNodes, typeOf } from '../shown/nodes.ts';
import type { Tokens } from '../shown/tokens.ts';
import { foldText, isBlank } from './labels.ts';

/** How a character looks. */
export interface Look {
  marks: readonly Mark[];
  isCode: boolean;
  /** Links, and names of the pairs of tokens that nodes are; from the outside to the inside. */
  within: readonly Around[];
  /** The pair that its leaf is. */
  style: string | undefined;
}

export interface Unit extends Look {
  /** A character, `\n` for a break, or the name of a token that stands in the line. */
  char: string;
  isToken: boolean;
  /** What it is in: inline nodes from the outside to the inside. */
  path: readonly Wrap[];
  /** The leaf, or what the token stands for. */
  value: unknown;
}

/** An inline node around text. */
export interface Wrap {
  /** As stored; undefined for a new link. */
  node: Json | undefined;
  /** What of it is told: nothing of a span that says nothing. */
  around: Around | undefined;
  /** Where it stands in the stored document. */
  from?: Node;
  /** It led elsewhere. */
  isChanged?: boolean;
}

/** Nothing of it is in the Markdown: an empty leaf, a link around nothing. */
export interface Unseen {
  value: unknown;
  path: readonly Wrap[];
}

export const isUnit = <Own extends Unit>(each: Own | Unseen): each is Own => 'char' in each;

/** What is around blanks alone, at the end of a line, has no token; no text that is written is in it. */
const unnamed = '?';

const isTransparent = (value: unknown): boolean =>
  ['span', 'fragment'].includes(typeOf(value) ?? '') && !hasAttributes(value);

export function listUnits(nodes: readonly Node[], tokens: Tokens, path: readonly Wrap[] = []): (Unit | Unseen)[] {
  return nodes.flatMap((node): (Unit | Unseen)[] => {
    const { value } = node;
    const name = tokens.nameOf(node);
    const within = path.flatMap(({ around }) => around ?? []);
    if (isLeaf(value)) {
      if (value.text === '') return [{ value, path }];
      const look: Look = {
        marks: marks.filter(mark => value[mark] === true),
        isCode: value.inlineCode === true,
        within,
        style: name ?? (hasExtras(value) ? unnamed : undefined),
      };
      const chars = value.text.match(/\r\n|[\s\S]/gu) ?? [];
      return chars.map(char => ({ char, isToken: false, path, value, ...look }));
    }
    const pair = name !== undefined && tokens.find(name)?.standing === 'pair';
    if (name !== undefined && !pair) {
      return [{ char: name, isToken: true, path, value, marks: [], isCode: false, within, style: undefined }];
    }
    const around: Around | undefined = pair
      ? { pair: name }
      : typeOf(value) === 'a'
        ? { url: attributeOf(value, 'url'), title: attributeOf(value, 'title') }
        : isTransparent(value)
          ? undefined
          : { pair: unnamed };
    const inner = listUnits(openNodes(node, value), tokens, [...path, { node: value as Json, around, from: node }]);
    return inner.some(isUnit) ? inner : [{ value, path }];
  });
}

/** What two characters are compared by. */
export const foldChar = ({ char, isToken }: Pick<Unit, 'char' | 'isToken'>): string =>
  isToken ? `<${char}>` : /^(\r\n|\r|\n)$/.test(char) ? '\n' : foldText(char);

/** In code a blank is seen. */
export const isBlankUnit = ({ char, isToken, isCode }: Pick<Unit, 'char' | 'isToken' | 'isCode'>): boolean =>
  !isToken && !isCode && isBlank(char);

/** Words, and each other character by itself; in scripts without blanks each character. */
export function toWords<T extends Pick<Unit, 'char' | 'isToken'>>(units: readonly T[]): { key: string; units: T[] }[] {
  const words: { key: string; units: T[]; isOpen: boolean }[] = [];
  for (const unit of units) {
    const key = foldChar(unit);
    const isOfWord = !unit.isToken && (key === '' || ofWord.test(key));
    const last = words.at(-1);
    if (isOfWord && last?.isOpen) {
      last.key += key;
      last.units.push(unit);
    } else words.push({ key, units: [unit], isOpen: isOfWord });
  }
  return words;
}

const ofWord =
  /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}])[\p{L}\p{N}\p{M}\ud800-\udfff]/u;
