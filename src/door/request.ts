// Arguments become a request: method, path, query, headers, body. Pure; nothing is sent from here.
import { type Answer, BadArgument, mask } from '../operations/answer.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Bounds } from '../operations/file.ts';
import {
  type Effect,
  type Fields,
  type Operation,
  type RequestLine,
  toArgumentName,
  toMethod,
  toTemplate,
} from '../operations/operation.ts';

export interface CmaRequest {
  /** The request line it was made from; the door compares. */
  line: RequestLine;
  /** Whether it may be repeated follows from this, not from the method. */
  effect: Effect;
  method: string;
  /** Below `/v3`, encoded: `/content_types/page/entries`. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  /** JSON, when the operation has a body and an argument for it was given. */
  body?: string;
  form?: FormPart[];
  /** Of the answer only the file is wanted that lies behind the `url` in it. */
  isLinked?: true;
  /** Of a linked picture: how much of it may come; as much as a model is shown when not given. */
  fits?: Bounds;
  /** Asked on the chance: a refusal is no failure. */
  isTrial?: true;
  /** A person was asked in this call, and said yes: what a policy wants asked leaves with nothing less. */
  isAgreed?: true;
  /** Who asks, where several may: they take turns. */
  caller?: string;
  /** The moment by which the call that it is part of must be over, as Date.now() tells it. */
  until?: number;
  /** Is not sent while others wait: for what nobody has asked for in so many words. */
  givesWay?: true;
  /** Leaves some places of each second to others, `half` half of them: for what asks several things at once. */
  leavesRoom?: 'some' | 'half';
  /** Told of each time it has left. */
  onDeparture?: (departure: Departure) => void;
}

/** One time that a request left, and what came of it; moments as Date.now() tells them. */
export interface Departure {
  request: CmaRequest;
  /** Where it went: `https://api.contentstack.io`. */
  origin: string;
  /** It has left before in the same call. */
  isAgain: boolean;
  /** When it began to wait for its turn, left, and was answered or given up. */
  askedAt: number;
  leftAt: number;
  endedAt: number;
  /** Or an error, where none came. */
  answer?: Answer;
  error?: unknown;
}

/** One part of a multipart body: a value, JSON as a file, or a file that is still to be read from its source. */
export type FormPart = { name: string } & ({ text: string } | { json: string } | { source: string });

/** @throws {BadArgument} for a path argument that could leave its segment, what no header holds, and a mask given as a value. */
export function toRequest(operation: Operation, given: Arguments, branch: string): CmaRequest {
  // What was struck out of an answer, or out of the midst of a text, must not come back as the value.
  if (JSON.stringify(given, withoutMaskedKey).includes(mask)) {
    throw new BadArgument(
      `${mask} stands for something that was withheld: give the real value, or leave the field out`,
    );
  }
  const linked = operation.linked && given[operation.linked.without] === undefined ? operation.linked : undefined;
  const line = linked?.by ?? operation.line;
  const request: CmaRequest = {
    line,
    effect: operation.effect,
    method: toMethod(line),
    path: toPath(toTemplate(line), given),
    query: toQuery(operation.query, given),
    headers: { branch: toHeader('branch', branch), ...operation.fixed, ...toHeaders(operation.header, given) },
  };
  if (linked) {
    request.isLinked = true;
    for (const [flag, value] of Object.entries(linked.flags)) request.query.append(flag, String(value));
  }
  const body = pick(operation.body, given);
  if (body.length > 0) request.body = JSON.stringify(Object.fromEntries(body), withoutMaskedKey);
  const form = pick(operation.form, given);
  if (form.length > 0) request.form = form.map(([name, value]) => toPart(name, value));
  return request;
}

/** An object that is sent back as it was read has the stack's key struck out; the API takes no notice of it. */
const withoutMaskedKey = (key: string, value: unknown): unknown =>
  keysOfTheStack.has(key) && value === mask ? undefined : value;

/** Where reads have the key of the stack: webhooks have it under a name of their own. */
const keysOfTheStack: ReadonlySet<string> = new Set(['api_key', 'applikation_id']);

/** The given arguments of one place, under their wire names. */
function pick(fields: Fields, given: Arguments): [string, unknown][] {
  return Object.keys(fields).flatMap((wireName): [string, unknown][] => {
    const value = given[toArgumentName(wireName)];
    return value === undefined ? [] : [[wireName, value]];
  });
}

/** Of a list the items; never by an object's own `toString`. */
function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function toPath(template: string, given: Arguments): string {
  // The API key is left standing: `cma.ts` knows it.
  return template.replace(/\{(?!api_key\})(\w+)\}/g, (_, name: string) => toSegment(name, given[name]));
}

// Control characters, halves of characters, and what URL parsers take for a separator, before or after decoding.
const unsafe = /[\p{Cc}\p{Cs}/\\%?#]/u;

function toSegment(name: string, value: unknown): string {
  const text = toText(value ?? '');
  if (text.trim() === '') throw new BadArgument(`${name}: must not be empty`);
  if (unsafe.test(text) || /^\.+$/.test(text)) {
    throw new BadArgument(`${name}: ${JSON.stringify(text)} cannot be a uid or name; give it as the stack shows it`);
  }
  return encodeURIComponent(text);
}

function toQuery(fields: Fields, given: Arguments): URLSearchParams {
  const query = new URLSearchParams();
  for (const [wireName, value] of pick(fields, given)) {
    // A list is the name repeated, as the CMA reads `include[]=a&include[]=b`; an object is JSON.
    for (const item of Array.isArray(value) ? value : [value]) {
      query.append(wireName, Array.isArray(item) ? JSON.stringify(item) : toText(item));
    }
  }
  return query;
}

function toHeaders(fields: Fields, given: Arguments): Record<string, string> {
  return Object.fromEntries(pick(fields, given).map(([name, value]) => [name, toHeader(name, toText(value))]));
}

/** What no header can hold, undici refuses late, and never gives back the connection that it had taken for it. */
function toHeader(name: string, text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  throw new BadArgument(`${name}: ${JSON.stringify(text)} has characters that a header cannot hold`);
}

/**
 * What the wire name says: `x[upload]` is a file, `x[y]` a value. A name without brackets is an import: the exported
 * JSON, as a file under the module's key.
 */
function toPart(name: string, value: unknown): FormPart {
  if (name.endsWith('[upload]')) return { name, source: toText(value) };
  return name.includes('[') ? { name, text: toText(value) } : { name, json: JSON.stringify(value) };
}
