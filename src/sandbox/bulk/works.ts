// What each kind of job does when its turn has come, and what it reports of every item.
import { findAsset } from '../assets/store.ts';
import { deleteAsset } from '../assets/tell.ts';
import { type DeepItem, deepest, listNested } from '../entries/references.ts';
import { tellEntry } from '../entries/tell.ts';
import type { Call, Work } from '../http/call.ts';
import { findContentType } from '../http/find.ts';
import { CmaError } from '../http/replies.ts';
import { type Item, toItem } from '../model/pointers.ts';
import { toJobItem } from '../publishing/job-items.ts';
import { placeOrder } from '../publishing/orders.ts';
import { dropLocales, findEntry, findRecord, takeLatest } from '../records/store.ts';
import { deployRelease, withdraw } from '../releases/deploy.ts';
import {
  addItems,
  bringUpToDate,
  checkUnlocked,
  findRelease,
  isSame,
  listReferredItems,
  readAction,
  readItem,
  removeItems,
  touch,
} from '../releases/items.ts';
import { findHindrance, leaveOut, type Skips } from '../releases/rule-skips.ts';
import type { Json } from '../state/json.ts';
import { pick } from '../state/json.ts';
import type { BulkJob, JobAction, JobItem, ReleaseItem } from '../state/publishing.ts';
import { checkEntryLock } from '../workflows/governance.ts';

/** An item of a bulk request. */
export interface Asked extends Item {
  version?: number;
  locale?: string;
}

/** What a publishing job is to do. */
export interface PublishPlan extends Json {
  items: Asked[];
  locales: string[];
  environments: string[];
  /** How deep references are published along; 0: not at all. */
  depth: number;
  /** In every language the item is in, instead. */
  allLocalized: boolean;
  skips: Skips;
}

export const works: Record<JobAction, Work> = {
  publish: { carryOut: changePublications },
  unpublish: { carryOut: changePublications },
  delete: { carryOut: deleteItems },
  add_to_release: { carryOut: addToRelease },
  update_release_items: { carryOut: updateReleaseItems },
  deploy: { carryOut: deployRelease, withdraw },
};

/** Deepest first: what an entry refers to is there when the entry comes. */
function changePublications(call: Call, job: BulkJob): JobItem[] {
  const plan = job.plan as PublishPlan;
  const done = new Set<string>();
  const items: JobItem[] = [];
  const ways = new Map(plan.environments.map(environment => [environment, listWays(call, job, plan, environment)]));
  for (const { item, locale, depth } of listTargets(call, plan)) {
    for (const environment of plan.environments) {
      if (!ways.get(environment)?.has(toWay(item, locale))) continue;
      const { kind, uid, content_type, version } = item;
      const name = `${kind} ${uid} ${locale} ${environment}`;
      if (done.has(name)) continue;
      done.add(name);
      const order = {
        action: job.action as 'publish' | 'unpublish',
        kind,
        uid,
        environment,
        locale,
        job: job.uid,
        skipsSame: true,
        ...(content_type === undefined ? {} : { content_type }),
        ...(version === undefined ? {} : { version }),
      };
      const unmet = findHindrance(call, order);
      items.push(
        unmet && plan.skips[unmet] ? leaveOut(call, order, unmet, depth) : toJobItem(placeOrder(call, order), depth),
      );
    }
  }
  return items;
}

const toWay = ({ kind, uid }: Item, locale: string): string => `${kind} ${uid} ${locale}`;

/**
 * What is reached for one environment: references are followed as far as what is published there in its latest version.
 * https://www.contentstack.com/docs/content-managers/publish-content/about-nested-reference-publishing
 */
function listWays(call: Call, { action }: BulkJob, plan: PublishPlan, environment: string): Set<string> {
  const isThere = (item: Item, locale: string): boolean => {
    try {
      const order = { ...item, environment, locale };
      return action === 'publish' && call.carriers[item.kind]?.stands?.(call, { ...order, action }) === true;
    } catch (error) {
      // It has no text in the language.
      if (error instanceof CmaError) return false;
      throw error;
    }
  };
  return new Set(listTargets(call, plan, isThere).map(({ item, locale }) => toWay(item, locale)));
}

interface Target {
  item: Asked;
  locale: string;
  depth: number;
}

export function listTargets(
  call: Call,
  plan: PublishPlan,
  isThere: (item: Item, locale: string) => boolean = () => false,
): Target[] {
  const targets = plan.items.flatMap(item =>
    listLocales(call, plan, item).flatMap((locale): Target[] => {
      const nested: DeepItem[] =
        plan.depth > 0 ? listNested(call, item, locale, plan.depth, each => isThere(each, locale)) : [];
      return [{ item, locale, depth: 0 }, ...nested.map(each => ({ item: each, locale, depth: each.depth }))];
    }),
  );
  return targets.sort((a, b) => b.depth - a.depth);
}

/** The languages an item of a publishing job is to be published in. */
function listLocales(call: Call, plan: PublishPlan, { kind, uid, content_type = '', locale }: Asked): string[] {
  const record = kind === 'entry' ? findRecord(call.branch, content_type, uid) : undefined;
  if (plan.allLocalized && record) return Object.keys(record.locales);
  if (plan.locales.length > 0) return plan.locales;
  return [locale ?? call.state.master_locale];
}

/** Does something to one item, and reports how it went. */
function attempt(call: Call, job: BulkJob, item: Asked, work: () => Json): JobItem {
  const { kind, uid, content_type, locale, version } = item;
  const report = (details: JobItem['publish_details'], shown: Json): JobItem => ({
    uid,
    type: kind,
    title: shown.title ?? '',
    locale: locale ?? call.state.master_locale,
    version: shown.version ?? version ?? null,
    ...(content_type === undefined ? {} : { content_type: { uid: content_type } }),
    publish_details: details,
    publish_locale: locale ?? call.state.master_locale,
    environment: '',
    action: job.action,
    published_at: null,
    scheduled_at: '',
    user: call.stamp.by,
    depth: 0,
  });
  try {
    const shown = work();
    return report({ status: 'success' }, shown);
  } catch (error) {
    if (!(error instanceof CmaError)) throw error;
    const [told] = [error.errors.items].flat();
    const reason = typeof told === 'string' ? `${error.message} ${told}` : error.message;
    return report({ status: 'failed', failure_reason: reason }, {});
  }
}

function deleteItems(call: Call, job: BulkJob): JobItem[] {
  return (job.plan.items as Asked[]).map(item =>
    attempt(call, job, item, () => (item.kind === 'asset' ? dropAsset(call, item) : deleteEntry(call, item))),
  );
}

/** An entry without a language is deleted as a whole. */
function deleteEntry(call: Call, { uid, content_type = '', locale }: Asked): Json {
  const type = findContentType(call, content_type);
  const record = findEntry(call, type.current.uid, uid);
  const title = takeLatest(record, locale ?? call.state.master_locale)?.fields.title;
  if (locale !== undefined && !pick(record.locales, locale)) {
    throw new CmaError(422, 141, `The entry is not localized in '${locale}'.`, { locale: ['is not valid.'] });
  }
  const isWhole = locale === undefined || locale === call.state.master_locale;
  const locales = isWhole ? Object.keys(record.locales) : [locale];
  for (const code of locales) checkEntryLock(call, type.current.uid, record, code);
  for (const code of locales) tellEntry(call, 'delete', { type, record, locale: code });
  dropLocales(call, record, locales, 'trash');
  return { title };
}

function dropAsset(call: Call, { uid }: Asked): Json {
  const asset = findAsset(call, uid);
  deleteAsset(call, asset);
  return { title: asset.title, version: asset._version };
}

function addToRelease(call: Call, job: BulkJob): JobItem[] {
  const { release: uid, items, reference } = job.plan as { release: string; items: Json[]; reference: boolean };
  return items.map(given =>
    attempt(call, job, toAsked(given), () => {
      const release = findRelease(call, uid);
      checkUnlocked(release);
      const item = readItem(call, given);
      addItems(release, [...(reference ? listReferredItems(call, item, deepest) : []), item]);
      touch(call, release);
      return item;
    }),
  );
}

function updateReleaseItems(call: Call, job: BulkJob): JobItem[] {
  const { release: uid, items } = job.plan as { release: string; items: Json[] | undefined };
  const release = findRelease(call, uid);
  const named: Json[] =
    items ?? release.items.map(({ uid: held, locale, variant_id }) => ({ uid: held, locale, variant_id }));
  return named.map(given => {
    const held = release.items.find(item => isSame(given, item));
    return attempt(call, job, toAsked({ ...held, ...given }), () => {
      checkUnlocked(release);
      if (!held) throw new CmaError(422, 141, 'The item is not part of the release.', { items: ['is not valid.'] });
      const action = readAction(given, held.action);
      const item = given.version === undefined ? bringUpToDate(call, held) : readItem(call, { ...held, ...given });
      replaceItem(release, held, { ...item, action });
      touch(call, release);
      return item;
    });
  });
}

function replaceItem(release: ReturnType<typeof findRelease>, held: ReleaseItem, item: ReleaseItem): void {
  if (!isSame(item, held)) removeItems(release, [held]);
  addItems(release, [item]);
}

function toAsked({ uid, content_type_uid: type, locale, version }: Json): Asked {
  return {
    ...(typeof type === 'string' ? toItem(String(uid), type) : { kind: 'entry', uid: String(uid) }),
    ...(typeof locale === 'string' ? { locale } : {}),
    ...(typeof version === 'number' ? { version } : {}),
  };
}
