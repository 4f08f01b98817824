// Where a plan publishes, and what: the environments and languages that it names, and the roots that come of the rest.
import { BadTask, type Ground } from '../../operations/task.ts';
import type { Root } from '../closure/closure.ts';
import { readEnvironment, readFallbacks, readLocales } from '../types.ts';
import type { Asked, Plan } from './row.ts';

export interface Places {
  environments: readonly { uid: string; name: string }[];
  /** For what has no language of its own; the master's where none is named. */
  locales: readonly string[];
  /** Those that are named; undefined where none is. */
  chosen: readonly string[] | undefined;
  /** All there are; those named where they cannot be read. */
  codes: readonly string[];
  listFallbacks: (code: string) => string[];
}

/** What a call names, in each of its places. */
export interface Named {
  roots: Root[];
  notes: string[];
  isPartial: boolean;
  release?: NonNullable<Plan['release']>;
}

/** @throws {BadTask} for one that there is not, and without an environment. */
export async function readPlaces(ground: Ground, { environments = [], locales, entries = [] }: Asked): Promise<Places> {
  if (environments.length === 0) throw new BadTask('environments: name at least one');
  const places = new Map<string, string>();
  for (const name of environments) {
    const { uid, name: known } = await readEnvironment(ground, name, 'environments');
    places.set(uid, known);
  }
  const named = [...(locales ?? []), ...entries.flatMap(({ locale }) => locale ?? [])];
  const isKnown = (await ground.words('locales')) !== undefined;
  // Where languages cannot be read those that are named are taken as they are.
  const all = await readLocales(ground, isKnown ? undefined : named);
  const chosen = locales && locales.length > 0 ? (await readLocales(ground, locales)).codes : undefined;
  const master = all.master ?? all.codes[0];
  return {
    environments: [...places].map(([uid, name]) => ({ uid, name })),
    locales: chosen ?? (master === undefined ? [] : [master]),
    chosen,
    codes: all.codes,
    listFallbacks: await readFallbacks(ground),
  };
}
