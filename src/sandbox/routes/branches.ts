// Routes of the module branches.
import type { Module } from '../call.ts';

export const branches: Module = { name: 'branches', reach: 'global', routes: [] };
