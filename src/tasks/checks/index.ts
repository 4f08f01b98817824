// The checks of content, in the order in which they are told.
import { brokenReferences } from './broken-references.ts';
import type { Check } from './check.ts';
import { duplicates } from './duplicates.ts';
import { invalid } from './invalid.ts';
import { outdatedTranslation } from './outdated-translation.ts';
import { scheduleConflicts } from './schedule-conflicts.ts';
import { undescribedImages } from './undescribed-images.ts';
import { unpublishedReferences } from './unpublished-references.ts';
import { untranslated } from './untranslated.ts';
import { unusedAssets } from './unused-assets.ts';

export const checks = {
  broken_references: brokenReferences,
  unpublished_references: unpublishedReferences,
  untranslated,
  outdated_translation: outdatedTranslation,
  invalid,
  unused_assets: unusedAssets,
  undescribed_images: undescribedImages,
  duplicates,
  schedule_conflicts: scheduleConflicts,
} satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;
export const checkNames = Object.keys(checks) as [CheckName, ...CheckName[]];
