// Two sides of content held against each other: what is saved, or what is live in an environment.
import type { Json } from '../content/value.ts';
import type { Ground } from '../operations/task.ts';
import { findState } from './states.ts';
import { readEnvironment } from './types.ts';

/** What is saved, or an environment. */
export type Side = { saved: true; name: 'saved' } | { saved: false; uid: string; name: string };

/** @param argument that named it. @throws {BadTask} for an environment that there is not. */
export async function readSide(ground: Ground, name: string, argument: string): Promise<Side> {
  if (name.trim().toLowerCase() === 'saved') return { saved: true, name: 'saved' };
  return { saved: false, ...(await readEnvironment(ground, name, argument)) };
}

/** The version of an item on a side; undefined where it is not there. */
export function findVersion(item: Json, side: Side, locale: string | undefined): number | undefined {
  if (!side.saved) return findState(item, side.uid, locale)?.version;
  // What falls back has nothing of its own in that language.
  const isOwn = locale === undefined || item.locale === locale;
  return isOwn && typeof item._version === 'number' ? item._version : undefined;
}
