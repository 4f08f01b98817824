// Waiting for what is not known yet: a call that may soon be possible does not fail for coming early.

import type { Member } from '../stack/members.ts';
import type { Offer } from './offer.ts';

/** How long such a call waits, in milliseconds. */
const patience = 5_000;

type Found = ReturnType<Offer['find']>;

/** A call of what is off only for want of knowledge waits for that, if it may come soon; it asks for nothing itself. */
export async function waitFor(
  members: readonly Member[],
  name: string,
  find: () => Promise<Found>,
  signal: AbortSignal,
): Promise<Found> {
  const until = Date.now() + patience;
  for (;;) {
    const found = await find();
    const isComing = members.some(({ stack }) => {
      const { withheld, tasks, facts } = stack.now().access;
      const isOff =
        withheld.some(each => each.isOpen && each.operation.name === name) ||
        tasks.withheld.some(each => each.isOpen && each.task.name === name);
      return isOff && (facts.open?.againAt ?? 0) < until;
    });
    if ('tool' in found || !isComing || Date.now() >= until || signal.aborted) return found;
    await changed(members, until - Date.now(), signal);
  }
}

/** Resolves when any of them has changed, or the time is up. */
function changed(members: readonly Member[], milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      for (const end of endings) end();
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    const endings = members.map(({ stack }) => stack.onChange(done));
  });
}
