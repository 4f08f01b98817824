// Every module the sandbox serves. Where two patterns would take a path, the earlier module has it.

import { assets } from '../assets/routes.ts';
import { auditLog } from '../audit-log/routes.ts';
import { branchMerges } from '../branches/merges-routes.ts';
import { branches } from '../branches/routes.ts';
import { bulkJobs } from '../bulk/jobs-routes.ts';
import { bulk } from '../bulk/routes.ts';
import { entryLifecycle } from '../entries/lifecycle-routes.ts';
import { entries } from '../entries/routes.ts';
import { entryWorkflow } from '../entries/workflow-routes.ts';
import { environments } from '../environments/routes.ts';
import { extensions } from '../extensions/routes.ts';
import type { Module } from '../http/call.ts';
import { languages } from '../languages/routes.ts';
import { metadata } from '../metadata/routes.ts';
import { contentTypes } from '../model/content-types-routes.ts';
import { globalFields } from '../model/global-fields-routes.ts';
import { labels } from '../model/labels-routes.ts';
import { roles } from '../people/roles-routes.ts';
import { users } from '../people/users-routes.ts';
import { publishQueue } from '../publishing/routes.ts';
import { releases } from '../releases/routes.ts';
import { taxonomies } from '../taxonomies/routes.ts';
import { entryVariants } from '../variants/entry-variants-routes.ts';
import { variants } from '../variants/routes.ts';
import { webhooks } from '../webhooks/routes.ts';
import { publishRules } from '../workflows/publish-rules-routes.ts';
import { workflows } from '../workflows/routes.ts';

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
