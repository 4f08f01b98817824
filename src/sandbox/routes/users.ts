// Routes of the module users.
import type { Module } from '../call.ts';

export const users: Module = { name: 'users', reach: 'global', routes: [] };
