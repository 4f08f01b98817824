// The stack that the sandbox starts with: Larkfell, a small maker of outdoor gear that does not exist.
import { assets } from './assets.ts';
import { contentTypes, globalFields } from './content-types.ts';
import type { Seed } from './format.ts';
import { pages } from './pages.ts';
import { authors, products } from './people-and-products.ts';
import { gearPosts } from './posts-gear.ts';
import { skillPosts } from './posts-skills.ts';
import { tripPosts } from './posts-trips.ts';
import { developmentChanges, site } from './site.ts';
import { branches, environments, locales, stack, tokens } from './stack.ts';

export const demoSeed: Seed = {
  stack,
  tokens,
  branches,
  environments,
  locales,
  global_fields: globalFields,
  content_types: contentTypes,
  assets,
  entries: [...authors, ...products, ...skillPosts, ...gearPosts, ...tripPosts, ...pages, ...site],
  changes: developmentChanges,
};
