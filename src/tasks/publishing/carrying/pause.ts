// Waits between two looks, while the call has time left.
import { type Ground, isOver } from '../../../operations/task.ts';

/** Of the time of a call, what is kept for the looks after the last request and for the answer. */
export const toReserve = ({ until }: Pick<Ground, 'until'>): number => Math.min(5_000, (until - Date.now()) / 4);

/** @returns false where the time would be over, or the caller has given up. */
export async function pause(ground: Ground, ms: number, reserve: number): Promise<boolean> {
  if (Date.now() + ms + reserve > ground.until || ground.signal.aborted) return false;
  await new Promise<void>(resolve => {
    const end = (): void => {
      clearTimeout(timer);
      ground.signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    ground.signal.addEventListener('abort', end, { once: true });
  });
  return !ground.signal.aborted && !isOver(ground);
}
