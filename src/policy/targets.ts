// The one table of what every operation's request names, and how a request that is about to leave is read by it.
import type { Operation } from '../operations/operation.ts';
import { content } from './content-places.ts';
import type { BranchDim, Deed, Dim, Known, Leaving, Target } from './deed.ts';
import { model } from './model-places.ts';
import { type Each, type From, unreadable as hidden, type Named, type Places, type Table } from './places.ts';
import { type Request, readRequest } from './reading.ts';
import { rights } from './rights-places.ts';
import { toBranch, toName } from './stack-names.ts';

export type { Deed, Dim, Known, Leaving, Target } from './deed.ts';

export const table: Table = { ...content, ...model, ...rights };

/** What the rules see of an operation. */
export type Judged = Pick<Operation, 'line' | 'effect' | 'confirm' | 'reach'>;

/** Of a request that nobody has put into the table nothing is known. */
const unknown: Places = {
  branches: hidden,
  environments: hidden,
  locales: hidden,
  content_types: hidden,
  entries: hidden,
  uncounted: true,
};

const names = ['environments', 'locales', 'content_types', 'entries'] as const;

export const toPlaces = ({ line }: Pick<Operation, 'line'>): Places => table[line] ?? unknown;

const verbs = { read: 'reads', create: 'creates', update: 'changes', delete: 'deletes', publish: 'publishes' };

/** What it does, in the third person. */
export const toDoes = ({ does }: Places, effect: Operation['effect']): string => does ?? verbs[effect];

export function toDeed(operation: Judged, leaving: Leaving, known: Known): Deed {
  const { effect, confirm, reach } = operation;
  if (effect === 'read') return { effect, opens: false, renames: false, does: verbs.read, targets: [] };
  const request = readRequest(leaving);
  const places = request.isWhole ? toPlaces(operation) : unknown;
  const thing = effect === 'create' ? toNew(leaving) : request.thing;
  const targets = toTargets(places, request, thing, known);
  const branches = toBranches(places, request, leaving, known, reach);
  return {
    effect,
    opens: confirm?.opens === true,
    renames: places.renames !== undefined && isRenamed(places.renames, request),
    does: toDoes(places, effect),
    targets,
    ...(branches === undefined ? {} : { branches }),
  };
}

function toTargets(places: Places, request: Request, thing: string, known: Known): Target[] {
  const shared = readNamed(places, request, known);
  const isUncounted = places.uncounted === true || places.uncounted?.some(place => isSet(request, place));
  if (!places.each) return [{ ...shared, items: isUncounted ? 'unreadable' : toItems(places, shared, thing) }];
  const each = places.each.flatMap(list => readEach(list, request, shared, thing, known));
  const isBeyond = places.beyond?.some(place => isSet(request, place));
  if (each.length > 0 && !isBeyond) return each;
  return [...each, ...places.each.slice(0, 1).map(list => toRest(list, shared, thing))];
}

function readEach(list: Each, request: Request, shared: Omit<Target, 'items'>, thing: string, known: Known): Target[] {
  return request.at(list.list).map(item => {
    if (list.as) return { ...shared, ...list.as(item), items: [thing] };
    const own = readNamed(withoutDefaults(list, shared), request.within(item), known);
    const target = { ...shared, ...merge(shared, own) };
    if (list.things === undefined) return { ...target, items: toKeys(target) };
    const uid = request.within(item).at('uid');
    return { ...target, items: uid.length > 0 ? [`${list.things}/${uid.join('/')}`] : 'unreadable' };
  });
}

/** What is made has no name yet: it is told from others by what it is made of. */
const toNew = ({ path, query, body, form }: Leaving): string =>
  `+${path}?${query} ${body ?? ''}${form ? JSON.stringify(form) : ''}`;

/** What a list is about that is not there, or is not all. */
function toRest({ none, things }: Each, shared: Omit<Target, 'items'>, thing: string): Target {
  if (none) return { ...shared, ...none, items: [thing] };
  if (things !== undefined) return { ...shared, items: 'unreadable' };
  return { locales: 'unreadable', ...shared, content_types: 'unreadable', entries: 'unreadable', items: 'unreadable' };
}

/** What is said for all stands for what an item does not say. */
const withoutDefaults = (list: Each, shared: Omit<Target, 'items'>): Named =>
  Object.fromEntries(
    names.flatMap(name => {
      const { otherwise, ...from } = list[name] ?? {};
      if (list[name] === undefined) return [];
      return [[name, shared[name] === undefined && otherwise !== undefined ? { ...from, otherwise } : from]];
    }),
  );

const readNamed = (from: Named, request: Request, known: Known): Omit<Target, 'items'> =>
  Object.fromEntries(
    names.flatMap(name => {
      const dim = readFrom(name, from[name], request, known);
      return dim === undefined ? [] : [[name, dim]];
    }),
  );

/** What an item says of a dimension besides what is said for all. */
const merge = (shared: Omit<Target, 'items'>, own: Omit<Target, 'items'>): Omit<Target, 'items'> =>
  Object.fromEntries(
    names.flatMap(name => {
      const both = [shared[name], own[name]].filter(dim => dim !== undefined);
      return both.length === 0 ? [] : [[name, join(both)]];
    }),
  );

const join = (dims: readonly Dim[]): Dim =>
  dims.some(dim => dim === 'unreadable') ? 'unreadable' : [...new Set(dims.flat())];

function readFrom(
  name: (typeof names)[number],
  from: From | undefined,
  request: Request,
  known: Known,
): Dim | undefined {
  if (!from || isNotGiven(from, request)) return undefined;
  if (from.hides?.some(place => isSet(request, place))) return 'unreadable';
  const said = (from.at ?? []).flatMap(place => request.at(place));
  const named = [...(from.fixed ?? []), ...said];
  if (named.length === 0) {
    if (from.otherwise === undefined) return undefined;
    return from.otherwise === 'master' && known.master !== undefined ? [known.master] : 'unreadable';
  }
  const resolved = named.map(each => toName(name, each, known));
  return resolved.every(each => each !== undefined) ? [...new Set(resolved)] : 'unreadable';
}

const isNotGiven = ({ given }: From, request: Request): boolean => given !== undefined && !request.has(given);

function toBranches(
  { branches }: Places,
  request: Request,
  { headers }: Leaving,
  known: Known,
  reach: Operation['reach'],
): BranchDim | undefined {
  if (branches === 'own' || (branches === undefined && reach === 'branch')) {
    return toAll([headers.branch ?? known.branch], known);
  }
  if (branches === undefined || isNotGiven(branches, request)) return undefined;
  if (branches.hides?.some(place => isSet(request, place))) return 'unreadable';
  const said = (branches.at ?? []).flatMap(place => request.at(place));
  if (said.length > 0) return toAll(said, known);
  return branches.otherwise === undefined ? undefined : 'unreadable';
}

function toAll(said: readonly unknown[], known: Known): BranchDim {
  const all = said.map(each => toBranch(each, known));
  return all.every(each => each !== undefined) ? all : 'unreadable';
}

/** The thing itself, by the same key wherever a request names it. */
function toItems({ entries }: Places, target: Omit<Target, 'items'>, thing: string): Dim {
  const isOwn = entries?.at?.some(place => place.startsWith('{'));
  return isOwn ? toKeys(target) : [thing];
}

function toKeys({ content_types = [], entries = [] }: Omit<Target, 'items'>): Dim {
  if (content_types === 'unreadable' || entries === 'unreadable') return 'unreadable';
  return content_types.flatMap(type => entries.map(entry => `${type} ${entry}`));
}

/** Whatever is there and is not a clear no. */
const isSet = (request: Request, place: string): boolean =>
  request.at(place).some(value => value !== false && !['false', '0', ''].includes(String(value)));

const isRenamed = ({ from, to }: NonNullable<Places['renames']>, request: Request): boolean =>
  request.at(to).some(name => !request.at(from).includes(name));
