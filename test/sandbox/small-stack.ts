// The small stack that the sandbox tests run on, and a client that speaks plain HTTP to it.
import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';
import type { Seed } from '../../src/sandbox/seed/form/format.ts';

type Json = Record<string, unknown>;

const text = (uid: string, more: Json = {}): Json => ({ uid, display_name: uid, data_type: 'text', ...more });
const field = (uid: string, data_type: string, more: Json = {}): Json => ({
  uid,
  display_name: uid,
  data_type,
  ...more,
});

const day = (number: number): string => `2026-01-0${number}T10:00:00.000Z`;
const editor = 'blt00000000000000e1';

export const seed: Seed = {
  stack: { api_key: 'blt0123456789abcdef', org_uid: 'blt00000000000000aa', name: 'Small', master_locale: 'en-us' },
  tokens: [
    { name: 'writer', value: 'cs0000000000000000000000aa', scope: 'read-write' },
    { name: 'reader', value: 'cs0000000000000000000000bb', scope: 'read-only' },
    {
      name: 'expired',
      value: 'cs0000000000000000000000cc',
      scope: 'read-write',
      expires_at: '2020-01-01T00:00:00.000Z',
    },
    { name: 'next only', value: 'cs0000000000000000000000dd', scope: 'read-write', branches: ['next'] },
  ],
  branches: [
    { uid: 'main', source: '' },
    { uid: 'next', source: 'main' },
  ],
  environments: [
    { uid: 'blt00000000000000d1', name: 'development', urls: [{ locale: 'en-us', url: 'http://localhost' }] },
    { uid: 'blt00000000000000d2', name: 'production', urls: [] },
  ],
  locales: [
    { uid: 'blt00000000000000f1', code: 'en-us', name: 'English', fallback_locale: null },
    { uid: 'blt00000000000000f2', code: 'fr-fr', name: 'French', fallback_locale: 'en-us' },
    { uid: 'blt00000000000000f3', code: 'fr-ch', name: 'Swiss French', fallback_locale: 'fr-fr' },
  ],
  global_fields: [{ uid: 'seo', title: 'SEO', schema: [text('keywords'), text('summary', { mandatory: true })] }],
  content_types: [
    {
      uid: 'author',
      title: 'Author',
      schema: [text('title', { unique: true, mandatory: true }), text('city'), field('born', 'number')],
    },
    {
      uid: 'article',
      title: 'Article',
      options: { is_page: true, singleton: false, url_pattern: '/:title', url_prefix: '/news/' },
      schema: [
        text('title', { unique: true, mandatory: true }),
        text('url', { unique: true }),
        text('code', { format: '^[A-Z]{3}$', error_messages: { format: 'wants three capitals' } }),
        text('body', { field_metadata: { allow_rich_text: true } }),
        text('notes', { multiple: true, max_instance: 3 }),
        text('mood', { enum: { advanced: false, choices: [{ value: 'glad' }, { value: 'sad' }] } }),
        text('brand', { non_localizable: true }),
        field('rank', 'number'),
        field('ranks', 'number', { multiple: true }),
        field('open', 'boolean'),
        field('day', 'isodate'),
        field('cover', 'file'),
        field('gallery', 'file', { multiple: true }),
        field('more', 'link'),
        field('writers', 'reference', { reference_to: ['author'], field_metadata: { ref_multiple: true } }),
        field('editor', 'reference', { reference_to: 'author' }),
        field('place', 'group', { schema: [text('street', { mandatory: true }), field('number', 'number')] }),
        field('steps', 'group', { multiple: true, schema: [text('what'), text('sign', { non_localizable: true })] }),
        field('parts', 'blocks', {
          blocks: [
            {
              uid: 'quote',
              title: 'Quote',
              schema: [text('words'), field('by', 'reference', { reference_to: ['author'] })],
            },
            { uid: 'meta', title: 'Meta', reference_to: 'seo' },
          ],
        }),
        field('seo', 'global_field', { reference_to: 'seo' }),
        field('story', 'json', { field_metadata: { allow_json_rte: true } }),
        field('taxonomies', 'taxonomy', { multiple: true, taxonomies: [{ taxonomy_uid: 'topic' }] }),
      ],
    },
    { uid: 'settings', title: 'Settings', options: { is_page: false, singleton: true }, schema: [text('title')] },
  ],
  assets: [
    {
      uid: 'blt00000000000000a1',
      filename: 'hill.jpg',
      title: 'Hill',
      content_type: 'image/jpeg',
      file_size: 1000,
      at: day(1),
      by: editor,
    },
  ],
  entries: [
    {
      uid: 'blt0000000000000001',
      content_type: 'author',
      saves: [{ locale: 'en-us', at: day(1), by: editor, fields: { title: 'Ann', city: 'Bern', born: 1970 } }],
    },
    {
      uid: 'blt0000000000000002',
      content_type: 'author',
      saves: [
        { locale: 'en-us', at: day(2), by: editor, fields: { title: 'Bob', city: 'Rome', born: 1980 } },
        { locale: 'en-us', at: day(3), by: editor, fields: { city: 'Oslo' }, name: 'moved' },
        { locale: 'fr-fr', at: day(4), by: editor, fields: { city: 'Paris' } },
      ],
      published: [{ environment: 'production', locale: 'en-us', at: day(5), version: 1 }],
    },
    {
      uid: 'blt0000000000000003',
      content_type: 'article',
      saves: [
        {
          locale: 'en-us',
          at: day(6),
          by: editor,
          fields: {
            title: 'First Snow',
            cover: 'blt00000000000000a1',
            rank: 5,
            ranks: [1, 4],
            tags: ['winter', 'sport'],
            brand: 'Alpine',
            writers: [{ uid: 'blt0000000000000001', _content_type_uid: 'author' }],
            parts: [
              { quote: { words: 'Cold', by: [{ uid: 'blt0000000000000002', _content_type_uid: 'author' }] } },
              { meta: { summary: 'About snow' } },
            ],
            place: { street: 'High Street', number: 4 },
            steps: [
              { what: 'go', sign: 'A' },
              { what: 'stop', sign: 'B' },
            ],
          },
        },
      ],
      published: [{ environment: 'production', locale: 'en-us', at: day(7) }],
    },
  ],
  requests: [
    { request: 'POST /taxonomies', body: { taxonomy: { uid: 'topic', name: 'Topic' } }, at: day(1), by: editor },
    {
      request: 'POST /taxonomies/topic/terms',
      body: { term: { uid: 'snow', name: 'Snow', parent_uid: null } },
      at: day(1),
      by: editor,
    },
  ],
};

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: replies are looked into at any depth
  body: any;
}

interface Ask {
  body?: unknown;
  /** Files of an upload, by part name: what JSON holds, or a file as it is. */
  files?: Record<string, unknown>;
  /** An upload of any other kind. */
  form?: FormData;
  token?: string;
  headers?: Record<string, string>;
}

export interface Client {
  sandbox: Sandbox;
  get(path: string, ask?: Ask): Promise<Reply>;
  post(path: string, body?: unknown, ask?: Ask): Promise<Reply>;
  put(path: string, body?: unknown, ask?: Ask): Promise<Reply>;
  remove(path: string, body?: unknown, ask?: Ask): Promise<Reply>;
}

/** Closed when the test is over. */
export async function openStack(options: SandboxOptions = {}): Promise<Client> {
  const sandbox = await startSandbox({ seed, ...options });
  onTestFinished(() => sandbox.close());
  const send = async (method: string, path: string, ask: Ask): Promise<Reply> => {
    const headers: Record<string, string> = {
      api_key: sandbox.api_key,
      authorization: ask.token ?? sandbox.tokens.writer ?? '',
      ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...ask.headers,
    };
    const response = await fetch(`${sandbox.origin}/v3${path}`, {
      method,
      headers,
      ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
      ...(ask.files ? { body: makeUpload(ask.files) } : {}),
      ...(ask.form ? { body: ask.form } : {}),
    });
    return { status: response.status, headers: response.headers, body: readBody(await response.text()) };
  };
  return {
    sandbox,
    get: (path, ask = {}) => send('GET', path, ask),
    post: (path, body, ask = {}) => send('POST', path, { body, ...ask }),
    put: (path, body, ask = {}) => send('PUT', path, { body, ...ask }),
    remove: (path, body, ask = {}) => send('DELETE', path, { body, ...ask }),
  };
}

/** A 204 has none; a table is text. */
function readBody(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

function makeUpload(files: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) {
    const file = content instanceof File ? content : undefined;
    form.append(name, file ?? new File([JSON.stringify(content)], `${name}.json`, { type: 'application/json' }));
  }
  return form;
}

export const ann = 'blt0000000000000001';
export const bob = 'blt0000000000000002';
export const snow = 'blt0000000000000003';
export const hill = 'blt00000000000000a1';
export const authors = '/content_types/author/entries';
export const articles = '/content_types/article/entries';

/** `query` as a part of the query string. */
export const ask = (query: unknown): string => `query=${encodeURIComponent(JSON.stringify(query))}`;
