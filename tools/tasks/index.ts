// The tasks, in the order in which they are listed: what finds and understands first, then what changes, then what publishes.
import type { Task } from '../../src/operations/task.ts';
import auditContent from './audit-content.ts';
import bulkEdit from './bulk-edit.ts';
import changeContentType from './change-content-type.ts';
import compareEntry from './compare-entry.ts';
import compareEnvironments from './compare-environments.ts';
import draftEntry from './draft-entry.ts';
import editEntry from './edit-entry.ts';
import findInContent from './find-in-content.ts';
import listActivity from './list-activity.ts';
import planPublish from './plan-publish.ts';
import publishPlan from './publish-plan.ts';
import readEntry from './read-entry.ts';
import restoreEntries from './restore-entries.ts';

export const tasks: readonly Task[] = [
  readEntry,
  findInContent,
  auditContent,
  compareEntry,
  compareEnvironments,
  listActivity,
  editEntry,
  draftEntry,
  bulkEdit,
  restoreEntries,
  changeContentType,
  planPublish,
  publishPlan,
];
