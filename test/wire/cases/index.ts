// All cases.
import type { Case } from '../case.ts';
import { assets } from './assets.ts';
import { branches, bulk, variants } from './companions.ts';
import { contentTypes } from './content-types.ts';
import { entries } from './entries.ts';
import { environments } from './environments.ts';
import { extensions } from './extensions.ts';
import { globalFields } from './global-fields.ts';
import { governance } from './governance.ts';
import { labels } from './labels.ts';
import { languages } from './languages.ts';
import { releases } from './releases.ts';
import { taxonomies } from './taxonomies.ts';

export const cases: Case[] = [
  ...entries,
  ...assets,
  ...contentTypes,
  ...labels,
  ...extensions,
  ...releases,
  ...environments,
  ...languages,
  ...governance,
  ...globalFields,
  ...taxonomies,
  ...bulk,
  ...branches,
  ...variants,
];
