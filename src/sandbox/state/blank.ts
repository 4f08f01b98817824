// An empty stack, an empty branch, and a branch as it starts: a copy of another one without its history.

import type { Stamp } from './clock.ts';
import type { Branch, State, Token } from './state.ts';

export const makeState = (
  stack: Pick<State, 'api_key' | 'org_uid' | 'name' | 'master_locale'>,
  tokens: Token[],
): State => ({
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

const toDates = ({ at, by }: Stamp) => ({ created_at: at, created_by: by, updated_at: at, updated_by: by });

export const makeBranch = (uid: string, source: string, stamp: Stamp): Branch => ({
  uid,
  source,
  ...toDates(stamp),
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
  entry_variants: [],
  publish_queue: [],
  audit_log: [],
  jobs: [],
});

/** What a branch has done stays with it; what it has, the new one has too. */
export function copyBranch(from: Branch, uid: string, stamp: Stamp): Branch {
  const { settings: _, ...kept } = from;
  const copied = structuredClone({ ...kept, publish_queue: [], audit_log: [], jobs: [], entry_variants: [] });
  return { ...copied, uid, source: from.uid, ...toDates(stamp) };
}
