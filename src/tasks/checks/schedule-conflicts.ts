// What is scheduled to be published or unpublished, and contradicts something else that is, or is about what is gone.
import { isObject, type Json } from '../../content/value.ts';
import { Lookup, readByUids } from '../by-uids.ts';
import { lookForExistence, tellGone } from '../existence.ts';
import { count } from '../numbers.ts';
import { isOfOne, readQueued, type Scheduled, tellScheduled, toScheduled } from '../scheduled.ts';
import { assetUid } from '../types.ts';
import type { Audit, Check, Finding, Told } from './check.ts';

const isComing = ({ publish_details, scheduled_at }: Json): boolean =>
  isObject(publish_details) && publish_details.status === 'scheduled' && Date.parse(String(scheduled_at)) > Date.now();

/** Publishing the same version twice is no contradiction. */
const toAim = ({ action, version }: Scheduled): string => (action === 'unpublish' ? action : `${action} ${version}`);

/** What falls so close together comes in no order that anybody meant, in milliseconds. */
const moment = 60_000;

/**
 * What shall happen at one time and cannot both, or takes a newer version back. Off the site again some days after it went
 * live, or a newer version later, is how campaigns are planned.
 */
function contradict(sorted: readonly Scheduled[]): boolean {
  return sorted.some((plan, index) =>
    sorted.slice(index + 1).some(later => {
      if (later.at - plan.at < moment) return toAim(later) !== toAim(plan);
      const arePublished = later.action === 'publish' && plan.action === 'publish';
      return arePublished && Number(later.version) < Number(plan.version);
    }),
  );
}

export const scheduleConflicts: Check = {
  nouns: ['schedule conflict', 'schedule conflicts'],
  needs: ['list_publish_queue', 'list_assets'],
  isApart: true,
  start: audit => ({ tell: () => tell(audit) }),
};

interface Fates {
  /** In words; undefined for what is there. */
  find: (plan: Scheduled) => string | undefined;
  /** Of so many it could not be read. */
  lost: number;
}

/** Whether what is scheduled is there, in its language or one that falls back to; where not, whether it is at all. */
async function lookForFates(audit: Audit, plans: readonly Scheduled[]): Promise<Fates> {
  const existence = lookForExistence(audit);
  const known = new Set(audit.types.map(({ uid }) => uid));
  const inLanguage = new Lookup<boolean>(async (type, uids, locale) => {
    if (type !== assetUid && !known.has(type)) return new Map(uids.map(uid => [uid, false]));
    const items = await readByUids(audit.ground, type, uids, { locale });
    const found = new Set(items?.map(({ uid }) => uid));
    return items && new Map(uids.map(uid => [uid, found.has(uid)]));
  });
  const toLanguage = ({ type, locale }: Scheduled): string | undefined => (type === assetUid ? undefined : locale);
  for (const plan of plans) inLanguage.want(plan.type, plan.uid, toLanguage(plan));
  await inLanguage.fill(true);
  const isMissing = (plan: Scheduled): boolean => inLanguage.find(plan.type, plan.uid, toLanguage(plan)) === false;
  for (const { type, uid } of plans.filter(isMissing)) existence.want(type, uid);
  await existence.fill(true);
  return {
    find(plan) {
      const { type, uid, locale } = plan;
      if (!isMissing(plan)) return undefined;
      const fate = existence.find(type, uid);
      return fate === 'there' ? `${type} ${uid} is not there in ${locale}` : fate && tellGone(type, uid, fate);
    },
    lost: inLanguage.lost + existence.lost,
  };
}

async function tell(audit: Audit): Promise<Told> {
  const { ground, environments, locales, isChosen } = audit;
  const { items, isAll } = await readQueued(ground, ['scheduled']);
  const coming = items.filter(isComing);
  const others = coming.filter(item => !isOfOne(item)).length;
  const names = new Map(environments.flatMap(({ uid, name }) => [[uid, name] as const, [name, name] as const]));
  const isAsked = ({ type, locale, environment }: Scheduled): boolean =>
    isChosen(type) && names.has(environment) && (locale === undefined || type === assetUid || locales.includes(locale));
  const looked = coming
    .filter(isOfOne)
    .map(item => toScheduled(item).filter(isAsked))
    .filter(of => of.length > 0);
  const plans = looked.flat();
  const fates = await lookForFates(audit, plans);
  const groups = new Map<string, Scheduled[]>();
  for (const plan of plans) {
    const key = JSON.stringify([plan.type, plan.uid, names.get(plan.environment), plan.locale]);
    groups.set(key, [...(groups.get(key) ?? []), plan]);
  }
  const findings = [...groups.values()].flatMap((group): Finding[] => {
    const sorted = [...group].sort((one, other) => one.at - other.at);
    const [first] = sorted as [Scheduled, ...Scheduled[]];
    const { type, uid, title, locale, environment } = first;
    const gone = fates.find(first);
    if (gone === undefined && !contradict(sorted)) return [];
    const said = `${sorted.map(tellScheduled).join(', ')} in ${names.get(environment)}`;
    return [{ type, uid, title, locale, says: gone === undefined ? said : `${gone}: ${said}` }];
  });
  const isPartial = !isAll || fates.lost > 0;
  const notes = [
    ...(others > 0 ? [`scheduled, and not looked into: ${count(others, 'release or job', 'releases or jobs')}`] : []),
    ...(isAll ? [] : ['the publish queue could not be read to its end']),
    ...(fates.lost > 0 ? [`whether ${fates.lost} of what is scheduled is there could not be read`] : []),
  ];
  return {
    findings,
    scope: count(looked.length, 'scheduled action'),
    notes,
    ...(isPartial ? { isPartial } : {}),
    ...(isAll || items.length > 0 ? {} : { isUnknown: true }),
  };
}
