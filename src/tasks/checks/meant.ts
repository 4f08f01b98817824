// What people call checks, and which they mean by it: names that are a few letters off are told apart from these.
import type { CheckName } from './index.ts';

/** The first that fits counts. Words are in lower case, with spaces between them. */
const meanings: readonly (readonly [RegExp, CheckName])[] = [
  [
    /(outdated|stale|old|behind|lag).*(transl|locali[sz]|language)|(transl|locali[sz]|language).*(outdated|stale|old|behind|lag)/,
    'outdated_translation',
  ],
  [/transl|locali[sz]|language/, 'untranslated'],
  [/\balts?\b|alt ?text|describ|description|accessib|a11y/, 'undescribed_images'],
  [/unused|orphan|unreferenced/, 'unused_assets'],
  [/unpublished|not (live|published)|draft/, 'unpublished_references'],
  [
    /broken|dangling|\bdead\b|missing (ref|link|asset|file|image)|\blinks?\b|\breferences?\b|\b404\b/,
    'broken_references',
  ],
  [/duplicate|\bdupes?\b|unique|\bsame\b/, 'duplicates'],
  [/schedul|conflict|queue/, 'schedule_conflicts'],
  [/valid|required|mandatory|(missing|empty) (field|value)|schema/, 'invalid'],
];

/** What another tool tells. */
const elsewhere: readonly (readonly [RegExp, string])[] = [
  [
    /\b(unpublished|pending) changes?\b/,
    'compare_environments tells what is saved and not live, from an environment to saved',
  ],
  [
    /\b(stale|outdated|drift|out of (sync|date))\b/,
    'compare_environments tells what is live at an older version, from an environment to saved',
  ],
  [/\b(seo|meta)\b/, 'find_in_content finds texts that are empty or too long, by field'],
];

/** In words, for one who gave a name that is none; undefined where nothing is known of it. */
export function tellMeant(name: unknown): string | undefined {
  if (typeof name !== 'string' || name.length > 60) return undefined;
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  const other = elsewhere.find(([pattern]) => pattern.test(words));
  const found = meanings.find(([pattern]) => pattern.test(words));
  const isOfTranslations = found?.[1] === 'outdated_translation' || found?.[1] === 'untranslated';
  if (other && !isOfTranslations) return `no such check; ${other[1]}`;
  return found && `no such check; did you mean ${found[1]}?`;
}
