// The envelope of a message, taken as clients mean it: null for what is absent, and an id found in what is too long to be read.
import { isObject } from '../../operations/is-object.ts';

/** The start of a file in some editors and shells, and of what they pipe. */
export const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);

/** Some clients write null for every part that they have nothing to put in; a batch holds several messages. */
export function soften(message: unknown): unknown {
  if (Array.isArray(message)) return message.map(soften);
  if (!isObject(message) || typeof message.method !== 'string') return message;
  const { params, ...rest } = message;
  if (params === null) return rest;
  const first = isObject(params) && isObject(params.arguments) ? toFirst(params.arguments) : undefined;
  if (first) return soften({ ...rest, params: { ...(params as object), arguments: first } });
  if (!isObject(params) || !absent.some(name => params[name] === null)) return message;
  const given = Object.entries(params).filter(([name, value]) => value !== null || !absent.includes(name));
  return { ...rest, params: Object.fromEntries(given) };
}

/**
 * No tool has a tenth of these. More are refused in any case, by the first ones that are not known, but not before the SDK
 * has looked at each.
 */
const mostArguments = 1_000;

/** Undefined where there are no more than that. */
function toFirst(given: Record<string, unknown>): Record<string, unknown> | undefined {
  const first: [string, unknown][] = [];
  for (const name in given) {
    if (first.length === mostArguments) return Object.fromEntries(first);
    first.push([name, given[name]]);
  }
  return undefined;
}

const absent = ['arguments', 'cursor', '_meta'];

/**
 * The id of a request of which only both ends are known.
 * @param start how it begins. @param end how it ends.
 */
export function findId(start: string, end: string): string | number | undefined {
  return readId(/"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)\s*[,}]/.exec(toTop(start))) ?? readId(last.exec(end));
}

/** Nothing but the version and the method may follow, so that no id of what is inside is taken for it. */
const last = /"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)\s*(?:,\s*"(?:jsonrpc|method)"\s*:\s*"[\w/.$-]*"\s*)*\}\s*$/;

function readId(found: RegExpExecArray | null): string | number | undefined {
  return found?.[1] === undefined ? undefined : (JSON.parse(found[1]) as string | number);
}

/** What stands directly in the object that a text begins: up to the first thing inside that does not end within it. */
function toTop(text: string): string {
  let depth = 0;
  let top = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[^"]/gs)) {
    if (token === '}' || token === ']') depth -= 1;
    if (depth === 1 || (depth === 0 && token === '}')) top += token;
    if (token === '{' || token === '[') depth += 1;
  }
  return top;
}
