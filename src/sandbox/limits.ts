// Counts the requests of the present second and, where limits are wanted, says when there are too many.

/** Requests per second: reads (GET), writes, and bulk operations, each counted apart. */
export interface Limits {
  reads: number;
  writes: number;
  bulk: number;
}

export const usual: Limits = { reads: 10, writes: 10, bulk: 1 };

export interface Count {
  limit: number;
  remaining: number;
  /** The request is one too many and limits are enforced. */
  exceeded: boolean;
}

/** Makes a counter; with `false` it only counts, with limits it also tells what exceeds them. */
export function makeCounter(limits: Partial<Limits> | false): (method: string, path: string) => Count {
  const allowed: Limits = { ...usual, ...(limits || {}) };
  let second = 0;
  let used: Limits = { reads: 0, writes: 0, bulk: 0 };
  return (method, path) => {
    const present = Math.floor(Date.now() / 1000);
    if (present !== second) {
      second = present;
      used = { reads: 0, writes: 0, bulk: 0 };
    }
    const kind = method === 'GET' ? 'reads' : path.startsWith('/v3/bulk/') ? 'bulk' : 'writes';
    used[kind] += 1;
    const limit = allowed[kind];
    return { limit, remaining: Math.max(0, limit - used[kind]), exceeded: limits !== false && used[kind] > limit };
  };
}
