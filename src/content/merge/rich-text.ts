// Two changes of one document of rich text: node by node by their uids, the text of a leaf by its words.
import type { Address } from '../address.ts';
import { addressNode, isSameNode, listShared, toPlainDocument } from '../rich-text-nodes.ts';
import { isObject, isSame, type Json, listKeys, member } from '../value.ts';
import { type Lists, mergeLists } from './lists.ts';
import { mergeText } from './text.ts';
import { deepest, mapThree, type Place, report, settle, type Three } from './three.ts';

interface Inside {
  /** Where the document stands. */
  document: Address;
  /** Uids that name none of its nodes. */
  shared: ReadonlySet<string>;
}

/** @param three documents, all of them. */
export function mergeDocuments(three: Three, place: Place): unknown {
  const shared = new Set([three.base, three.mine, three.theirs].flatMap(each => [...listShared(each)]));
  return mergeNode(three, place, { document: place.address, shared });
}

function mergeNode(three: Three, place: Place, inside: Inside): unknown {
  const settled = settle(three, isSameNode);
  if (settled) return settled.value;
  const { base, mine, theirs } = three;
  const areNodes = isObject(base) && isObject(mine) && isObject(theirs);
  if (!areNodes || place.depth > deepest || [base, mine, theirs].some(isLeaf)) return report(three, place);
  const members = listKeys(mine, theirs).map(key => {
    const inner = mapThree(three, value => member(value, key));
    // What the CMA counts is its own.
    return [key, key === '_version' ? inner.theirs : mergeMember(key, inner, three, place, inside)];
  });
  if (members.some(([, value]) => value === conflict)) return report(three, place);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/** Of members that cannot be told apart by an address of their own: the node as a whole is. */
const conflict = Symbol('conflict');

function mergeMember(key: string, inner: Three, around: Three, place: Place, inside: Inside): unknown {
  if (key === 'children') return mergeChildren(inner, place, inside);
  if (key === 'attrs') return mergeAttributes(inner, around);
  const settled = settle(inner, isSame);
  return settled ? settled.value : conflict;
}

/** What an embed points at, and copies of its name and address, are one thing. */
const targets = /^(entry-uid|asset-uid|content-type-uid)$/;

function mergeAttributes(three: Three, { theirs: node }: Three): unknown {
  const settled = settle(three, (one, other) => isSameNode({ attrs: one }, { attrs: other }));
  if (settled) return settled.value;
  const { base, mine, theirs } = mapThree(three, value => (isObject(value) ? value : {}));
  const isOther = (key: string): boolean =>
    !isSame(member(base, key), member(mine, key)) || !isSame(member(base, key), member(theirs, key));
  const keys = listKeys(mine, theirs);
  if (member(node, 'type') === 'reference' && keys.some(key => targets.test(key) && isOther(key))) return conflict;
  const found = keys.map(
    key =>
      [
        key,
        settle(
          mapThree({ base, mine, theirs }, value => member(value, key)),
          isSame,
        ),
      ] as const,
  );
  if (found.some(([, settled]) => !settled)) return conflict;
  return Object.fromEntries(
    found.flatMap(([key, settled]) => (settled?.value === undefined ? [] : [[key, settled.value]])),
  );
}

function mergeChildren(three: Three, place: Place, inside: Inside): unknown {
  const settled = settle(three, (one, other) => isSameNode({ children: one }, { children: other }));
  if (settled) return settled.value;
  const { base, mine, theirs } = three;
  if (!Array.isArray(base) || !Array.isArray(mine) || !Array.isArray(theirs)) return conflict;
  const lists: Lists = { base, mine, theirs };
  if ([base, mine, theirs].some(children => children.some(isLeaf))) return mergeLine(lists, place, inside);
  return mergeLists(
    lists,
    {
      isSame: isSameNode,
      merge: (node, at) => mergeNode(node, at, inside),
      toAddresses: nodes => nodes.map((node, index) => addressOf(node, index, place, inside)),
    },
    place,
  );
}

const addressOf = (node: unknown, index: number, { address }: Place, { document, shared }: Inside): Address =>
  addressNode(node, index, document, address, shared);

const isLeaf = (node: unknown): boolean => typeof member(node, 'text') === 'string';

/** Texts, and what stands among them: only where both left marks, links and embeds as they are. */
function mergeLine({ base, mine, theirs }: Lists, place: Place, inside: Inside): unknown {
  const isOne = base.length === mine.length && base.length === theirs.length;
  if (!isOne || !base.every((node, at) => isOfOne(node, mine[at]) && isOfOne(node, theirs[at]))) return conflict;
  const line = base.map((node, index) => {
    const three: Three = { base: node, mine: mine[index], theirs: theirs[index] };
    if (isLeaf(node)) return mergeLeaf(three);
    const address = addressOf(theirs[index], index, place, inside);
    return mergeNode(three, { ...place, address, depth: place.depth + 1 }, inside);
  });
  return line.includes(conflict) ? conflict : line;
}

/** Leaves with the same marks, or nodes that are the same thing. */
function isOfOne(one: unknown, other: unknown): boolean {
  if (!isLeaf(one) || !isLeaf(other)) {
    return (
      !isLeaf(one) &&
      !isLeaf(other) &&
      member(one, 'type') === member(other, 'type') &&
      isSame(member(one, 'uid'), member(other, 'uid'))
    );
  }
  const toMarks = (leaf: unknown): unknown => ({ ...(toPlainDocument(leaf) as Json), text: '' });
  return isSame(toMarks(one), toMarks(other));
}

function mergeLeaf(three: Three): unknown {
  const settled = settle(three, isSameNode);
  if (settled) return settled.value;
  const { base, mine, theirs } = mapThree(three, leaf => String(member(leaf, 'text')));
  const text = mergeText(base, mine, theirs);
  return text === undefined ? conflict : { ...(three.theirs as Json), text };
}
