// Jobs as they are remembered, and what they report of each of their items.

import type { JobItem, QueueItem } from '../state/publishing.ts';
import { readShown } from './orders.ts';

/** As `status` of the list of jobs numbers them. */
export const jobStatus = { waiting: 1, queued: 2, inProgress: 3, complete: 4, partial: 5, failed: 6 } as const;

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
