// Routes of the module entry-variants.
import type { Module } from '../call.ts';

export const entryVariants: Module = { name: 'variants', reach: 'branch', routes: [] };
