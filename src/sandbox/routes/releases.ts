// Routes of the module releases.
import type { Module } from '../call.ts';

export const releases: Module = { name: 'releases', reach: 'branch', routes: [] };
