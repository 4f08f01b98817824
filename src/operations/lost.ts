// What is given and would not arrive: keys that are lost when objects are copied, numbers that JSON or a double cannot hold. Pure.
import { toBrief } from './brief.ts';
import { type Offered, toArgumentName } from './operation.ts';

/** Where an object stands; its path is written out only where something is wrong with it. */
interface Held {
  value: object;
  key: string;
  within: Held | undefined;
}

/** Of a key, so many characters are said back. */
const word = 40;

/**
 * One line each, at most so many: looked for in what a write sends as its body.
 * Long integers of entries are left to those who know what is stored: what a stack holds may be sent back.
 */
export function listLost(
  { effect, body, form, model }: Offered,
  given: Record<string, unknown>,
  most: number,
): string[] {
  if (effect === 'read') return [];
  const problems: string[] = [];
  const left: Held[] = [];
  const look = (value: unknown, key: string, within: Held | undefined): void => {
    const reason = key === '__proto__' ? 'is a key that is lost on the way' : toReason(value, model !== undefined);
    if (reason) problems.push(`${toAddress(key, within)}: ${reason}`);
    else if (typeof value === 'object' && value !== null) left.push({ value, key, within });
  };
  for (const name of Object.keys({ ...body, ...form }).map(toArgumentName)) look(given[name], name, undefined);
  for (let next = left.pop(); next !== undefined && problems.length < most; next = left.pop()) {
    const { value } = next;
    for (const key in value) {
      if (problems.length >= most) break;
      look((value as Record<string, unknown>)[key], key, next);
    }
  }
  return problems;
}

function toReason(value: unknown, isJudgedLater: boolean): string | undefined {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return undefined;
  if (!Number.isFinite(value)) return 'is a number too large for JSON, which would send nothing';
  // One with a fraction is as near to what was written as a number can be.
  return Number.isInteger(value) && !isJudgedLater
    ? 'is an integer beyond 2^53, whose last digits are lost'
    : undefined;
}

function toAddress(key: string, within: Held | undefined): string {
  const keys = [key];
  for (let at = within; at !== undefined; at = at.within) keys.push(at.key);
  return keys
    .reverse()
    .map(each => toBrief(each, word))
    .join('.');
}
