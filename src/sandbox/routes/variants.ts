// Routes of the module variants.
import type { Module } from '../call.ts';

export const variants: Module = { name: 'variants', reach: 'global', routes: [] };
