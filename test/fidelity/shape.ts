// What an answer looks like, and how it differs from the reference's sample: keys and types, never values.

import { startSandbox } from '../../src/sandbox/index.ts';
import type { GivenChoices } from '../../src/sandbox/state/choices.ts';

/**
 * A sample's outline. `{ uid: 'string', tags: ['string'], ACL: {} }`; a list has the outline of its items, `[]` when the
 * sample's is empty; `'a|b'` takes either; a key that ends in `?` is in some of a list's items only.
 */
export type Shape = string | { [key: string]: Shape } | Shape[];

export interface ShapeCase {
  /** As the reference prints it, with its braces: `GET /releases/{release_uid}`. */
  request: string;
  /** The page's title, where one request has several samples. */
  title?: string;
  sample: Shape;
  /** Brings about the same answer; everything before the last request only prepares. */
  ask: (client: Asking) => Promise<unknown>;
  /** Other answers of the sandbox, where without them it would answer nothing of the kind. */
  choices?: GivenChoices;
  /** Differences on purpose: what the comparison says → why it is right all the same. */
  explained?: Record<string, string>;
}

export interface Asking {
  get(path: string, headers?: Record<string, string>): Promise<Json>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Json>;
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Json>;
  remove(path: string, body?: unknown, headers?: Record<string, string>): Promise<Json>;
  api_key: string;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into at any depth
type Json = any;

/** @returns the differences, as `queue.0.title: missing`, `extra`, or `number instead of string`. */
export function compareShape(sample: Shape, answer: unknown, path = ''): string[] {
  const at = path === '' ? '(answer)' : path;
  if (typeof sample === 'string') {
    const type = nameType(answer);
    return sample.split('|').includes(type) ? [] : [`${at}: ${type} instead of ${sample}`];
  }
  if (Array.isArray(sample)) {
    if (!Array.isArray(answer)) return [`${at}: ${nameType(answer)} instead of list`];
    const [item] = sample;
    if (item === undefined) return [];
    // A list is compared as one item with the keys of all of them: samples and seeds differ in how many there are.
    if (answer.length === 0) return [`${at}: empty`];
    return [...new Set(answer.flatMap(each => compareShape(item, each, `${path}[]`)))];
  }
  if (nameType(answer) !== 'object') return [`${at}: ${nameType(answer)} instead of object`];
  const held = answer as Record<string, unknown>;
  // `{}` is an object the sample says nothing more of.
  if (Object.keys(sample).length === 0) return [];
  const known = Object.fromEntries(Object.entries(sample).map(([key, value]) => [key.replace(/\?$/, ''), value]));
  const join = (key: string): string => (path === '' ? key : `${path}.${key}`);
  return [
    ...Object.keys(sample).flatMap(key => (key.endsWith('?') || key in held ? [] : [`${join(key)}: missing`])),
    ...Object.keys(held).flatMap(key => {
      const inner = known[key];
      return inner === undefined ? [`${join(key)}: extra`] : compareShape(inner, held[key], join(key));
    }),
  ];
}

function nameType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

/** Asks the demo stack. */
export async function askSandbox(work: ShapeCase['ask'], choices: GivenChoices = {}): Promise<unknown> {
  const sandbox = await startSandbox({ choices });
  const send =
    (method: string) =>
    async (path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Json> => {
      const isForm = body instanceof FormData;
      const response = await fetch(`${sandbox.origin}/v3${path}`, {
        method,
        headers: {
          api_key: sandbox.api_key,
          authorization: sandbox.tokens.read_write ?? '',
          ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    };
  const get = send('GET');
  try {
    return await work({
      get: (path, headers) => get(path, undefined, headers),
      post: send('POST'),
      put: send('PUT'),
      remove: send('DELETE'),
      api_key: sandbox.api_key,
    });
  } finally {
    await sandbox.close();
  }
}
