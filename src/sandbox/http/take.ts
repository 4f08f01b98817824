// Takes out of a request what its handler wants: parts of the path, of the query string, of the body, of an upload.

import { isObject, type Json } from '../state/json.ts';
import type { Call } from './call.ts';
import { refuseBody, refuseRequest } from './replies.ts';

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

/** `skip` and `limit`: any number that is not negative, `1e+100` too, where a plus is a blank if nobody encoded it. */
export function takeCount(call: Call, name: 'skip' | 'limit'): number | undefined {
  const text = call.query.get(name);
  if (text === null || text === '') return undefined;
  const number = /^[\d.]/.test(text) ? Number(text.replace(' ', '+')) : Number.NaN;
  if (Number.isNaN(number)) throw refuseRequest(`The value of ${name} is not valid.`, { [name]: ['is not valid.'] });
  return Math.floor(number);
}

/** The object that a body is, where no key stands around it. @param status when it is none. */
export function takeWhole(call: Call, status?: number): Json {
  if (!isObject(call.body)) throw refuseBody('The request body is not an object.', status);
  return call.body;
}

/** All values of a parameter that may occur more than once: `name`, `name[]` or `name[0]`. */
export const takeAll = (call: Call, name: string): string[] =>
  [...call.query].filter(([key]) => key.replace(/\[\d*\]$/, '') === name).map(([, value]) => value);

/** The object a body carries under the module's key. @param status when it has none. */
export function takeBody(call: Call, key: string, status?: number): Json {
  const found = isObject(call.body) ? call.body[key] : undefined;
  if (!isObject(found)) throw refuseBody(`The request body has no object under '${key}'.`, status);
  return found;
}

/** As `takeBody`, where the body may be left out. */
export const takeOptionalBody = (call: Call, key: string): Json => (call.body === undefined ? {} : takeBody(call, key));

/** The object in an uploaded JSON file, which may hold it itself or under the module's key. */
export function takeImport(call: Call, key: string): Json {
  const [, part] = call.form.find(([name]) => name === key) ?? [];
  if (part === undefined) throw refuseBody(`The upload has no file under '${key}'.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(typeof part === 'string' ? part : new TextDecoder().decode(part.bytes));
  } catch {
    throw refuseBody('The file is not valid JSON.');
  }
  const inner = isObject(parsed) ? parsed[key] : undefined;
  if (isObject(inner)) return inner;
  if (!isObject(parsed)) throw refuseBody(`The file under '${key}' holds no object.`);
  return parsed;
}

/** The answer with the branch named, when the request asks for it. */
export const markBranch = (call: Call, object: Json): Json =>
  takeFlag(call, 'include_branch') ? { ...object, _branch: call.branch.uid } : object;
