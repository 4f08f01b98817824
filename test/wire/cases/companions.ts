// Bulk, branches and variants.
import type { Case } from '../case.ts';
import type { Sdk } from '../sdk.ts';

const page = { skip: 1, limit: 5, include_count: true };
const entries = [{ uid: 'blt_entry', content_type: 'article', version: 2, locale: 'en-us' }];
const details = { entries, assets: [{ uid: 'blt_asset' }], locales: ['en-us'], environments: ['production'] };
const api_version = '3.2';
const bulk_version = '2.0';
const items = {
  release: 'blt_release',
  action: 'publish',
  locale: ['en-us'],
  reference: true,
  items: [{ uid: 'blt_entry', content_type_uid: 'article', version: 2, locale: 'en-us', title: 'A' }],
};

const compared = { base_branch: 'main', compare_branch: 'development' };
const merge = { ...compared, default_merge_strategy: 'merge_prefer_base', merge_comment: 'Ready', no_revert: true };
const item_merge_strategies = [{ uid: 'article', type: 'content_type', merge_strategy: 'merge_prefer_compare' }];

const entry_path = { content_type_uid: 'article', entry_uid: 'blt_entry' };
const variantsOf = (stack: Sdk, ...uid: string[]) =>
  stack
    .contentType('article')
    .entry('blt_entry')
    .variants(...uid);
const variant = { locale: 'fr-fr', include_workflow: true, include_publish_details: true, include_rules: true };

export const bulk: Case[] = [
  {
    tool: 'bulk_publish',
    args: { ...details, api_version, nested: true, event_type: 'bulk', publish_all_localized: true },
    sdk: stack => stack.bulkOperation().publish({ details, api_version, is_nested: true, publishAllLocalized: true }),
  },
  {
    tool: 'bulk_publish',
    args: { ...details, skip_workflow_stage_check: true, approvals: true },
    sdk: stack => stack.bulkOperation().publish({ details, skip_workflow_stage: true, approvals: true }),
    differs: {
      why: 'the reference has both as query parameters, the SDK as headers',
      query: { ours: ['approvals=true', 'skip_workflow_stage_check=true'], sdk: [] },
      headers: { ours: {}, sdk: { approvals: 'true', skip_workflow_stage_check: 'true' } },
    },
  },
  {
    tool: 'bulk_unpublish',
    args: { ...details, api_version, nested: true, event_type: 'bulk' },
    sdk: stack => stack.bulkOperation().unpublish({ details, api_version, is_nested: true }),
  },
  {
    tool: 'bulk_delete',
    args: { entries: [{ uid: 'blt_entry', content_type: 'article', locale: 'en-us' }], assets: [{ uid: 'blt_asset' }] },
    sdk: stack =>
      stack.bulkOperation().delete({
        details: {
          entries: [{ uid: 'blt_entry', content_type: 'article', locale: 'en-us' }],
          assets: [{ uid: 'blt_asset' }],
        },
      }),
  },
  {
    tool: 'bulk_add_to_release',
    args: items,
    sdk: stack => stack.bulkOperation().addItems({ data: items, bulk_version }),
  },
  {
    tool: 'bulk_update_release_items',
    args: { release: 'blt_release', items: ['$all'] },
    sdk: stack =>
      stack.bulkOperation().updateItems({ data: { release: 'blt_release', items: ['$all'] }, bulk_version }),
  },
  {
    tool: 'get_bulk_job',
    args: { job_id: 'job-1' },
    sdk: stack => stack.bulkOperation().jobStatus({ job_id: 'job-1', api_version, bulk_version }),
  },
  {
    tool: 'list_bulk_job_items',
    args: { job_id: 'job-1', ...page, status: 'failed', type: 'entry', include_reference: true },
    sdk: stack =>
      stack.bulkOperation().getJobItems('job-1', {
        ...page,
        status: 'failed',
        type: 'entry',
        include_reference: true,
        api_version,
      }),
    differs: {
      why: 'jobs of releases are found in this version; the SDK would send it in the query',
      headers: { ours: { api_version, bulk_version }, sdk: { api_version } },
    },
  },
];

export const branches: Case[] = [
  {
    tool: 'list_branches',
    args: { ...page, query: { uid: 'main' } },
    sdk: stack =>
      stack
        .branch()
        .query({ ...page, query: { uid: 'main' } })
        .find(),
  },
  { tool: 'get_branch', args: { branch_uid: 'main' }, sdk: stack => stack.branch('main').fetch() },
  {
    tool: 'compare_branches',
    args: { ...compared, skip: 1, limit: 5 },
    sdk: stack => stack.branch('main').compare('development').all({ skip: 1, limit: 5 }),
  },
  {
    tool: 'compare_content_types',
    args: { ...compared, skip: 1, limit: 5 },
    sdk: stack => stack.branch('main').compare('development').contentTypes({ skip: 1, limit: 5 }),
  },
  {
    tool: 'compare_content_type',
    args: { content_type_uid: 'article', ...compared, include_schemas: true },
    sdk: stack => stack.branch('main').compare('development').contentTypes({ uid: 'article', include_schemas: true }),
  },
  {
    tool: 'compare_global_fields',
    args: { ...compared, skip: 1, limit: 5 },
    sdk: stack => stack.branch('main').compare('development').globalFields({ skip: 1, limit: 5 }),
  },
  {
    tool: 'compare_global_field',
    args: { global_field_uid: 'seo', ...compared, include_schemas: true },
    sdk: stack => stack.branch('main').compare('development').globalFields({ uid: 'seo', include_schemas: true }),
  },
  {
    tool: 'merge_branches',
    args: { ...merge, item_merge_strategies },
    sdk: stack => stack.branch().merge({ item_merge_strategies }, merge),
  },
  { tool: 'list_merge_jobs', args: {}, sdk: stack => stack.branch().mergeQueue().find() },
  { tool: 'get_merge_job', args: { merge_job_uid: 'job-1' }, sdk: stack => stack.branch().mergeQueue('job-1').fetch() },
  { tool: 'list_branch_aliases', args: page, sdk: stack => stack.branchAlias().fetchAll(page) },
  {
    tool: 'get_branch_alias',
    args: { branch_alias_uid: 'live' },
    sdk: stack => stack.branchAlias('live').fetch(),
  },
];

export const variants: Case[] = [
  {
    tool: 'list_entry_variants',
    args: { ...entry_path, ...variant, skip: 1, limit: 5 },
    sdk: stack =>
      variantsOf(stack)
        .query({ ...variant, skip: 1, limit: 5 })
        .find(),
  },
  {
    tool: 'get_entry_variant',
    args: { ...entry_path, variant_uid: 'cs_variant', ...variant },
    sdk: stack => variantsOf(stack, 'cs_variant').fetch(variant),
  },
  {
    tool: 'upsert_entry_variant',
    args: { ...entry_path, variant_uid: 'cs_variant', locale: 'fr-fr', entry: { headline: 'Pour vous' } },
    sdk: stack => variantsOf(stack, 'cs_variant').update({ entry: { headline: 'Pour vous' } }, { locale: 'fr-fr' }),
  },
  {
    tool: 'delete_entry_variant',
    args: { ...entry_path, variant_uid: 'cs_variant', locale: 'fr-fr' },
    sdk: stack => variantsOf(stack, 'cs_variant').delete({ locale: 'fr-fr' }),
  },
  {
    tool: 'list_variant_groups',
    args: { ...page, include_variant_info: true, include_variant_count: true, asc: 'name', content_type: 'article' },
    sdk: stack =>
      stack
        .variantGroup()
        .query({
          ...page,
          include_variant_info: true,
          include_variant_count: true,
          asc: 'name',
          content_type: 'article',
        })
        .find(),
  },
  {
    tool: 'get_group_variant',
    args: { variant_group_uid: 'group', variant_uid: 'cs_variant' },
    sdk: stack => stack.variantGroup('group').variants('cs_variant').fetch(),
  },
];
