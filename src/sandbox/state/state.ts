// What the sandbox remembers: one stack as plain JSON, so that it can be copied, written to a file and read back.
import type { Asset, Folder } from './assets.ts';
import type {
  ContentTypeRecord,
  EntryRecord,
  Extension,
  GlobalFieldRecord,
  Label,
  Locale,
  Metadata,
} from './content.ts';
import type { PublishRule, Role, User, Workflow } from './governance.ts';
import type { IsoDate, Json } from './json.ts';
import type { MergeJob } from './merges.ts';
import type { BulkJob, Environment, QueueItem, Release } from './publishing.ts';
import type { Taxonomy } from './taxonomies.ts';
import type { EntryVariant, Variant, VariantGroup } from './variants.ts';
import type { Execution, Webhook } from './webhooks.ts';

type Scope = 'read-write' | 'read-only';

/**
 * A stack management token. `branches` absent: every branch; `read-only` answers reads alone. `modules`, by the names of
 * the sandbox's modules, narrows it further: what is not named there is refused.
 */
export interface Token {
  name: string;
  value: string;
  scope: Scope;
  branches?: string[];
  modules?: Record<string, Scope>;
  expires_at?: IsoDate;
  /** Deleted by its owner: as wrong as one that never was. */
  revoked?: boolean;
}

/** Something that is to be done at a time, by a worker of that name; the rest is the worker's own. */
export interface Due {
  at: IsoDate;
  work: string;
  branch: string;
  by: string;
  data: Json;
}

/** A name that stands for a branch. */
export interface BranchAlias extends Json {
  alias: string;
  /** The branch it stands for now. */
  target: string;
  created_at: IsoDate;
  created_by: string;
  updated_at: IsoDate;
  updated_by: string;
}

/** One line of the audit log. */
interface LogItem extends Json {
  uid: string;
  created_at: IsoDate;
}

/** What one branch has of its own: the branch-specific modules. */
export interface Branch {
  uid: string;
  source: string;
  created_at: IsoDate;
  created_by: string;
  updated_at: IsoDate;
  updated_by: string;
  /** What was set with the branch's settings; nothing reads them. */
  settings?: Json;
  content_types: Record<string, ContentTypeRecord>;
  global_fields: Record<string, GlobalFieldRecord>;
  /** As they were when they were deleted. */
  deleted_global_fields: Record<string, GlobalFieldRecord>;
  /** Content type uid → entry uid → entry. */
  entries: Record<string, Record<string, EntryRecord>>;
  locales: Record<string, Locale>;
  assets: Record<string, Asset>;
  folders: Record<string, Folder>;
  labels: Record<string, Label>;
  extensions: Record<string, Extension>;
  releases: Record<string, Release>;
  metadata: Record<string, Metadata>;
  /** Of main, usually: a new branch starts without. */
  entry_variants: EntryVariant[];
  /** Oldest first. */
  publish_queue: QueueItem[];
  audit_log: LogItem[];
  /** Bulk jobs, oldest first. */
  jobs: BulkJob[];
}

export interface State {
  api_key: string;
  org_uid: string;
  name: string;
  master_locale: string;
  tokens: Token[];
  branches: Record<string, Branch>;
  /** Branch-independent, as all that stands beside `branches`. */
  environments: Record<string, Environment>;
  aliases: Record<string, BranchAlias>;
  users: Record<string, User>;
  roles: Record<string, Role>;
  webhooks: Record<string, Webhook>;
  /** What was sent to webhooks, oldest first. */
  webhook_executions: Execution[];
  workflows: Record<string, Workflow>;
  publish_rules: Record<string, PublishRule>;
  taxonomies: Record<string, Taxonomy>;
  variant_groups: Record<string, VariantGroup>;
  variants: Record<string, Variant>;
  /** Oldest first. */
  merge_jobs: MergeJob[];
  /** The bytes of assets in base64, by their hash; branches that were copied from one another share them. */
  files: Record<string, string>;
  /** What waits for its time, soonest first. */
  due: Due[];
}
