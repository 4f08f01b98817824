// Files to upload in tests, and what a browser gets of them.
import type { Client } from './small-stack.ts';

type Json = Record<string, unknown>;

export const svg = (width: number, height: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>`;

/** The parts of an upload; `null` for the file leaves it out. */
export function form(file: File | null, fields: Record<string, string> = {}): FormData {
  const out = new FormData();
  if (file) out.append('asset[upload]', file);
  for (const [name, value] of Object.entries(fields)) out.append(`asset[${name}]`, value);
  return out;
}

export const file = (content: string | Uint8Array<ArrayBuffer>, name: string, type = ''): File =>
  new File([content], name, { type });

export const note = (text = 'Hello', name = 'note.txt'): File => file(text, name, 'text/plain');

export async function upload({ post }: Client, fields: Record<string, string> = {}, sent = note()): Promise<Json> {
  const { body, status } = await post('/assets', undefined, { form: form(sent, fields) });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.asset;
}

/** What a browser gets: no key and no token. */
export async function load(url: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(String(url), { headers });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    bytes,
    text: new TextDecoder().decode(bytes),
  };
}

export const uidsOf = (list: Json[]): unknown[] => list.map(item => item.uid);
