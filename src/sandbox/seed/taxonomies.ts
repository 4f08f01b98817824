// The taxonomies of the demo stack, as the requests that made them.
import type { SeedRequest } from './format.ts';

export const taxonomies: SeedRequest[] = [];
