// The catalogue: the modules in the order of the CMA reference, and the tasks made of them. The only list of both.
import assets from './assets.ts';
import auditLog from './audit-log.ts';
import branches from './branches.ts';
import bulk from './bulk.ts';
import contentTypes from './content-types.ts';
import entries from './entries.ts';
import environments from './environments.ts';
import extensions from './extensions.ts';
import globalFields from './global-fields.ts';
import labels from './labels.ts';
import languages from './languages.ts';
import metadata from './metadata.ts';
import publishQueue from './publish-queue.ts';
import publishRules from './publish-rules.ts';
import releases from './releases.ts';
import roles from './roles.ts';
import { tasks } from './tasks/index.ts';
import taxonomies from './taxonomies.ts';
import users from './users.ts';
import variants from './variants.ts';
import webhooks from './webhooks.ts';
import workflows from './workflows.ts';

export { tasks };

export const modules = [
  entries,
  assets,
  contentTypes,
  labels,
  extensions,
  releases,
  environments,
  languages,
  webhooks,
  roles,
  users,
  workflows,
  publishRules,
  auditLog,
  publishQueue,
  globalFields,
  taxonomies,
  bulk,
  branches,
  variants,
  metadata,
];
