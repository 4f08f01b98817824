// The stack that the sandbox starts with: Larkfell, a small maker of outdoor gear that does not exist.

import type { Seed } from '../form/format.ts';
import { assets, folders } from './assets.ts';
import { contentTypes, globalFields } from './content-types.ts';
import { development } from './development.ts';
import { extensions } from './extensions.ts';
import { labels } from './labels.ts';
import { metadata } from './metadata.ts';
import { pages } from './pages.ts';
import { authors, products } from './people-and-products.ts';
import { gearPosts } from './posts-gear.ts';
import { skillPosts } from './posts-skills.ts';
import { tripPosts } from './posts-trips.ts';
import { releases } from './releases.ts';
import { roles, users } from './roles.ts';
import { developmentChanges, site } from './site.ts';
import { aliases, branches, environments, locales, stack, tokens } from './stack.ts';
import { taxonomies } from './taxonomies.ts';
import { variants } from './variants.ts';
import { executions, webhooks } from './webhooks.ts';
import { workflows } from './workflows.ts';

export const demoSeed: Seed = {
  stack,
  tokens,
  users,
  branches,
  aliases,
  environments,
  locales,
  global_fields: globalFields,
  content_types: contentTypes,
  folders,
  assets,
  entries: [...authors, ...products, ...skillPosts, ...gearPosts, ...tripPosts, ...pages, ...site],
  changes: developmentChanges,
  history: true,
  requests: [
    ...roles,
    ...workflows,
    ...taxonomies,
    ...extensions,
    ...labels,
    ...releases,
    ...webhooks,
    ...variants,
    ...metadata,
    ...development,
  ],
  executions,
};
