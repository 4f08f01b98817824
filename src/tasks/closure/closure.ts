// What a publish needs: from what was named over all that it points at, level by level, as it is or would be live in each place.
import { isObject, type Json } from '../../content/value.ts';
import { type Ground, isOver } from '../../operations/task.ts';
import { assetUid, type Type } from '../types.ts';
import { Items, type Text } from './items.ts';
import { findFallback, findOwn, type Live } from './live.ts';
import { listNeeds } from './needs.ts';

/** An environment, and the language in which something is published there. */
interface Place {
  environment: { uid: string; name: string };
  locale: string;
}

/** What was named, in one place. */
export interface Root {
  type: Type;
  uid: string;
  place: Place;
  /** The latest when absent. */
  version?: number | undefined;
  isTakenOff?: boolean;
}

/**
 * `goes`: it would go live. `same`: it is live so already. `behind`: it is live at an older version, and stays. `fallback`:
 * visitors get another language's. `off`: it is taken off. `border`, `unasked`, `outside`: not live and not taken, as it is a
 * page of its own, as references were not asked for, or as the release does not have it. `nowhere`: it has no text in this
 * language. `gone`: it does not exist. `unread`: that could not be read.
 */
type Fate =
  | 'goes'
  | 'same'
  | 'behind'
  | 'fallback'
  | 'off'
  | 'border'
  | 'unasked'
  | 'outside'
  | 'nowhere'
  | 'gone'
  | 'unread';

export interface Node extends Root {
  depth: number;
  isNamed: boolean;
  fate: Fate;
  /** The latest, in its language or in one that it falls back to. */
  item?: Json;
  /** In its own language. */
  own?: Live;
  /** In another, where its own has none. */
  fallback?: Live;
  /** The version that goes, or is live: what visitors would see. */
  text?: Json;
  /** The version that was named does not exist. */
  lacksVersion?: true;
  needs: { address: string; to: Node }[];
  /** What its text points at and is gone, in words. */
  gone: string[];
  neededBy: Node[];
}

export interface Closing {
  roots: readonly Root[];
  /** Those there are. */
  types: readonly Type[];
  /** Of a language those that it falls back to, the nearest first. */
  listFallbacks: (code: string) => string[];
  /** All languages there are. */
  codes: readonly string[];
  references: 'missing' | 'behind' | 'none';
  /** Page types that are gone into. */
  pages: ReadonlySet<string>;
  /** Nothing goes along: a release takes what it has. */
  isClosed: boolean;
}

interface Closure {
  /** Level by level; what was named first. */
  nodes: readonly Node[];
  /** Items and versions that could not be read. */
  lost: number;
  /** Versions that are live and cannot be read here, so that nobody knows what they point at. */
  barred: number;
  /** Its time was over before it came to the end. */
  isEnded: boolean;
}

export async function findClosure(ground: Ground, closing: Closing): Promise<Closure> {
  const { types: all, references } = closing;
  const types = new Map(all.map(type => [type.uid, type]));
  const items = new Items(ground);
  const nodes = new Map<string, Node>();
  let level = closing.roots.map(root => {
    const node: Node = { ...root, depth: 0, isNamed: true, fate: 'unread', needs: [], gone: [], neededBy: [] };
    nodes.set(toKey(root), node);
    return node;
  });
  while (level.length > 0 && !isOver(ground)) {
    await readLevel(items, level, closing);
    const fated = level.map(node => ({ node, ...decide(node, items, closing) }));
    await items.readVersions(fated.flatMap(({ node, wanted }) => (wanted ? [{ ...node, ...wanted }] : [])));
    const next: Node[] = [];
    for (const { node, wanted } of fated) {
      if (wanted) takeVersion(node, items.findVersion({ ...node, ...wanted }));
      const isGoneInto = node.isNamed || references !== 'none';
      if (!node.text || !isGoneInto || !opens.has(node.fate)) continue;
      const { needs, gone } = listNeeds(node.text, node.type, types);
      node.gone = gone;
      for (const { address, type, uid } of needs) {
        const root = { type, uid, place: node.place };
        const known = nodes.get(toKey(root));
        const to: Node = known ?? {
          ...root,
          ...{ depth: node.depth + 1, isNamed: false, fate: 'unread', needs: [], gone: [], neededBy: [] },
        };
        if (!known) next.push(to);
        nodes.set(toKey(root), to);
        node.needs.push({ address, to });
        to.neededBy.push(node);
      }
    }
    level = next;
    ground.report(nodes.size - level.length);
  }
  return {
    nodes: [...nodes.values()],
    lost: items.lost + items.lostVersions,
    barred: items.barred,
    isEnded: level.length > 0,
  };
}

const toKey = ({ type, uid, place: { environment, locale } }: Root): string =>
  `${type.uid} ${uid} ${locale} ${environment.uid}`;

/** Of these the text is live or goes live, so that what it points at is needed. */
const opens: ReadonlySet<Fate> = new Set(['goes', 'same', 'behind', 'fallback', 'outside']);

/** What of a level must be known, each list of uids in requests of a hundred. */
async function readLevel(items: Items, level: readonly Node[], { listFallbacks, codes }: Closing): Promise<void> {
  for (const { type, uid, place } of level) items.want(type.uid, uid, place.locale);
  await items.fill();
  for (const node of level) {
    const { type, uid, place } = node;
    const { environment, locale } = place;
    const item = items.find(type.uid, uid, locale);
    if (type.uid === assetUid || item === undefined) continue;
    const chain = listFallbacks(locale);
    if (item === 'none') {
      // All that it falls back to was looked at: it may be there in another language all the same.
      for (const code of codes) if (code !== locale && !chain.includes(code)) items.want(type.uid, uid, code);
      continue;
    }
    const own = findOwn(item, environment.uid, locale, chain);
    if (node.isNamed || own) continue;
    const find = (code: string): Text => items.find(type.uid, uid, code);
    const fallback = findFallback(type.uid, find, environment.uid, locale, chain);
    if (fallback && !isAlike(item, fallback, chain)) items.want(type.uid, uid, fallback.text);
    if (!fallback && !items.showsAll) for (const code of chain) items.want(type.uid, uid, code);
  }
  await items.fill();
}

interface Decided {
  /** The version whose text is needed, where that is not the latest. */
  wanted?: { version: number; locale: string };
}

function decide(node: Node, items: Items, closing: Closing): Decided {
  const { type, uid, place } = node;
  const chain = type.uid === assetUid ? [] : closing.listFallbacks(place.locale);
  const item = items.find(type.uid, uid, place.locale);
  if (item === undefined) return {};
  if (item === 'none') {
    const others = closing.codes.filter(code => code !== place.locale && !chain.includes(code));
    const found = type.uid === assetUid ? [] : others.map(code => items.find(type.uid, uid, code));
    // Where some language could not be read it may be there.
    node.fate = found.some(isObject) ? 'nowhere' : found.includes(undefined) ? 'unread' : 'gone';
    return {};
  }
  node.item = item;
  const own = findOwn(item, place.environment.uid, place.locale, chain);
  if (own) node.own = own;
  return node.isNamed ? decideNamed(node, item) : decideNeeded(node, item, items, chain, closing);
}

/** The language whose text an item as read holds; files have but one. */
const languageOf = (item: Json, { type, place }: Node): string =>
  type.uid !== assetUid && typeof item.locale === 'string' ? item.locale : place.locale;

const isText = (live: Live, version: unknown, locale: string, { type }: Node): boolean =>
  live.version === version && (type.uid === assetUid || live.text === locale);

function decideNamed(node: Node, item: Json): Decided {
  const { version = item._version, own, isTakenOff } = node;
  const locale = languageOf(item, node);
  if (isTakenOff) {
    node.fate = own ? 'off' : 'same';
    return {};
  }
  node.fate = own && isText(own, version, locale, node) ? 'same' : 'goes';
  if (version !== item._version) return { wanted: { version: Number(version), locale: node.place.locale } };
  node.text = item;
  return {};
}

function decideNeeded(
  node: Node,
  item: Json,
  items: Items,
  chain: readonly string[],
  { references, pages, isClosed }: Closing,
): Decided {
  const { type, uid, place, own } = node;
  const find = (code: string): Text => items.find(type.uid, uid, code);
  const fallback = own ? undefined : findFallback(type.uid, find, place.environment.uid, place.locale, chain);
  const isBorder = type.isPage && !pages.has(type.uid);
  if (!own && !fallback) {
    node.fate = references === 'none' ? 'unasked' : isBorder ? 'border' : isClosed ? 'outside' : 'goes';
    node.text = item;
    return {};
  }
  if (own && isText(own, item._version, languageOf(item, node), node)) {
    [node.fate, node.text] = ['same', item];
  } else if (own && references === 'behind' && !isBorder && !isClosed) {
    [node.fate, node.text] = ['goes', item];
  } else if (fallback) {
    node.fate = 'fallback';
    node.fallback = fallback;
    const other = type.uid === assetUid || isAlike(item, fallback, chain) ? item : find(fallback.text);
    if (isObject(other) && other._version === fallback.version) node.text = other;
  } else node.fate = 'behind';
  const live = own ?? (fallback && { ...fallback, text: languageAt(fallback, item, find, chain) });
  // Pages of their own are not gone into, so that what they say need not be known.
  if (isBorder || references === 'none') {
    delete node.text;
    return {};
  }
  return node.text || !live || type.uid === assetUid ? {} : { wanted: { version: live.version, locale: live.text } };
}

/** What an item fell back to lies behind the other language, or is it: that has no text but the same. */
const isAlike = ({ locale }: Json, { text }: Live, chain: readonly string[]): boolean =>
  chain.includes(text) && chain.indexOf(String(locale)) >= chain.indexOf(text);

/** A publish in a language may itself have been of what that falls back to. */
function languageAt(live: Live, item: Json, find: (code: string) => Text, chain: readonly string[]): string {
  const other = isAlike(item, live, chain) ? item : find(live.text);
  return isObject(other) && typeof other.locale === 'string' ? other.locale : live.text;
}

function takeVersion(node: Node, text: Text): void {
  if (isObject(text)) node.text = text;
  else if (text === 'none') node.lacksVersion = true;
  else if (node.isNamed) node.fate = 'unread';
}
