// A list of what is published in an environment shows the latest versions all the same: which of them are live there.
import type { Arguments } from '../../operations/arguments.ts';
import { toBrief } from '../../operations/brief.ts';
import { isObject } from '../../operations/is-object.ts';
import type { Operation } from '../../operations/operation.ts';
import type { Names } from './published.ts';

type Json = Record<string, unknown>;

/** The column; no field has such a name by chance. */
const column = 'live_there';

interface Live {
  items: Json[];
  outline: readonly string[];
  /** Of the items shown: that what is read is not what is live. */
  tell: (shown: readonly Json[]) => string[];
}

/** So many items are named where a list is no table. */
const most = 10;

/** Undefined where the list is not of one environment, or does not show where its items are published. */
export function toLive(
  items: Json[],
  { outline = [] }: Operation,
  given: Arguments,
  { names, isWhole }: { names: Names; isWhole: boolean },
): Live | undefined {
  const { environment } = given;
  if (typeof environment !== 'string' || environment === '' || !outline.includes('publish_details')) return undefined;
  const toVersion = (item: Json): unknown => findVersion(item, environment, names);
  const isDraft = (item: Json): boolean => toVersion(item) !== undefined && toVersion(item) !== item._version;
  const where = toBrief(environment, 40);
  const tell = (shown: readonly Json[]): string[] => {
    if (shown.some(item => !('publish_details' in item && '_version' in item))) {
      return [`each is the latest version: what is live on ${where} may be an older one`];
    }
    const drafts = shown.filter(isDraft);
    if (drafts.length === 0) return [];
    const named = drafts.slice(0, most).map(item => `${item.uid} (v${toVersion(item)} is live)`);
    const rest = drafts.length > most ? ` and ${drafts.length - most} more` : '';
    return isWhole
      ? [`text of the draft, not of what is live on ${where}: ${named.join(', ')}${rest}`]
      : [`${drafts.length} of these rows: text of the draft, not of what is live on ${where}`];
  };
  if (isWhole) return { items, outline, tell };
  const say = (item: Json): string => {
    const version = toVersion(item);
    if (version === undefined) return `not in ${item.locale ?? 'this language'}`;
    return isDraft(item) ? `v${version}; this row is v${item._version}` : `v${version}`;
  };
  return {
    items: items.map(item => (Array.isArray(item.publish_details) ? { ...item, [column]: say(item) } : item)),
    outline: [...outline, column],
    tell,
  };
}

/** In the language of the item; a file has none. */
function findVersion({ publish_details: details, locale }: Json, environment: string, names: Names): unknown {
  const found = (Array.isArray(details) ? details.filter(isObject) : []).find(
    detail =>
      (detail.environment === environment || names.get(String(detail.environment)) === environment) &&
      (locale === undefined || detail.locale === undefined || detail.locale === locale),
  );
  return found?.version;
}
