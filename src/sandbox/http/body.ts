// Reads a request's body: JSON, or the parts of an upload.
import type { Call, Upload } from './call.ts';
import { refuseBody } from './replies.ts';

/** What a body is made of, before any of it is judged. */
export interface Received {
  type: string;
  text: string;
  form: Call['form'];
  /** The body says it is an upload and cannot be read as one. */
  isBroken: boolean;
}

export async function receiveBody(request: Request): Promise<Received> {
  const type = request.headers.get('content-type') ?? '';
  if (!isUpload(type)) return { type, text: await request.text(), form: [], isBroken: false };
  try {
    const form: Call['form'] = [];
    for (const [name, part] of await request.formData()) {
      form.push([name, typeof part === 'string' ? part : await readUpload(part)]);
    }
    return { type, text: '', form, isBroken: false };
  } catch {
    return { type, text: '', form: [], isBroken: true };
  }
}

const isUpload = (type: string): boolean => type.startsWith('multipart/form-data');

const readUpload = async (file: File): Promise<Upload> => ({
  filename: file.name,
  type: file.type,
  bytes: new Uint8Array(await file.arrayBuffer()),
});

/** The body as it is written down for the observer: never fails. Files that hold JSON are shown as what they hold. */
export function describeBody({ text, form }: Received): unknown {
  if (form.length > 0) return Object.fromEntries(form.map(([name, value]) => [name, describePart(value)]));
  return text === '' ? undefined : describeText(text);
}

function describePart(value: string | Upload): unknown {
  if (typeof value === 'string') return describeText(value);
  const { filename, type, bytes } = value;
  return type.startsWith('application/json')
    ? describeText(new TextDecoder().decode(bytes))
    : { filename, type, size: bytes.length };
}

function describeText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** @param status for what is no JSON. */
export function parseBody(
  { type, text, isBroken }: Received,
  method: string,
  refusesEmpty: boolean,
  status?: number,
): unknown {
  if (isBroken) throw refuseBody('The upload is not valid multipart/form-data.');
  if (isUpload(type)) return undefined;
  const isJson = type.startsWith('application/json');
  if (text === '') {
    if (method === 'DELETE' && isJson && refusesEmpty) throw refuseBody('The JSON body is empty.');
    return undefined;
  }
  if (!isJson) throw refuseBody('The Content-Type header is missing or not valid.');
  try {
    return JSON.parse(text);
  } catch {
    throw refuseBody('The body is not valid JSON.', status);
  }
}
