// Two environments, or one and what is saved, item by item: where they differ, and how if that is asked for.
import { compareEntries } from '../content/comparison/entries.ts';
import type { Json } from '../content/value.ts';
import { tellValue } from '../content/words.ts';
import { type Found, type Ground, Refused } from '../operations/task.ts';
import { count, isAssets, join, tellScope, tellSoFar } from './numbers.ts';
import { findVersion, type Side } from './pairs.ts';
import type { Scanned } from './scan.ts';
import { listStates, readVersion } from './states.ts';
import { titleOf } from './titles.ts';
import { assetType, type Lane, type Type } from './types.ts';

interface Difference {
  type: Type;
  uid: string;
  title: string;
  locale: string;
  versions: readonly [number | undefined, number | undefined];
  /** The language whose text is live under this one. */
  fallsBackTo?: string;
}

interface Compared {
  add(lane: Lane, items: readonly Json[]): void;
  toFound(ground: Ground, shown: Showing): Promise<Found>;
}

interface Showing {
  scanned: Scanned;
  locales: readonly string[];
  skip: number;
  wantsFields: boolean;
}

/** Of so many items the texts are held against each other, as that takes two requests each. */
const mostRead = 40;

/** Changes of one item that are told. */
const mostChanges = 6;

export function comparePlaces(sides: readonly [Side, Side]): Compared {
  const found: Difference[] = [];
  const seen = { entries: 0, assets: 0, untold: 0, drafts: 0 };
  const isStale = sides.some(({ saved }) => saved);
  const compare = (type: Type, item: Json, locale: string | undefined): void => {
    const isFallback = locale !== undefined && item.locale !== locale;
    const states = listStates(item);
    if (!states) {
      seen.untold += 1;
      return;
    }
    // Of files the latest is the same in every language; each language they are published in is a place of its own.
    const places = isAssets(type.uid)
      ? [...new Set(states.filter(({ environment }) => isOf(environment)).map(state => state.locale))]
      : [locale];
    for (const place of places.length > 0 || !isAssets(type.uid) ? places : [undefined]) {
      const versions = sides.map(side => {
        if (side.saved && isAssets(type.uid)) return Number(item._version);
        const own = findVersion(item, side, place);
        return side.saved && isFallback && states.some(state => state.locale === locale) ? Number(item._version) : own;
      }) as [number | undefined, number | undefined];
      if (versions[0] === versions[1]) continue;
      // Who asks what is stale does not mean what was never live.
      if (isStale && versions.includes(undefined)) {
        seen.drafts += 1;
        continue;
      }
      const title = titleOf(item) ?? '';
      const shown = { type, uid: String(item.uid), title, locale: place ?? '', versions };
      found.push({ ...shown, ...(isFallback ? { fallsBackTo: String(item.locale) } : {}) });
    }
  };
  const isOf = (environment: string): boolean => sides.some(side => !side.saved && side.uid === environment);
  return {
    add({ type, locale }, items) {
      if (isAssets(type.uid)) seen.assets += items.length;
      else seen.entries += items.filter(item => item.locale === locale).length;
      for (const item of items) compare(type, item, locale);
    },
    async toFound(ground, { scanned, locales, skip, wantsFields }) {
      const names = sides.map(({ name }) => name) as [string, string];
      const rows: unknown[][] = [];
      for (const [index, each] of found.entries()) {
        const isRead = wantsFields && index >= skip && index < skip + mostRead;
        const versions = each.versions.map(version => (version === undefined ? null : `v${version}`));
        const base = [each.type.uid, each.uid, each.title, each.locale || null, ...versions, tellKind(each, names)];
        rows.push(
          wantsFields ? [...base, isRead ? await tellFields(ground, each) : 'not compared: ask compare_entry'] : base,
        );
      }
      return {
        says: `${tellKinds(found, names)} in ${tellScope(seen, locales)}${tellSoFar(scanned)}`,
        notes: [
          ...(seen.drafts > 0
            ? [
                `${seen.drafts} saved, with no publish recorded in ${sides.find(({ saved }) => !saved)?.name}, are not listed`,
              ]
            : []),
          ...(seen.untold > 0
            ? [`left out, as they do not say where they are published: ${count(seen.untold, 'item')}`]
            : []),
          ...scanned.notes,
        ],
        columns: ['content_type', 'uid', 'title', 'locale', ...names, 'difference', ...(wantsFields ? ['fields'] : [])],
        rows,
        skip,
        ...(scanned.left ? { left: scanned.left } : {}),
      };
    },
  };
}

function tellKind({ versions: [one, other], fallsBackTo }: Difference, names: readonly [string, string]): string {
  const text = fallsBackTo === undefined ? '' : `, text of ${fallsBackTo}`;
  if (one === undefined) return `only ${names[1]}${text}`;
  if (other === undefined) return `only ${names[0]}${text}`;
  return `${one < other ? names[0] : names[1]} is older${text}`;
}

function tellKinds(found: readonly Difference[], names: readonly [string, string]): string {
  const only = names.map(
    (name, side) => [`only ${name}`, found.filter(({ versions }) => versions[1 - side] === undefined).length] as const,
  );
  const other = found.filter(({ versions: [one, two] }) => one !== undefined && two !== undefined).length;
  const parts = [...only, ['at another version', other] as const].filter(([, number]) => number > 0);
  const what = parts.map(([says, number]) => `${number} ${says}`);
  return `${count(found.length, 'difference')}${what.length > 0 ? ` (${join(what)})` : ''}`;
}

/** Of a value, so many characters. */
const longest = 60;

const tell = (value: unknown): string => (typeof value === 'string' ? value : tellValue(value, longest));

/** Field by field, in short; why not, where it cannot be told. */
async function tellFields(ground: Ground, { type, uid, locale, versions }: Difference): Promise<string | null> {
  const [one, other] = versions;
  if (one === undefined || other === undefined) return null;
  // As it came to be, whichever side that is.
  const [older, newer] = one < other ? [one, other] : [other, one];
  const isAsset = type === assetType;
  if (!ground.has(isAsset ? 'get_asset' : 'get_entry')) return 'cannot be read here';
  try {
    const of = isAsset ? undefined : locale;
    const before = await readVersion(ground, type, uid, older, of);
    const after = await readVersion(ground, type, uid, newer, of);
    const { rows } = compareEntries(before, after, type.schema, false, { most: longest });
    if (rows.length === 0) return 'no field';
    const told = rows.slice(0, mostChanges).map(([address, , old, now]) => `${address}: ${tell(old)} → ${tell(now)}`);
    const more = rows.length - told.length;
    return `v${older} → v${newer}: ${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
  } catch (error) {
    if (error instanceof Refused) return `cannot be read (status ${error.answer.status})`;
    throw error;
  }
}
