// Entries with the same title within a content type, or the same url on the site, of one language.
import { findField } from '../../content/schema.ts';
import type { Type } from '../types.ts';
import { type Check, type Finding, Kept, toPlace } from './check.ts';

export const hasUrl = (type: Type): boolean => findField(type.schema, 'url') !== undefined;

interface Held {
  address: 'title' | 'url';
  places: Omit<Finding, 'says'>[];
}

export const duplicates: Check = {
  nouns: ['duplicate', 'duplicates'],
  joins: 'language',
  only: type => (hasUrl(type) ? ['url'] : []),
  start() {
    const findings = new Kept<Finding>();
    const values = new Map<string, Held>();
    const note = (address: Held['address'], scope: string, value: unknown, place: Omit<Finding, 'says'>): void => {
      if (typeof value !== 'string' || value.trim() === '') return;
      const key = `${address} ${scope} ${value.trim()}`;
      const held = values.get(key) ?? { address, places: [] };
      values.set(key, held);
      held.places.push(place);
    };
    const close = (): void => {
      for (const { address, places } of values.values()) {
        if (places.length < 2) continue;
        for (const place of places) {
          const [other, ...more] = places.filter(each => each !== place);
          const name = other && (other.type === place.type ? other.uid : `${other.type} ${other.uid}`);
          findings.add({
            ...place,
            address,
            says: `same ${address} as ${name}${more.length > 0 ? ` and ${more.length} more` : ''}`,
          });
        }
      }
      values.clear();
      findings.keep();
    };
    return {
      see(lane, own) {
        for (const item of own) {
          const place = toPlace(lane, item);
          note('title', `${lane.type.uid} ${lane.locale}`, item.title, place);
          if (hasUrl(lane.type)) note('url', String(lane.locale), item.url, place);
        }
      },
      keep: close,
      drop: () => values.clear(),
      tell: async () => ({ findings: findings.all }),
    };
  },
};
