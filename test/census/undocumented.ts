// Requests the reference does not document but Contentstack's SDKs or support articles show; the titles are ours.
import { account, left, type Row, tool, undocumented as unsaid } from './row.ts';

export const undocumented: readonly Row[] = [
  // Exposed: the counterpart of a documented request, in a group that takes a token
  ['GET /taxonomies/{taxonomy_uid}/locales', 'Get a taxonomy in all locales', tool('list_taxonomy_locales')],
  ['GET /taxonomies/{taxonomy_uid}/terms/{term_uid}/locales', 'Get a term in all locales', tool('list_term_locales')],
  ['POST /taxonomies/unpublish', 'Unpublish a taxonomy', tool('unpublish_taxonomies')],
  ['PUT /bulk/release/update_items', 'Update release items in bulk', tool('bulk_update_release_items')],
  ['GET /variant_groups/{variant_group_uid}/variants/{variant_uid}', 'Get a variant', tool('get_group_variant')],
  // Left out
  ['PUT /content_types/{content_type_uid}/entries/{entry_uid}/restore', 'Restore a deleted entry', unsaid],
  [
    'GET /content_types/{content_type_uid}/entries/{entry_uid}/variants/{variant_uid}/versions',
    'Get the versions of an entry variant',
    unsaid,
  ],
  ['PUT /global_fields/{global_field_uid}/restore', 'Restore a deleted global field', unsaid],
  [
    'DELETE /releases/{release_uid}/item',
    'Remove a single item from a release',
    left('remove_release_items takes a single item as well'),
  ],
  ['PUT /releases/{release_uid}/items/move', 'Move items to another release', unsaid],
  ['POST /bulk/jobs/{job_id}/retry', 'Retry a bulk job', unsaid],
  ['GET /users/{user_uid}', 'Look up a user', account],
  ['POST /stacks/branches/{branch_uid}/settings', 'Update the settings of a branch', unsaid],
  ['POST /variant_groups', 'Create a variant group', unsaid],
  ['PUT /variant_groups/{variant_group_uid}', 'Update a variant group', unsaid],
  ['DELETE /variant_groups/{variant_group_uid}', 'Delete a variant group', unsaid],
  ['GET /variant_groups/{variant_group_uid}/variants', 'List the variants of a group', unsaid],
  ['POST /variant_groups/{variant_group_uid}/variants', 'Create a variant in a group', unsaid],
  ['PUT /variant_groups/{variant_group_uid}/variants/{variant_uid}', 'Update a variant of a group', unsaid],
  ['DELETE /variant_groups/{variant_group_uid}/variants/{variant_uid}', 'Delete a variant of a group', unsaid],
  ['GET /variants', 'List ungrouped variants', unsaid],
  ['GET /variants/{variant_uid}', 'Get an ungrouped variant', unsaid],
  ['POST /variants', 'Create an ungrouped variant', unsaid],
  ['DELETE /variants/{variant_uid}', 'Delete an ungrouped variant', unsaid],
];
