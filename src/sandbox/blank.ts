// An empty stack, an empty branch, and a branch as it starts: a copy of another one without its history.
import type { Seed } from './seed/format.ts';
import type { Branch, State, Token } from './state.ts';

export const makeState = (stack: Seed['stack'], tokens: Token[]): State => ({
  ...stack,
  tokens,
  branches: {},
  environments: {},
  aliases: {},
  users: {},
  roles: {},
  webhooks: {},
  webhook_executions: [],
  workflows: {},
  publish_rules: {},
  taxonomies: {},
  variant_groups: {},
  variants: {},
  merge_jobs: [],
  files: {},
  due: [],
});

export const makeBranch = (uid: string, source: string): Branch => ({
  uid,
  source,
  content_types: {},
  global_fields: {},
  deleted_global_fields: {},
  entries: {},
  locales: {},
  assets: {},
  folders: {},
  labels: {},
  extensions: {},
  releases: {},
  metadata: {},
  publish_queue: [],
  audit_log: [],
  jobs: [],
});

/** What a branch has done stays with it; what it has, the new one has too. */
export const copyBranch = (from: Branch, uid: string): Branch => ({
  ...structuredClone({ ...from, publish_queue: [], audit_log: [], jobs: [] }),
  uid,
  source: from.uid,
});
