// The edits that make one rich text of another: words replaced, blocks put in, taken out and moved, else all of it anew.
import { type Address, printAddress } from '../address.ts';
import { align } from '../align.ts';
import { toMarkdown } from '../rich-text/markdown.ts';
import { isLeaf, textOf } from '../rich-text/shown/nodes.ts';
import { childrenOf, isSameNode, nodeUid } from '../rich-text-nodes.ts';
import type { Json } from '../value.ts';
import type { Edit } from './edit.ts';
import { toWords } from './spell-text.ts';

export async function spellDocument(at: Address, before: unknown, after: unknown): Promise<Edit[]> {
  return (await spellBlocks(at, before, after)) ?? [await spellWhole(at, after)];
}

/** As Markdown, but for what that cannot say by itself. */
async function spellWhole(at: Address, document: unknown): Promise<Edit> {
  const shown = await toMarkdown(document);
  const isPlain = 'markdown' in shown && shown.tokens.length === 0 && shown.markdown !== '';
  return isPlain ? { at: printAddress(at), markdown: shown.markdown } : { at: printAddress(at), set: document };
}

/** Block by block; undefined where one cannot be said by itself. */
async function spellBlocks(at: Address, before: unknown, after: unknown): Promise<Edit[] | undefined> {
  const [old, now] = [childrenOf(before), childrenOf(after)];
  const { pairs, removed, added, moved } = align(old, now);
  const edits: Edit[] = [];
  const nodeAt = (node: unknown): string | undefined => {
    const uid = nodeUid(node);
    return uid === undefined ? undefined : printAddress([...at, { uid }]);
  };
  for (const [from, to] of pairs) {
    if (isSameNode(old[from], now[to])) continue;
    const own = nodeAt(old[from]);
    const words = own === undefined ? undefined : spellNode(own, old[from], now[to]);
    if (!words) return undefined;
    edits.push(...words);
  }
  for (const place of removed) {
    const own = nodeAt(old[place]);
    if (own === undefined) return undefined;
    edits.push({ at: own, remove: true });
  }
  const isAdded = new Set(added);
  for (let place = 0; place < now.length; place += 1) {
    const first = place;
    const previous = nodeUid(now[first - 1]);
    const where = first === 0 ? { first: true } : previous === undefined ? undefined : { after: previous };
    if (moved.has(place)) {
      const own = nodeAt(now[place]);
      if (own === undefined || !where) return undefined;
      edits.push({ at: own, move: true, ...where });
    } else if (isAdded.has(place)) {
      while (isAdded.has(place + 1)) place += 1;
      const shown = await toMarkdown({ type: 'doc', children: now.slice(first, place + 1) });
      if (!('markdown' in shown) || shown.tokens.length > 0 || shown.markdown === '') return undefined;
      const isEnd = place === now.length - 1;
      if (!where && !isEnd) return undefined;
      edits.push({ at: printAddress(at), insert: shown.markdown, ...(isEnd ? {} : where) });
    }
  }
  return edits;
}

/** Texts that changed in a block whose shape did not. */
function spellNode(at: string, before: unknown, after: unknown): Edit[] | undefined {
  const edits: Edit[] = [];
  const text = textOf(before);
  const compare = (old: unknown, now: unknown): boolean => {
    if (isLeaf(old) && isLeaf(now)) {
      if (!isSameNode({ ...old, text: '' }, { ...now, text: '' })) return false;
      if (old.text === now.text) return true;
      const words = toWords(old.text, now.text, text);
      if (words) edits.push({ at, ...words });
      return words !== undefined;
    }
    const [inner, others] = [childrenOf(old), childrenOf(now)];
    if (inner.length !== others.length || inner.length === 0) return isSameNode(old, now);
    const isShape = isSameNode({ ...(old as Json), children: [] }, { ...(now as Json), children: [] });
    return isShape && inner.every((child, place) => compare(child, others[place]));
  };
  return compare(before, after) ? edits : undefined;
}
