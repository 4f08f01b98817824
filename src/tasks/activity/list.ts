// What happened, as one table: read, merged, filtered, and told with names.
import type { Found, Ground } from '../../operations/task.ts';
import type { Word } from '../../operations/words.ts';
import { judgeNamed } from './absent.ts';
import { type Asked, readWanted } from './asked.ts';
import { collect } from './collect.ts';
import { confirmPublishes } from './confirm.ts';
import { fillIn, keepType } from './fill.ts';
import type { Happening } from './happening.ts';
import { mergeHappenings } from './merge.ts';
import { type Folk, judgeWho, readFolk } from './people.ts';
import { isOfVersions, listSources, type Wanted } from './sources.ts';
import { isWithin, type Span, toIso } from './span.ts';

const columns = [
  'when',
  'by',
  'what',
  'content_type',
  'uid',
  'title',
  'locale',
  'environment',
  'version',
  'details',
] as const;

/** The logs of a stack go no further back; in milliseconds. */
const kept = 30 * 24 * 3_600_000;

/** @throws {BadTask | Refused | NoAnswer} */
export async function listActivity(ground: Ground, asked: Asked): Promise<Found> {
  const { skip = 0 } = asked;
  let folk: Folk | undefined;
  if (asked.who !== undefined) folk = await readFolk(ground);
  const wanted = await readWanted(ground, asked, folk);
  const { span, entry, type, by } = wanted;
  const isWanted = (each: Happening): boolean => isWithin(each.time, span) && fits(each, wanted);
  const { sources, lacking: off, ...rest } = await listSources(ground, wanted);
  const { happenings, horizon, lacking, notes } = await collect(ground, sources, span, isWanted);
  const isLeft = Number.isFinite(horizon);
  const lacksVersions = lacking.some(isOfVersions);
  const named = await judgeNamed(ground, { ...rest, entry, type, lacksVersions, isLeft }, happenings);
  const languages = happenings.some(({ title }) => title === undefined) ? await ground.words('locales') : [];
  const master = languages?.find(({ isMaster }) => isMaster)?.value;
  const merged = fillIn(mergeHappenings(happenings), master).filter(each => each.time > horizon && isWanted(each));
  const { kept, unknown } = type === undefined ? { kept: merged, unknown: 0 } : await keepType(ground, merged, type);
  const found = await confirmPublishes(ground, kept);
  if (found.length > 0) folk ??= await readFolk(ground);
  const seen = new Set(happenings.map(each => each.by));
  const who = by && folk && found.length === 0 && !isLeft ? judgeWho(by, folk, seen) : [];
  const words = found.some(({ environments }) => environments.length > 0) ? await ground.words('environments') : [];
  const missing = [...off, ...lacking.filter(source => !(named.isGone && isOfVersions(source)))];
  return {
    says: tellCount(found, span, isLeft || missing.length > 0),
    notes: [
      ...missing.map(source => `not looked at: ${source}`),
      ...notes,
      ...named.notes,
      ...who,
      ...(unknown > 0 ? [`${unknown} left out: their content type is not told, and could not be looked up`] : []),
      ...tellRequested(found),
      ...tellKept(
        span,
        sources.some(({ name }) => isOfVersions(name)),
      ),
      ...(found.length > 0 && folk && !folk.areNamed ? ['names are not known: users cannot be read here'] : []),
    ],
    columns,
    rows: found.map(each => toRow(each, folk, words)),
    skip,
    beside: { days: countDays(found) },
    ...(isLeft ? { left: toLeft(horizon, span, skip) } : {}),
  };
}

/** What does not say where it went passes as a publish, and no other way. */
function fits(each: Happening, { verbs, type, entry, environment, locale, by }: Wanted): boolean {
  const isGoing = ['publish', 'unpublish'].includes(each.act) && each.source === 'audit';
  const isIn = (told: readonly string[], known: readonly string[]): boolean =>
    told.length === 0 ? isGoing : told.some(one => known.includes(one));
  if (verbs && !each.verbs.some(verb => verbs.includes(verb))) return false;
  if (type !== undefined && each.type !== undefined && each.type !== type) return false;
  if (entry !== undefined && each.uid !== entry) return false;
  if (environment && !isIn(each.environments, [environment.uid, environment.name])) return false;
  if (locale !== undefined && !isIn(each.locales, [locale])) return false;
  return !by || by.includes(each.by);
}

function toRow(each: Happening, folk: Folk | undefined, words: readonly Word[] | undefined): unknown[] {
  const name = (environment: string): string => words?.find(({ uid }) => uid === environment)?.value ?? environment;
  const join = (list: readonly string[]): string | null => (list.length > 0 ? list.join(', ') : null);
  return [
    toIso(each.time),
    each.by === '' ? null : (folk?.people.get(each.by) ?? each.by),
    each.says,
    each.type ?? null,
    each.uid === '' ? null : each.uid,
    each.title ?? null,
    join(each.locales),
    join(each.environments.map(name)),
    each.version ?? null,
    each.details ?? null,
  ];
}

/** How many of each, the most first. */
function tellCount(found: readonly Happening[], span: Span, isPart: boolean): string {
  const counts = new Map<string, number>();
  for (const { says } of found) counts.set(says, (counts.get(says) ?? 0) + 1);
  const parts = [...counts].sort(([, one], [, other]) => other - one).map(([says, count]) => `${count} ${says}`);
  const within = tellSpan(span);
  if (found.length === 0)
    return isPart ? `nothing found${within} yet, as not all was looked at` : `nothing happened${within}`;
  const events = `${isPart ? 'at least ' : ''}${found.length} ${found.length === 1 ? 'event' : 'events'}`;
  return `${events}${within}: ${parts.join(', ')}`;
}

/** Told by day; what else happened is told together. */
const counted = ['published', 'saved', 'created'];

/** Of so many days with events each is told, the last ones. */
const mostDays = 120;

/** `[date in UTC, published, saved, created, other]`, of all that was found, though the table may be cut. */
function countDays(found: readonly Happening[]): (string | number)[][] {
  const days = new Map<string, number[]>();
  for (const { time, says } of found) {
    const day = toIso(time).slice(0, 10);
    const counts = days.get(day) ?? [...counted, 'other'].map(() => 0);
    const index = counted.indexOf(says);
    const place = index < 0 ? counted.length : index;
    counts[place] = (counts[place] ?? 0) + 1;
    days.set(day, counts);
  }
  const sorted = [...days].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.slice(-mostDays).map(([day, counts]) => [day, ...counts]);
}

function tellSpan({ since, until }: Span): string {
  const [from, to] = [since, until].map(time => (Number.isFinite(time) ? toIso(time) : undefined));
  return `${from === undefined ? '' : ` from ${from}`}${to === undefined ? '' : ` to ${to}`}`;
}

function tellRequested(found: readonly Happening[]): string[] {
  const count = found.filter(({ says }) => says.endsWith('requested')).length;
  return count > 0
    ? [
        `${count} requested: told by the audit log alone, and not what is live now: whether it was carried out is not known`,
      ]
    : [];
}

const tellKept = ({ since }: Span, hasVersions: boolean): string[] =>
  since < Date.now() - kept && (Number.isFinite(since) || hasVersions)
    ? [`audit log and publish queue go back 30 days${hasVersions ? '; what is older is of the versions alone' : ''}`]
    : [];

function toLeft(horizon: number, { until }: Span, skip: number): NonNullable<Found['left']> {
  // Always a step back, or it would not come to an end.
  const next = toIso(horizon < until ? horizon : until - 1);
  return { says: `not looked at yet: ${next} and before`, next: { until: next, ...(skip > 0 ? { skip: 0 } : {}) } };
}
