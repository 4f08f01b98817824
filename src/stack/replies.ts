// Replies to what was asked in order to learn: which of them say something for good, and what kept the others from it. Pure.

import { type Answer, Forbidden, NoAnswer } from '../operations/answer.ts';
import { isObject } from '../operations/is-object.ts';

export type Reply = Answer | NoAnswer;

export const isAnswer = (reply: Reply | undefined): reply is Answer =>
  reply !== undefined && !(reply instanceof NoAnswer);

export function codeOf(answer: Answer): number | undefined {
  const code = isObject(answer.body) ? Number(answer.body.error_code) : Number.NaN;
  return Number.isInteger(code) ? code : undefined;
}

/** Not carried out, or not now: the same request may be answered otherwise a little later. */
const passing = (status: number): boolean => status >= 500 || [408, 425, 429].includes(status);

/** Only the API writes like this: JSON with the list that was asked for, or with its own error. */
function isOfApi({ json, body, status }: Answer, list?: string): boolean {
  if (!json || !isObject(body)) return false;
  if ('error_code' in body || 'error_message' in body) return true;
  if (status < 200 || status >= 300) return false;
  return list === undefined
    ? 'notice' in body || lists.some(key => Array.isArray(body[key]))
    : Array.isArray(body[list]);
}

/** Keys of the lists that are asked for. */
const lists = ['branches', 'branch_aliases', 'locales', 'environments', 'content_types'];

/**
 * Whether it says something that stays true: the API's own word, and not that it cannot tell now.
 * @param list the key of the list that was asked for.
 */
export function isSettled(reply: Reply | undefined, list?: string): reply is Answer {
  return isAnswer(reply) && !passing(reply.status) && isOfApi(reply, list);
}

/** A policy kept it from being sent, which stays so. */
export const isWithheld = (reply: Reply | undefined): reply is Forbidden => reply instanceof Forbidden;

/** A good answer to a list. */
export const isFine = (reply: Reply | undefined, list: string): reply is Answer =>
  isSettled(reply, list) && reply.status >= 200 && reply.status < 300;

/** For want of rights: in the module (161, 162), or without a word of why. */
export const isForbidden = (reply: Reply | undefined): boolean =>
  isSettled(reply) && ([161, 162].includes(codeOf(reply) ?? 0) || (reply.status === 403 && codeOf(reply) !== 901));

export function listOf(reply: Reply | undefined, key: string): Record<string, unknown>[] {
  const body = isAnswer(reply) ? reply.body : undefined;
  const list = isObject(body) ? body[key] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** `status 401, code 161` */
export function nameAnswer(answer: Answer): string {
  const code = codeOf(answer);
  return `status ${answer.status}${code === undefined ? '' : `, code ${code}`}`;
}

/** Why nothing can be said yet, as the end of a sentence. Undefined: nobody has answered yet. */
export function toCause(reply: Reply | undefined, origin: string): string {
  if (reply === undefined) return 'it is still being found out';
  // What follows is what to do about it, for who has no doctor.
  if (reply instanceof NoAnswer) return reply.message.split(/; |\. /)[0]?.replace(/\.$/, '') ?? '';
  if (reply.status === 429) return 'the rate limit was used up at the start';
  if (passing(reply.status)) return `${origin} answered ${reply.json ? reply.status : describe(reply)}`;
  return `${origin} answered ${describe(reply)}: not Contentstack's API; a proxy?`;
}

/** `403, text/html, "Blocked by …"`: status, type, and what a person would read first. */
function describe({ status, type, body }: Answer): string {
  const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
  const [, title] = /<title[^>]*>([^<]{1,300})/i.exec(text.slice(0, 5000)) ?? [];
  const words = (title ?? text.slice(0, 5000).replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, ' '))
    .replace(/[^\p{L}\p{N}\p{P}\p{S} ]+/gu, ' ')
    .replace(/["\s]+/g, ' ')
    .trim();
  const shown = words.length > most ? `${words.slice(0, most)}…` : words;
  return [String(status), type?.split(';')[0] ?? '', shown && `"${shown}"`].filter(Boolean).join(', ');
}

/** Of a page that somebody else has written, in characters. */
const most = 60;
