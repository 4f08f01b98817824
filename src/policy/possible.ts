// What an operation could be let do at all, whatever its arguments: for what is withheld, and for the choices that are shown.
import type { Act, Cells, Value, Weighed } from './cells.ts';
import { eachFound, type Found, isStricter } from './found.ts';
import type { From, Named, Places } from './places.ts';
import { type Dimension, dimensions, type Policy } from './rules.ts';
import { type Judged, toDoes, toPlaces } from './targets.ts';
import { tell } from './tell.ts';

interface Options {
  /** Nobody can agree to what a rule wants asked. */
  cannotAsk?: boolean;
  /** The only branches that a request can name. */
  branches?: readonly string[];
}

/** Why no argument would do; undefined where one may. */
export function neverAllows(policies: readonly Policy[], operation: Judged, options: Options = {}): string | undefined {
  if (operation.effect === 'read' || policies.length === 0) return undefined;
  let mildest: { says: string; found: Found } | undefined;
  for (const weighed of imagine(policies, operation, options)) {
    for (const found of eachFound(policies, [weighed])) {
      if (isLet(found, options)) return undefined;
      if (!mildest || isStricter(mildest.found, found)) mildest = { found, says: tell(found, [weighed]) };
    }
  }
  return mildest?.says;
}

const isLet = ({ decision }: Found, { cannotAsk }: Options): boolean =>
  decision === 'allow' || (decision === 'ask' && !cannotAsk);

type Chosen = 'environments' | 'locales' | 'content_types';

/** Whether an operation that writes may be let do something to this one. */
const toAllows =
  (key: Chosen) =>
  (policies: readonly Policy[], operation: Judged, name: string, options: Options = {}): boolean => {
    const those = imagine(policies, operation, options).filter(({ cells }) => isOpen(cells[key]));
    if (those.length === 0) return true;
    return those.some(each => {
      const weighed = { ...each, cells: { ...each.cells, [key]: [[name]] } };
      return [...eachFound(policies, [weighed])].some(found => isLet(found, options));
    });
  };

export const allowsEnvironment = toAllows('environments');
export const allowsLocale = toAllows('locales');
export const allowsContentType = toAllows('content_types');

/** No rule names it, so it stands for all that none names. */
const other = '\u0000';

const isOpen = (values: readonly Value[]): boolean =>
  values.some(value => typeof value !== 'string' && value.includes(other));

/** The best that a call could be: each dimension with all that may stand there, one item where items can be counted. */
function imagine(policies: readonly Policy[], operation: Judged, options: Options): Weighed[] {
  const places = toPlaces(operation);
  const { effect, confirm } = operation;
  const act: Act = { effect, opens: confirm?.opens === true, renames: false, does: toDoes(places, effect) };
  const lists: readonly (Named | undefined)[] = places.each ?? [undefined];
  return lists.map(list => ({
    act,
    cells: toCells(policies, operation, places, list, options),
    items: places.uncounted === true ? 'unreadable' : [other],
  }));
}

function toCells(
  policies: readonly Policy[],
  { reach }: Judged,
  places: Places,
  list: Named | undefined,
  { branches }: Options,
): Cells {
  const cells = dimensions.map((key): [Dimension, readonly Value[]] => {
    const all = toAll(policies, key);
    if (key === 'branches') {
      const from = places.branches ?? (reach === 'branch' ? 'own' : undefined);
      const usable = branches ? branches.map(name => [name]) : all;
      return [key, from === 'own' ? usable : toImagined(from, usable)];
    }
    const froms = [places[key], list?.[key]].filter(from => from !== undefined);
    // What is shared and what an item says come together, so either may be what counts.
    const values = froms.flatMap(from => toImagined(from, all));
    if (list && 'as' in list) return [key, ['absent', ...values, ...all]];
    return [key, values.length > 0 ? values : ['absent']];
  });
  return Object.fromEntries(cells) as unknown as Cells;
}

function toImagined(from: From | undefined, all: readonly Value[]): Value[] {
  if (from === undefined) return ['absent'];
  const isInPath = from.at?.some(place => place.startsWith('{')) ?? false;
  const canBeAbsent =
    from.given !== undefined || (from.otherwise === undefined && from.fixed === undefined && !isInPath);
  const isFree = from.at !== undefined || from.otherwise === 'master';
  return [
    ...(canBeAbsent ? (['absent'] as const) : []),
    ...(isFree ? all : []),
    ...(from.fixed ? [from.fixed] : []),
    ...(!isFree && from.otherwise === 'unreadable' ? (['unreadable'] as const) : []),
  ];
}

/** Every name that a rule could take in another way than any other name. */
function toAll(policies: readonly Policy[], key: Dimension): Value[] {
  const said = policies.flatMap(({ rules }) => rules.flatMap(rule => rule[key] ?? []));
  const names = said
    .flatMap(each => [each.replaceAll('*', ''), each.replaceAll('*', other)])
    .filter(name => name !== '');
  return [...new Set([...names, other])].map(name => [name]);
}
