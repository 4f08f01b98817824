// The same happening, told by two sources, becomes one.
import type { Happening } from './happening.ts';

/** As far apart as two sources may be with one happening, in milliseconds: what is queued is carried out a little later. */
export const slack = 120_000;

/** @returns the newest first. What the queue and the audit log tell is told by what they know together. */
export function mergeHappenings(all: readonly Happening[]): Happening[] {
  const groups = new Map<string, Happening[]>();
  for (const each of all) {
    const key = JSON.stringify([each.act, each.uid]);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()].flatMap(mergeGroup).sort((one, other) => other.time - one.time);
}

/** Audited ones give way to the queue, which knows the outcome; versions to the audit log. The nearest in time first. */
function mergeGroup(group: readonly Happening[]): Happening[] {
  const audited = group.filter(({ source }) => source === 'audit');
  const others = group.filter(({ source }) => source !== 'audit');
  const pairs = audited
    .flatMap(one =>
      others.filter(other => mayBeOne(one, other)).map(other => ({ one, other, apart: countApart(one, other) })),
    )
    .filter(({ apart }) => apart <= slack)
    .sort((one, two) => one.apart - two.apart);
  const twin = new Map<Happening, Happening>();
  const taken = new Set<Happening>();
  for (const { one, other } of pairs) {
    if (twin.has(other) || (taken.has(one) && !isBroad(one))) continue;
    twin.set(other, one);
    taken.add(one);
  }
  return [
    ...audited.filter(one => !taken.has(one)),
    ...others.map(other => {
      const one = twin.get(other);
      if (!one) return other;
      return other.source === 'versions' ? { ...one, version: one.version ?? other.version } : join(other, one);
    }),
  ];
}

const join = (queued: Happening, audited: Happening): Happening => ({
  ...queued,
  by: queued.by || audited.by,
  title: queued.title ?? audited.title,
  version: queued.version ?? audited.version,
});

/** One request may go to several places at once, and be one item of the audit log. */
const isBroad = ({ source, environments, locales, act }: Happening): boolean =>
  source === 'audit' && act !== 'save' && (environments.length !== 1 || locales.length !== 1);

function mayBeOne(audited: Happening, other: Happening): boolean {
  const fits = (told: readonly string[], wanted: readonly string[]): boolean =>
    told.length === 0 || wanted.length === 0 || wanted.some(each => told.includes(each));
  if (!fits(audited.locales, other.locales)) return false;
  if (other.source !== 'versions') return fits(audited.environments, other.environments);
  return audited.version === undefined || audited.version === other.version;
}

const countApart = ({ time }: Happening, other: Happening): number =>
  Math.min(...[other.time, ...(other.near ?? [])].map(each => Math.abs(each - time)));
