// What is remembered of publishing: where things stand, the queue, jobs and releases.
import type { IsoDate, Json } from './json.ts';

/** An item as it stands in one environment and one locale; `environment` is the uid, as in `publish_details`. */
export interface PublishDetail {
  environment: string;
  locale: string;
  time: IsoDate;
  user: string;
  version: number;
}

/** One item of the publish queue: one thing, one environment, one language. */
export interface QueueItem extends Json {
  uid: string;
  action: 'publish' | 'unpublish';
  type: string;
  publish_details: { status: string; failure_reason?: string; message?: string; error?: string };
}

export interface Environment extends Json {
  uid: string;
  name: string;
}

export interface Order {
  action: 'publish' | 'unpublish';
  /** `entry`, `asset` and whatever else `carriers` knows. */
  kind: string;
  uid: string;
  content_type?: string;
  /** Of an entry: the variant it is about, whose version is meant then. */
  variant?: string;
  /** The uid. */
  environment: string;
  locale: string;
  /** The latest when absent, which is that of the moment when the order is carried out. */
  version?: number;
  /** At once when absent. */
  at?: IsoDate;
  /** The bulk job or release deployment that it is part of. */
  job?: string;
  /** Jobs and deployments leave alone what stands where they would put it. */
  skipsSame?: boolean;
}

export type JobAction = 'publish' | 'unpublish' | 'delete' | 'add_to_release' | 'update_release_items' | 'deploy';

/** One thing that a job did, or failed to do. */
export interface JobItem extends Json {
  uid: string;
  type: string;
  title: unknown;
  locale: string;
  version: unknown;
  content_type?: { uid: string };
  publish_details: { status: string; failure_reason?: string };
  publish_locale: string;
  /** The uid; empty for what concerns none. */
  environment: string;
  action: string;
  published_at: IsoDate | null;
  scheduled_at: IsoDate | '';
  user: string;
  /** 0 for what was asked for itself, 1 for what that refers to, and so on. */
  depth: number;
}

export interface BulkJob extends Json {
  uid: string;
  api_key: string;
  action: JobAction;
  status: number;
  body: { branch: string; locales: string[]; environments: string[]; published_at: IsoDate | ''; scheduled_at: string };
  created_at: IsoDate;
  created_by: string;
  updated_at: IsoDate;
  updated_by: string;
  /** What is to be done, for the worker. Not shown. */
  plan: Json;
  /** What was done. Shown by a request of its own. */
  items: JobItem[];
  topLevel: number;
  /** With nested references, which the queue shows only to clients that ask for them. */
  nested: boolean;
  unscheduled?: true;
}

export interface ReleaseItem extends Json {
  uid: string;
  version: number;
  locale: string;
  /** `built_io_upload` or `sys_assets` for an asset. */
  content_type_uid: string;
  action: 'publish' | 'unpublish';
  title: unknown;
  variant_id: string | null;
}

/** How a release stands in one environment. */
interface ReleaseStatus extends Json {
  environment: string;
  status: string;
  user: string;
  job_id: string;
  time: IsoDate;
}

export interface Release extends Json {
  uid: string;
  name: string;
  description: string;
  locked: boolean;
  archived: boolean;
  items: ReleaseItem[];
  status: ReleaseStatus[];
  _deploy_latest: boolean;
  _version: number;
  created_at: IsoDate;
  created_by: string;
  updated_at: IsoDate;
  updated_by: string;
}
