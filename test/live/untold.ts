// The points that cannot be told from outside with reasonable effort, and why.
import type { Name } from './probe.ts';

export const untold: Partial<Record<Name, string>> = {
  'assetSizeLimit.megabytes': 'it would take files of a hundred megabytes and more',
  'assetSizeLimit.status': 'it would take files of a hundred megabytes and more',
  'plan.variants': 'it says what a plan includes, and not how the API answers',
  'plan.asset_fields': 'it says what a plan includes, and not how the API answers',
  newerReleases: 'it says what a plan includes, and not how the API answers',
  emptyMerge: 'it would take two branches that are the same, and merging others changes them',
  branchLife: 'a management token makes no branches',
  mostRoles: 'it would take more roles than the plan allows',
  mostFolders: 'it would take more than three hundred folders',
  bulkJobsAboveMaximum: 'of jobs that are started one a second, the first may be done when the third is started',
};

/** Shown when it happens; nothing is done to make it happen, as it would happen to the whole organisation. */
export const byChance = ['rateRefusal.code', 'rateRefusal.retryAfter', 'rateRefusal.body'] as const satisfies Name[];
