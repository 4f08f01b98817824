// Routes of the module taxonomies.
import type { Module } from '../call.ts';

export const taxonomies: Module = { name: 'taxonomies', reach: 'global', routes: [] };
