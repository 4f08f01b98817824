// What a handler knows about one request, and the table form in which the routes are written.
import type { Choices } from './choices.ts';
import type { Stamp } from './clock.ts';
import { refuseBody, refuseRequest } from './replies.ts';
import type { Branch, Json, State } from './state.ts';

export interface Call {
  state: State;
  branch: Branch;
  choices: Choices;
  stamp: Stamp;
  /** The parts of the path that its pattern names. */
  params: Record<string, string>;
  query: URLSearchParams;
  apiVersion: string | undefined;
  /** Parsed JSON, or for an upload the parsed JSON file of each part; undefined without a body. */
  body: unknown;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  status?: 201;
  answer: (call: Call) => Json;
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A part of the path; the route's pattern guarantees that it is there. */
export const takeParam = (call: Call, name: string): string => call.params[name] ?? '';

export const takeFlag = (call: Call, name: string): boolean => call.query.get(name) === 'true';

/** A whole number from the query string; undefined when absent. */
export function takeNumber(call: Call, name: string): number | undefined {
  const text = call.query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^\d{1,10}$/.test(text))
    throw refuseRequest(`The value of ${name} is not valid.`, { [name]: ['is not valid.'] });
  return Number(text);
}

/** The object a body carries under the module's key. */
export function takeBody(call: Call, key: string): Json {
  const found = isObject(call.body) ? call.body[key] : undefined;
  if (!isObject(found)) throw refuseBody(`The request body has no object under '${key}'.`);
  return found;
}

/** As `takeBody`, where the body may be left out. */
export const takeOptionalBody = (call: Call, key: string): Json => (call.body === undefined ? {} : takeBody(call, key));

/** The answer with the branch named, when the request asks for it. */
export const markBranch = (call: Call, object: Json): Json =>
  takeFlag(call, 'include_branch') ? { ...object, _branch: call.branch.uid } : object;
