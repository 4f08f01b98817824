// Routes of the module extensions.
import type { Module } from '../call.ts';

export const extensions: Module = { name: 'extensions', reach: 'branch', routes: [] };
