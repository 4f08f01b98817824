// Every module the sandbox serves. Where two patterns would take a path, the earlier module has it.
import type { Module } from './call.ts';
import { assets } from './routes/assets.ts';
import { auditLog } from './routes/audit-log.ts';
import { branchMerges } from './routes/branch-merges.ts';
import { branches } from './routes/branches.ts';
import { bulk } from './routes/bulk.ts';
import { bulkJobs } from './routes/bulk-jobs.ts';
import { contentTypes } from './routes/content-types.ts';
import { entries } from './routes/entries.ts';
import { entryLifecycle } from './routes/entry-lifecycle.ts';
import { entryVariants } from './routes/entry-variants.ts';
import { entryWorkflow } from './routes/entry-workflow.ts';
import { environments } from './routes/environments.ts';
import { extensions } from './routes/extensions.ts';
import { globalFields } from './routes/global-fields.ts';
import { labels } from './routes/labels.ts';
import { languages } from './routes/languages.ts';
import { metadata } from './routes/metadata.ts';
import { publishQueue } from './routes/publish-queue.ts';
import { publishRules } from './routes/publish-rules.ts';
import { releases } from './routes/releases.ts';
import { roles } from './routes/roles.ts';
import { taxonomies } from './routes/taxonomies.ts';
import { users } from './routes/users.ts';
import { variants } from './routes/variants.ts';
import { webhooks } from './routes/webhooks.ts';
import { workflows } from './routes/workflows.ts';

export const modules: Module[] = [
  environments,
  languages,
  contentTypes,
  entryLifecycle,
  entryWorkflow,
  entryVariants,
  entries,
  globalFields,
  assets,
  extensions,
  labels,
  releases,
  publishQueue,
  bulk,
  bulkJobs,
  webhooks,
  auditLog,
  roles,
  users,
  publishRules,
  workflows,
  taxonomies,
  branches,
  branchMerges,
  variants,
  metadata,
];
