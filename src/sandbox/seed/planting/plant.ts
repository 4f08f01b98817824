// Plants a seed: its requests are carried out and checked; from the third time on there is a copy of what came up the second.

import { copyJson } from '../../state/copy.ts';
import type { State } from '../../state/state.ts';
import type { Seed } from '../form/format.ts';
import { buildState } from './build.ts';

/** What came up of seeds that were needed a second time; nothing yet of those that were needed once. */
const kept = new WeakMap<Seed, State | undefined>();

/** @throws when the seed is wrong, saying where. */
export function plantSeed(seed: Seed): State {
  const grown = kept.get(seed);
  if (grown) return copyJson(grown);
  const state = buildState(seed);
  // Most processes plant one seed once: they are spared the memory.
  kept.set(seed, kept.has(seed) ? copyJson(state) : undefined);
  return state;
}
