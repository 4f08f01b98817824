// What is scheduled to be published or unpublished, and contradicts something else that is, or is about what is gone.
import { isObject, type Json } from '../../content/value.ts';
import type { Ground } from '../../operations/task.ts';
import { count } from '../numbers.ts';
import { assetUid } from '../types.ts';
import type { Audit, Check, Finding, Told } from './check.ts';
import { lookForExistence, tellGone } from './existence.ts';
import { attempt, Lookup, readByUids } from './lookup.ts';

/** One thing that will happen to one item in one environment and language. */
interface Plan {
  type: string;
  uid: string;
  title: string | undefined;
  locale: string | undefined;
  environment: string;
  action: string;
  version: unknown;
  /** In milliseconds. */
  at: number;
}

const pageSize = 100;

const texts = (value: unknown): string[] => [value].flat().filter(each => typeof each === 'string');

/** Undefined where nothing of it came. */
async function readScheduled(ground: Ground): Promise<{ items: Json[]; isAll: boolean }> {
  const items: Json[] = [];
  for (let total = 1; items.length < total; ) {
    const asked = { query: { 'publish_details.status': 'scheduled' }, include_count: true, limit: pageSize };
    const body = await attempt(ground, () => ground.read('list_publish_queue', { ...asked, skip: items.length }));
    if (!Array.isArray(body?.queue)) return { items, isAll: false };
    if (body.queue.length === 0) break;
    items.push(...body.queue.filter(isObject));
    total = typeof body.count === 'number' ? body.count : items.length + (body.queue.length < pageSize ? 0 : 1);
  }
  return { items, isAll: true };
}

function toPlans(item: Json): Plan[] {
  const { type, action, environment, locale, scheduled_at, content_type } = item;
  const about = [item[String(type)], item.entry, item.asset].find(isObject) ?? {};
  const kind = type === 'asset' ? assetUid : isObject(content_type) ? content_type.uid : undefined;
  const { uid, title, version } = about;
  if (typeof kind !== 'string' || typeof uid !== 'string') return [];
  const places = texts(locale).length > 0 ? texts(locale) : [undefined];
  return texts(environment).flatMap(where =>
    places.map(code => ({
      ...{ type: kind, uid, title: typeof title === 'string' ? title : undefined, locale: code, environment: where },
      ...{ action: String(action), version, at: Date.parse(String(scheduled_at)) },
    })),
  );
}

const isComing = ({ publish_details, scheduled_at }: Json): boolean =>
  isObject(publish_details) && publish_details.status === 'scheduled' && Date.parse(String(scheduled_at)) > Date.now();

/** Publishing the same version twice is no contradiction. */
const toAim = ({ action, version }: Plan): string => (action === 'unpublish' ? action : `${action} ${version}`);

/** What falls so close together comes in no order that anybody meant, in milliseconds. */
const moment = 60_000;

/**
 * What shall happen at one time and cannot both, or takes a newer version back. Off the site again some days after it went
 * live, or a newer version later, is how campaigns are planned.
 */
function contradict(sorted: readonly Plan[]): boolean {
  return sorted.some((plan, index) =>
    sorted.slice(index + 1).some(later => {
      if (later.at - plan.at < moment) return toAim(later) !== toAim(plan);
      const arePublished = later.action === 'publish' && plan.action === 'publish';
      return arePublished && Number(later.version) < Number(plan.version);
    }),
  );
}

const tellPlan = ({ action, version, at }: Plan): string =>
  `${action}${action === 'unpublish' || version === undefined ? '' : ` version ${version}`} on ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}`;

export const scheduleConflicts: Check = {
  nouns: ['schedule conflict', 'schedule conflicts'],
  needs: ['list_publish_queue', 'list_assets'],
  isApart: true,
  start: audit => ({ tell: () => tell(audit) }),
};

interface Fates {
  /** In words; undefined for what is there. */
  find: (plan: Plan) => string | undefined;
  /** Of so many it could not be read. */
  lost: number;
}

/** Whether what is scheduled is there, in its language or one that falls back to; where not, whether it is at all. */
async function lookForFates(audit: Audit, plans: readonly Plan[]): Promise<Fates> {
  const existence = lookForExistence(audit);
  const known = new Set(audit.types.map(({ uid }) => uid));
  const inLanguage = new Lookup<boolean>(async (type, uids, locale) => {
    if (type !== assetUid && !known.has(type)) return new Map(uids.map(uid => [uid, false]));
    const items = await readByUids(audit.ground, type, uids, { locale });
    const found = new Set(items?.map(({ uid }) => uid));
    return items && new Map(uids.map(uid => [uid, found.has(uid)]));
  });
  const toLanguage = ({ type, locale }: Plan): string | undefined => (type === assetUid ? undefined : locale);
  for (const plan of plans) inLanguage.want(plan.type, plan.uid, toLanguage(plan));
  await inLanguage.fill(true);
  const isMissing = (plan: Plan): boolean => inLanguage.find(plan.type, plan.uid, toLanguage(plan)) === false;
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
  const { items, isAll } = await readScheduled(ground);
  const coming = items.filter(isComing);
  const isWhole = ({ type }: Json): boolean => type === 'entry' || type === 'asset';
  const others = coming.filter(item => !isWhole(item)).length;
  const names = new Map(environments.flatMap(({ uid, name }) => [[uid, name] as const, [name, name] as const]));
  const isAsked = ({ type, locale, environment }: Plan): boolean =>
    isChosen(type) && names.has(environment) && (locale === undefined || type === assetUid || locales.includes(locale));
  const looked = coming
    .filter(isWhole)
    .map(item => toPlans(item).filter(isAsked))
    .filter(of => of.length > 0);
  const plans = looked.flat();
  const fates = await lookForFates(audit, plans);
  const groups = new Map<string, Plan[]>();
  for (const plan of plans) {
    const key = JSON.stringify([plan.type, plan.uid, names.get(plan.environment), plan.locale]);
    groups.set(key, [...(groups.get(key) ?? []), plan]);
  }
  const findings = [...groups.values()].flatMap((group): Finding[] => {
    const sorted = [...group].sort((one, other) => one.at - other.at);
    const [first] = sorted as [Plan, ...Plan[]];
    const { type, uid, title, locale, environment } = first;
    const gone = fates.find(first);
    if (gone === undefined && !contradict(sorted)) return [];
    const said = `${sorted.map(tellPlan).join(', ')} in ${names.get(environment)}`;
    return [{ type, uid, title, locale, says: gone === undefined ? said : `${gone}: ${said}` }];
  });
  const isPartial = !isAll || fates.lost > 0;
  const notes = [
    ...(others > 0
      ? [`scheduled, and not looked into: ${others} ${others === 1 ? 'release or job' : 'releases or jobs'}`]
      : []),
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
