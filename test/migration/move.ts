// Moves a stack into an empty one with tools alone, as an assistant would: what others need first, uids that are made anew replaced.

import type { Assistant, Json } from './assistant.ts';
import { moveEntries } from './move-entries.ts';

/** Both ends, and what of the one is called otherwise at the other: uids and addresses. */
export interface Move {
  from: Assistant;
  to: Assistant;
  renamed: Map<string, string>;
  /** Names of environments by their uids in the stack that is moved. */
  environments: Map<unknown, string>;
}

export async function moveStack(from: Assistant, to: Assistant): Promise<void> {
  const move: Move = { from, to, renamed: new Map(), environments: new Map() };
  await moveSettings(move);
  await moveTaxonomies(move);
  await moveFolders(move);
  await moveAssets(move);
  await moveExtensions(move);
  await moveGlobalFields(move);
  const types = await moveContentTypes(move);
  await moveEntries(move, types);
}

/** With what is called otherwise at the other end. */
export function rename<T>(value: T, { renamed }: Pick<Move, 'renamed'>): T {
  let text = JSON.stringify(value);
  for (const [old, name] of renamed) text = text.replaceAll(old, name);
  return JSON.parse(text) as T;
}

export const pick = (object: Json, ...keys: string[]): Json =>
  Object.fromEntries(
    keys.filter(key => object[key] !== undefined && object[key] !== null).map(key => [key, object[key]]),
  );

/** Round by round, as some wait for others. */
async function settle(items: Json[], make: (item: Json) => Promise<boolean>): Promise<void> {
  for (let left = items; left.length > 0; ) {
    const waiting: Json[] = [];
    for (const item of left) if (!(await make(item))) waiting.push(item);
    if (waiting.length === left.length) throw new Error(`${waiting.map(({ uid }) => uid)} cannot be made`);
    left = waiting;
  }
}

async function moveSettings({ from, to, environments }: Move): Promise<void> {
  for (const environment of await from.list('list_environments', 'environments')) {
    environments.set(environment.uid, String(environment.name));
    await to.do('create_environment', { environment: pick(environment, 'name', 'urls', 'servers', 'deploy_content') });
  }
  const there = new Set((await to.list('list_languages', 'locales')).map(({ code }) => code));
  await settle(await from.list('list_languages', 'locales'), async locale => {
    if (there.has(locale.code)) return true;
    if (!there.has(locale.fallback_locale)) return false;
    await to.do('add_language', { locale: pick(locale, 'code', 'name', 'fallback_locale') });
    there.add(locale.code);
    return true;
  });
}

/** The master first; of a translation only what is really in that language, as an export fills its holes. */
async function moveTaxonomies({ from, to }: Move): Promise<void> {
  for (const { uid: taxonomy_uid } of await from.list('list_taxonomies', 'taxonomies')) {
    const locales = await from.list('list_taxonomy_locales', 'taxonomies', { taxonomy_uid });
    const whole = await from.get('export_taxonomy', undefined, { taxonomy_uid });
    const master = (whole.taxonomy as Json).locale;
    await to.do('import_taxonomy', { taxonomy: whole });
    for (const { locale } of locales.filter(each => each.locale !== master)) {
      const file = await from.get('export_taxonomy', undefined, { taxonomy_uid, locale });
      const terms = (file.terms as Json[]).filter(term => term.locale === locale);
      await to.do('import_taxonomy', { taxonomy: { ...file, terms }, locale });
    }
  }
}

async function moveFolders({ from, to, renamed }: Move): Promise<void> {
  const folders = await from.list('list_assets', 'assets', { include_folders: true, query: { is_dir: true } });
  await settle(folders, async ({ uid, name, parent_uid }) => {
    const parent = parent_uid ? renamed.get(String(parent_uid)) : undefined;
    if (parent_uid && parent === undefined) return false;
    const { asset } = await to.do('create_asset_folder', {
      asset: { name, ...(parent ? { parent_uid: parent } : {}) },
    });
    renamed.set(String(uid), String((asset as Json).uid));
    return true;
  });
}

const toPathname = (url: unknown): string => new URL(String(url)).pathname;

async function moveAssets(move: Move): Promise<void> {
  const { from, to, renamed } = move;
  for (const asset of await from.list('list_assets', 'assets')) {
    const { uid, permanent_url, filename } = asset;
    const slug = toPathname(permanent_url).split('/').at(-1) ?? '';
    const upload = await from.load({ asset_uid: uid, slug }, String(filename));
    const parent = asset.parent_uid ? { parent_uid: renamed.get(String(asset.parent_uid)) } : {};
    const told = (asset.tags as string[]).length > 0 ? ['title', 'description', 'tags'] : ['title', 'description'];
    const made = await to.do('upload_asset', { upload, ...pick(asset, ...told), ...parent });
    const { uid: asset_uid, url } = made.asset as Json;
    // Addresses before the uids that they hold.
    renamed.set(toPathname(asset.url), toPathname(url));
    renamed.set(String(uid), String(asset_uid));
    const [, v3, assets, key] = toPathname(url).split('/');
    const address = `${new URL(String(permanent_url)).origin}/${v3}/${assets}/${key}/${asset_uid}/${slug}`;
    await to.do('set_asset_url', { asset_uid, asset: { permanent_url: address } });
    await publish(move, 'publish_asset', 'asset', { asset_uid }, asset.publish_details as Json[]);
  }
}

/** Every version where it stands, all environments of it at once. */
export async function publish(move: Move, tool: string, key: string, args: Json, details: Json[]): Promise<void> {
  const places = new Map<string, string[]>();
  for (const { environment, locale, version } of details) {
    const place = JSON.stringify({ locale, version });
    places.set(place, [...(places.get(place) ?? []), move.environments.get(environment) ?? '']);
  }
  for (const [place, environments] of places) {
    const { locale, version } = JSON.parse(place) as Json;
    const at = key === 'entry' ? { locale } : {};
    await move.to.do(tool, { ...args, [key]: { environments, locales: [locale] }, version, ...at });
  }
}

async function moveExtensions({ from, to, renamed }: Move): Promise<void> {
  for (const extension of await from.list('list_extensions', 'extensions')) {
    const keys = ['title', 'type', 'src', 'srcdoc', 'config', 'tags', 'data_type', 'multiple'];
    const made = await to.do('create_extension', { extension: pick(extension, ...keys) });
    renamed.set(String(extension.uid), String((made.extension as Json).uid));
  }
}

/** Tried as they come: the refusals say which to make first, and how. */
async function moveGlobalFields(move: Move): Promise<void> {
  const { from, to } = move;
  const found = await from.list('list_global_fields', 'global_fields', { api_version: '3.2' });
  await settle(found, async ({ uid }) => {
    const file = await from.get('export_global_field', undefined, { global_field_uid: uid });
    const args = { global_field: rename(file, move) };
    const refusal = await to.attempt('import_global_field', args);
    if (refusal === undefined) return true;
    if (refusal.includes('each after those that it holds')) return false;
    if (!refusal.includes('Give api_version: "3.2"')) throw new Error(refusal);
    await to.do('import_global_field', { ...args, api_version: '3.2' });
    return true;
  });
}

/** The same: what refers to a type that is yet to come is first made with its title. */
async function moveContentTypes(move: Move): Promise<string[]> {
  const { from, to } = move;
  const later: Json[] = [];
  const found = await from.list('list_content_types', 'content_types');
  for (const { uid } of found) {
    const file = await from.get('export_content_type', undefined, { content_type_uid: uid });
    const content_type = rename(file, move);
    const refusal = await to.attempt('import_content_type', { content_type });
    if (refusal === undefined) continue;
    if (!refusal.includes('with its title field first')) throw new Error(refusal);
    const schema = (content_type.schema as Json[]).filter(field => field.uid === 'title');
    await to.do('create_content_type', { content_type: { ...pick(content_type, 'uid', 'title'), schema } });
    later.push(content_type);
  }
  for (const content_type of later) {
    const keys = ['uid', 'title', 'description', 'schema', 'options', 'field_rules'];
    await to.do('update_content_type', {
      content_type_uid: content_type.uid,
      content_type: pick(content_type, ...keys),
    });
  }
  return found.map(({ uid }) => String(uid));
}
