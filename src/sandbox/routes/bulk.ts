// Routes of the module bulk.
import type { Module } from '../call.ts';

export const bulk: Module = { name: 'bulk', reach: 'branch', routes: [] };
