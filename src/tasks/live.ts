// The items of a page as a reader of an environment gets them: some at a time, as each whose text differs is a request.
import type { Json } from '../content/value.ts';
import { type Ground, Refused } from '../operations/task.ts';
import { readLive } from './states.ts';
import type { Type } from './types.ts';

/** So many are asked for at once; their pace is the door's. */
const atOnce = 5;

/**
 * Those that are live, in their order.
 * @param locale absent for files.
 * @returns `failed`: how many are live but could not be read.
 */
export async function readLivePage(
  ground: Ground,
  { type, locale }: { type: Type; locale?: string },
  items: readonly Json[],
  environment: string,
): Promise<{ live: Json[]; failed: number }> {
  const live: Json[] = [];
  let failed = 0;
  for (let at = 0; at < items.length; at += atOnce) {
    const read = await Promise.all(
      items.slice(at, at + atOnce).map(async item => {
        try {
          return await readLive(ground, type, item, environment, locale);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          failed += 1;
          return undefined;
        }
      }),
    );
    live.push(...read.filter(item => item !== undefined));
  }
  return { live, failed };
}
