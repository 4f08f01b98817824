// Routes of the module workflows.
import type { Module } from '../call.ts';

export const workflows: Module = { name: 'workflows', reach: 'global', routes: [] };
