// The rows of a bulk edit: each entry, in each language it has of its own, in which something changes.
import type { Json } from '../../content/value.ts';
import { listHits } from '../../content/where/hits.ts';
import { joinQueries } from '../../content/where/query.ts';
import { BadTask, type Ground } from '../../operations/task.ts';
import { type Scanned, scan } from '../scan.ts';
import { type Plan, toPlans } from '../search.ts';
import { countFallback, countSeen, makeTally, type Tally } from '../tally.ts';
import { assetUid, chooseTypes, type Lane, readLocales, readTypes, type Type } from '../types.ts';
import type { Asked } from './asked.ts';
import type { Change, Place } from './change.ts';
import { compareMarks, type Mark, nameOf, type Range } from './range.ts';

export interface Row {
  lane: Lane & { locale: string };
  mark: Mark;
  uid: string;
  title: string;
  version: unknown;
  /** When it was saved last, in milliseconds. */
  updated: number;
  places: readonly Place[];
}

/** An entry that cannot be changed like this. */
export interface Unfit {
  lane: Lane;
  uid: string;
  title: string;
  problems: readonly string[];
}

export interface Rows {
  rows: Row[];
  unfit: Unfit[];
  /** How often the text stands where it is left, by the reason, with a few of the places. */
  spared: Map<string, { count: number; some: string[] }>;
  /** Places that all languages share, in translations. */
  shared: number;
  /** Of those that are meant: such as the edits would leave as they are. */
  same: number;
  tally: Tally;
  scanned: Scanned;
  lanes: readonly Lane[];
  /** The last entry that was looked at. */
  last: Mark | undefined;
  notes: string[];
  master: string | undefined;
  /** Whether the API left out some itself. */
  isFiltered: boolean;
}

/** Of places that are left, so many are named for each reason. */
const mostNamed = 3;

export async function collectRows(ground: Ground, asked: Asked, change: Change, range: Range): Promise<Rows> {
  const { where = [], entries } = asked;
  const named = [...(asked.content_types ?? []), ...(entries?.map(({ content_type }) => content_type) ?? [])];
  if (named.some(name => name === assetUid)) throw new BadTask(`assets are no entries: update_asset changes one`);
  const read = await readTypes(ground, named.length > 0 ? [...new Set(named)] : undefined);
  const types = read.filter(({ uid }) => uid !== assetUid);
  const { plans, notes } = toPlans(types, where, asked.find !== undefined, asked.case);
  const { codes, base, master } = await readCodes(ground, asked);
  const wanted = entries ? await toWanted(ground, entries, types, base) : undefined;
  const planOf = new Map(plans.map(plan => [plan.type.uid, plan]));
  const find = ({ type }: Lane): Plan => planOf.get(type.uid) as Plan;
  const all = plans.flatMap(({ type }) => codes.map(locale => ({ type, locale })));
  const lanes = wanted ? all.filter(lane => wanted.has(nameOf(lane))) : all;
  const order = new Map(lanes.map((lane, place) => [nameOf(lane), place]));
  const out: Rows = {
    ...{
      rows: [],
      unfit: [],
      spared: new Map(),
      shared: 0,
      same: 0,
      tally: makeTally(),
      last: undefined,
      notes,
      master,
    },
    ...{ lanes, scanned: { rows: 0, lanes: [], notes: [], isPartial: false } },
    isFiltered: wanted !== undefined || plans.some(({ query }) => query !== undefined),
  };
  const seen = new Set<string>();
  const { to, done } = range;
  out.scanned = await scan(ground, {
    lanes: to ? lanes.slice(0, (order.get(to.lane) ?? -1) + 1) : lanes,
    after: range.from,
    // Edits may name any field, and are told beside what is there.
    only: lane => (asked.edits ? undefined : find(lane).only),
    query: lane => joinQueries([find(lane).query, toUidQuery(wanted?.get(nameOf(lane)))]),
    async onPage(lane, items) {
      out.tally.locales.add(String(lane.locale));
      for (const item of items) {
        const mark = toMark(lane, item);
        seen.add(`${nameOf(lane)}/${mark.uid}`);
        if (to && compareMarks(mark, to, order) > 0) continue;
        if (!out.last || compareMarks(mark, out.last, order) > 0) out.last = mark;
        if (item.locale !== undefined && item.locale !== lane.locale) {
          countFallback(out.tally, String(lane.locale), item.locale, codes);
          continue;
        }
        if (done && compareMarks(mark, done, order) <= 0) continue;
        await look(lane, item, mark);
      }
    },
  });
  out.rows.sort((one, other) => compareMarks(one.mark, other.mark, order));
  if (wanted && where.length === 0 && !out.scanned.isPartial && !out.scanned.left && !range.from) {
    const missing = [...wanted].flatMap(([lane, uids]) => [...uids].filter(uid => !seen.has(`${lane}/${uid}`)));
    if (missing.length > 0) out.notes.push(`not found: ${[...new Set(missing)].slice(0, 12).join(', ')}`);
  }
  return out;

  async function look(lane: Lane, item: Json, mark: Mark): Promise<void> {
    const { type, locale = '' } = lane;
    const isMet = where.length === 0 || listHits(item, type.schema, undefined, find(lane).conditions).length > 0;
    const isTranslation = master !== undefined && locale !== master;
    const made = isMet ? await change(item, { schema: type.schema, isTranslation }) : undefined;
    const title = typeof item.title === 'string' ? item.title : mark.uid;
    countSeen(out.tally, lane, mark.uid, made !== undefined && 'places' in made && made.places.length > 0);
    if (!made) return;
    if ('problems' in made) {
      out.unfit.push({ lane, uid: mark.uid, title, problems: made.problems });
      return;
    }
    const { places, spared, shared } = made;
    out.shared += shared;
    for (const { kind, count, address, before } of spared) {
      const known = out.spared.get(kind) ?? { count: 0, some: [] };
      out.spared.set(kind, known);
      known.count += count;
      if (known.some.length < mostNamed) known.some.push(`${mark.uid} ${address} ${JSON.stringify(before)}`);
    }
    if (places.length === 0) {
      if (asked.edits && shared === 0) out.same += 1;
      return;
    }
    const forbidden = ground.forbids('update_entry', [toAddress({ lane: { type, locale }, uid: mark.uid })]);
    if (forbidden !== undefined) {
      out.unfit.push({ lane, uid: mark.uid, title, problems: [forbidden] });
      return;
    }
    const updated = Date.parse(String(item.updated_at));
    out.rows.push({ lane: { type, locale }, mark, uid: mark.uid, title, version: item._version, updated, places });
  }
}

/** The arguments that say which entry is saved. */
export const toAddress = ({ lane, uid }: { lane: Lane; uid: string }): Json => ({
  ...{ content_type_uid: lane.type.uid, entry_uid: uid, locale: lane.locale },
});

const toMark = (lane: Lane, { created_at, uid }: Json): Mark => ({
  lane: nameOf(lane),
  created: String(created_at ?? ''),
  uid: String(uid),
});

/** Those that are asked for, the master first, and those that are named with entries. */
async function readCodes(
  ground: Ground,
  { entries = [], locales }: Asked,
): Promise<{ codes: string[]; base: string[]; master: string | undefined }> {
  const own = entries.flatMap(({ locale }) => (locale === undefined ? [] : [locale]));
  const isNamed = entries.length > 0 && own.length === entries.length;
  const base = isNamed ? [] : (await readLocales(ground, locales)).codes;
  const extra = own.length > 0 ? (await readLocales(ground, own, 'entries')).codes : [];
  return { base, ...(await readLocales(ground, [...base, ...extra])) };
}

/** By `content type/language`, the entries that are named. */
async function toWanted(
  ground: Ground,
  entries: NonNullable<Asked['entries']>,
  types: readonly Type[],
  codes: readonly string[],
): Promise<Map<string, Set<string>>> {
  const wanted = new Map<string, Set<string>>();
  for (const { content_type, uid, locale } of entries) {
    const [type] = chooseTypes(types, [content_type], 'entries');
    const own = locale === undefined ? codes : (await readLocales(ground, [locale], 'entries')).codes;
    for (const code of own) {
      const name = `${type?.uid}/${code}`;
      const known = wanted.get(name) ?? new Set();
      wanted.set(name, known.add(uid));
    }
  }
  return wanted;
}

const toUidQuery = (uids: ReadonlySet<string> | undefined): Json | undefined => uids && { uid: { $in: [...uids] } };
