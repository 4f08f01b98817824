// Sends one request that publishes, once, and tells what is known of its fate.
import { isObject, member } from '../../../content/value.ts';
import { type Answer, BadArgument, NoAnswer, NotAllowed } from '../../../operations/answer.ts';
import { type Ground, isOver } from '../../../operations/task.ts';
import { judge, mayBeDone } from '../../../operations/verdict.ts';
import type { Sending } from './requests.ts';

/** `lost`: it may have been carried out. `unsent`: it was not, for a reason of this moment. */
export type Fate =
  | { kind: 'accepted'; job?: string; body: unknown }
  | { kind: 'refused' | 'lost' | 'unsent'; why: string; status?: number };

/** @throws when the caller has given up. */
export async function sendOnce(ground: Ground, operation: string, given: Sending['given']): Promise<Fate> {
  try {
    return toFate(await ground.send(operation, given));
  } catch (error) {
    // The owner's rules forbid it, at the last door.
    if (error instanceof NotAllowed) return { kind: 'refused', why: error.message };
    if (!(error instanceof NoAnswer)) throw error;
    if (error.kind === 'cancelled' && !isOver(ground)) throw error;
    return { kind: error.isSent ? 'lost' : 'unsent', why: error.message };
  }
}

const asked = { effect: 'publish' } as const;

function toFate(answer: Answer): Fate {
  const { status, body } = answer;
  if (judge(asked, answer) === 'good') {
    const job = member(body, 'job_id');
    return { kind: 'accepted', body, ...(typeof job === 'string' && job !== '' ? { job } : {}) };
  }
  if (mayBeDone(asked, answer)) return { kind: 'lost', why: `status ${status}` };
  return { kind: status === 429 ? 'unsent' : 'refused', why: tellRefusal(answer), status };
}

/** In the API's own words. */
function tellRefusal({ status, body }: Answer): string {
  const errors = member(body, 'errors');
  const details = isObject(errors)
    ? Object.entries(errors).map(([key, told]) => `${key} ${[told].flat().map(String).join(', ')}`)
    : [];
  const message = member(body, 'error_message');
  const said = [...(typeof message === 'string' && message !== '' ? [message] : []), ...details].join(' ');
  return said === '' ? `status ${status}` : `${said} (status ${status})`;
}

/** What says no to this says no to all that follows. */
export const repeats = (fate: Fate): boolean =>
  'status' in fate && (fate.status === 401 || fate.status === 403 || fate.status === 429);

/** In a rehearsal: each is handed to the door, which keeps and tells it. @throws what else stands against one. */
export async function rehearse(
  ground: Ground,
  sendings: readonly { operation: string; given: Sending['given'] }[],
): Promise<void> {
  for (const { operation, given } of sendings) {
    try {
      await ground.send(operation, given);
    } catch (error) {
      if ([NoAnswer, NotAllowed, BadArgument].some(known => error instanceof known)) throw error;
    }
  }
}
