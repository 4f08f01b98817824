// Routes of the module metadata.
import type { Module } from '../call.ts';

export const metadata: Module = { name: 'metadata', reach: 'branch', routes: [] };
