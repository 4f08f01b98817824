// Arguments become a request: method, path, query, headers, body. Pure; nothing is sent from here.
import type { Arguments } from './arguments.ts';
import { type Fields, type Operation, toArgumentName, toMethod, toTemplate } from './operation.ts';

export interface CmaRequest {
  method: string;
  /** Below `/v3`, encoded: `/content_types/page/entries`. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  /** JSON, when the operation has a body and an argument for it was given. */
  body?: string;
  form?: FormPart[];
}

/** One part of a multipart body. */
export interface FormPart {
  name: string;
  filename: string;
  type: string;
  content: string;
}

/** An argument that zod cannot judge but that must not reach the network. Its message is for the model. */
export class BadArgument extends Error {}

/** @throws {BadArgument} for a path argument that could leave its segment. */
export function toRequest(operation: Operation, given: Arguments, branch: string): CmaRequest {
  const request: CmaRequest = {
    method: toMethod(operation.line),
    path: toPath(toTemplate(operation.line), given),
    query: toQuery(operation.query, given),
    headers: { branch, ...toHeaders(operation.header, given) },
  };
  const body = pick(operation.body, given);
  if (body.length > 0) request.body = JSON.stringify(Object.fromEntries(body));
  const form = pick(operation.form, given);
  if (form.length > 0) request.form = form.map(([name, value]) => toJsonFile(name, value));
  return request;
}

/** The given arguments of one place, under their wire names. */
function pick(fields: Fields, given: Arguments): [string, unknown][] {
  return Object.keys(fields).flatMap((wireName): [string, unknown][] => {
    const value = given[toArgumentName(wireName)];
    return value === undefined ? [] : [[wireName, value]];
  });
}

function toPath(template: string, given: Arguments): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => toSegment(name, given[name]));
}

// Control characters and what URL parsers take for a separator, before or after decoding.
const unsafe = /[\p{Cc}/\\%?#]/u;

function toSegment(name: string, value: unknown): string {
  const text = String(value ?? '');
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
      query.append(wireName, typeof item === 'object' ? JSON.stringify(item) : String(item));
    }
  }
  return query;
}

function toHeaders(fields: Fields, given: Arguments): Record<string, string> {
  return Object.fromEntries(pick(fields, given).map(([name, value]) => [name, String(value)]));
}

/** The CMA's import calls take the exported JSON as a file under the module's key. */
function toJsonFile(name: string, value: unknown): FormPart {
  return { name, filename: `${name}.json`, type: 'application/json', content: JSON.stringify(value) };
}
