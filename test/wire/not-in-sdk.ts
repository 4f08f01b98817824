// What the SDK cannot do: each tool's request against the sample of Contentstack's OpenAPI description, in our words.
import type { Sample } from './case.ts';

const none = 'the SDK has no method for it';
const noQueue = 'the SDK has no publish queue';
const noMetadata = 'the SDK has no metadata';

const entry = { content_type_uid: 'article', entry_uid: 'blt_entry' };
const entryPath = '/content_types/article/entries/blt_entry';

export const samples: Sample[] = [
  {
    tool: 'export_content_type',
    why: 'the SDK imports but does not export',
    args: { content_type_uid: 'article', version: 2, include_branch: true },
    request: { method: 'GET', path: '/content_types/article/export', query: ['include_branch=true', 'version=2'] },
  },
  {
    tool: 'export_entry',
    why: 'the SDK imports but does not export',
    args: { ...entry, locale: 'fr-fr' },
    request: { method: 'GET', path: `${entryPath}/export`, query: ['locale=fr-fr'] },
  },
  {
    tool: 'unlocalize_entry',
    why: none,
    args: { ...entry, locale: 'fr-fr' },
    request: { method: 'POST', path: `${entryPath}/unlocalize`, query: ['locale=fr-fr'] },
  },
  {
    tool: 'list_entry_versions',
    why: none,
    args: { ...entry, named: true, include_updated_at: true, locale: 'fr-fr' },
    request: {
      method: 'GET',
      path: `${entryPath}/versions`,
      query: ['include_updated_at=true', 'locale=fr-fr', 'named=true'],
    },
  },
  {
    tool: 'name_entry_version',
    why: none,
    args: { ...entry, version_number: 3, entry: { _version_name: 'Approved', locale: 'fr-fr', force: true } },
    request: {
      method: 'POST',
      path: `${entryPath}/versions/3/name`,
      body: { entry: { _version_name: 'Approved', locale: 'fr-fr', force: true } },
    },
  },
  {
    tool: 'unname_entry_version',
    why: none,
    args: { ...entry, version_number: 3, entry: { locale: 'en-us' } },
    request: { method: 'DELETE', path: `${entryPath}/versions/3/name`, body: { entry: { locale: 'en-us' } } },
  },
  {
    tool: 'list_assets_by_type',
    why: none,
    args: { asset_type: 'images', include_branch: true },
    request: { method: 'GET', path: '/assets/images', query: ['include_branch=true'] },
  },
  {
    tool: 'set_asset_version',
    why: 'the SDK wraps all it updates in the asset, and the version stands beside it',
    args: { asset_uid: 'blt_asset', version: 1, asset: { title: 'Logo', description: 'As it was' } },
    request: {
      method: 'PUT',
      path: '/assets/blt_asset',
      body: { asset: { title: 'Logo', description: 'As it was' }, version: 1 },
    },
  },
  {
    tool: 'download_asset',
    why: 'the SDK downloads from the URL of an asset, not by its permanent one',
    args: { asset_uid: 'blt_asset', slug: 'logo', environment: 'production' },
    request: { method: 'GET', path: '/assets/{api_key}/blt_asset/logo', query: ['environment=production'] },
  },
  {
    tool: 'list_rte_assets',
    why: none,
    args: { include_branch: true },
    request: { method: 'GET', path: '/assets/rt', query: ['include_branch=true'] },
  },
  {
    tool: 'list_asset_versions',
    why: none,
    args: { asset_uid: 'blt_asset', named: true, include_count: true },
    request: { method: 'GET', path: '/assets/blt_asset/versions', query: ['include_count=true', 'named=true'] },
  },
  {
    tool: 'name_asset_version',
    why: none,
    args: { asset_uid: 'blt_asset', version_number: 1, upload: { _version_name: 'First' } },
    request: {
      method: 'POST',
      path: '/assets/blt_asset/versions/1/name',
      body: { upload: { _version_name: 'First' } },
    },
  },
  {
    tool: 'unname_asset_version',
    why: none,
    args: { asset_uid: 'blt_asset', version_number: 1 },
    request: { method: 'DELETE', path: '/assets/blt_asset/versions/1/name' },
  },
  {
    tool: 'update_release_items',
    why: 'the SDK updates the items of a release in bulk alone',
    args: { release_uid: 'blt_release', items: ['$all'], release_version: '2.0' },
    request: {
      method: 'PUT',
      path: '/releases/blt_release/update_items',
      headers: { release_version: '2.0' },
      body: { items: ['$all'] },
    },
  },
  {
    tool: 'export_webhook',
    why: none,
    args: { webhook_uid: 'blt_webhook' },
    request: { method: 'GET', path: '/webhooks/blt_webhook/export' },
  },
  {
    tool: 'get_webhook_log',
    why: none,
    args: { execution_uid: 'blt_run' },
    request: { method: 'GET', path: '/webhooks/blt_run/logs' },
  },
  {
    tool: 'list_users',
    why: 'the SDK lists users by reading the stack itself, which a management token may not',
    args: {},
    request: { method: 'GET', path: '/stacks/users' },
  },
  {
    tool: 'list_publish_queue',
    why: noQueue,
    args: { query: { action: 'publish' }, limit: 5, include_count: true, api_version: '3.2' },
    request: {
      method: 'GET',
      path: '/publish-queue',
      query: ['include_count=true', 'limit=5', 'query={"action":"publish"}'],
      headers: { api_version: '3.2' },
    },
  },
  {
    tool: 'get_publish_queue_item',
    why: noQueue,
    args: { publish_queue_uid: 'blt_queued' },
    request: { method: 'GET', path: '/publish-queue/blt_queued' },
  },
  {
    tool: 'cancel_scheduled_publish',
    why: noQueue,
    args: { publish_queue_uid: 'blt_queued' },
    request: { method: 'GET', path: '/publish-queue/blt_queued/unschedule' },
  },
  {
    tool: 'export_global_field',
    why: 'the SDK imports but does not export',
    args: { global_field_uid: 'seo', include_branch: true },
    request: { method: 'GET', path: '/global_fields/seo/export', query: ['include_branch=true'] },
  },
  {
    tool: 'list_bulk_jobs',
    why: 'the SDK reads jobs one by one',
    args: { status: '4,6', limit: 5 },
    request: { method: 'GET', path: '/bulk/jobs', query: ['limit=5', 'status=4,6'], headers: { bulk_version: '2.0' } },
  },
  {
    tool: 'link_variant_group',
    why: 'the SDK changes a group itself, not the content types linked to its variants',
    args: {
      variant_group_uid: 'group',
      content_types: [{ uid: 'article', status: 'linked' }],
      uid: 'group',
      branches: ['main'],
    },
    request: {
      method: 'PUT',
      path: '/variant_groups/group/variants',
      body: { content_types: [{ uid: 'article', status: 'linked' }], uid: 'group', branches: ['main'] },
    },
  },
  {
    tool: 'list_metadata',
    why: noMetadata,
    args: { limit: 5, include_title: ['entity'] },
    request: { method: 'GET', path: '/metadata', query: ['include_title[]=entity', 'limit=5'] },
  },
  {
    tool: 'get_metadata',
    why: noMetadata,
    args: { metadata_uid: 'blt_meta', include_publish_details: true },
    request: { method: 'GET', path: '/metadata/blt_meta', query: ['include_publish_details=true'] },
  },
  {
    tool: 'create_metadata',
    why: noMetadata,
    args: {
      metadata: {
        entity_uid: 'blt_entry',
        type: 'entry',
        _content_type_uid: 'article',
        extension_uid: 'blt_ext',
        presets: [],
      },
    },
    request: {
      method: 'POST',
      path: '/metadata',
      body: {
        metadata: {
          entity_uid: 'blt_entry',
          type: 'entry',
          _content_type_uid: 'article',
          extension_uid: 'blt_ext',
          presets: [],
        },
      },
    },
  },
  {
    tool: 'update_metadata',
    why: noMetadata,
    args: { metadata_uid: 'blt_meta', metadata: { entity_uid: 'blt_entry', presets: [] } },
    request: {
      method: 'PUT',
      path: '/metadata/blt_meta',
      body: { metadata: { entity_uid: 'blt_entry', presets: [] } },
    },
  },
  {
    tool: 'delete_metadata',
    why: noMetadata,
    args: { metadata_uid: 'blt_meta' },
    request: { method: 'DELETE', path: '/metadata/blt_meta' },
  },
  {
    tool: 'publish_metadata',
    why: noMetadata,
    args: { metadata_uid: 'blt_meta', metadata: { environments: ['production'], locales: ['en-us'] } },
    request: {
      method: 'POST',
      path: '/metadata/blt_meta/publish',
      body: { metadata: { environments: ['production'], locales: ['en-us'] } },
    },
  },
  {
    tool: 'unpublish_metadata',
    why: noMetadata,
    args: { metadata_uid: 'blt_meta', metadata: { environments: ['production'], locales: ['en-us'] } },
    request: {
      method: 'POST',
      path: '/metadata/blt_meta/unpublish',
      body: { metadata: { environments: ['production'], locales: ['en-us'] } },
    },
  },
];
