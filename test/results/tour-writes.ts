// A tour of all tools that write, on the demo stack: what each answers with is read by the tests of receipts.
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import type { Json, Opened } from '../harness.ts';
import { type Ask, first, type Stop, toAsk, toItems } from './tour.ts';

const data = (text: string, name: string, type: string): string =>
  `data:${type};name=${name};base64,${Buffer.from(text).toString('base64')}`;

const to = { environments: ['preview'], locales: ['en-us'] };

/** The uid of what a receipt is about, under the key of its kind. */
const uidFrom = (receipt: Json, key: string): unknown => (receipt[key] as Json | undefined)?.uid;

export async function tourWrites(opened: Opened): Promise<Stop[]> {
  const stops: Stop[] = [];
  const ask = toAsk(opened, stops);
  await writeEntries(ask);
  await writeAssets(ask, opened);
  await writeModel(ask);
  await writeReleases(ask);
  await writeGovernance(ask);
  await writeWebhooks(ask);
  await writeTaxonomies(ask);
  await writeVariants(ask);
  await writeBulk(ask);
  return stops;
}

async function writeEntries(ask: Ask): Promise<void> {
  const type = { content_type_uid: 'author' };
  const made = await ask('create_entry', { ...type, entry: { title: 'Nele', role: 'Guest', bio: 'Short.' } });
  const entry = { ...type, entry_uid: uidFrom(made, 'entry') };
  await ask('update_entry', { ...entry, entry: { role: 'Host', bio: 'Long.' } });
  await ask('update_entry', { ...entry, locale: 'fr-fr', entry: { role: 'Hôte' } });
  await ask('unlocalize_entry', { ...entry, locale: 'fr-fr' });
  await ask('name_entry_version', { ...entry, version_number: 1, entry: { _version_name: 'First' } });
  await ask('unname_entry_version', { ...entry, version_number: 1 });
  await ask('publish_entry', { ...entry, entry: to });
  await ask('publish_entry', { ...entry, entry: to, scheduled_at: new Date(Date.now() + 3_600_000).toISOString() });
  await ask('unpublish_entry', { ...entry, entry: to });
  const exported = await ask('export_entry', entry);
  await ask('import_entry', { ...type, entry: { ...exported, title: 'Nele again', uid: undefined } });
  await ask('import_entry_version', { ...entry, entry: { ...exported, bio: 'Once more.' } });
  await ask('delete_entry', entry);
  const queue = await ask('list_publish_queue', { query: { 'publish_details.status': 'scheduled' } });
  await ask('cancel_scheduled_publish', { publish_queue_uid: first(queue).uid });
}

async function writeAssets(ask: Ask, { sandbox }: Opened): Promise<void> {
  const made = await ask('upload_asset', { upload: data('Hi', 'note.txt', 'text/plain'), title: 'Note' });
  const asset = { asset_uid: uidFrom(made, 'asset') };
  await ask('replace_asset', { ...asset, upload: data('Ho', 'two.txt', 'text/plain') });
  await ask('update_asset', { ...asset, asset: { title: 'Two', tags: ['a'] } });
  await ask('set_asset_version', { ...asset, version: 1 });
  const url = `https://images.contentstack.io/v3/assets/${sandbox.api_key}/${asset.asset_uid}/note`;
  await ask('set_asset_url', { ...asset, asset: { permanent_url: url } });
  await ask('name_asset_version', { ...asset, version_number: 1, upload: { _version_name: 'First' } });
  await ask('unname_asset_version', { ...asset, version_number: 1 });
  await ask('publish_asset', { ...asset, asset: to });
  await ask('unpublish_asset', { ...asset, asset: to });
  await ask('delete_asset', asset);
  const folder = { folder_uid: uidFrom(await ask('create_asset_folder', { asset: { name: 'New' } }), 'asset') };
  await ask('update_asset_folder', { ...folder, asset: { name: 'Newer' } });
  await ask('delete_asset_folder', folder);
}

async function writeModel(ask: Ask): Promise<void> {
  const title = { uid: 'title', display_name: 'Title', data_type: 'text', mandatory: true, unique: true };
  const content_type = { title: 'Note', uid: 'note', schema: [title], options: { title: 'title' } };
  const type = { content_type_uid: 'note' };
  await ask('create_content_type', { content_type });
  await ask('update_content_type', { ...type, content_type: { ...content_type, title: 'Notes' } });
  const exported = await ask('export_content_type', type);
  await ask('import_content_type', { content_type: { ...exported, uid: 'note_too', title: 'Note too' } });
  await ask('delete_content_type', type);
  const global_field = {
    uid: 'address',
    title: 'Address',
    schema: [{ uid: 'a', display_name: 'A', data_type: 'text' }],
  };
  const field = { global_field_uid: 'address' };
  await ask('create_global_field', { global_field });
  await ask('update_global_field', { ...field, global_field: { ...global_field, title: 'Place' } });
  await ask('import_global_field', { global_field: { ...global_field, uid: 'other', title: 'Other' } });
  await ask('delete_global_field', field);
  const label = { label_uid: uidFrom(await ask('create_label', { label: { name: 'New' } }), 'label') };
  await ask('update_label', { ...label, label: { name: 'Newer', content_types: ['page'] } });
  await ask('delete_label', label);
  const extension = { title: 'D', type: 'rte_plugin', src: 'https://x.example.com' };
  const ext = { extension_uid: uidFrom(await ask('create_extension', { extension }), 'extension') };
  await ask('update_extension', { ...ext, extension: { ...extension, title: 'E' } });
  await ask('upload_extension', {
    upload: data('<p>', 'x.html', 'text/html'),
    title: 'Up',
    type: 'widget',
    scope: { content_types: ['page'] },
  });
  await ask('delete_extension', ext);
}

async function writeReleases(ask: Ask): Promise<void> {
  const { uid, _version: version } = first(await ask('list_entries', { content_type_uid: 'author' }));
  const item = { uid, version, locale: 'en-us', content_type_uid: 'author', action: 'publish' };
  const release = { release_uid: uidFrom(await ask('create_release', { release: { name: 'Spring' } }), 'release') };
  await ask('update_release', { ...release, release: { name: 'Summer' } });
  await ask('add_release_items', { ...release, items: [item] });
  await ask('update_release_items', { ...release, items: ['$all'] });
  await ask('clone_release', { ...release, release: { name: 'Autumn' } });
  await ask('remove_release_items', { ...release, items: [item] });
  await ask('add_release_items', { ...release, items: [item] });
  await ask('bulk_add_to_release', {
    release: release.release_uid,
    items: [item],
    locale: ['en-us'],
    action: 'publish',
  });
  await ask('bulk_update_release_items', { release: release.release_uid, items: ['$all'] });
  await ask('deploy_release', { ...release, release: { environments: ['preview'], action: 'publish' } });
  await ask('delete_release', {
    release_uid: uidFrom(await ask('create_release', { release: { name: 'X' } }), 'release'),
  });
}

async function writeGovernance(ask: Ask): Promise<void> {
  const environment = { name: 'test', urls: [{ locale: 'en-us', url: 'https://t.example' }] };
  await ask('create_environment', { environment });
  await ask('update_environment', { environment_name: 'test', environment: { ...environment, name: 'trial' } });
  await ask('delete_environment', { environment_name: 'trial' });
  await ask('add_language', { locale: { code: 'it-it', fallback_locale: 'en-us' } });
  await ask('update_language', { code: 'it-it', locale: { name: 'Italiano' } });
  await ask('delete_language', { code: 'it-it' });
  const rules = [{ module: 'branch', branches: ['main'], acl: { read: true } }];
  const role = {
    role_uid: uidFrom(await ask('create_role', { role: { name: 'R', description: 'D', rules } }), 'role'),
  };
  await ask('update_role', { ...role, role: { name: 'S', rules } });
  await ask('delete_role', role);
  await ask('update_user_roles', { users: { [uidOf('user', 'maya')]: [] } });
  const all = { users: { uids: ['$all'] }, roles: { uids: [] }, others: {} };
  const stage = (name: string) => ({ name, color: '#2196f3', SYS_ACL: all, next_available_stages: ['$all'] });
  const workflow = {
    name: 'W',
    branches: ['main'],
    content_types: ['author'],
    workflow_stages: [stage('A'), stage('B')],
  };
  const flow = { workflow_uid: uidFrom(await ask('create_workflow', { workflow }), 'workflow') };
  await ask('update_workflow', { ...flow, workflow: { name: 'V' } });
  const got = (await ask('get_workflow', flow)).workflow as Json;
  const stages = got.workflow_stages as Json[];
  const production = toItems(await ask('list_environments')).find(({ name }) => name === 'production')?.uid;
  const rule = {
    ...{ workflow: flow.workflow_uid, workflow_stage: stages[1]?.uid, environment: production },
    ...{ actions: ['publish'], branches: ['main'], content_types: ['author'], locales: ['en-us'] },
  };
  const made = { rule_uid: uidFrom(await ask('create_publish_rule', { publishing_rule: rule }), 'publishing_rule') };
  await ask('update_publish_rule', { ...made, publishing_rule: { locales: ['de-de'] } });
  await ask('delete_publish_rule', made);
  await ask('disable_workflow', flow);
  await ask('enable_workflow', flow);
  await ask('delete_workflow', flow);
}

async function writeWebhooks(ask: Ask): Promise<void> {
  const destination = { target_url: 'https://hooks.example.com/in', authentication_type: 'None' };
  const webhook = { name: 'Feed', destinations: [destination], channels: ['content_types.entries.update'] };
  const hook = { webhook_uid: uidFrom(await ask('create_webhook', { webhook }), 'webhook') };
  await ask('update_webhook', { ...hook, webhook: { ...webhook, name: 'Food', disabled: true } });
  const exported = await ask('export_webhook', hook);
  await ask('import_webhook', { webhook: exported });
  await ask('import_webhook_update', { ...hook, webhook: { ...exported, name: 'Over' } });
  const old = toItems(await ask('list_webhooks')).find(({ name }) => name === 'Rebuild the site');
  const run = first(await ask('list_webhook_runs', { webhook_uid: old?.uid }));
  await ask('retry_webhook', { execution_uid: run.uid });
  await ask('delete_webhook', hook);
}

async function writeTaxonomies(ask: Ask): Promise<void> {
  const size = { taxonomy_uid: 'size' };
  await ask('create_taxonomy', { taxonomy: { uid: 'size', name: 'Size', description: 'How big' } });
  await ask('update_taxonomy', { ...size, taxonomy: { name: 'Sizes' } });
  await ask('localize_taxonomy', { ...size, locale: 'fr-fr', taxonomy: { name: 'Taille' } });
  await ask('create_term', { ...size, term: { uid: 'small', name: 'Small' } });
  await ask('create_term', { ...size, term: { uid: 'tiny', name: 'Tiny', parent_uid: 'small' } });
  const tiny = { ...size, term_uid: 'tiny' };
  await ask('update_term', { ...tiny, term: { name: 'Very small' } });
  await ask('localize_term', {
    ...tiny,
    locale: 'fr-fr',
    term: { uid: 'tiny', name: 'Minuscule', parent_uid: 'small' },
  });
  await ask('move_term', { ...tiny, term: { order: 1 } });
  await ask('publish_taxonomies', { items: [{ uid: 'size' }], ...to });
  await ask('unpublish_taxonomies', { items: [{ uid: 'size' }], ...to });
  const exported = await ask('export_taxonomy', size);
  const taxonomy = { ...(exported.taxonomy as Json), uid: 'size_too' };
  await ask('import_taxonomy', { taxonomy: { ...exported, taxonomy } });
  await ask('delete_term', { ...tiny, force: true });
  await ask('delete_taxonomy', { ...size, force: true });
}

async function writeVariants(ask: Ask): Promise<void> {
  const sale = { content_type_uid: 'announcement', query: { title: 'Down at the old price' } };
  const { uid: entry_uid } = first(await ask('list_entries', sale));
  const variant = { content_type_uid: 'announcement', entry_uid, variant_uid: 'cs_first_visit' };
  await ask('upsert_entry_variant', { ...variant, entry: { message: 'New here?' } });
  await ask('delete_entry_variant', variant);
  const content_types = [{ uid: 'page', status: 'linked' }];
  await ask('link_variant_group', { variant_group_uid: 'cs_visitors', content_types, branches: ['main'] });
  const held = first(await ask('list_metadata', { query: { type: 'entry' } }));
  const { extension_uid, entity_uid } = held;
  const metadata = { extension_uid, entity_uid, type: 'entry', _content_type_uid: 'page', note: 'short' };
  const made = { metadata_uid: uidFrom(await ask('create_metadata', { metadata }), 'metadata') };
  await ask('update_metadata', { ...made, metadata: { note: 'long' } });
  await ask('publish_metadata', { ...made, metadata: to });
  await ask('unpublish_metadata', { ...made, metadata: to });
  await ask('delete_metadata', made);
}

async function writeBulk(ask: Ask): Promise<void> {
  const rows = toItems(await ask('list_entries', { content_type_uid: 'product', limit: 3 }));
  const entries = rows.map(({ uid }) => ({ uid, content_type: 'product', locale: 'en-us' }));
  const asset = { uid: uidOf('asset', 'coast-path') };
  await ask('bulk_publish', { entries, assets: [asset], ...to, api_version: '3.2' });
  await ask('bulk_publish', { entries, ...to });
  await ask('bulk_unpublish', { entries, ...to });
  await ask('bulk_delete', { entries: entries.slice(0, 1), assets: [asset] });
  const pair = { base_branch: 'main', compare_branch: 'development' };
  const wish = { ...pair, merge_comment: 'Bring delivery', no_revert: true };
  await ask('merge_branches', { ...wish, default_merge_strategy: 'merge_new_only' });
}
