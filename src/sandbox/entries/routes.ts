// The front of the entries: every request on one or many of them. Where two patterns would take a path, the earlier list has it.
import type { Module } from '../http/call.ts';
import { entryContent } from './content-routes.ts';
import { entryLifecycle } from './lifecycle-routes.ts';
import { entryVariants } from './variants-routes.ts';
import { entryWorkflow } from './workflow-routes.ts';

export const entries: Module[] = [entryLifecycle, entryWorkflow, entryVariants, entryContent];
