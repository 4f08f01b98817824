// Where things are published: each at most once in an environment and language, and nowhere that is gone.
import type { Stamp } from '../state/clock.ts';
import type { Order, PublishDetail } from '../state/publishing.ts';
import type { State } from '../state/state.ts';

/** Where something is published once an order has been carried out. */
export function move(
  held: readonly PublishDetail[],
  { action, environment, locale }: Pick<Order, 'action' | 'environment' | 'locale'>,
  { at: time, by: user }: Stamp,
  findVersion: () => number,
): PublishDetail[] {
  const others = held.filter(detail => detail.environment !== environment || detail.locale !== locale);
  return action === 'publish' ? [...others, { environment, locale, time, user, version: findVersion() }] : others;
}

/** Whether that very version is published there. */
export const isThere = (
  held: readonly PublishDetail[],
  { environment, locale }: Pick<Order, 'environment' | 'locale'>,
  version: number,
): boolean =>
  held.some(detail => detail.environment === environment && detail.locale === locale && detail.version === version);

/** With an environment or a language goes all that was published there, of whatever kind. */
export function clearPlaces(state: State, isGone: (place: PublishDetail & { branch: string }) => boolean): void {
  for (const { uid: branch, entries, assets, entry_variants, metadata } of Object.values(state.branches)) {
    const isLeft = (detail: PublishDetail): boolean => !isGone({ ...detail, branch });
    const records = Object.values(entries).flatMap(held => Object.values(held));
    for (const each of [...records, ...Object.values(assets), ...entry_variants]) {
      each.published = each.published.filter(isLeft);
    }
    for (const each of Object.values(metadata)) each.publish_details = each.publish_details.filter(isLeft);
  }
  for (const each of Object.values(state.taxonomies)) each.published = each.published.filter(place => !isGone(place));
}
