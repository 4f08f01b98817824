// A tour of all tools on the demo stack, for tests that look at every answer: each once at least, in an order that works.
import { uidOf } from '../../src/sandbox/seed/form/names.ts';
import type { Json, Opened } from '../harness.ts';

export interface Stop {
  tool: string;
  args: Json;
  /** As the model reads it. */
  text: string;
  isError: boolean;
}

/** A table as items, which a client makes of it: what is the same in all rows stands once. */
export function toItems({ all, columns, rows, legend }: Json): Json[] {
  const spell = (value: unknown) =>
    typeof value === 'string' && value in ((legend as Json | undefined) ?? {}) ? (legend as Json)[value] : value;
  const names = columns as string[];
  return (rows as unknown[][]).map(row => ({
    ...(all as Json | undefined),
    ...Object.fromEntries(names.map((name, index) => [name, spell(row[index])])),
  }));
}

export type Ask = (tool: string, args?: Json) => Promise<Json>;

export function toAsk({ client }: Opened, stops: Stop[]): Ask {
  return async (tool, args = {}) => {
    const { content, isError } = await client.callTool({ name: tool, arguments: args });
    const text = content.map(part => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n');
    stops.push({ tool, args, text, isError: isError === true });
    try {
      return JSON.parse(text);
    } catch {
      return {};
    }
  };
}

export const first = (answer: Json): Json => toItems(answer)[0] ?? {};

const pair = { base_branch: 'main', compare_branch: 'development' };

/** Every tool that reads; the sandbox needs `choices: { usersWithToken: 'allow' }`, all modules, and an empty pace. */
export async function tourReads(opened: Opened): Promise<Stop[]> {
  const stops: Stop[] = [];
  const ask = toAsk(opened, stops);
  await readContent(ask, opened);
  await readGovernance(ask);
  await readCompanions(ask);
  return stops;
}

async function readContent(ask: Ask, { sandbox }: Opened): Promise<void> {
  const type = { content_type_uid: 'blog_post' };
  const types = ['page', 'blog_post', 'author', 'product', 'announcement', 'navigation', 'site_settings'];
  for (const content_type_uid of types) {
    const { uid } = first(await ask('list_entries', { content_type_uid }));
    await ask('get_entry', { content_type_uid, entry_uid: uid });
  }
  await ask('list_entries', { ...type, locale: 'fr-fr', fields: ['headline', 'seo', 'author'] });
  await ask('list_entries', { ...type, fields: ['all'], limit: 2 });
  await ask('list_entries', { ...type, count: true });
  const { uid } = first(await ask('list_entries', { ...type, query: { title: 'Winter layering, explained' } }));
  const entry = { ...type, entry_uid: uid };
  await ask('get_entry', { ...entry, include_publish_details: true, include_workflow: true });
  await ask('get_entry', { ...entry, fields: ['headline', 'seo.title', 'sections'] });
  await ask('get_entry', { ...entry, fields: ['all'] });
  for (const tool of ['list_entry_versions', 'list_entry_locales', 'export_entry']) await ask(tool, entry);
  await ask('list_entry_refs', {
    content_type_uid: 'author',
    entry_uid: first(await ask('list_entries', { content_type_uid: 'author' })).uid,
  });
  await ask('list_assets');
  await ask('list_assets', { folder: 'cs_root', include_folders: true });
  await ask('list_assets_by_type', { asset_type: 'images' });
  const asset_uid = uidOf('asset', 'larkfell-logo');
  for (const tool of ['get_asset', 'list_asset_versions', 'list_asset_refs']) await ask(tool, { asset_uid });
  await ask('list_rte_assets');
  await ask('get_asset_folder', { folder_uid: uidOf('folder', 'Photos') });
  const permanent_url = `https://images.contentstack.io/v3/assets/${sandbox.api_key}/${asset_uid}/logo`;
  await fetch(`${sandbox.origin}/v3/assets/${asset_uid}`, {
    method: 'PUT',
    headers: {
      api_key: sandbox.api_key,
      authorization: sandbox.tokens.read_write ?? '',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ asset: { permanent_url } }),
  });
  await ask('download_asset', { asset_uid, slug: 'logo' });
  await ask('list_content_types');
  for (const content_type_uid of types) await ask('get_content_type', { content_type_uid });
  await ask('list_content_type_refs', { content_type_uid: 'author' });
  await ask('export_content_type', type);
}

async function readGovernance(ask: Ask): Promise<void> {
  const one = async (list: string, get: string, key: string, more: Json = {}) => {
    const { uid } = first(await ask(list, more));
    await ask(get, { [key]: uid });
    return uid;
  };
  await one('list_labels', 'get_label', 'label_uid');
  await one('list_extensions', 'get_extension', 'extension_uid');
  const release_uid = await one('list_releases', 'get_release', 'release_uid');
  await ask('list_release_items', { release_uid });
  await ask('list_environments');
  await ask('get_environment', { environment_name: 'production' });
  await ask('list_languages');
  await ask('get_language', { code: 'fr-fr' });
  const webhook_uid = toItems(await ask('list_webhooks')).find(({ name }) => name === 'Rebuild the site')?.uid;
  await ask('get_webhook', { webhook_uid });
  await ask('export_webhook', { webhook_uid });
  const { uid: execution_uid } = first(await ask('list_webhook_runs', { webhook_uid }));
  await ask('get_webhook_log', { execution_uid });
  await one('list_roles', 'get_role', 'role_uid');
  await ask('list_users');
  await one('list_workflows', 'get_workflow', 'workflow_uid');
  await one('list_publish_rules', 'get_publish_rule', 'rule_uid');
  await ask('list_content_type_rules', { content_type_uid: 'product', action: 'publish', locale: 'fr-fr' });
  await one('list_audit_logs', 'get_audit_log', 'log_item_uid');
  await one('list_publish_queue', 'get_publish_queue_item', 'publish_queue_uid');
}

async function readCompanions(ask: Ask): Promise<void> {
  await ask('list_global_fields');
  for (const tool of ['get_global_field', 'export_global_field']) {
    await ask(tool, { global_field_uid: 'call_to_action' });
  }
  await ask('list_taxonomies');
  const tree = { taxonomy_uid: 'activity' };
  for (const tool of ['get_taxonomy', 'list_taxonomy_locales', 'export_taxonomy', 'list_terms']) await ask(tool, tree);
  await ask('search_terms', { typeahead: 'hik' });
  const term = { ...tree, term_uid: 'hiking' };
  for (const tool of ['get_term', 'list_term_ancestors', 'list_term_descendants', 'list_term_locales']) {
    await ask(tool, term);
  }
  await ask('list_branches');
  await ask('get_branch', { branch_uid: 'development' });
  await ask('list_branch_aliases');
  await ask('get_branch_alias', { branch_alias_uid: 'live' });
  for (const tool of ['compare_branches', 'compare_content_types', 'compare_global_fields']) await ask(tool, pair);
  await ask('compare_content_type', { ...pair, content_type_uid: 'author' });
  await ask('compare_global_field', { ...pair, global_field_uid: 'delivery', include_schemas: true });
  const merge = { ...pair, merge_comment: 'Bring delivery', no_revert: true };
  const { uid, merge_job } = await ask('merge_branches', { ...merge, default_merge_strategy: 'ignore' });
  await ask('list_merge_jobs');
  await ask('get_merge_job', { merge_job_uid: uid ?? merge_job });
  const sale = { content_type_uid: 'announcement', query: { title: 'Down at the old price' } };
  const { uid: entry_uid } = first(await ask('list_entries', sale));
  const varied = { content_type_uid: 'announcement', entry_uid };
  await ask('list_entry_variants', varied);
  await ask('get_entry_variant', { ...varied, variant_uid: 'cs_returning' });
  await ask('list_variant_groups', { include_variant_info: true, include_variant_count: true });
  await ask('get_group_variant', { variant_group_uid: 'cs_visitors', variant_uid: 'cs_returning' });
  const { uid: metadata_uid } = first(await ask('list_metadata'));
  await ask('get_metadata', { metadata_uid });
  const { uid: author } = first(await ask('list_entries', { content_type_uid: 'author' }));
  const entries = [
    { uid: author, content_type: 'author' },
    { uid: 'blt00000000000000ff', content_type: 'author' },
  ];
  const to = { environments: ['preview'], locales: ['en-us'] };
  const { job_id } = await ask('bulk_publish', { entries, ...to, api_version: '3.2' });
  await ask('list_bulk_jobs');
  await ask('get_bulk_job', { job_id });
  await ask('list_bulk_job_items', { job_id });
}
