// Two exports of Contentstack's CLI, held against each other: the same things under the same names, whatever their uids are.

/** What an export holds, by folder; see `readExport`. */
export type Export = Record<string, unknown>;

export interface Difference {
  /** `entries/page/en-us › About us › url` */
  at: string;
  was: unknown;
  is: unknown;
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an import makes anew, wherever it stands in a text: uids, the ids of files and things, and where the stack is. */
const made =
  /\b(?:blt|cs)[0-9a-f]{12,}\b|\bcs[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}\b|\b[0-9a-f]{24}\b|\bhttp:\/\/127\.0\.0\.1:\d+/g;

/** What is made anew may have another name, but everywhere the same, and one that nothing else has. */
class Names {
  readonly #to = new Map<string, string>();
  readonly #from = new Map<string, string>();
  readonly #things = new Set<string>();

  /** The same thing is called so in both. */
  pair(was: string, is: string): void {
    this.agree(was, is);
    this.#things.add(was);
  }

  agree(was: string, is: string): boolean {
    // What is no thing of the export, such as a user, may be there in both.
    if (was === is && !this.#things.has(was)) return true;
    if (!this.#to.has(was) && !this.#from.has(is)) {
      this.#to.set(was, is);
      this.#from.set(is, was);
    }
    return this.#to.get(was) === is;
  }

  /** What something is called in the second. */
  translate(was: unknown): string {
    return this.#to.get(String(was)) ?? String(was);
  }

  /** As `agree` for each of those in two texts, which are the same beside them. */
  agreeWithin(was: string, is: string): boolean {
    const [before, after] = [was.match(made) ?? [], is.match(made) ?? []];
    if (was.replace(made, '…') !== is.replace(made, '…')) return false;
    return before.every((name, index) => this.agree(name, after[index] ?? ''));
  }
}

/** Things are lists of objects, or objects by their uid. None is a list of them too. */
function toThings(value: unknown = []): Json[] | undefined {
  const things = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [value];
  return things.every(thing => isObject(thing) && 'uid' in thing) ? things : undefined;
}

/** Every thing of an export, as `folder › name`. */
export const listThings = (held: Export): string[] =>
  Object.entries(held).flatMap(([folder, value]) =>
    [...nameThings(folder, toThings(value) ?? []).keys()].map(name => `${folder} › ${name}`),
  );

const toTitle = (thing: Json): string => String(thing.title ?? thing.name ?? thing.filename ?? thing.uid);

/** Of two with one title it is what they say that tells them apart. */
function toName(thing: Json, things: readonly Json[]): string {
  const title = toTitle(thing);
  const says = [thing.message, thing.description].find(text => typeof text === 'string' && text !== '');
  const isOnly = things.filter(other => toTitle(other) === title).length === 1;
  return isOnly || says === undefined ? title : `${title} (${says})`;
}

/** @throws when two have the same name: which is which could not be told. */
function nameThings(at: string, things: readonly Json[]): Map<string, Json> {
  const named = new Map<string, Json>();
  for (const thing of things) {
    const name = toName(thing, things);
    if (named.has(name)) throw new Error(`${at} holds two that are called ${name}`);
    named.set(name, thing);
  }
  return named;
}

export function compare(one: Export, two: Export): Difference[] {
  const found: Difference[] = [];
  const names = new Names();
  const later: (() => void)[] = [];
  const tell = (at: string, was: unknown, is: unknown): void => void found.push({ at, was, is });

  for (const folder of union(one, two)) {
    const [before, after] = [toThings(one[folder]), toThings(two[folder])];
    if (!before || !after) {
      later.push(() => walk(folder, one[folder], two[folder]));
      continue;
    }
    const [was, is] = [nameThings(folder, before), nameThings(folder, after)];
    for (const name of new Set([...was.keys(), ...is.keys()])) {
      const [its, other] = [was.get(name), is.get(name)];
      // First all that there is gets its name, so that what refers to it can be judged.
      if (its && other) names.pair(String(its.uid), String(other.uid));
      later.push(() => walk(`${folder} › ${name}`, its, other));
    }
  }
  for (const step of later) step();
  return found;

  function walk(at: string, was: unknown, is: unknown): void {
    if (at.endsWith(' › publish_details') && Array.isArray(was) && Array.isArray(is)) {
      // Where it is published, in no order.
      const byPlace = (list: Json[], name: (environment: unknown) => unknown): Json =>
        Object.fromEntries(list.map(place => [`${name(place.environment)} ${place.locale}`, place]));
      walk(
        `${at} by place`,
        byPlace(was, uid => names.translate(uid)),
        byPlace(is, uid => uid),
      );
    } else if (Array.isArray(was) && Array.isArray(is)) {
      for (let index = 0; index < Math.max(was.length, is.length); index += 1) {
        walk(`${at} › ${index}`, was[index], is[index]);
      }
    } else if (isObject(was) && isObject(is)) {
      for (const key of union(was, is)) walk(`${at} › ${key}`, was[key], is[key]);
    } else if (typeof was === 'string' && typeof is === 'string') {
      if (!names.agreeWithin(was, is)) tell(at, was, is);
    } else if (was !== is) tell(at, was, is);
  }
}

const union = (one: Json, two: Json): string[] => [...new Set([...Object.keys(one), ...Object.keys(two)])].sort();
