// Reads a request's body: JSON, or the JSON files of an upload.
import { isObject } from './call.ts';
import { refuseBody } from './replies.ts';
import type { Json } from './state.ts';

/** What a body is made of, before any of it is judged. */
export interface Received {
  type: string;
  text: string;
  /** Parts of an upload by name, as text; absent when the upload cannot be read. */
  parts?: Record<string, string>;
}

export async function receiveBody(request: Request): Promise<Received> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) return { type, text: await request.text() };
  try {
    const parts: Record<string, string> = {};
    for (const [name, part] of await request.formData()) {
      parts[name] = typeof part === 'string' ? part : await part.text();
    }
    return { type, text: '', parts };
  } catch {
    return { type, text: '' };
  }
}

/** The body as it is written down for the observer: never fails. */
export function describeBody({ text, parts }: Received): unknown {
  const describe = (value: string): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  };
  if (parts) return Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, describe(value)]));
  return text === '' ? undefined : describe(text);
}

export function parseBody(received: Received, method: string, refusesEmpty: boolean): unknown {
  const { type, text, parts } = received;
  if (parts) return Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, parsePart(name, value)]));
  if (type.startsWith('multipart/form-data')) throw refuseBody('The upload is not valid multipart/form-data.');
  const isJson = type.startsWith('application/json');
  if (text === '') {
    if (method === 'DELETE' && isJson && refusesEmpty) throw refuseBody('The JSON body is empty.');
    return undefined;
  }
  if (!isJson) throw refuseBody('The Content-Type header is missing or not valid.');
  return parseJson(text);
}

/** An uploaded file may hold the object itself or the object under the module's key. */
function parsePart(name: string, value: string): unknown {
  const parsed = parseJson(value);
  const inner: unknown = isObject(parsed) ? (parsed as Json)[name] : undefined;
  return isObject(inner) ? inner : parsed;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuseBody('The body is not valid JSON.');
  }
}
