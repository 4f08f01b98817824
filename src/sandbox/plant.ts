// Plants a seed: its requests are carried out and checked; from the third time on there is a copy of what came up the second.
import { buildState } from './build.ts';
import { copyJson } from './copy.ts';
import type { Seed } from './seed/format.ts';
import type { State } from './state.ts';

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
