// What is remembered of merges of branches.
import type { Json } from './json.ts';

export type Kind = 'content_type' | 'global_field';

export interface ItemStrategy {
  uid: string;
  type: Kind;
  merge_strategy: string;
}

export interface MergeJob extends Json {
  uid: string;
  created_at: string;
  updated_at: string;
  created_by: string;
  updated_by: string;
  status: 'in_progress' | 'complete' | 'failed';
  configuration: {
    base_branch: string;
    compare_branch: string;
    default_merge_strategy: string;
    merge_comment: string;
    no_revert: boolean;
    item_merge_strategies?: ItemStrategy[];
  };
  /** Modules of the sandbox that the token may not write, and so neither may its job. */
  forbidden: string[];
  merged_at: string | null;
  errors: (string | Json)[];
}
