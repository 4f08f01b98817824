// Entries that have no version of their own in a language.
import { hasLocalizable } from '../../content/localizable.ts';
import type { Type } from '../types.ts';
import { type Check, type Finding, Kept, toPlace } from './check.ts';

/** Where nothing can say something else in another language, nothing has to be translated. */
export const isTranslated = (type: Type): boolean => hasLocalizable(type.schema);

export const noteLeftOut = (types: readonly Type[]): string[] => {
  const left = types.filter(type => !isTranslated(type)).map(({ uid }) => uid);
  return left.length === 0
    ? []
    : [`not looked at for translations, as no field of it can be translated: ${left.join(', ')}`];
};

interface Known {
  place: Omit<Finding, 'says'>;
  locales: Set<string>;
}

export const untranslated: Check = {
  nouns: ['missing translation', 'missing translations'],
  joins: 'type',
  only: () => [],
  start({ chosen, locales, master }) {
    const findings = new Kept<Finding>();
    const entries = new Map<string, Known>();
    const close = (): void => {
      for (const { place, locales: own } of entries.values()) {
        for (const locale of locales) {
          if (!own.has(locale))
            findings.add({
              ...place,
              locale,
              says: locale === master ? 'not in the master language' : 'not translated',
            });
        }
      }
      entries.clear();
      findings.keep();
    };
    return {
      see(lane, own) {
        if (!isTranslated(lane.type) || lane.locale === undefined) return;
        for (const item of own) {
          const key = `${lane.type.uid} ${item.uid}`;
          // The first language is the master, whose title people know.
          const known = entries.get(key) ?? { place: toPlace(lane, item), locales: new Set() };
          entries.set(key, known);
          known.locales.add(lane.locale);
        }
      },
      keep: close,
      drop: () => entries.clear(),
      tell: async () => ({ findings: findings.all, notes: noteLeftOut(chosen) }),
    };
  },
};
