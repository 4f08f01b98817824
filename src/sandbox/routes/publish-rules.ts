// Routes of the module publish-rules.
import type { Module } from '../call.ts';

export const publishRules: Module = { name: 'publish-rules', reach: 'global', routes: [] };
