// Counts the requests of the present second and, where limits are wanted, says when there are too many.

/** Requests per second of the whole organization: reads (GET), writes, and bulk operations, each counted apart. */
interface Limits {
  reads: number;
  writes: number;
  bulk: number;
}

/** Those that are absent are the usual ones; `false` is no limit. */
export type LimitSetting = { [kind in keyof Limits]?: number | false } | false;

export const usual: Limits = { reads: 10, writes: 10, bulk: 1 };

interface Count {
  limit: number;
  remaining: number;
  /** The request is one too many and limits are enforced. */
  exceeded: boolean;
}

/** Makes a counter; with `false` it only counts, with limits it also tells what exceeds them. */
export function makeCounter(limits: LimitSetting): (method: string, path: string) => Count {
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
    const set = limits === false ? false : (limits[kind] ?? usual[kind]);
    const limit = set === false ? usual[kind] : set;
    return { limit, remaining: Math.max(0, limit - used[kind]), exceeded: set !== false && used[kind] > limit };
  };
}

/** From `off`, or from numbers for reads, writes and bulk operations, each of which may be `off`; undefined when it is neither. */
export function readLimits(text: string): LimitSetting | undefined {
  if (text === 'off') return false;
  const parts = text.split(',').map(part => part.trim());
  if (parts.length !== 3 || !parts.every(part => /^(off|[1-9]\d{0,5})$/.test(part))) return undefined;
  const [reads, writes, bulk] = parts.map(part => (part === 'off' ? false : Number(part))) as [number, number, number];
  return { reads, writes, bulk };
}
