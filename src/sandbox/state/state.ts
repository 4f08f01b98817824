// What the sandbox remembers: one stack as plain JSON, so that it can be copied, written to a file and read back.
import type { Asset, Folder } from '../assets/store.ts';
import type { MergeJob } from '../branches/merge.ts';
import type { Extension } from '../extensions/write.ts';
import type { Metadata } from '../metadata/metadata.ts';
import type { Role, User } from '../people/people.ts';
import type { BulkJob } from '../publishing/job-items.ts';
import type { Release } from '../releases/items.ts';
import type { Taxonomy } from '../taxonomies/taxonomy.ts';
import type { EntryVariant } from '../variants/entry-variants.ts';
import type { Variant, VariantGroup } from '../variants/variants.ts';
import type { EntryStage, PublishRequest, PublishRule, Workflow } from '../workflows/governance.ts';

export type Json = Record<string, unknown>;

/** ISO 8601 with milliseconds, UTC, as the CMA prints dates. */
export type IsoDate = string;

export type Scope = 'read-write' | 'read-only';

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

/** One saved version of one locale. `fields` holds the entry's own fields in write shape (uids, not objects). */
export interface EntryVersion {
  _version: number;
  _version_name?: string;
  fields: Json;
  updated_at: IsoDate;
  updated_by: string;
}

/** An item as it stands in one environment and one locale; `environment` is the uid, as in `publish_details`. */
export interface PublishDetail {
  environment: string;
  locale: string;
  time: IsoDate;
  user: string;
  version: number;
}

/** Something that is to be done at a time, by a worker of that name; the rest is the worker's own. */
export interface Due {
  at: IsoDate;
  work: string;
  branch: string;
  by: string;
  data: Json;
}

/** One item of the publish queue: one thing, one environment, one language. */
export interface QueueItem extends Json {
  uid: string;
  action: 'publish' | 'unpublish';
  type: string;
  publish_details: { status: string; failure_reason?: string; message?: string; error?: string };
}

export interface EntryRecord {
  uid: string;
  created_at: IsoDate;
  created_by: string;
  /** Locale code → its versions, oldest first. A locale that is absent here falls back. */
  locales: Record<string, EntryVersion[]>;
  published: PublishDetail[];
  /** Versions of languages that were deleted while others stayed; they still hold what is unique. */
  trashed?: Record<string, EntryVersion[]>;
  /** Language → the workflow stage the entry is in; absent where none was ever set. */
  stages?: Record<string, EntryStage>;
  /** Answers to publish requests, latest last. */
  requests?: PublishRequest[];
  /** Set when the entry is in the trash, where it still holds its unique title and url. */
  deleted_at?: IsoDate;
}

/** A content type as the CMA gives it back, with its earlier versions. */
export interface ContentTypeRecord {
  current: Json & { uid: string; title: string; _version: number; schema: Json[] };
  earlier: Json[];
}

/** A global field with its earlier versions; content types use the schema of the current one by `reference_to`. */
export interface GlobalFieldRecord {
  current: Json & { uid: string; title: string; _version: number; schema: Json[] };
  earlier: Json[];
}

export interface Locale extends Json {
  uid: string;
  code: string;
  name: string;
  fallback_locale: string | null;
}

export interface Environment extends Json {
  uid: string;
  name: string;
}

export interface Label extends Json {
  uid: string;
  name: string;
  /** Uids of the labels it stands below. */
  parent: string[];
  content_types: string[];
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
export interface LogItem extends Json {
  uid: string;
  created_at: IsoDate;
}

/** Where a webhook sends to, and how it proves who it is. */
export interface Destination extends Json {
  target_url: string;
  /** Absent in what was made before there were other schemes than Basic. */
  authentication_type?: 'None' | 'Basic' | 'Bearer' | 'OAuth2';
  http_basic_auth?: string;
  http_basic_password?: string;
  bearer_token?: string;
  access_token_url?: string;
  client_id?: string;
  client_secret?: string;
  request_query_parameters?: string;
  custom_header?: { header_name: string; value: string }[];
}

export interface Webhook extends Json {
  uid: string;
  name: string;
  destinations: Destination[];
  channels: string[];
  /** One at most; names of branches or aliases. */
  branches: string[];
  retry_policy: 'automatic' | 'manual';
  disabled: boolean;
  concise_payload: boolean;
  unhealthy: { state: boolean };
  /** Deliveries in a row that its receiver has not taken; never shown. */
  failures: number;
}

/** What one webhook was told of one happening. */
export interface Execution extends Json {
  uid: string;
  channel: string[];
  created_at: IsoDate;
  event_data: Json;
  event_headers: Json;
  /** One per attempt and destination, oldest first. */
  request_details: Json[];
  retry_count: number;
  /** Of the last attempt; null when there was no answer, or is none yet. */
  status: number | null;
  /** Uids. */
  webhooks: string[];
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
