// Names the CMA keeps for itself: content type uids and field uids that cannot be used.

export const listReservedTypes: ReadonlySet<string> = new Set([
  'api_key',
  'built_io_application_user',
  'built_io_application_user_role',
  'built_io_audit_log',
  'built_io_environment',
  'built_io_extensions',
  'built_io_installation_data',
  'built_io_label',
  'built_io_language',
  'built_io_publish_queue',
  'built_io_release',
  'built_io_upload',
  'cs_branches',
  'org_uid',
  'sys_asset',
  'sys_metadata',
]);

const fields = `_exists _regex __indexes __loc __meta __v _id _owner _publish_locales _shouldFilter _shouldLean _version
  ACL api_key app_user_object_uid applikation_id built_io_upload contentstackFilters created_at created_by DEFAULT_ACL
  deleted_at dimension domain embedded_items hook id inbuilt_class isApplicationUser isNew isSystemUser klass_id locale
  options org_uid publish_details save shard_account shard_app shard_random SYS_ACL sys_assets sys_metadata tags
  tags_array taxonomies tenant_id toJSON uid update updated_at updated_by`;

const reservedFields: ReadonlySet<string> = new Set(fields.split(/\s+/));

export const isReservedField = (uid: string): boolean => reservedFields.has(uid) || uid.endsWith('_ids');
