// All probes, in the order they are played.
import type { Probe } from '../probe.ts';
import { access } from './access.ts';
import { assets } from './assets.ts';
import { beside } from './beside.ts';
import { branches } from './branches.ts';
import { entries } from './entries.ts';
import { labels } from './labels.ts';
import { languages } from './languages.ts';
import { missing } from './missing.ts';
import { model } from './model.ts';
import { publishing } from './publishing.ts';
import { richText } from './rich-text.ts';
import { taxonomies } from './taxonomies.ts';
import { webhooks } from './webhooks.ts';
import { workflows } from './workflows.ts';

export const probes: readonly Probe[] = [
  ...access,
  ...branches,
  ...missing,
  ...model,
  ...labels,
  ...entries,
  ...richText,
  ...languages,
  ...taxonomies,
  ...assets,
  ...beside,
  ...publishing,
  ...webhooks,
  ...workflows,
];
