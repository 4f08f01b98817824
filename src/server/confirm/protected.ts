// Environments that are not published to by one call alone: CONTENTSTACK_PROTECTED.
import type { Arguments } from '../../operations/arguments.ts';
import { isObject } from '../../operations/is-object.ts';

/** @param names of environments by uid. A uid that nobody can name may be a protected one's. */
export function isProtected(
  given: Arguments,
  names: ReadonlyMap<string, string>,
  protectedNames: readonly string[],
): boolean {
  if (protectedNames.length === 0) return false;
  const known = new Set(names.values());
  return listEnvironments(given).some(environment => {
    const name = names.get(environment) ?? environment;
    const isNameless = !known.has(name) && /^[a-z]{2,4}[0-9a-f]{14,}$/.test(name);
    const uids = [...names].filter(([, each]) => each === name).map(([uid]) => uid);
    return isNameless || [name, environment, ...uids].some(each => protectedNames.includes(each.toLowerCase()));
  });
}

/** At the top, or below the module's key. */
const listEnvironments = (given: Arguments): string[] =>
  [given, ...Object.values(given).filter(isObject)]
    .flatMap(({ environment, environments }) => [environment, environments])
    .flat()
    .filter(each => typeof each === 'string');
