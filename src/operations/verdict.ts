// What an answer says of what was asked: a success shows one. By the catalogue's words alone; pure.

import type { Answer } from './answer.ts';
import { isObject } from './is-object.ts';
import type { Operation } from './operation.ts';

/**
 * `refused` is said by the API itself. `unclear` is neither: a status of success over something that is no answer to this
 * request, as of a proxy, of maintenance, or of a fault on the way. A write may have been applied then, and a read shows nothing.
 */
export type Verdict = 'good' | 'refused' | 'unclear';

export function judge({ effect, gives }: Pick<Operation, 'effect' | 'gives'>, answer: Answer): Verdict {
  const { status, json, body, file } = answer;
  if (status < 200 || status >= 300) return 'refused';
  if (file) return 'good';
  if (!json) return 'unclear';
  if (tellsError(body)) return 'refused';
  if (status === 204) return gives === 'nothing' ? 'good' : 'unclear';
  if (gives === 'list' && Array.isArray(body)) return 'good';
  if (!isObject(body)) return 'unclear';
  // A list without items says something, an object without keys does not; of what was written there is always something.
  if (effect === 'read') return Object.keys(body).length > 0 ? 'good' : 'unclear';
  return Object.entries(body).some(([key, told]) => key !== 'errors' && isSomething(told)) ? 'good' : 'unclear';
}

/** In the API's words, whatever the status: https://www.contentstack.com/docs/developers/apis/content-management-api#errors */
const tellsError = (body: unknown): boolean =>
  isObject(body) &&
  [body.error_code, body.error_message].some(told => told !== undefined && told !== null && told !== '');

const isSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.keys(value).length > 0
    : value !== undefined && value !== null && value !== '' && value !== false;
