// Routes of the module global-fields.
import type { Module } from '../call.ts';

export const globalFields: Module = { name: 'global-fields', reach: 'branch', routes: [] };
