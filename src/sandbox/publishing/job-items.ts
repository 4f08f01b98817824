// Jobs as they are remembered, and what they report of each of their items.

import type { IsoDate, Json, QueueItem } from '../state/state.ts';
import { readShown } from './orders.ts';

export type JobAction = 'publish' | 'unpublish' | 'delete' | 'add_to_release' | 'update_release_items' | 'deploy';

/** As `status` of the list of jobs numbers them. */
export const jobStatus = { waiting: 1, queued: 2, inProgress: 3, complete: 4, partial: 5, failed: 6 } as const;

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
  /** With nested references, which the queue shows to who asks for them. */
  nested: boolean;
  unscheduled?: true;
}

export function judge(items: JobItem[]): number {
  const failed = items.filter(isFailed).length;
  if (failed === 0) return jobStatus.complete;
  return failed === items.length ? jobStatus.failed : jobStatus.partial;
}

export const isFailed = ({ publish_details }: JobItem): boolean => publish_details.status === 'failed';

export function toJobItem(queued: QueueItem, depth: number): JobItem {
  const shown = readShown(queued);
  const [environment = ''] = queued.environment as string[];
  const [publishLocale = ''] = queued.locale as string[];
  return {
    uid: String(shown.uid),
    type: queued.type,
    title: shown.title ?? '',
    locale: String(shown.locale ?? publishLocale),
    version: shown.version ?? null,
    ...(queued.content_type === undefined ? {} : { content_type: queued.content_type as { uid: string } }),
    publish_details: queued.publish_details,
    publish_locale: publishLocale,
    environment,
    action: queued.action,
    published_at: (queued.published_at as string | undefined) ?? null,
    scheduled_at: (queued.scheduled_at as string | undefined) ?? '',
    user: String(queued.user),
    depth,
    queued: queued.uid,
  };
}
