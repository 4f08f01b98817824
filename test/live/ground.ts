// What a probe stands on: a prefix of its own for all it makes, the tokens that were given, and what several probes use.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, type Json, must } from './client.ts';
import { NotShown } from './probe.ts';

export interface Ground {
  /** Of this run: `live_0a1b2c3d`. */
  prefix: string;
  api: Api;
  /** With neither key nor token. */
  stranger: Api;
  readOnly?: Api;
  branch?: Api;
  module?: Api;
  apiKey: string;
  /** Made by the first who asks for it. */
  once<T>(what: string, make: () => Promise<T>): Promise<T>;
}

/** Nothing of anybody else's begins like this. */
export const ours = /^live_[0-9a-f]{8}(_|$)/;

export const makePrefix = (): string => `live_${randomBytes(4).toString('hex')}`;

/** Of an object that is nowhere. */
export const nowhere = (): string => `blt${randomBytes(8).toString('hex')}`;

export const titleField: Json = {
  display_name: 'Title',
  uid: 'title',
  data_type: 'text',
  mandatory: true,
  unique: true,
};

export const field = (uid: string, data_type: string, more: Json = {}): Json => ({
  display_name: uid,
  uid,
  data_type,
  ...more,
});

export const jsonRichText = (uid: string): Json =>
  field(uid, 'json', { field_metadata: { allow_json_rte: true, rich_text_type: 'advanced', description: '' } });

/** What a content type of a name and with these fields is created with. */
export const typeOf = ({ prefix }: Ground, name: string, fields: Json[] = []): { content_type: Json } => ({
  content_type: {
    title: `${prefix} ${name}`,
    uid: `${prefix}_${name}`,
    schema: [titleField, ...fields],
    options: { is_page: false, singleton: false, title: 'title', sub_title: [] },
  },
});

/** @returns its uid. */
export async function makeType(ground: Ground, name: string, fields: Json[] = []): Promise<string> {
  must(await ground.api.post('/content_types', typeOf(ground, name, fields)));
  return `${ground.prefix}_${name}`;
}

export const entriesOf = (type: string): string => `/content_types/${type}/entries`;

/** @returns the entry as it was answered. */
export const makeEntry = async ({ api }: Ground, type: string, fields: Json): Promise<Json & { uid: string }> =>
  must(await api.post(entriesOf(type), { entry: fields })).entry;

/** An environment for all probes. */
export const environmentOf = (ground: Ground): Promise<{ uid: string; name: string }> =>
  ground.once('environment', async () => {
    const body = { environment: { name: `${ground.prefix}_env`, urls: [], servers: [], deploy_content: false } };
    return must(await ground.api.post('/environments', body)).environment;
  });

/** Languages that hardly any stack has. */
const rare = ['fo-fo', 'qu-bo', 'mi-nz', 'se-fi', 'tn-za', 'xh-za', 'zu-za', 'kok-in', 'div-mv', 'gl-es'];

export const masterOf = (ground: Ground): Promise<string> =>
  ground.once('master', async () => {
    const { locales } = must(await ground.api.get('/locales?limit=100'));
    const master = locales.find((each: Json) => !each.fallback_locale);
    return String((master ?? locales.at(-1)).code);
  });

/** @returns the code of a new language. */
export async function makeLanguage(ground: Ground, name: string, fallback?: string): Promise<string> {
  const { locales } = must(await ground.api.get('/locales?limit=100'));
  const code = rare.find(each => locales.every((held: Json) => held.code !== each));
  if (code === undefined) throw new NotShown('the stack has all the languages that might have been added');
  const fallback_locale = fallback ?? (await masterOf(ground));
  must(await ground.api.post('/locales', { locale: { name: `${ground.prefix}_${name}`, code, fallback_locale } }));
  return code;
}

/** A language for all probes. */
export const languageOf = (ground: Ground): Promise<string> =>
  ground.once('language', () => makeLanguage(ground, 'language'));

/** A plain content type for all probes. */
export const plainType = (ground: Ground): Promise<string> =>
  ground.once('type', () => makeType(ground, 'plain', [field('words', 'text'), field('more', 'text')]));

/** The uid of a custom field for all probes. */
export const extensionOf = ({ api, prefix, once }: Ground): Promise<string> =>
  once('extension', async () => {
    const extension = { title: `${prefix}_notes`, type: 'field', data_type: 'json', srcdoc: '<p></p>', tags: [] };
    return must(await api.post('/extensions', { extension })).extension.uid;
  });

export function fileOf(name: string, more: Record<string, string> = {}): FormData {
  const form = new FormData();
  form.append('asset[upload]', new File(['some words'], `${name}.txt`, { type: 'text/plain' }));
  for (const [key, value] of Object.entries(more)) form.append(`asset[${key}]`, value);
  return form;
}

export async function upload(ground: Ground, name: string): Promise<Json & { uid: string; url: string }> {
  const body = fileOf(`${ground.prefix}_${name}`, { title: `${ground.prefix} ${name}` });
  return must(await ground.api.send('POST', '/assets', { body })).asset;
}

const tries = 20;

/** Asks until there is something, for what takes its time. @throws {NotShown} */
export async function patiently<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (let count = 0; count < tries; count += 1) {
    const found = await ask();
    if (found !== undefined) return found;
    await sleep(Math.min(30 * 2 ** count, 2000));
  }
  throw new NotShown(`${what} did not come about in time`);
}
