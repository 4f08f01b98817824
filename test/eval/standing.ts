// What the judge of content reads of publishing: what is live where, what was sent or waits for its time, what releases hold.
import type { Json } from '../../src/sandbox/state/json.ts';
import type { BulkJob, PublishDetail, QueueItem, Release } from '../../src/sandbox/state/publishing.ts';
import type { Branch, Due, State } from '../../src/sandbox/state/state.ts';

/** As a job numbers one that waits for its time. */
const waiting = 1;

/**
 * By address: `live.<uid>.<environment>.<language>` is a version, `queue.<the same>` the orders that were given for it,
 * oldest first, and `releases.<uid>` a release. `new 1` is the first release that was not there before.
 */
export function listStanding(state: State, branch: Branch, known: Branch | undefined): [string, unknown][] {
  const nameOf = (uid: unknown): string => state.environments[String(uid)]?.name ?? String(uid);
  return [...listLive(branch, nameOf), ...listOrders(state, branch, nameOf), ...listReleases(branch, known, nameOf)];
}

type NameOf = (environment: unknown) => string;

function listLive({ entries, assets }: Branch, nameOf: NameOf): [string, unknown][] {
  const things: { uid: string; published: PublishDetail[] }[] = [
    ...Object.values(entries).flatMap(records => Object.values(records)),
    ...Object.values(assets),
  ];
  return things.flatMap(({ uid, published }) =>
    published.map(({ environment, locale, version }): [string, unknown] => [
      `live.${uid}.${nameOf(environment)}.${locale}`,
      version,
    ]),
  );
}

interface Order {
  uid: string;
  environment: string;
  locale: string;
  says: string;
}

/** What was left alone, as it stood there already, is no order: nobody sees that it was asked for. */
function listOrders({ due }: State, { publish_queue, jobs }: Branch, nameOf: NameOf): [string, unknown][] {
  const orders = [
    ...publish_queue
      .filter(({ publish_details }) => publish_details.status !== 'skipped')
      .map(item => toOrder(item, due)),
    ...jobs.filter(isComing).flatMap(listComing),
  ];
  const byPlace = new Map<string, string[]>();
  for (const { uid, environment, locale, says } of orders) {
    const place = `queue.${uid}.${nameOf(environment)}.${locale}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), says]);
  }
  return [...byPlace];
}

const tellVersion = (version: unknown): string => (version === undefined ? 'the latest' : `version ${version}`);

function toOrder(item: QueueItem, due: readonly Due[]): Order {
  const { status } = item.publish_details;
  const shown = (item[item.type] ?? item.entry ?? {}) as Json;
  // What waits shows the version of today, also where the one of that day is to go.
  const coming = due.find(({ work, data }) => work === 'order' && data.item === item.uid);
  const version = coming ? (coming.data.order as Json).version : shown.version;
  const what = item.action === 'publish' ? `publish ${tellVersion(version)}` : 'unpublish';
  return {
    uid: String(shown.uid),
    environment: String((item.environment as string[])[0]),
    locale: String((item.locale as string[])[0]),
    says: `${what}, ${status}${status === 'scheduled' ? ` ${item.scheduled_at}` : ''}`,
  };
}

/** Jobs that wait have no items yet. Those of releases are told by the release. */
const isComing = ({ action, status, body, items, unscheduled }: BulkJob): boolean =>
  (action === 'publish' || action === 'unpublish') &&
  status === waiting &&
  body.scheduled_at !== '' &&
  items.length === 0 &&
  !unscheduled;

function listComing({ action, plan, body }: BulkJob): Order[] {
  const { items, locales, environments } = plan as Json & { items: Json[]; locales: string[]; environments: string[] };
  return items.flatMap(({ uid, version, locale }) => {
    const what = action === 'publish' ? `publish ${tellVersion(version)}` : 'unpublish';
    const codes = locales.length > 0 ? locales : [String(locale)];
    return codes.flatMap(code =>
      environments.map(environment => ({
        uid: String(uid),
        environment,
        locale: code,
        says: `${what}, scheduled ${body.scheduled_at}`,
      })),
    );
  });
}

function listReleases({ releases }: Branch, known: Branch | undefined, nameOf: NameOf): [string, unknown][] {
  const fresh = Object.keys(releases).filter(uid => !known?.releases[uid] && !uid.startsWith('new '));
  return Object.values(releases).map((release): [string, unknown] => {
    const place = fresh.indexOf(release.uid) + 1;
    return [`releases.${place > 0 ? `new ${place}` : release.uid}`, toHeld(release, nameOf)];
  });
}

const toHeld = ({ name, items, status }: Release, nameOf: NameOf): Json => ({
  name,
  items: Object.fromEntries(
    items.map(({ uid, locale, action, version }) => [`${uid} ${locale}`, `${action} ${version}`]),
  ),
  deployed: Object.fromEntries(
    status.map(({ environment, status: how, time }) => [
      nameOf(environment),
      how === 'scheduled' ? `${how} ${time}` : how,
    ]),
  ),
});
