// Variables that look like settings and are none: one near to a setting that restricts must not pass for harmless. Pure.
import { toBrief } from '../operations/brief.ts';
import { countDistance, nearest } from '../operations/nearest.ts';
import { BadSetting } from './settings.ts';
import { type Key, type Setting, table } from './table.ts';

const prefix = 'CONTENTSTACK_';

/** What Contentstack's other tools, SDKs and starters read. */
const others = new Set(
  `ACCESS_TOKEN ANALYTICS API_HOST APP_HOST AUTHTOKEN AUTH_TOKEN CDN CLI CMA CONTENT_DELIVERY DELIVERY_TOKEN DEVELOPER_HUB
  EMAIL ENVIRONMENT GRAPHQL_HOST HOST_NAME IMAGE_HOSTNAME LAUNCH LIVE_EDIT_TAGS LIVE_PREVIEW MANAGEMENT_API_HOST ORG_UID
  ORGANIZATION_UID PASSWORD PERSONALIZE_EDGE_API_URL PERSONALIZE_PROJECT_UID PREVIEW PREVIEW_HOST PREVIEW_TOKEN STACK_API_KEY
  TOKEN UI_HOST URL USER VISUAL_BUILDER`.split(/\s+/),
);

/** There the case of a variable makes no difference. */
const isWindows = process.platform === 'win32';

export interface Stray {
  name: string;
  /** The setting that may be meant. */
  near?: string;
  /** That setting restricts: without it more would be allowed than was meant. */
  restricts: boolean;
}

export function listStrays(env: Record<string, string | undefined>): Stray[] {
  const keys = Object.keys(table) as Key[];
  const names = keys.map(each => each.toLowerCase());
  const restricting = keys.filter(key => (table[key] as Setting).restricts);
  return Object.keys(env).flatMap(name => {
    if (!name.toUpperCase().startsWith(prefix)) return [];
    const key = name.slice(prefix.length);
    const known = isWindows ? key.toUpperCase() : key;
    if (key === '' || keys.includes(known as Key) || others.has(key.toUpperCase())) return [];
    const near = restricting.filter(each => isNear(key.toUpperCase(), each)).sort(by(key))[0];
    const close = near ?? nearest(key.toLowerCase(), names)?.toUpperCase();
    return [{ name, restricts: near !== undefined, ...(close ? { near: `${prefix}${close}` } : {}) }];
  });
}

/**
 * @param named those that something else gives a meaning, such as a file of stacks.
 * @returns a sentence on each.
 * @throws {BadSetting} when one is near to a setting that restricts.
 */
export function nameStrays(strays: readonly Stray[], named: ReadonlySet<string> = new Set()): string[] {
  const sentences = strays
    .filter(({ name }) => !named.has(name))
    .map(({ name, near, restricts }) => {
      const says = `${toBrief(name)} is not a setting${near ? `; did you mean ${near}?` : ' and has no effect'}`;
      return { restricts, says };
    });
  const bad = sentences.find(({ restricts }) => restricts);
  if (bad) throw new BadSetting(`${bad.says} That one restricts, so nothing was started: rename it, or remove it`);
  return sentences.map(({ says }) => says);
}

const by = (key: string) => (one: string, other: string) => countDistance(key, one) - countDistance(key, other);

/** At most two letters apart, underscores aside, or one begins with the other. */
function isNear(key: string, setting: string): boolean {
  const [one, other] = [key.replaceAll('_', ''), setting.replaceAll('_', '')];
  return one.startsWith(other) || other.startsWith(one) || countDistance(one, other) <= 2;
}
