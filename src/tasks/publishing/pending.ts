// What the publish queue will do with the rows of a plan: a publish cancels none of it.
import { type Json, member } from '../../content/value.ts';
import type { Ground } from '../../operations/task.ts';
import { count } from '../numbers.ts';
import { isOfOne, readQueued, type Scheduled, tellMoment, toScheduled } from '../scheduled.ts';
import { assetUid } from '../types.ts';
import type { Pending, Plan } from './row.ts';

interface Where {
  type: string;
  uid: string;
  locale: string;
  environment: { uid: string; name: string };
}

export interface Queue {
  find: (row: Where) => Pending[];
  notes: string[];
  isPartial: boolean;
}

/** For a time to come, or not carried out yet; the reference does not list the words. */
const waiting = ['scheduled', 'pending', 'waiting', 'queued', 'in-progress', 'in progress'];

/** A request for each hundred that wait. */
export async function readPending(
  ground: Ground,
  environments: readonly { uid: string; name: string }[],
  release: Plan['release'],
): Promise<Queue> {
  if (!ground.has('list_publish_queue'))
    return {
      find: () => [],
      notes: ['the publish queue cannot be read here: what is scheduled is not known'],
      isPartial: false,
    };
  const { items, isAll } = await readQueued(ground, waiting);
  const uids = new Map(environments.flatMap(({ uid, name }) => [[uid, uid] as const, [name, uid] as const]));
  const byPlace = new Map<string, Scheduled[]>();
  for (const each of items.filter(isOfOne).flatMap(toScheduled)) {
    const environment = uids.get(each.environment);
    if (environment === undefined) continue;
    const key = toKey(each.type, each.uid, environment, each.type === assetUid ? undefined : each.locale);
    byPlace.set(key, [...(byPlace.get(key) ?? []), each]);
  }
  const isHere = ({ environment }: Json): boolean => [environment].flat().some(name => uids.has(String(name)));
  return {
    find: ({ type, uid, environment, locale }) =>
      (byPlace.get(toKey(type, uid, environment.uid, type === assetUid ? undefined : locale)) ?? [])
        .filter(each => each.locale === undefined || each.locale === locale)
        .map(toPending)
        .sort((one, other) => (one.at ?? 0) - (other.at ?? 0)),
    notes: [
      ...tellOthers(
        items.filter(item => !isOfOne(item) && isHere(item)),
        release,
      ),
      ...(isAll ? [] : ['the publish queue could not be read to its end']),
    ],
    isPartial: !isAll,
  };
}

const toKey = (type: string, uid: string, environment: string, locale: string | undefined): string =>
  JSON.stringify([type, uid, environment, locale ?? null]);

const toPending = ({ action, version, at }: Scheduled): Pending => ({
  action,
  version: typeof version === 'number' ? version : undefined,
  at: at > Date.now() ? at : undefined,
});

/** So many releases are named. */
const mostNamed = 5;

function tellOthers(items: readonly Json[], release: Plan['release']): string[] {
  const isOwn = (item: Json): boolean => release !== undefined && member(item.entry, 'uid') === release.uid;
  const titleOf = ({ type, entry }: Json): string | undefined => {
    const title = type === 'release' ? member(entry, 'title') : undefined;
    return typeof title === 'string' && title !== '' ? title : undefined;
  };
  const others = items.filter(item => !isOwn(item));
  const named = others.filter(item => titleOf(item) !== undefined).slice(0, mostNamed);
  const rest = others.length - named.length;
  return [
    ...items
      .filter(isOwn)
      .map(({ scheduled_at: at }) => `the release is scheduled for deployment already: ${at ?? 'now'}`),
    ...named.map(
      item =>
        `scheduled for these environments, and not looked into: release ${JSON.stringify(titleOf(item))}, ${item.scheduled_at ?? 'now'}`,
    ),
    ...(rest > 0
      ? [
          `waiting for these environments in the publish queue, and not looked into: ${count(rest, 'release or job', 'releases or jobs')}`,
        ]
      : []),
  ];
}

/** `scheduled, and not cancelled by this: publish of v3 on 2026-05-04 09:00 UTC` */
export function tellPending({ action, version, at }: Pending): string {
  const what = action === 'unpublish' || version === undefined ? action : `${action} of v${version}`;
  return at === undefined
    ? `in the publish queue, and not cancelled by this: ${what} under way`
    : `scheduled, and not cancelled by this: ${what} on ${tellMoment(at)} UTC`;
}
