// Replaces a text wherever a reader sees it in an entry: what stands in addresses, uids and code stays, and all that is around.
import { type Address, isBelow, printAddress, type Step, toSteps } from '../address.ts';
import { putAt } from '../put.ts';
import { readAddress, resolveAddress } from '../resolve.ts';
import { nodeUid, pathTo } from '../rich-text-nodes.ts';
import type { Field } from '../schema.ts';
import { findHits, type Pattern, toPattern, toSnippet } from '../text/match.ts';
import { joinRuns } from '../text/seen.ts';
import { listTexts, listTextsOf, type Text } from '../text/texts.ts';
import type { Json } from '../value.ts';
import { type Change, toChanges } from './align.ts';
import { isCasedLike, toCased } from './casing.ts';
import { encode } from './encode.ts';
import { judgeText, listAddresses, type Spared } from './spare.ts';
import { applyEdits, type Edit, toEdits } from './write.ts';

/** A place where the text stands. */
export interface Replaced {
  /** As find_in_content has it: of rich text the block's. */
  address: string;
  kind: 'text' | Spared;
  /** Snippets around the first of them; of what is spared both are the same. */
  before: string;
  after: string;
  /** How often it stands there. */
  count: number;
}

export interface Replacing {
  /** Every character stands for itself; blanks, quotes and dashes as find_in_content takes them. */
  find: string;
  /** Where case does not count and `find` is in small letters, it begins as what it replaces does. */
  with: string;
  /** Whole words only. */
  words?: boolean | undefined;
  /** Case and accents count. */
  isCase?: boolean | undefined;
  /** Only there and below. */
  within?: Address | undefined;
  /** What is replaced as well as visible text. */
  also?: readonly ('urls' | 'code')[] | undefined;
  /** Asked for each place where it stands: it is neither replaced nor told. */
  isLeftOut?: ((address: string) => boolean) | undefined;
}

interface Replacement {
  /** The same object where nothing was replaced, as is all in it that stays. */
  value: Json;
  places: Replaced[];
  spared: Replaced[];
}

/** Of a snippet, in characters. */
const most = 80;

interface Find {
  from: number;
  to: number;
  kind: 'text' | Spared;
  changes: Change[];
}

/** A text in which something is found. */
interface Found {
  text: Text;
  seen: string;
  hits: readonly Find[];
}

/**
 * What says already what it shall is left: where `with` holds `find`, doing it twice does it once.
 * @param entry as it is read or sent.
 */
export function replaceTexts(entry: Json, schema: readonly Field[], how: Replacing): Replacement {
  const pattern = toPattern(how.find, { words: how.words === true, isCase: how.isCase === true, isLiteral: true });
  if (!pattern) return { value: entry, places: [], spared: [] };
  const within = how.within && toOwn(entry, how.within);
  const strings = new Map<string, Found[]>();
  const others: Found[] = [];
  for (const text of listTexts(entry, schema, true)) {
    if (within && !isWithin(text, within)) continue;
    const found = find(text, pattern, how);
    if (!found || how.isLeftOut?.(printAddress(text.address))) continue;
    if (!text.stored) others.push(found);
    else {
      const key = printAddress(text.stored.at);
      strings.set(key, [...(strings.get(key) ?? []), found]);
    }
  }
  let value: unknown = entry;
  const all = [...others];
  for (const found of strings.values()) {
    const stored = found[0]?.text.stored as NonNullable<Text['stored']>;
    const held = readAddress(entry, stored.at);
    const written = write(held, found);
    if (written === held) all.push(...found);
    else if (typeof written === 'string' && !saysSo(stored, held as string, written, found)) {
      all.push(...found.map(each => spare(each)));
    } else {
      const at = resolveAddress(entry, stored.at);
      if (at.found) value = putAt(value, at.path, written);
      all.push(...found);
    }
  }
  return { value: value as Json, ...tell(all) };
}

const spare = (found: Found): Found => ({
  ...found,
  hits: found.hits.map(hit => (isReplaced(hit) ? { ...hit, kind: 'markup', changes: [] } : hit)),
});

const isReplaced = ({ changes }: Find): boolean => changes.length > 0;

function find(text: Text, pattern: Pattern, how: Replacing): Found | undefined {
  const { find: wanted, with: fresh, isCase = false, also = [] } = how;
  const runs = text.stored?.runs ?? [];
  const seen = text.stored ? joinRuns(runs) : text.text;
  const spots = findHits(seen, pattern);
  if (spots.length === 0) return undefined;
  const whole = judgeText(text);
  const around = findHits(fresh, pattern).length > 0 ? toPattern(fresh, { isCase, isLiteral: true }) : undefined;
  const done = (around ? findHits(seen, around) : []).filter(
    ({ from, to }) => isCase || isCasedLike(toPlainBlanks(seen.slice(from, to)), wanted, toPlainBlanks(fresh)),
  );
  const addresses = whole === 'text' ? listAddresses(seen) : [];
  const hits = spots.flatMap(({ from, to }): Find[] => {
    const isIn = (part: { from: number; to: number }): boolean => part.from < to && part.to > from;
    const kind =
      whole !== 'text'
        ? whole
        : (listKinds(text, isIn) ?? (addresses.some(isIn) ? ('url' as const) : ('text' as const)));
    if (done.some(part => part.from <= from && part.to >= to)) return [{ from, to, kind: 'same', changes: [] }];
    const isMeant = kind === 'text' || also.some(each => each === (kind === 'url' ? 'urls' : kind));
    const hit = seen.slice(from, to);
    const put = isCase ? fresh : toCased(hit, wanted, fresh);
    return [{ from, to, kind, changes: isMeant && text.stored ? toChanges(hit, put, from) : [] }];
  });
  return { text, seen, hits };
}

/** What blanks are written with does not count. */
const toPlainBlanks = (text: string): string => text.replace(/\s+/g, ' ');

function listKinds(
  { stored }: Text,
  isIn: (part: { from: number; to: number }) => boolean,
): 'code' | 'url' | undefined {
  let at = 0;
  const kinds = new Set<string>();
  for (const { text, as } of stored?.runs ?? []) {
    if (as && isIn({ from: at, to: at + text.length })) kinds.add(as);
    at += text.length;
  }
  return kinds.has('code') ? 'code' : kinds.has('url') ? 'url' : undefined;
}

/** A string, or a document of rich text, with all that was found in it replaced. */
function write(held: unknown, found: readonly Found[]): unknown {
  const byHolder = new Map<string, { path: (string | number)[]; edits: Edit[] }>();
  for (const { text, hits } of found) {
    const { runs = [], form = 'plain' } = text.stored ?? {};
    for (const hit of hits) {
      for (const edit of toEdits(runs, hit.changes, hit.from)) {
        const { holder } = edit.run;
        const path = holder ? [...pathTo(holder.node), ...(holder.isAttribute ? ['attrs'] : []), holder.key] : [];
        const key = JSON.stringify(path);
        const known = byHolder.get(key) ?? { path, edits: [] };
        byHolder.set(key, known);
        const isStart = typeof held === 'string' && isLineStart(held, edit.from);
        known.edits.push({ ...edit, text: encode(edit.text, form, edit.run.as, isStart) });
      }
    }
  }
  let value = held;
  for (const { path, edits } of byHolder.values()) {
    const source = path.reduce<unknown>((holder, step) => (holder as Record<string | number, unknown>)[step], held);
    const text = applyEdits(source as string, edits);
    if (text !== source) value = putAt(value, path, text);
  }
  return value;
}

const isLineStart = (source: string, at: number): boolean =>
  /(?:^|\n)[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?$/.test(source.slice(Math.max(0, at - 40), at)) ||
  (at <= 40 && source.slice(0, at).trim() === '');

/** Whether what was written is read as what was meant: no part of it has become a tag, a mark or an address. */
function saysSo(
  { field, at }: NonNullable<Text['stored']>,
  held: string,
  written: string,
  found: readonly Found[],
): boolean {
  const meant = [...listTextsOf(field, at, held)].flatMap(text => {
    const own = text.stored?.runs ?? [];
    const hit = found.find(each => isSamePlace(each.text.stored?.runs ?? [], own) && each.text.kind === text.kind);
    const says = hit ? toWritten(hit) : joinRuns(own);
    // An address is written as addresses are.
    const isAddress = hit?.hits.some(isReplaced) === true && judgeText(text) === 'url';
    return says.trim() === '' ? [] : [{ kind: text.kind, says: isAddress ? undefined : says }];
  });
  const read = [...listTextsOf(field, at, written)].flatMap(({ kind, stored }) => {
    const says = joinRuns(stored?.runs ?? []);
    return says.trim() === '' ? [] : [{ kind, says }];
  });
  return (
    meant.length === read.length &&
    meant.every(
      ({ kind, says }, place) => kind === read[place]?.kind && (says ?? read[place]?.says) === read[place]?.says,
    )
  );
}

const isSamePlace = ([one]: readonly { from: number }[], [other]: readonly { from: number }[]): boolean =>
  one?.from === other?.from;

/** What is seen afterwards. */
function toWritten({ seen, hits }: Found): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to, text } of hits.flatMap(({ changes }) => changes)) {
    pieces.push(seen.slice(at, from), text);
    at = to;
  }
  return [...pieces, seen.slice(at)].join('');
}

function tell(all: readonly Found[]): Pick<Replacement, 'places' | 'spared'> {
  const told = { places: new Map<string, Replaced>(), spared: new Map<string, Replaced>() };
  for (const found of all) {
    const address = printAddress(found.text.address);
    const after = toWritten(found);
    let moved = 0;
    for (const hit of found.hits) {
      const { from, to, kind, changes } = hit;
      const grown = changes.reduce((sum, change) => sum + change.text.length - (change.to - change.from), 0);
      const start = from + moved;
      moved += grown;
      const list = isReplaced(hit) ? told.places : told.spared;
      const key = `${address} ${kind}`;
      const known = list.get(key);
      if (known) known.count += 1;
      else {
        const before = toSnippet({ text: found.seen, from, to }, most);
        const fresh = { text: after, from: start, to: start + to - from + grown };
        list.set(key, { address, kind, before, after: isReplaced(hit) ? toSnippet(fresh, most) : before, count: 1 });
      }
    }
  }
  return { places: [...told.places.values()], spared: [...told.spared.values()] };
}

/** As it is addressed when it is read: an item that has a uid by that, though it was named by its place. */
function toOwn(entry: Json, address: Address): Address {
  const own: Step[] = [];
  let value: unknown = entry;
  for (const step of address) {
    const found = resolveAddress(value, [step]);
    const place = found.found ? found.path[0] : undefined;
    own.push(Array.isArray(value) && typeof place === 'number' ? (toSteps(value)[place] as Step) : step);
    value = found.found ? found.value : undefined;
  }
  return own;
}

/** Nodes of rich text are addressed by uid alone, however deep they lie. */
function isWithin({ address, stored }: Text, within: Address): boolean {
  if (isBelow(address, within)) return true;
  if (!stored?.node || within.length <= stored.at.length || !isBelow(within, stored.at)) return false;
  const [step, more] = within.slice(stored.at.length);
  if (more !== undefined || typeof step !== 'object' || !('uid' in step)) return false;
  for (let node: typeof stored.node | undefined = stored.node; node; node = node.parent) {
    if (nodeUid(node.value) === step.uid) return true;
  }
  return false;
}
