// Where a publish or a deployment goes. Pure.
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';
import { pick } from '../text/paths.ts';

/** Environments, languages and the time stand below the key of its kind: `entry`, `asset`, `release`. */
export function findTargets(given: Arguments): Record<string, unknown> {
  const inner = Object.values(given)
    .filter(isObject)
    .find(value => 'environments' in value);
  return inner ? pick(inner, ['environments', 'locales', 'action', 'scheduled_at']) : {};
}
