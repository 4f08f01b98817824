// Translations that were saved before their source was saved last.
import type { Json } from '../../content/value.ts';
import { type Check, type Finding, Kept, toPlace } from './check.ts';
import { isTranslated, noteLeftOut } from './untranslated.ts';

interface Save {
  version: unknown;
  at: number;
}

interface Translation {
  key: string;
  place: Omit<Finding, 'says'>;
  save: Save;
}

const toSave = ({ _version, updated_at }: Json): Save => ({ version: _version, at: Date.parse(String(updated_at)) });

/** To the minute, or to what tells the two apart. */
function tellTimes(one: number, other: number): [string, string] {
  const [first, second] = [one, other].map(time => new Date(time).toISOString().replace('T', ' ').replace('Z', ''));
  const most = first?.slice(0, 16) === second?.slice(0, 16) ? undefined : 16;
  return [String(first).slice(0, most), String(second).slice(0, most)];
}

export const outdatedTranslation: Check = {
  nouns: ['outdated translation', 'outdated translations'],
  joins: 'type',
  only: () => [],
  start({ chosen, locales, master }) {
    const findings = new Kept<Finding>();
    const sources = new Map<string, Save>();
    let translations: Translation[] = [];
    const clear = (): void => {
      sources.clear();
      translations = [];
    };
    const close = (): void => {
      for (const { key, place, save } of translations) {
        const source = sources.get(key);
        if (!source || !(source.at > save.at)) continue;
        const [own, since] = tellTimes(save.at, source.at);
        findings.add({
          ...place,
          says: `version ${save.version} of ${own}; ${master} was saved later: version ${source.version} of ${since}`,
        });
      }
      clear();
      findings.keep();
    };
    return {
      see(lane, own) {
        const { type, locale } = lane;
        if (!isTranslated(type) || locale === undefined) return;
        for (const item of own) {
          const key = `${type.uid} ${item.uid}`;
          if (locale === master) sources.set(key, toSave(item));
          else if (locales.includes(locale)) translations.push({ key, place: toPlace(lane, item), save: toSave(item) });
        }
      },
      keep: close,
      drop: clear,
      tell: async () => ({
        findings: findings.all,
        notes: [
          ...noteLeftOut(chosen),
          ...(master === undefined ? ['which language is the master could not be read'] : []),
          ...(findings.all.length > 0
            ? ['a save need not have changed the text; the versions of the source tell']
            : []),
        ],
        ...(master === undefined ? { isUnknown: true } : {}),
      }),
    };
  },
};
