// What an answer says of what was asked: a success shows one. By the catalogue's words alone; pure.

import type { Answer } from './answer.ts';
import { isObject } from './is-object.ts';
import type { Operation } from './operation.ts';

/**
 * `refused` is said by the API itself. `unclear` is neither: a status of success over something that is no answer to this
 * request, as of a proxy, of maintenance, or of a fault on the way. A write may have been applied then, and a read shows nothing.
 */
type Verdict = 'good' | 'refused' | 'unclear';

export function judge({ effect, gives }: Pick<Operation, 'effect' | 'gives'>, answer: Answer): Verdict {
  const { status, json, body, file } = answer;
  if (status < 200 || status >= 300) return 'refused';
  if (file) return 'good';
  if (!json) return 'unclear';
  if (tellsError(body)) return 'refused';
  if (gives === 'file') return 'unclear';
  if (status === 204) return gives === 'nothing' ? 'good' : 'unclear';
  if (gives === 'list' && Array.isArray(body)) return 'good';
  if (!isObject(body)) return 'unclear';
  // A list without items says something, an object without keys does not.
  if (effect === 'read') return Object.keys(body).length > 0 ? 'good' : 'unclear';
  return showsWrite(body) ? 'good' : 'unclear';
}

/** Of who failed or gave up inside Contentstack or on the way back, or wants to be asked again, as browsers do. */
export const lost: ReadonlySet<number> = new Set([408, 425, 499, ...Array.from({ length: 100 }, (_, at) => 500 + at)]);

/** Whether a write that was answered so may have been carried out: what failed may have been done first, what is refused was not. */
export const mayBeDone = (asked: Parameters<typeof judge>[0], answer: Answer): boolean =>
  lost.has(answer.status) || judge(asked, answer) === 'unclear';

/** Whether the API itself refuses as it does what is not there. A page of what stands before it says nothing of that. */
export const saysAbsent = ({ status, json }: Pick<Answer, 'status' | 'json'>): boolean =>
  json && [404, 422].includes(status);

/** Words that every answer to a write has one of, where it does not show the thing: a notice, a job, a merge. */
const receipts = ['notice', 'job_id', 'uid'];

/** Keys under which gateways and frameworks say what went wrong, and the API itself. */
const complaints = new Set(['error', 'errors', 'fault', 'detail', 'details']);

/** A word such as `{"success": true}` or `{"message": "…"}` is no receipt: what was written is shown, or noticed. */
function showsWrite(body: Record<string, unknown>): boolean {
  if (isSomething(body.error) || isSomething(body.fault)) return false;
  if (receipts.some(key => typeof body[key] === 'string' && body[key] !== '')) return true;
  return Object.entries(body).some(
    ([key, told]) => !complaints.has(key) && typeof told === 'object' && isSomething(told),
  );
}

/** In the API's words, whatever the status: https://www.contentstack.com/docs/developers/apis/content-management-api#errors */
const tellsError = (body: unknown): boolean =>
  isObject(body) &&
  [body.error_code, body.error_message].some(told => told !== undefined && told !== null && told !== '');

const isSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.keys(value).length > 0
    : value !== undefined && value !== null && value !== '' && value !== false;
