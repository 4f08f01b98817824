// Entries that have no version of their own in a language.
import { hasLocalizable } from '../../content/fields-at.ts';
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

/** So many content types are named. */
const mostTypes = 8;

/** How many there are of each language, and of each content type: what people ask first. */
function noteCounts(findings: readonly Finding[], locales: readonly string[]): string[] {
  const tally = (keys: readonly string[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  };
  const tell = ([key, number]: [string, number]): string => `${number} ${key}`;
  const byLocale = tally(findings.map(({ locale }) => String(locale)));
  const byType = [...tally(findings.map(({ type }) => type))].sort(([, one], [, other]) => other - one);
  if (byLocale.size < 2 && byType.length < 2) return [];
  const languages = locales.flatMap(code => (byLocale.has(code) ? [tell([code, byLocale.get(code) ?? 0])] : []));
  const rest = byType.slice(mostTypes).reduce((sum, [, number]) => sum + number, 0);
  const types = [...byType.slice(0, mostTypes).map(tell), ...(rest > 0 ? [`${rest} of others`] : [])];
  return [`missing in each language: ${languages.join(', ')}; of each content type: ${types.join(', ')}`];
}

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
      tell: async () => ({
        findings: findings.all,
        notes: [...noteCounts(findings.all, locales), ...noteLeftOut(chosen)],
      }),
    };
  },
};
