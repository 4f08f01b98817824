// The API's own error within an answer, taken apart. Pure.
import type { Answer } from '../../operations/answer.ts';
import { isObject } from '../../operations/is-object.ts';
import type { Operation } from '../../operations/operation.ts';
import { judge } from '../../operations/verdict.ts';

export interface CmaError {
  code: number;
  message: unknown;
  errors: unknown;
  /** The names in `errors`. */
  keys: readonly string[];
  /** All of it as one text, to look for words in. */
  text: string;
  /** What the message says is not there: `entry`; and what it calls it, where it quotes that. */
  noun?: string;
  name?: string;
}

/** How much of a body is looked through for what it says, in characters: more is no message. */
const legible = 5_000;

/** `The requested entry doesn't exist`, `The Content Type 'x' was not found`, `Language was not found`. */
const absent =
  /(?:\bthe (?:requested )?([a-z ]{3,30}?)|^([a-z]{3,12}(?: [a-z]{3,12})?)) (?:'([^']{0,200})' )?(?:doesn't|does not|was not|could not be|not found)\b/i;

/** As much as nothing. */
const general = /^(object|resource|thing|request(ed)?|item|path|url|page|this|that)$/;

export const noError: CmaError = { code: 0, message: undefined, errors: undefined, keys: [], text: '' };

/** Nothing of what is not JSON: that is the page of a gateway. */
export function toError({ body, json }: Pick<Answer, 'body' | 'json'>): CmaError {
  if (!json || !isObject(body)) return noError;
  const { error_message, message, error_code, errors } = body;
  const said = error_message || message;
  const fields = isObject(errors)
    ? Object.entries(errors).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    : [JSON.stringify(errors ?? '')];
  const words = typeof said === 'string' ? said.slice(0, legible) : '';
  const text = [words, ...fields].join('\n').slice(0, legible);
  const code = Number(error_code);
  // Only of the message: what is said of a field is about what the field names.
  const [, after, alone, name] = absent.exec(words) ?? [];
  const noun = after ?? alone;
  const spoken = noun?.toLowerCase();
  return {
    code: Number.isInteger(code) ? code : 0,
    message: said,
    errors,
    keys: isObject(errors) ? Object.keys(errors) : [],
    text,
    ...(spoken === undefined || general.test(spoken) ? {} : { noun: spoken }),
    ...(name === undefined ? {} : { name }),
  };
}

/** A refusal under a status of success is told like one under the status that it should have had. */
export const toToldStatus = (operation: Operation, answer: Answer): number =>
  answer.status < 300 && judge(operation, answer) !== 'unclear' ? 422 : answer.status;
