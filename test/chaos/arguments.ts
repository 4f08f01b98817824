// Arguments with which each tool does its work on the demo stack: what a path takes is the same for all, the rest is said for each.
import type { Sandbox } from '../../src/sandbox/index.ts';
import { demoSeed } from '../../src/sandbox/seed/demo/index.ts';
import { operations } from '../operations.ts';

type Json = Record<string, unknown>;

/** What stands in a path, and what a read needs besides. */
const common: Json = {
  content_type_uid: 'announcement',
  entry_uid: 'bltcb8f9f8fc4526d43',
  version_number: 1,
  asset_uid: 'bltea1956a1c8bd93c1',
  asset_type: 'images',
  slug: 'logo',
  folder_uid: 'blt806105b67d62598a',
  label_uid: 'blt28f7faac0fc95b66',
  extension_uid: 'blt34de18193cb4c2bc',
  release_uid: 'bltbdcf5efa416104c6',
  environment_name: 'preview',
  code: 'de-de',
  webhook_uid: 'cs33333333-3333-4333-a333-333333333333',
  execution_uid: 'cscccccccc-cccc-4ccc-accc-cccccccccccc',
  role_uid: 'bltb9926c8fa703b915',
  workflow_uid: 'blt3c8dfd07f68dce28',
  rule_uid: 'blt6675270a2990fd5d',
  global_field_uid: 'call_to_action',
  taxonomy_uid: 'activity',
  term_uid: 'hut_to_hut',
  branch_uid: 'development',
  base_branch: 'main',
  compare_branch: 'development',
  branch_alias_uid: 'live',
  variant_group_uid: 'cs_visitors',
  variant_uid: 'cs_first_visit',
  metadata_uid: 'csc4fe0333759faa28',
};

/** An entry and an asset whose first version has a name. */
const named = { entry: 'bltad4c0322abe2f481', asset: 'blt8a723472c5e8794f' };
const toUrl = (asset: string, slug: string) =>
  `https://images.example/v3/assets/${demoSeed.stack.api_key}/${asset}/${slug}`;
const maya = { at: '2026-01-09T10:00:00.000Z', by: 'blt7d30c08ce99d5728' };

/** The demo stack, and what some tools need besides: named versions, a publish that is still to come, a merge. */
export const seed: typeof demoSeed = {
  ...demoSeed,
  choices: { ...demoSeed.choices, usersWithToken: 'allow' },
  requests: [
    ...(demoSeed.requests ?? []),
    {
      request: `POST /content_types/announcement/entries/${named.entry}/versions/1/name`,
      body: { entry: { _version_name: 'First', locale: 'en-us' } },
      ...maya,
    },
    {
      request: `PUT /assets/${named.asset}`,
      body: { asset: { permanent_url: toUrl(named.asset, 'logo') } },
      ...maya,
    },
    { request: `POST /assets/${named.asset}/versions/1/name`, body: { upload: { _version_name: 'First' } }, ...maya },
    {
      request: `POST /content_types/announcement/entries/${named.entry}/publish`,
      body: {
        entry: { environments: ['staging'], locales: ['en-us'] },
        scheduled_at: new Date(Date.now() + 3_600_000).toISOString(),
      },
      ...maya,
    },
    {
      request:
        'POST /stacks/branches_merge?base_branch=main&compare_branch=development&default_merge_strategy=ignore&merge_comment=Chaos&no_revert=true',
      ...maya,
    },
  ],
};

/** What has another uid each time. */
const findUids = ({ state }: Sandbox): Json => {
  const main = state.branches.main;
  const uidOf = (list: unknown) => (list as { uid: string }[] | undefined)?.at(-1)?.uid;
  return {
    log_item_uid: uidOf(main?.audit_log),
    publish_queue_uid: uidOf(main?.publish_queue),
    merge_job_uid: uidOf(state.merge_jobs),
    job_id: uidOf(main?.jobs),
  };
};

const upload = 'data:text/html;name=kit.html;base64,PHA+UHJlc3Mga2l0PC9wPg==';
const schema = [{ display_name: 'Title', uid: 'title', data_type: 'text', mandatory: true, unique: true }];
const made = { title: 'Chaos', uid: 'chaos', schema };
const entry = { title: 'A test', message: 'Nothing happens.', starts_at: '2026-12-01T08:00:00.000Z' };
const targets = { environments: ['staging'], locales: ['en-us'] };
const items = [
  { uid: common.entry_uid, version: 1, locale: 'en-us', content_type_uid: 'announcement', action: 'publish' },
];
const old = [
  { uid: 'bltad4c0322abe2f481', locale: 'en-us', version: 1, content_type_uid: 'announcement', action: 'unpublish' },
];
const bulk = { entries: [{ uid: common.entry_uid, content_type: 'announcement', version: 1, locale: 'en-us' }] };
const webhook = {
  name: 'Chaos',
  destinations: [{ target_url: 'https://chaos.example.com', authentication_type: 'None', custom_header: [] }],
  channels: ['content_types.entries.create'],
  branches: ['main'],
  retry_policy: 'manual',
  disabled: true,
};
const stage = { name: 'Draft', color: '#2196f3', SYS_ACL: { roles: { uids: [] } }, next_available_stages: ['$all'] };
const workflow = {
  name: 'Chaos',
  content_types: ['author'],
  branches: ['main'],
  enabled: false,
  workflow_stages: [stage, { ...stage, name: 'Done' }],
  admin_users: { users: [] },
};
const rule = {
  workflow: common.workflow_uid,
  workflow_stage: 'blt5fd0a549607d2487',
  environment: 'blt9f5f38997f1533ee',
  actions: ['publish'],
  content_types: ['product'],
  locales: ['en-us'],
  branches: ['main'],
};
const role = { name: 'Chaos', rules: [{ module: 'branch', branches: ['main'], acl: { read: true } }] };
const environment = { name: 'chaos', urls: [{ locale: 'en-us', url: 'https://chaos.example.com' }] };
const field = { display_name: 'Keywords', uid: 'keywords', data_type: 'text' };

const special: Record<string, Json> = {
  create_entry: { entry },
  update_entry: { entry: { message: 'Another.' } },
  unlocalize_entry: { entry_uid: 'bltad4c0322abe2f481', locale: 'fr-fr' },
  name_entry_version: { entry: { _version_name: 'First', locale: 'en-us' } },
  unname_entry_version: { entry_uid: named.entry, entry: { locale: 'en-us' } },
  import_entry: { entry },
  import_entry_version: { entry },
  publish_entry: { entry: targets },
  unpublish_entry: { entry: targets },
  upload_asset: { upload },
  replace_asset: { upload },
  update_asset: { asset: { title: 'Ridge' } },
  set_asset_version: { version: 1, asset: { title: 'Ridge' } },
  set_asset_url: { asset: { permanent_url: toUrl('bltea1956a1c8bd93c1', 'ridge') } },
  unname_asset_version: { asset_uid: named.asset },
  download_asset: { asset_uid: named.asset },
  name_asset_version: { upload: { _version_name: 'First' } },
  publish_asset: { asset: targets },
  unpublish_asset: { asset: targets },
  create_asset_folder: { asset: { name: 'Chaos' } },
  update_asset_folder: { asset: { name: 'Chaos' } },
  create_content_type: { content_type: made },
  update_content_type: {
    content_type_uid: 'author',
    content_type: { ...made, uid: 'author' },
    if_version: 1,
    drop: ['role', 'bio', 'photo', 'social_links'],
  },
  delete_content_type: { force: true },
  import_content_type: { content_type: made },
  create_label: { label: { name: 'Chaos', content_types: ['page'] } },
  update_label: { label: { name: 'Chaos', content_types: ['page'] } },
  create_extension: { extension: { title: 'C', type: 'field', data_type: 'text', src: 'https://example.com' } },
  upload_extension: { upload, title: 'C', type: 'field', data_type: 'text' },
  update_extension: { extension: { title: 'This week', type: 'dashboard' } },
  create_release: { release: { name: 'Chaos' } },
  update_release: { release: { name: 'Chaos' } },
  add_release_items: { items },
  remove_release_items: { items: old },
  update_release_items: { items: ['$all'], release_version: '2.0' },
  deploy_release: { release: { environments: ['staging'] } },
  clone_release: { release: { name: 'Chaos' } },
  create_environment: { environment },
  update_environment: { environment },
  add_language: { locale: { code: 'it-it', name: 'Italian', fallback_locale: 'en-us' } },
  update_language: { locale: { name: 'Deutsch' } },
  create_webhook: { webhook },
  update_webhook: { webhook },
  import_webhook: { webhook },
  import_webhook_update: { webhook },
  create_role: { role },
  update_role: { role },
  update_user_roles: { users: { blt595e9cff1a0e0b92: [common.role_uid] } },
  create_workflow: { workflow },
  update_workflow: { workflow: { ...workflow, content_types: ['product'] } },
  list_content_type_rules: { action: 'publish', locale: 'en-us', environment: 'bltc9e3da1c483debaa' },
  disable_workflow: { workflow_uid: 'blte76292fe0d85bd72' },
  create_publish_rule: { publishing_rule: rule },
  update_publish_rule: { publishing_rule: rule },
  create_global_field: { global_field: { ...made, schema: [field] } },
  update_global_field: {
    global_field: { title: 'Call', uid: 'call_to_action', schema: [field] },
    if_version: 1,
    drop: ['heading', 'text', 'button', 'tone'],
  },
  delete_global_field: { force: true },
  import_global_field: { global_field: { ...made, schema: [field] } },
  create_taxonomy: { taxonomy: { uid: 'chaos', name: 'Chaos' } },
  update_taxonomy: { taxonomy: { name: 'Doing' } },
  delete_taxonomy: { force: true },
  localize_taxonomy: { locale: 'fr-fr', taxonomy: { uid: 'activity', name: 'Faire' } },
  publish_taxonomies: { items: [{ uid: 'activity' }], ...targets, api_version: '3.2' },
  unpublish_taxonomies: { items: [{ uid: 'activity' }], ...targets, api_version: '3.2' },
  import_taxonomy: { taxonomy: { taxonomy: { uid: 'chaos', name: 'Chaos' }, terms: [] } },
  export_taxonomy: { format: 'json' },
  search_terms: { typeahead: 'h' },
  create_term: { term: { uid: 'chaos', name: 'Chaos' } },
  update_term: { term: { name: 'Huts' } },
  move_term: { term: { parent_uid: 'camping', order: 1 }, force: true },
  delete_term: { force: true },
  localize_term: { locale: 'fr-fr', term: { uid: 'hut_to_hut', name: 'Cabanes' } },
  bulk_publish: { ...bulk, ...targets },
  bulk_unpublish: { ...bulk, ...targets },
  bulk_delete: { entries: [{ uid: common.entry_uid, content_type: 'announcement', locale: 'en-us' }] },
  bulk_add_to_release: { release: common.release_uid, action: 'publish', locale: ['en-us'], reference: false, items },
  bulk_update_release_items: { release: common.release_uid, items: ['$all'] },
  merge_branches: { default_merge_strategy: 'merge_prefer_base', merge_comment: 'Chaos', no_revert: true },
  upsert_entry_variant: { entry_uid: 'bltad4c0322abe2f481', entry: { message: 'For you.' } },
  delete_entry_variant: { entry_uid: 'bltad4c0322abe2f481', variant_uid: 'cs_returning' },
  get_entry_variant: { entry_uid: 'bltad4c0322abe2f481', variant_uid: 'cs_returning' },
  link_variant_group: { uid: 'cs_visitors', content_types: [{ uid: 'page', status: 'linked' }], branches: ['main'] },
  create_metadata: {
    metadata: { entity_uid: 'bltea1956a1c8bd93c1', type: 'asset', extension_uid: 'blt16fe80d3d20a5b3c', presets: [] },
  },
  update_metadata: { metadata: { entity_uid: 'blt8a723472c5e8794f', presets: [] } },
  publish_metadata: { metadata: targets },
  unpublish_metadata: { metadata: targets },
};

/** Tasks have no path that says what they need: those that a call cannot do without are said for each. */
export const ofTasks: Record<string, Json> = {
  read_entry: { content_type_uid: common.content_type_uid, entry_uid: common.entry_uid },
  find_in_content: { text: 'repair' },
  audit_content: { checks: ['broken_references'] },
  compare_entry: { content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5', from: { version: 1 } },
  compare_environments: { from: 'staging', to: 'production' },
  // Few enough for one answer, whatever the rows hold.
  list_activity: { since: '2026-10-20' },
  bulk_edit: { find: 'stove', with: 'burner' },
  edit_entry: {
    content_type_uid: common.content_type_uid,
    entry_uid: common.entry_uid,
    edits: [{ at: 'tags', insert: 'chaos' }],
  },
  restore_entries: {
    rows: [
      { content_type_uid: 'page', entry_uid: 'blt3f72decd51552ad5', to: 1 },
      { content_type_uid: 'page', entry_uid: 'blt29ffe8869c2255ad', undo: [4] },
    ],
  },
  change_content_type: {
    content_type_uid: 'author',
    changes: [{ field: 'website', add: { data_type: 'link' }, after: 'role' }],
  },
  // With a code of nobody: what takes one that holds is played.
  publish_plan: {
    entries: [{ content_type: 'page', uid: 'blt3f72decd51552ad5' }],
    environments: ['staging', 'production'],
    code: 'none',
  },
  plan_publish: {
    entries: [{ content_type: 'page', uid: 'blt3f72decd51552ad5' }],
    environments: ['staging', 'production'],
    locales: ['en-us', 'fr-fr'],
  },
  draft_entry: {
    content_type_uid: 'announcement',
    fields: { title: 'A draft', message: 'Back soon.', starts_at: '2026-05-04', products: ['Ember Stove'] },
  },
};

export function toArguments(tool: string, sandbox: Sandbox): Json {
  if (ofTasks[tool]) return ofTasks[tool];
  const operation = operations.find(({ name }) => name === tool);
  const needed = Object.keys(operation?.path ?? {}).concat(
    Object.keys(operation?.query ?? {}).filter(name => /^(base|compare)_branch$/.test(name)),
  );
  const known = { ...common, ...findUids(sandbox) };
  const paths = needed.flatMap(name => {
    const value = known[name];
    return value === undefined ? [] : [[name, value]];
  });
  const body = Object.keys(operation?.body ?? {}).filter(name => /^(base|compare)_branch$/.test(name));
  return { ...Object.fromEntries([...paths, ...body.map(name => [name, common[name]])]), ...special[tool] };
}
