// Variants: versions of an entry for an audience, in groups that content types are linked to.
import * as z from 'zod';
import {
  flag,
  hide,
  include_publish_details,
  list,
  open,
  ownLocale,
  paging,
  segment,
  sorting,
  text,
  withoutStage,
} from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const entry_path = { content_type_uid: segment, entry_uid: segment };
const path = { ...entry_path, variant_uid: segment };
const shown = {
  locale: ownLocale,
  include_workflow: flag,
  include_publish_details,
  include_rules: flag.describe('Publish rules'),
};

export default defineModule({
  name: 'variants',
  docs: 'entry-variants',
  reach: 'branch',
  companion: true,
  operations: {
    list_entry_variants: operation('GET /content_types/{content_type_uid}/entries/{entry_uid}/variants', {
      title: 'List variants of an entry',
      effect: 'read',
      model: 'get_content_type',
      description: 'Personalised versions (variants) of an entry or page; on the main branch.',
      large: true,
      outline: ['uid', 'title', 'locale', '_version', '_variant._uid', 'updated_at'],
      path: entry_path,
      query: { ...shown, skip: paging.skip, limit: paging.limit },
    }),
    get_entry_variant: operation('GET /content_types/{content_type_uid}/entries/{entry_uid}/variants/{variant_uid}', {
      title: 'Get a variant of an entry',
      effect: 'read',
      model: 'get_content_type',
      description: 'One variant of an entry.',
      large: true,
      path,
      query: shown,
    }),
    upsert_entry_variant: operation(
      'PUT /content_types/{content_type_uid}/entries/{entry_uid}/variants/{variant_uid}',
      {
        title: 'Create or update a variant of an entry',
        effect: 'update',
        before: 'get_entry_variant',
        model: 'get_content_type',
        partial: '_variant',
        versioned: true,
        description:
          'Show an audience (visitors) something different: write the fields in which a variant differs from its entry.',
        path,
        query: { locale: ownLocale },
        body: { entry: withoutStage(open).describe('As in create_entry') },
      },
    ),
    delete_entry_variant: operation(
      'DELETE /content_types/{content_type_uid}/entries/{entry_uid}/variants/{variant_uid}',
      {
        title: 'Delete a variant of an entry',
        effect: 'delete',
        description: 'Delete a variant of an entry for good.',
        confirm: { final: true },
        path,
        query: { locale: ownLocale },
      },
    ),
    list_variant_groups: operation('GET /variant_groups', {
      title: 'List variant groups',
      effect: 'read',
      description: 'Variant groups, their variants and content types.',
      outline: ['uid', 'name', 'content_types', 'variant_count'],
      reach: 'global',
      query: {
        content_type: text.describe('Uid'),
        include_variant_info: flag,
        include_variant_count: flag,
        ...sorting,
        ...paging,
      },
    }),
    link_variant_group: operation('PUT /variant_groups/{variant_group_uid}/variants', {
      title: 'Link content types to a variant group',
      effect: 'update',
      description: 'Link content types to a variant group, or unlink them, by status.',
      reach: 'global',
      path: { variant_group_uid: segment },
      body: {
        content_types: z.array(z.strictObject({ uid: z.string(), status: z.enum(['linked', 'unlinked']) })),
        // The same as in the path.
        uid: hide(text),
        branches: list,
      },
    }),
    get_group_variant: operation('GET /variant_groups/{variant_group_uid}/variants/{variant_uid}', {
      title: 'Get a variant of a group',
      effect: 'read',
      description: 'One variant of a variant group.',
      reach: 'global',
      path: { variant_group_uid: segment, variant_uid: segment },
    }),
  },
});
