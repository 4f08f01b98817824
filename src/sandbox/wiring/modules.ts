// Every module the sandbox serves. Where two patterns would take a path, the earlier module has it.
import { assets } from '../assets/routes.ts';
import { auditLog } from '../audit-log/routes.ts';
import { branches } from '../branches/routes.ts';
import { bulk } from '../bulk/routes.ts';
import { entries } from '../entries/routes.ts';
import { environments } from '../environments/routes.ts';
import { extensions } from '../extensions/routes.ts';
import type { Module } from '../http/call.ts';
import { languages } from '../languages/routes.ts';
import { metadata } from '../metadata/routes.ts';
import { model } from '../model/routes.ts';
import { people } from '../people/routes.ts';
import { publishQueue } from '../publishing/routes.ts';
import { releases } from '../releases/routes.ts';
import { taxonomies } from '../taxonomies/routes.ts';
import { variants } from '../variants/routes.ts';
import { webhooks } from '../webhooks/routes.ts';
import { workflows } from '../workflows/routes.ts';

export const modules: readonly Module[] = [
  environments,
  languages,
  entries,
  model,
  assets,
  extensions,
  releases,
  publishQueue,
  bulk,
  webhooks,
  auditLog,
  people,
  workflows,
  taxonomies,
  branches,
  variants,
  metadata,
].flat();
