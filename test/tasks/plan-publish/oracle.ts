// What a plan must say, worked out from the sandbox's own state: by recursion over what is stored, and with nothing of the server.
import { isObject } from '../../../src/sandbox/state/json.ts';
import type { Branch } from '../../../src/sandbox/state/state.ts';
import type { Json } from '../../harness.ts';
import { chainOf } from './stack.ts';

interface Item {
  type: string;
  uid: string;
}

export interface Wanted {
  named: readonly Item[];
  /** Uid and name. */
  environments: readonly { uid: string; name: string }[];
  locales: readonly string[];
  references: 'missing' | 'behind' | 'none';
  pages: readonly string[];
  /** A read shows where an item is live in the language of its text alone: more cannot be known. */
  showsOwnAlone?: boolean;
}

type Fate = 'goes' | 'same' | 'behind' | 'fallback' | 'border' | 'unasked' | 'nowhere' | 'gone';

interface Found extends Item {
  isNamed: boolean;
  fate: Fate;
  live?: number;
  latest?: number;
  /** What visitors have, or would have: none for what is not gone into. */
  text?: Json;
  needs: Found[];
  isWrong: boolean;
}

export interface Expected {
  /** `type uid locale environment live goes kind`, sorted. */
  rows: string[];
  /** Versions that are live and not the latest, whose text must be read: each once. */
  versions: Set<string>;
  /** Of all places: what must stand before what, by `type uid locale environment`. */
  before: [string, string][];
  /** References between what was named and the farthest. */
  depth: number;
}

const files = new Set(['cover', 'image']);

/** Of stored values: pairs are references, files stand under two keys, embeds under theirs. */
function listTargets(value: unknown, key = ''): Item[] {
  if (Array.isArray(value)) return value.flatMap(each => listTargets(each, key));
  if (typeof value === 'string') {
    if (files.has(key)) return [{ type: 'sys_assets', uid: value }];
    if (key !== 'html') return [];
    const assets = [...value.matchAll(/asset-uid="([^"]+)"/g)].map(([, uid = '']) => ({ type: 'sys_assets', uid }));
    const entries = [...value.matchAll(/entry-uid="([^"]+)" data-sys-content-type-uid="([^"]+)"/g)];
    return [...assets, ...entries.map(([, uid = '', type = '']) => ({ type, uid }))];
  }
  if (!isObject(value)) return [];
  const { uid, _content_type_uid: type } = value;
  if (typeof uid === 'string' && typeof type === 'string') return [{ type, uid }];
  if (typeof value['asset-uid'] === 'string') return [{ type: 'sys_assets', uid: value['asset-uid'] }];
  if (typeof value['entry-uid'] === 'string')
    return [{ type: String(value['content-type-uid']), uid: value['entry-uid'] }];
  return Object.entries(value).flatMap(([name, inner]) => listTargets(inner, name));
}

export function expectPlan(branch: Branch, wanted: Wanted): Expected {
  const out: Expected = { rows: [], versions: new Set(), before: [], depth: 0 };
  for (const environment of wanted.environments)
    for (const locale of wanted.locales) expectPlace(branch, wanted, environment, locale, out);
  out.rows.sort();
  return out;
}

function expectPlace(
  branch: Branch,
  { named, references, pages, showsOwnAlone = false }: Wanted,
  environment: { uid: string; name: string },
  locale: string,
  out: Expected,
): void {
  const known = new Map<string, Found>();
  const chain = chainOf(locale);
  const isNamed = ({ type, uid }: Item): boolean => named.some(each => each.type === type && each.uid === uid);

  /** The text of a version, or of the latest, as a language has it. */
  const readText = (item: Item, code: string, version?: number): Json | undefined => {
    const record = branch.entries[item.type]?.[item.uid];
    const own = chainOf(code).find(each => record?.locales[each]);
    const versions = own === undefined ? [] : (record?.locales[own] ?? []);
    return (version === undefined ? versions.at(-1) : versions.find(each => each._version === version))?.fields;
  };

  const decide = (item: Item): Omit<Found, 'needs' | 'isWrong' | keyof Item | 'isNamed'> => {
    const { type, uid } = item;
    const isAsset = type === 'sys_assets';
    const asset = isAsset ? branch.assets[uid] : undefined;
    const entry = isAsset ? undefined : branch.entries[type]?.[uid];
    const record = asset ?? entry;
    if (!record || entry?.deleted_at !== undefined) return { fate: 'gone' };
    const shown = new Set(chain.map(code => chainOf(code).find(each => entry?.locales[each])));
    const here = record.published.filter(
      each => each.environment === environment.uid && (isAsset || !showsOwnAlone || shown.has(each.locale)),
    );
    const live = here.find(each => each.locale === locale)?.version;
    const own = isAsset ? locale : chain.find(code => entry?.locales[code]);
    if (own === undefined) return { fate: 'nowhere' };
    const latest = asset?._version ?? entry?.locales[own]?.at(-1)?._version ?? 0;
    const told = { latest, ...(live === undefined ? {} : { live }) };
    const text = isAsset ? {} : (readText(item, locale) ?? {});
    if (isNamed(item)) return { ...told, fate: live === latest ? 'same' : 'goes', text };
    const isBorder = isPage(type) && !pages.includes(type);
    const isClosed = isBorder || references === 'none';
    const read = (code: string, version: number): { text?: Json } => {
      if (isAsset || isClosed) return {};
      const from = chainOf(code).find(each => entry?.locales[each]) as string;
      const isLatest = entry?.locales[from]?.at(-1)?._version === version;
      if (!isLatest) out.versions.add(`${type} ${uid} ${from} ${version}`);
      return { text: readText(item, code, version) as Json };
    };
    if (live !== undefined) {
      if (live === latest) return { ...told, fate: 'same', ...(isClosed ? {} : { text }) };
      if (references === 'behind' && !isBorder) return { ...told, fate: 'goes', text };
      return { ...told, fate: 'behind', ...read(locale, live) };
    }
    const other = chain.slice(1).find(code => here.some(each => each.locale === code));
    if (other !== undefined) {
      const version = here.find(each => each.locale === other)?.version ?? 0;
      return { ...told, fate: 'fallback', ...read(other, version) };
    }
    if (isAsset && here.length > 0) return { ...told, fate: 'fallback' };
    if (references === 'none') return { ...told, fate: 'unasked' };
    return isBorder ? { ...told, fate: 'border' } : { ...told, fate: 'goes', text };
  };
  const isPage = (type: string): boolean =>
    (branch.content_types[type]?.current.options as { is_page?: boolean } | undefined)?.is_page === true;

  const find = (item: Item, depth: number): Found => {
    const key = `${item.type} ${item.uid}`;
    const held = known.get(key);
    if (held) return held;
    const found: Found = { ...item, isNamed: isNamed(item), ...decide(item), needs: [], isWrong: false };
    known.set(key, found);
    out.depth = Math.max(out.depth, depth);
    const isOpen = ['goes', 'same', 'behind', 'fallback'].includes(found.fate) && found.text !== undefined;
    const isFar = references === 'none' && !found.isNamed;
    const targets = isOpen && !isFar ? listTargets(found.text).filter(({ type }) => type !== 'memo') : [];
    found.needs = targets.map(target => find(target, depth + 1));
    return found;
  };
  for (const item of named) find(item, 0);

  const all = [...known.values()];
  const act = all.filter(({ fate }) => fate === 'goes' || fate === 'nowhere');
  for (const each of act) {
    const isEmpty = each.type !== 'sys_assets' && each.text !== undefined && each.text.mood === undefined;
    const pointsNowhere = references !== 'none' && each.needs.some(({ fate }) => fate === 'gone');
    each.isWrong = each.fate === 'nowhere' || isEmpty || pointsNowhere;
  }
  const isHole = (each: Found): boolean =>
    each.isWrong && each.live === undefined && (each.fate === 'goes' || each.fate === 'nowhere');
  for (let isMore = references !== 'none'; isMore; ) {
    isMore = false;
    for (const each of act)
      if (!each.isWrong && each.fate === 'goes' && each.needs.some(isHole)) isMore = each.isWrong = true;
  }
  const reached = new Set<Found>();
  const reach = (each: Found): void => {
    if (reached.has(each)) return;
    reached.add(each);
    if (!each.isWrong) each.needs.forEach(reach);
  };
  all.filter(each => each.isNamed).forEach(reach);

  const name = ({ type, uid }: Item): string => `${type} ${uid} ${locale} ${environment.name}`;
  const kindOf = (each: Found): string => {
    if (each.fate === 'border' || each.fate === 'unasked') return 'left out';
    if (each.fate !== 'goes' && each.fate !== 'nowhere') return 'as it is';
    if (each.isWrong) return 'wrong';
    return reached.has(each) ? 'goes' : 'left out';
  };
  for (const each of all) {
    // Where references are not asked for, no more is told of them than what stays unpublished.
    if (each.fate === 'gone' || (references === 'none' && !each.isNamed && each.fate !== 'unasked')) continue;
    const kind = kindOf(each);
    const goes = (kind === 'goes' || kind === 'wrong') && each.fate === 'goes' ? `v${each.latest}` : null;
    out.rows.push(`${name(each)} ${each.live === undefined ? null : `v${each.live}`} ${goes} ${kind}`);
    if (kind !== 'goes') continue;
    for (const need of each.needs)
      if (kindOf(need) === 'goes' && !canReach(need, each)) out.before.push([name(need), name(each)]);
  }
}

/** They need each other: then no order is right. */
function canReach(from: Found, to: Found): boolean {
  const seen = new Set<Found>();
  const left = [from];
  for (let each = left.pop(); each; each = left.pop()) {
    if (each === to) return true;
    if (seen.has(each)) continue;
    seen.add(each);
    left.push(...each.needs);
  }
  return false;
}
