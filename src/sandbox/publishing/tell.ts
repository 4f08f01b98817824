// What is told of what was published or unpublished: for the audit log, and on which channels.
import { type Call, tell } from '../http/call.ts';
import { describeType } from '../model/tell.ts';
import { isObject, type Json, pick } from '../state/json.ts';
import type { Order } from '../state/publishing.ts';

/** @param shown what the publish queue says of the item. */
export function tellPublication(call: Call, order: Order, shown: Json, status: 'success' | 'fail'): void {
  const { action, kind, uid, content_type, locale } = order;
  const environment = pick(call.state.environments, order.environment);
  const places = ['environments', ...[environment?.name, environment?.uid].map(name => `environments.${name}`)];
  const ending = `${action}.${status}`;
  const roots = call.carriers[kind]?.roots?.(order) ?? [];
  const type = content_type === undefined ? undefined : pick(call.branch.content_types, content_type)?.current;
  const language = { name: pick(call.branch.locales, locale)?.name, code: locale };
  tell(call, {
    module: kind,
    event: action,
    metadata: {
      ...(type ? { content_type: { title: type.title, uid: type.uid } } : {}),
      locale: language,
      environment: { name: environment?.name, uid: order.environment },
      title: shown.title,
      uid,
      version: shown.version,
    },
    channels: roots.flatMap(root => [
      ...(status === 'success' ? [`${root}.${action}`] : []),
      `${root}.${ending}`,
      ...places.map(place => `${root}.${place}.${ending}`),
    ]),
    data: () => ({
      [kind]: { ...shown, uid, locale, ...call.carriers[kind]?.read?.(call, order) },
      ...(type ? { content_type: describeType(type) } : {}),
      environment,
      action,
      status,
      locale,
      ...nameSource(call, order),
    }),
  });
}

/** The release that an item went out with: receivers tell by it that more is to come. */
function nameSource(call: Call, { job }: Order): Json {
  const plan = call.branch.jobs.find(({ uid }) => uid === job)?.plan;
  if (job === undefined || !isObject(plan) || plan.release === undefined) return {};
  return { source: { type: 'release', title: plan.name, uid: plan.release } };
}
