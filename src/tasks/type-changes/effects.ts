// Goes through the entries that a changed content type may cost something, and counts them by language, with examples.
import type { Consequence, Hit } from '../../content/schema-edits/consequences.ts';
import type { Json } from '../../content/value.ts';
import { clip, tellValue } from '../../content/words.ts';
import { BadTask, type Ground } from '../../operations/task.ts';
import { type Scanned, scan } from '../scan.ts';
import { type Lane, readLocales, type Type, toLanes } from '../types.ts';

/** A content type whose fields become others, and what comes of it. */
export interface Affected {
  type: Type;
  consequences: readonly Consequence[];
}

/** Of one consequence in one language. */
export interface Effect {
  type: string;
  path: string;
  kind: Consequence['kind'] | 'unseen';
  says: string;
  locale: string;
  entries: number;
  examples: string[];
}

export interface Effects {
  /** Only where some entry is hit; what is lost comes first. */
  effects: Effect[];
  /** How many entries there are of each kind, each once whatever its languages. */
  lost: number;
  invalid: number;
  /** How many were looked at, in how many languages. */
  looked: { entries: number; locales: number };
  /** Something was not looked at: there may be more. */
  isPartial: boolean;
  /** Nothing could be looked at, and why. */
  unknown?: string;
  notes: string[];
}

const none: Effects = {
  effects: [],
  lost: 0,
  invalid: 0,
  looked: { entries: 0, locales: 0 },
  isPartial: false,
  notes: [],
};

/** So many entries are named for each. */
const mostExamples = 3;

/** What is saved after it: a read, the write and a look. */
const toCome = 3;

/** Sends nothing where no entry can be hit. */
export async function findEffects(ground: Ground, affected: readonly Affected[]): Promise<Effects> {
  const hit = affected.filter(({ consequences }) => consequences.length > 0);
  if (hit.length === 0) return none;
  if (!ground.has('list_entries')) return { ...none, unknown: 'entries cannot be listed here' };
  const languages = await readLocales(ground).catch(error => {
    if (error instanceof BadTask) return undefined;
    throw error;
  });
  if (!languages) return { ...none, unknown: 'which languages there are cannot be read here' };
  const { codes, master } = languages;
  const tally = new Tally(hit, master);
  const lanes = toLanes(
    hit.map(({ type }) => type),
    codes,
  );
  const scanned = await scan(ground, {
    lanes,
    only: ({ type }) => tally.listOnly(type),
    // Who only falls back to another language holds nothing of its own.
    query: ({ locale }) => (locale === undefined ? undefined : { locale }),
    countRest: () => toCome,
    onLane: lane => tally.end(lane),
    onPage(lane, items) {
      for (const item of items) if (item.locale === undefined || item.locale === lane.locale) tally.see(lane, item);
    },
  });
  return tally.tell(scanned, codes);
}

interface Seen {
  effect: Effect;
  /** By value, the first entry that held it, until a second one does. */
  firsts: Map<string, (() => void) | undefined>;
}

/** Counts while entries pass; of no entry more is kept than is told of it. */
class Tally {
  private readonly seen = new Map<string, Seen>();
  private readonly hit = { lost: new Set<string>(), invalid: new Set<string>() };
  private readonly entries = new Set<string>();
  /** What the master language holds, by entry. */
  private readonly originals = new Map<Consequence, Map<string, string>>();
  /** Content types of which all came in the master language. */
  private readonly known = new Set<string>();
  private readonly byType: ReadonlyMap<string, Affected>;
  private readonly master: string | undefined;

  constructor(affected: readonly Affected[], master: string | undefined) {
    this.byType = new Map(affected.map(each => [each.type.uid, each]));
    this.master = master;
  }

  /** Fields that are not there yet are not asked for. */
  listOnly({ uid, schema }: Type): string[] {
    const wanted = this.byType.get(uid)?.consequences.flatMap(({ only }) => only) ?? [];
    return [...new Set(wanted)].filter(name => schema.some(field => field.uid === name));
  }

  see(lane: Lane, item: Json): void {
    this.entries.add(`${lane.type.uid}/${item.uid}`);
    for (const consequence of this.byType.get(lane.type.uid)?.consequences ?? []) {
      if (consequence.isShared && lane.locale !== this.master) continue;
      const hits = consequence.find(item);
      if (consequence.by === 'other') this.compare(lane, item, consequence, hits);
      else if (consequence.by === 'twins') this.pair(lane, item, consequence, hits);
      else if (hits.length > 0) this.count(lane, item, consequence, hits);
    }
  }

  /** All of a language has come. */
  end({ type, locale }: Lane): void {
    if (locale === this.master) this.known.add(type.uid);
  }

  /** The master comes first of all languages. Where not all of it came, what has none there is not told of. */
  private compare(lane: Lane, item: Json, consequence: Consequence, hits: readonly Hit[]): void {
    const key = shorten(hits.map(({ value }) => consequence.toKey(value)).join('\n'));
    const originals = this.originals.get(consequence) ?? new Map<string, string>();
    this.originals.set(consequence, originals);
    const original = originals.get(String(item.uid));
    if (lane.locale === this.master) originals.set(String(item.uid), key);
    else if (hits.length > 0 && original !== key && (original !== undefined || this.known.has(lane.type.uid)))
      this.count(lane, item, consequence, hits);
  }

  private pair(lane: Lane, item: Json, consequence: Consequence, hits: readonly Hit[]): void {
    const { firsts } = this.find(lane, consequence);
    for (const hit of hits) {
      const key = shorten(consequence.toKey(hit.value));
      if (!firsts.has(key)) {
        firsts.set(key, () => this.count(lane, item, consequence, [hit]));
        continue;
      }
      firsts.get(key)?.();
      firsts.set(key, undefined);
      this.count(lane, item, consequence, [hit]);
    }
  }

  private find({ type, locale = '' }: Lane, { path, kind, says, by }: Consequence): Seen {
    const key = JSON.stringify([type.uid, path, says, locale]);
    const told = by === 'unseen' ? 'unseen' : kind;
    const effect: Effect = { type: type.uid, path, kind: told, says, locale, entries: 0, examples: [] };
    const found = this.seen.get(key) ?? { effect, firsts: new Map() };
    this.seen.set(key, found);
    return found;
  }

  private count(lane: Lane, item: Json, consequence: Consequence, hits: readonly Hit[]): void {
    const { effect } = this.find(lane, consequence);
    effect.entries += 1;
    if (effect.kind !== 'unseen') this.hit[effect.kind].add(`${lane.type.uid}/${item.uid}`);
    if (effect.examples.length < mostExamples) effect.examples.push(tellExample(item, hits, effect.path));
  }

  /** What is lost first; of a field all languages together, in the order in which they were gone through. */
  private sort(effects: readonly Effect[]): Effect[] {
    const kinds = ['lost', 'invalid', 'unseen'];
    const all = [...this.byType.values()].flatMap(({ type, consequences }) =>
      consequences.map(({ path, says }) => JSON.stringify([type.uid, path, says])),
    );
    const place = ({ type, path, says }: Effect): number => all.indexOf(JSON.stringify([type, path, says]));
    return [...effects].sort(
      (one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || place(one) - place(other),
    );
  }

  tell(scanned: Scanned, codes: readonly string[]): Effects {
    const effects = [...this.seen.values()].map(({ effect }) => effect).filter(({ entries }) => entries > 0);
    return {
      effects: this.sort(effects),
      lost: this.hit.lost.size,
      invalid: this.hit.invalid.size,
      looked: { entries: this.entries.size, locales: codes.length },
      isPartial: scanned.isPartial || scanned.left !== undefined,
      notes: [...scanned.notes, ...(scanned.left ? [scanned.left.says] : [])],
    };
  }
}

/** `"Tents" (blt1): sections[cs1].hero.title "A tent"`, without the address where it is the path of the field. */
function tellExample({ title, uid }: Json, [first, ...more]: readonly Hit[], path: string): string {
  const name = typeof title === 'string' && title !== '' ? `${JSON.stringify(clip(title, 60))} (${uid})` : String(uid);
  const isEmpty = first?.value === undefined || first.value === null;
  const told = [
    ...(first && first.address !== path ? [first.address] : []),
    ...(isEmpty ? [] : [tellValue(first?.value, 40)]),
    ...(more.length > 0 ? [`and ${more.length} more`] : []),
  ];
  return told.length > 0 ? `${name}: ${told.join(' ')}` : name;
}

/** Longer ones are told apart by a sum, as a scan sees thousands of them. */
const longest = 64;

/** Two sums of 32 bits: of ten thousand texts none will be taken for another. */
function shorten(text: string): string {
  if (text.length <= longest) return text;
  let [one, other] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b) + (other >>> 13);
  }
  return `${text.length} ${(one >>> 0).toString(36)} ${(other >>> 0).toString(36)}`;
}
