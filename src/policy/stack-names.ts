// What a request calls things, turned into the names that rules go by.
import type { Known } from './deed.ts';
import { looksLikeUid } from './names.ts';

/** Undefined for what nobody can name, and for what means all there are. */
export function toName(
  dimension: 'environments' | 'locales' | 'content_types' | 'entries',
  said: unknown,
  { environments }: Known,
): string | undefined {
  if (typeof said !== 'string') return undefined;
  const name = said.trim();
  if (name === '' || name === '$all' || name === '*') return undefined;
  if (dimension === 'environments') return environments.get(name) ?? toKnown(name, [...environments.values()]);
  if (dimension === 'locales') return looksLikeUid(name) ? undefined : name;
  if (dimension === 'content_types' && name === 'built_io_upload') return 'sys_assets';
  return name;
}

/** A uid that is no environment's may be that of one made since. */
const toKnown = (name: string, known: readonly string[]): string | undefined =>
  looksLikeUid(name) && !known.includes(name) ? undefined : name;

/** A branch by its own name and by each alias: which of them was said makes no difference. */
export function toBranch(said: unknown, { aliases }: Known): string[] | undefined {
  if (typeof said !== 'string' || ['', '$all', '*'].includes(said.trim())) return undefined;
  const name = said.trim();
  const branch = Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
  const others = Object.keys(aliases).filter(alias => aliases[alias] === branch);
  return [...new Set([branch, name, ...others])];
}
