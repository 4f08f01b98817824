// Reads `from` and `to`, the span of time that logs are asked for.
import type { Call } from '../http/call.ts';
import { refuseRequest } from '../http/replies.ts';

export function readTimeSpan(call: Call): (at: string) => boolean {
  const from = readTime(call, 'from') ?? Number.NEGATIVE_INFINITY;
  const to = readTime(call, 'to') ?? Number.POSITIVE_INFINITY;
  return at => Date.parse(at) >= from && Date.parse(at) <= to;
}

function readTime(call: Call, name: 'from' | 'to'): number | undefined {
  const text = call.query.get(name);
  if (!text) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw refuseRequest(`The value of ${name} is not a date.`, { [name]: ['is not valid.'] });
  return time;
}
