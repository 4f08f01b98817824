// Branches: parallel copies of the stack's content model and content. None is made, deleted or aliased here: a token may not.
import * as z from 'zod';
import { flag, paging, query, segment, text } from '../src/operations/fields.ts';
import { defineModule, operation } from '../src/operations/operation.ts';

const base_branch = text.describe('The source of compare_branch if left out');
const compared = { compare_branch: z.string().describe('Whose changes'), base_branch };
const page = { skip: paging.skip, limit: paging.limit };

const strategy = z.enum([
  'merge_prefer_base',
  'merge_prefer_compare',
  'overwrite_with_compare',
  'merge_new_only',
  'merge_modified_only_prefer_base',
  'merge_modified_only_prefer_compare',
  'ignore',
]);

export default defineModule({
  name: 'branches',
  docs: 'branches',
  reach: 'global',
  companion: true,
  operations: {
    list_branches: operation('GET /stacks/branches', {
      title: 'List branches',
      effect: 'read',
      description: 'Branches of the stack.',
      outline: ['uid', 'source', 'alias.uid', 'created_at'],
      query: { query, ...paging },
    }),
    get_branch: operation('GET /stacks/branches/{branch_uid}', {
      title: 'Get a branch',
      effect: 'read',
      description: 'One branch, its source and aliases.',
      path: { branch_uid: segment },
    }),
    compare_branches: operation('GET /stacks/branches_compare', {
      title: 'Compare branches',
      effect: 'read',
      description: 'What is different between two branches: content types, global fields.',
      outline: ['type', 'uid', 'title', 'status'],
      query: { ...compared, ...page },
    }),
    compare_content_types: operation('GET /stacks/branches_compare/content_types', {
      title: 'Compare content types of branches',
      effect: 'read',
      description: 'Which content types differ between two branches.',
      outline: ['uid', 'title', 'status'],
      query: { ...compared, ...page },
    }),
    compare_content_type: operation('GET /stacks/branches_compare/content_types/{content_type_uid}', {
      title: 'Compare one content type of branches',
      effect: 'read',
      description: 'How one content type differs between two branches.',
      large: true,
      path: { content_type_uid: segment },
      query: { ...compared, include_schemas: flag },
    }),
    compare_global_fields: operation('GET /stacks/branches_compare/global_fields', {
      title: 'Compare global fields of branches',
      effect: 'read',
      description: 'Which global fields differ between two branches.',
      outline: ['uid', 'title', 'status'],
      query: { ...compared, ...page },
    }),
    compare_global_field: operation('GET /stacks/branches_compare/global_fields/{global_field_uid}', {
      title: 'Compare one global field of branches',
      effect: 'read',
      description: 'How one global field differs between two branches.',
      large: true,
      path: { global_field_uid: segment },
      query: { ...compared, include_schemas: flag },
    }),
    merge_branches: operation('POST /stacks/branches_merge', {
      title: 'Merge branches',
      effect: 'update',
      description:
        'Bring content types and global fields of compare_branch into base_branch. A job: get_merge_job follows it.',
      confirm: {
        tells: ['base_branch', 'compare_branch', 'default_merge_strategy', 'item_merge_strategies.uid'],
        hits: {
          'content types and global fields that differ':
            'GET /stacks/branches_compare?base_branch={base_branch}&compare_branch={compare_branch}',
        },
        final: true,
      },
      query: {
        ...compared,
        default_merge_strategy: strategy,
        merge_comment: z.string(),
        no_revert: flag.describe('Keep no branch to go back to'),
      },
      body: {
        item_merge_strategies: z
          .array(
            z.strictObject({
              uid: z.string(),
              type: z.enum(['content_type', 'global_field']),
              merge_strategy: z.string(),
            }),
          )
          .optional(),
      },
    }),
    list_merge_jobs: operation('GET /stacks/branches_queue', {
      title: 'List merge jobs',
      effect: 'read',
      description: 'The last 100 merges of branches.',
      outline: [
        'uid',
        'merge_details.status',
        'merge_details.base_branch',
        'merge_details.compare_branch',
        'merged_at',
        'errors',
      ],
    }),
    get_merge_job: operation('GET /stacks/branches_queue/{merge_job_uid}', {
      title: 'Get a merge job',
      effect: 'read',
      description: 'Status of one merge of branches.',
      large: true,
      path: { merge_job_uid: segment },
    }),
    list_branch_aliases: operation('GET /stacks/branch_aliases', {
      title: 'List branch aliases',
      effect: 'read',
      description: 'Aliases and the branches they stand for.',
      outline: ['alias', 'uid', 'source', 'updated_at'],
      query: paging,
    }),
    get_branch_alias: operation('GET /stacks/branch_aliases/{branch_alias_uid}', {
      title: 'Get a branch alias',
      effect: 'read',
      description: 'One alias and its branch.',
      path: { branch_alias_uid: segment },
    }),
  },
});
